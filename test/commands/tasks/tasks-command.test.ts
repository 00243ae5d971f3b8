/** `/tasks` as people say it, in both languages, on a real store. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addForm, requestForm } from "../../../src/commands/tasks/task-forms.ts";
import { tasksCommand } from "../../../src/commands/tasks-command.ts";
import type { Message } from "../../../src/core/messages/message.ts";
import { SAME_ANSWERS } from "../../../src/core/tasks/suggest-automation.ts";
import { day } from "../../contracts/store-fixture.ts";
import { type CampaignWorld, openCampaignWorld } from "../../scenarios/campaign-world.ts";
import { textOf } from "../../scenarios/report-shop.ts";

let world: CampaignWorld;

/** Monday morning; the usual routine is there. */
beforeEach(async () => {
  world = await openCampaignWorld("2026-03-02T09:05");
  await world.say("ann", "tasks start");
});

afterEach(() => world.close());

function press(who: string, message: Message, label: string): Promise<Message> {
  const action = message.actions.find((each) => each.label === label);
  if (action === undefined) throw new Error(`no button ${label}: ${message.actions.map((each) => each.label).join(", ")}`);
  return world.say(who, action.words);
}

describe("a task", () => {
  it("is done by the first who presses, and the second is told by whom", async () => {
    const list = await world.say("ann", "tasks");
    const [first, second] = await Promise.all([press("ann", list, "Done 1"), press("omar", list, "Done 1")]);
    const [won, lost] = first.kind === "notice" ? [first, second] : [second, first];
    expect(won.summary).toMatch(/^(ann|omar) did “1\. Check yesterday's numbers”\.$/);
    expect(lost).toMatchObject({ kind: "problem", summary: expect.stringMatching(/^(ann|omar) did “1\. .*” already, 09:05\.$/) });
    expect(lost.summary.split(" ")[0]).toBe(won.summary.split(" ")[0]);
  });

  it("keeps what was found, and is opened again by Undo", async () => {
    const done = await world.say("ann", "tasks done 2 two lamps are low");
    expect(done.summary).toBe("ann did “2. Check the stock of what sells best”: two lamps are low");
    expect(textOf(await world.say("ann", "tasks"))).toContain("2. Check the stock of what sells best (two lamps are low)");
    expect((await press("ann", done, "Undo")).summary).toBe("ann reopened “2. Check the stock of what sells best”.");
  });

  it("is skipped only with a reason, and another's hand-over is accepted or declined", async () => {
    expect((await world.say("ann", "tasks skip 3")).summary).toContain("Say why");
    expect((await world.say("ann", "tasks skip 3 nothing new")).summary).toBe(
      "ann skipped “3. Answer new reviews and messages”: nothing new",
    );
    const offer = await world.say("ann", "tasks handover 4 to warehouse");
    expect(offer.summary).toBe("ann asks warehouse to take “4. Look at refunds and their reasons”, by 11:30.");
    expect((await press("omar", offer, "Accept 4")).summary).toBe("omar has “4. Look at refunds and their reasons” now.");
    expect((await press("lea", offer, "Decline 4")).summary).toContain("Nobody is asked to take");
  });

  it("of yesterday's list that nobody did points to today's", async () => {
    const yesterday = await world.say("ann", "tasks");
    await world.goTo("2026-03-03T09:05");
    const late = await press("ann", yesterday, "Done 1");
    expect(late.summary).toContain("of Mon 2 Mar 2026 was never done; a newer one has come since.");
    expect((await press("ann", late, "Done 1")).summary).toContain("ann did “1.");
  });

  it.each(["Say which task", "There is no task 99 here."])("that is not there is refused: %s", async (text) => {
    const message = await world.say("ann", text.startsWith("Say") ? "tasks done it" : "tasks done 99");
    expect(message).toMatchObject({ kind: "problem", summary: expect.stringContaining(text) });
    expect(message.actions.length).toBeGreaterThan(0);
  });
});

describe("a request", () => {
  it("is theirs once they accept, and the second to accept is told by whom", async () => {
    const asked = await world.say("ann", "tasks request warehouse Refill the Monday lamps by tomorrow 10:00");
    expect(asked.summary).toBe("ann asks warehouse: “9. Refill the Monday lamps”, by Tue 3 Mar, 10:00.");
    const answers = await Promise.all([press("omar", asked, "Accept 9"), press("lea", asked, "Accept 9")]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["notice", "problem"]);
    expect(answers.find(({ kind }) => kind === "problem")?.summary).toMatch(
      /^(omar|lea) has accepted “9\. Refill the Monday lamps” already\.$/,
    );
  });

  it("stays with whoever asked where it is declined", async () => {
    await world.say("ann", "tasks request @omar Count the returns by friday");
    expect((await world.say("omar", "tasks decline 9 no hands")).summary).toBe(
      "omar declined “9. Count the returns”; it stays with ann: no hands",
    );
    expect(textOf(await world.say("ann", "tasks"))).toContain('"· 9. Count the returns","ann","Fri 6 Mar, 18:00"');
  });

  it.each([
    ["tasks request", "Say who"],
    ["tasks request warehouse", "Say what is to be done"],
    ["tasks request warehouse Count the returns", "Say by when at the end"],
    ["tasks request warehouse Count the returns by today 8:00", "That time is over"],
    [`tasks request warehouse ${"x".repeat(5_000)} by friday`, "A task's name has at most 120 characters; this one has 5000"],
  ])("“%.60s” is refused with an example that works", async (words, problem) => {
    const message = await world.say("ann", words);
    expect(message).toMatchObject({ kind: "problem", summary: expect.stringContaining(problem) });
    const [example] = message.actions;
    expect((await world.say("ann", example?.words ?? "")).kind).toBe("notice");
  });

  it.each(["tasks request @Bea Count the returns by friday", "tasks assign 1 @Bea", "tasks role warehouse <@Bea>", "tasks lead @Bea"])(
    "“%s”, a name that no platform knows, is refused with what to do",
    async (words) => {
      const typed = await world.say("omar", words);
      expect(typed.summary).toBe(
        "I cannot tell who “@Bea” is. Type @ and choose the person from the list that opens, or say me, or name a role or department without @.",
      );
      await world.say("Bea", "tasks lead me");
      expect((await world.say("omar", words)).kind).toBe("notice");
    },
  );

  it("of somebody who is not there is refused", async () => {
    world.leave("zoe");
    expect((await world.say("ann", "tasks request @zoe Count the returns by friday")).summary).toContain("@zoe is not in this workspace");
  });
});

describe("the routine", () => {
  it("is changed and changed back by Undo, today's task with it", async () => {
    const tasks = () => world.store().tasks.find("id0", 2, day("2026-03-02"));
    const [before] = (await world.store().tasks.lists()).map(({ routines }) => routines);
    const listed = await tasks();
    const lines = ["move 2 to 17:30", 'change 2 "Stock" every monday, friday for warehouse', "assign 2 me", "remove 2"];
    for (const words of lines) {
      const changed = await world.say("ann", `tasks ${words}`);
      expect(changed.kind).toBe("notice");
      await press("ann", changed, "Undo");
      const [after] = (await world.store().tasks.lists()).map(({ routines }) => routines);
      expect(after).toEqual(before);
      expect({ ...(await tasks()), version: 1 }).toEqual(listed);
    }
  });

  it("has roles and a lead, each taken back by Undo", async () => {
    const people = async () => {
      const [list] = await world.store().tasks.lists();
      return [list?.lead.userId, Object.entries(list?.roles ?? {}).map(([role, { userId }]) => [role, userId])];
    };
    const before = await people();
    for (const words of ["role warehouse @omar", "角色 仓库 我", "lead @omar"]) {
      const changed = await world.say("ann", `tasks ${words}`);
      expect(await people()).not.toEqual(before);
      await press("ann", changed, changed.locale === "zh" ? "撤销" : "Undo");
      expect([words, await people()]).toEqual([words, before]);
    }
    expect((await world.say("ann", "tasks role warehouse design")).summary).toBe("A role is held by a person: me, or @name.");
  });

  it("takes new tasks with days, time and owner in any order, and quotes where a name looks like one of these", async () => {
    const rows = async (words: string) => (await world.say("ann", `tasks add ${words}`)).summary;
    expect(await rows("Count the returns every friday at 16:00 for warehouse")).toBe("“9. Count the returns” is due Fri 16:00.");
    expect(await rows("Wash the windows")).toBe("“10. Wash the windows” is due every day 12:00.");
    expect(await rows('"Prepare Black Friday" on weekdays 8:30')).toBe("“11. Prepare Black Friday” is due weekdays 08:30.");
    expect(await rows("清点退货 每周一、周五16:00 由仓库")).toBe("“12. 清点退货”已添加：周一、周五 16:00。");
  });

  it("offers once, after twenty of the same answers, what could do it instead", async () => {
    const offers: string[] = [];
    for (let date = 2; date < 2 + SAME_ANSWERS + 3; date++) {
      await world.goTo(`2026-03-${String(date).padStart(2, "0")}T09:10`, { asleep: true });
      const done = await world.say("ann", "tasks done 1 all fine");
      if (textOf(done).includes("by hand")) offers.push(`${date} ${done.actions.map(({ words }) => words)[0]}`);
    }
    expect(offers).toEqual([`${2 + SAME_ANSWERS - 1} shopbell subscribe daily at 09:30`]);
  });
});

describe("what is offered instead of a task done by hand", () => {
  it.each([
    ["en", 4, "tasks done 4", "Ring when it is odd"],
    ["en", 5, "tasks done 5", "Post the report"],
    ["en", 3, "tasks done 3", "Make it weekly"],
    ["zh", 4, "任务 完成 4", "异常时告警"],
    ["zh", 3, "任务 完成 3", "改为每周一次"],
  ])("is words that work (%s, task %s)", async (_, number, words, label) => {
    const [list] = await world.store().tasks.lists();
    const newest = await world.store().tasks.find("id0", number, null);
    if (list === undefined || newest === null) throw new Error("the list is not there");
    const by = list.lead;
    const past = Array.from({ length: SAME_ANSWERS - 1 }, (_, index) => ({
      ...{ ...newest, day: day(`2026-02-${String(index + 1).padStart(2, "0")}`), done: { by, atMs: newest.dueMs - 1 } },
    }));
    await world.store().tasks.openDay({ added: past, overtaken: [] });
    const { kind, summary } = await press("ann", await world.say("ann", words), label);
    // The rule's words are understood; this shop has no data for it.
    expect(kind === "notice" || /could never ring|永远不会响/u.test(summary)).toBe(true);
  });
});

describe("two hundred tasks", () => {
  it("show what is open before what is done, and count the rest", async () => {
    const [list] = await world.store().tasks.lists();
    const newest = await world.store().tasks.find("id0", 1, null);
    if (list === undefined || newest === null) throw new Error("the list is not there");
    const origin = { type: "request", by: list.lead, atMs: newest.dueMs } as const;
    const done = { by: list.lead, atMs: newest.dueMs - 60_000 };
    const added = Array.from({ length: 200 }, (_, index) => ({
      ...{ ...newest, number: 100 + index, title: `清点 @everyone ${index}`, origin, dueMs: newest.dueMs + index },
      done: index < 195 ? done : null,
    }));
    await world.store().tasks.openDay({ added, overtaken: [] });
    const message = await world.say("ann", "tasks");
    expect(message.summary).toContain("195 of 206 tasks done");
    const table = message.blocks.find((block) => block.type === "table");
    expect(table).toMatchObject({ more: 206 - 25 });
    const rows = table?.type === "table" ? table.rows.map(([name = ""]) => name) : [];
    expect(rows.filter((name) => !name.startsWith("✓"))).toHaveLength(11);
    expect(rows.findIndex((name) => name.startsWith("✓"))).toBe(11);
    expect(message.actions.length).toBeLessThanOrEqual(12);
  });
});

describe("said elsewhere", () => {
  it("buttons in direct messages mean the channel's list, and another workspace's people do not reach it", async () => {
    const direct = { channel: "D1" };
    expect((await world.say("omar", "tasks done #id0 1 2026-03-02", direct)).summary).toBe("omar did “1. Check yesterday's numbers”.");
    expect((await world.say("eve", "tasks done #id0 2", { workspace: "T2" })).summary).toContain("no tasks yet");
    expect((await world.say("eve", "tasks done #id0 2", { platform: "discord", workspace: "direct" })).summary).toContain("no tasks yet");
  });

  it("in Chinese answers in Chinese, with Chinese words on its buttons", async () => {
    const list = await world.say("ann", "任务");
    expect(list.summary).toBe("Lamps & more 灯 2026年3月2日 周一：6 项任务已完成 0 项");
    expect((await press("ann", list, "完成 1")).summary).toBe("ann 完成了“1. 核对昨日数据”。");
    const asked = await world.say("ann", "任务 请求 仓库 补台灯库存 明天下午3点前");
    expect(asked.summary).toBe("ann 请求 仓库：“9. 补台灯库存”，截止 3月3日 周二 15:00。");
    expect((await press("omar", asked, "接受 9")).summary).toBe("omar 接受了“9. 补台灯库存”。");
    expect((await world.say("ann", "任务 回顾")).summary).toContain("任务准时率");
  });

  it("says the usual tasks in each reader's language, and what somebody worded as they did", async () => {
    await world.say("ann", 'tasks change 3 "Answer 微信"');
    const list = textOf(await world.say("ann", "任务"));
    expect(list).toContain("2. 检查热销商品库存");
    expect(list).toContain("3. Answer 微信");
    expect(textOf(await world.say("ann", "tasks"))).toContain("2. Check the stock of what sells best");
    expect((await world.say("ann", "任务 完成 1")).actions.map(({ words }) => words)).toContain("件数 最近7天 按商品");
  });

  it("names hold what they like, and mention nobody", async () => {
    const name = '@everyone <!channel> *bold* "quoted" 1';
    await world.say("ann", `tasks add ${name} at 18:00`);
    const list = await world.say("ann", "tasks");
    expect(textOf(list)).toContain("@everyone <!channel> *bold* quoted 1");
    const changed = await world.say("ann", "tasks move 9 to 19:00");
    expect((await press("ann", changed, "Undo")).kind).toBe("notice");
  });
});

describe("every line offered while typing", () => {
  it.each(["en", "zh"] as const)("is understood (%s)", async (locale) => {
    for (const line of tasksCommand.spec.lines?.[locale] ?? []) {
      expect([line, (await world.say("ann", `tasks ${line}`)).summary]).not.toEqual([line, expect.stringMatching(/has no “|没有“/)]);
    }
  });
});

describe("forms", () => {
  it("say words that the command understands, whatever is written in them", async () => {
    const what = 'lamps "by friday" for me';
    const asked = requestForm.toWords({ who: ["warehouse"], what: [what], day: ["2026-03-06"], time: ["10:00"] }, "en", null);
    const added = addForm.toWords({ who: ["仓库"], what: [what], days: ["1", "5"], time: ["10:00"] }, "zh", null);
    expect(asked.ok && added.ok).toBe(true);
    if (!asked.ok || !added.ok) return;
    expect((await world.say("ann", asked.words)).summary).toBe("ann asks warehouse: “9. lamps 'by friday' for me”, by Fri 6 Mar, 10:00.");
    expect((await world.say("ann", added.words)).summary).toBe("“10. lamps 'by friday' for me”已添加：周一、周五 10:00。");
  });
});
