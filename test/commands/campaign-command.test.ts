import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CAMPAIGN_FORMS } from "../../src/commands/campaign/campaign-forms.ts";
import { CAMPAIGN_LINES } from "../../src/commands/campaign/verbs.ts";
import { readForm } from "../../src/core/forms/read-form.ts";
import type { Message } from "../../src/core/messages/message.ts";
import { must } from "../contracts/store-fixture.ts";
import { type CampaignWorld, openCampaignWorld } from "../scenarios/campaign-world.ts";

let team: CampaignWorld;

beforeEach(async () => {
  team = await openCampaignWorld("2026-10-20T10:00");
});

afterEach(() => team.close());

const textOf = (message: Message): string => JSON.stringify(message.blocks);
const wordsOf = (message: Message, label: string): string => must(message.actions.find((each) => each.label === label)).words;

describe("/campaign", () => {
  it("plans by quoted name and dates towards the future, in both languages", async () => {
    const planned = await team.say("lea", 'campaign new "Double 11" Nov 9-11 target sales 120000 budget 8000');
    expect(planned.summary).toBe("Planned “Double 11”.");
    expect(textOf(planned)).toContain("Mon 9 Nov 2026, 00:00 – Wed 11 Nov 2026, 24:00");
    expect(textOf(planned)).toContain("€120,000.00");
    const spring = await team.say("李", '活动 新建 "春季上新" 3月2日到4日 目标 销售额 50000 类型 launch');
    expect(textOf(spring)).toContain("2027年3月2日 周二 00:00 – 2027年3月4日 周四 24:00");
    expect((await team.store().campaigns.list()).map(({ steps }) => steps.length)).toEqual([14, 9]);
    expect((await team.say("lea", "campaign")).summary).toBe("2 campaigns running or to come, 0 over.");
  });

  it("takes back what it did by button, moves phases by what the start moves, and says what overlaps", async () => {
    const planned = await team.say("lea", 'campaign new "Double 11" 2026-11-01..2026-11-11');
    const other = await team.say("lea", 'campaign new "Flash" 2026-11-05 20:00 to 23:00');
    expect(textOf(other)).toContain("It overlaps with “Double 11”.");
    await team.say("lea", wordsOf(other, "Undo"));
    expect((await team.say("lea", 'campaign show "Double 11"')).blocks.map((block) => JSON.stringify(block)).join()).not.toContain(
      "overlaps",
    );
    const moved = await team.say("lea", 'campaign move "Double 11" to 2026-11-03 20:00');
    expect(textOf(moved)).toContain("Tue 3 Nov 2026, 20:00 – Sat 14 Nov 2026, 20:00");
    expect(textOf(await team.say("lea", wordsOf(moved, "Undo")))).toContain("Sun 1 Nov 2026, 00:00 – Wed 11 Nov 2026, 24:00");
    const copied = await team.say("lea", 'campaign copy "Double 11"');
    // The same weekdays, 52 weeks later.
    expect(textOf(copied)).toContain("Sun 31 Oct 2027, 00:00 – Wed 10 Nov 2027, 24:00");
    expect(planned.actions.map(({ label }) => label)).toEqual(["Undo", "Run sheet", "Post here"]);
    // Two rows, one button: names alone tell buttons apart.
    expect((await team.say("lea", "campaign")).actions.map(({ label }) => label)).toEqual(["Double 11"]);
  });

  it("refuses an end before the start, a target that is none, and what it does not understand, with the next step", async () => {
    const problems = [
      ['campaign new "X" 2026-11-11..2026-11-01', "It would end before it starts"],
      ['campaign new "X" someday', "Say when it starts and ends"],
      ['campaign new "X" 2026-11-01..2026-11-02 target clicks 5', "Say which target and how much"],
      ["campaign new", "Give the campaign a name"],
      ['campaign show "Nothing"', "There is no such campaign"],
    ] as const;
    for (const [words, problem] of problems) expect((await team.say("lea", words)).summary).toContain(problem);
    await team.say("lea", 'campaign new "X" 2026-11-01..2026-11-02');
    expect((await team.say("lea", "campaign pace")).summary).toContain("has not begun");
    expect((await team.say("lea", "campaign review")).summary).toContain("is not over");
    expect((await team.say("lea", "campaign done 99")).summary).toContain("Say which step");
    expect((await team.say("lea", 'campaign step "Y" due someday')).summary).toContain("Say what is to be done");
  });

  it("keeps a change that another made in the same moment", async () => {
    await team.say("lea", 'campaign new "X" 2026-11-01..2026-11-02');
    const [campaign] = await team.store().campaigns.list();
    await team.say("lea", "campaign target sales 500");
    await expect(team.store().campaigns.update({ ...must(campaign), name: "Y" })).rejects.toMatchObject({ code: "conflict" });
    expect((await team.store().campaigns.list())[0]).toMatchObject({ name: "X", targets: { sales: 50_000 } });
  });

  it("reviews with notes that people add, as Markdown and CSV in plain numbers", async () => {
    await team.sell("2026-10-01", "2026-10-12", 3);
    await team.say("lea", 'campaign new "=Autumn|" 2026-10-10..2026-10-12 target sales 1000');
    await team.say("ann", 'campaign keep "mails | early"');
    const review = await team.say("lea", 'campaign change "pages sooner"');
    expect(review.summary).toBe("=Autumn|, review: €2,160.00, 216% of target");
    expect(textOf(review)).toContain("mails | early (ann)");
    const [markdown, csv] = review.blocks.flatMap((block) => (block.type === "file" ? [block.content] : []));
    expect(markdown).toContain("# =Autumn\\| · ");
    expect(markdown).toContain("## Keep\n\n- mails \\| early (ann)");
    expect(must(csv).split("\r\n").slice(0, 6)).toEqual([
      "name,value",
      "campaign,'=Autumn|",
      "currency,EUR",
      "net_sales,2160.00",
      "target,1000.00",
      "last_time,",
    ]);
  });
});

describe("the form of a new campaign", () => {
  const [plan] = CAMPAIGN_FORMS;
  const fill = (more: Readonly<Record<string, readonly string[]>>) =>
    readForm(
      { spec: must(plan), subject: null },
      { name: ["Double 11"], "first-day": ["2026-11-01"], "last-day": ["2026-11-11"], shop: ["lamps"], ...more },
      "en",
    );

  it("says the words that plan it", async () => {
    const reading = fill({ name: ['The "big" one'], target: ["120,000"] });
    expect(reading).toEqual({ ok: true, words: `campaign new "The 'big' one" 2026-11-01..2026-11-11 target sales 120000 for lamps` });
    if (reading.ok) expect((await team.say("lea", reading.words)).summary).toBe("Planned “The 'big' one”.");
  });

  it("names the field that is wrong", () => {
    expect(fill({ "last-day": ["2026-10-01"] })).toEqual({ ok: false, problems: { "last-day": "The last day is before the first." } });
    expect(fill({ target: ["much"] })).toEqual({ ok: false, problems: { target: "Write an amount such as 120000." } });
  });
});

describe("the lines of /campaign", () => {
  it("are understood as they stand, in both languages", async () => {
    await team.sell("2026-10-01", "2026-10-19", 2);
    for (const line of [...CAMPAIGN_LINES.en, ...CAMPAIGN_LINES.zh]) {
      // Some need words of one's own behind them, and a form asks for those.
      if (CAMPAIGN_FORMS.some(({ openedBy }) => openedBy.includes(`campaign ${line}`))) continue;
      await team.say("lea", 'campaign new "X" 2026-10-18..2026-10-30');
      const { kind, summary } = await team.say("lea", `campaign ${line}`);
      if (kind === "problem") expect(summary).toMatch(/is not over|尚未结束/);
    }
  });
});
