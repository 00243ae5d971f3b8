/** Days of a team with tasks, on a clock moved by hand: who hears what, when, once. */
import { afterEach, describe, expect, it } from "vitest";
import { type CampaignWorld, openCampaignWorld } from "./campaign-world.ts";

let world: CampaignWorld;

afterEach(() => world.close());

/** Monday, 2 March 2026. */
async function openOffice(start = "2026-03-02T08:00"): Promise<void> {
  world = await openCampaignWorld(start);
}

const minutes = { stepMinutes: 5 };

describe("a day of tasks", () => {
  it("is posted in the morning, reminded of before and when it is due, and summed up in the evening", async () => {
    await openOffice();
    await world.say("ann", "tasks here at 09:00");
    await world.say("ann", "tasks assign 2 @omar");
    await world.goTo("2026-03-02T09:15", minutes);
    await world.say("ann", "tasks done 1");
    await world.goTo("2026-03-02T19:00", minutes);
    expect(world.lines()).toMatchInlineSnapshot(`
      [
        "# 03-02 09:00: Lamps & more 灯, Mon 2 Mar 2026: 0 of 6 tasks done",
        "# 03-02 09:20: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done",
        "omar 03-02 09:30: Due soon: 2. Check the stock of what sells best (by 10:00)",
        "omar 03-02 10:00: Due now and not done: 2. Check the stock of what sells best (by 10:00)",
        "# 03-02 10:05: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done, 1 late",
        "# 03-02 11:05: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done, 2 late",
        "# 03-02 11:35: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done, 3 late",
        "# 03-02 12:05: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done, 4 late",
        "ann 03-02 14:00: Hours late and not done: 2. Check the stock of what sells best (@omar, by 10:00)",
        "# 03-02 14:05: Lamps & more 灯, Mon 2 Mar 2026: 1 of 6 tasks done, 5 late",
        "# 03-02 18:00: Lamps & more 灯, end of Mon 2 Mar 2026: 1 of 6 tasks done, 5 late",
      ]
    `);
  });

  it("stands in one post all morning, edited in place by what anybody does, wherever they say it", async () => {
    await openOffice();
    await world.say("ann", "tasks here at 09:00");
    await world.goTo("2026-03-02T09:02", minutes);
    const [post] = world.heard;
    const edits = () => world.heard.filter(({ kind }) => kind === "edit").map(({ message }) => message.summary.replace(/^.*: /u, ""));
    await Promise.all([world.say("ann", "tasks done 1"), world.say("omar", "tasks done 2", { thread: "5" })]);
    await world.goTo("2026-03-02T09:03", minutes);
    await world.say("omar", "tasks reopen 2");
    await world.say("lea", "tasks accept #id0 3", { channel: "D1" });
    await world.goTo("2026-03-02T09:04", minutes);
    await world.say("lea", "tasks");
    await world.goTo("2026-03-02T09:20", minutes);
    expect(edits()).toEqual(["2 of 6 tasks done", "1 of 6 tasks done"]);
    expect(new Set(world.heard.map(({ key }) => key)).size).toBe(2);
    expect(JSON.stringify(world.heard.at(-1)?.message.blocks)).toContain('"· 3. Answer new reviews and messages","lea"');
    expect(post?.message.actions.map(({ words }) => words)).toContain("tasks done 1 2026-03-02");
    expect(world.heard.at(-1)?.message.actions.map(({ words }) => words)).not.toContain("tasks done 1 2026-03-02");
  });

  it("tells a person once of several tasks that fall on one minute, and stops when they are done", async () => {
    await openOffice();
    await world.say("ann", "tasks start");
    for (const words of ["move 1 to 10:00", "assign 1 @omar", "assign 2 @omar"]) await world.say("ann", `tasks ${words}`);
    await world.goTo("2026-03-02T09:40", minutes);
    await world.say("omar", "tasks done 1");
    await world.say("omar", "tasks done 2");
    await world.goTo("2026-03-02T20:00", minutes);
    expect(world.lines()).toEqual([
      "omar 03-02 09:30: Due soon: 1. Check yesterday's numbers (by 10:00); 2. Check the stock of what sells best (by 10:00)",
    ]);
  });

  it("goes on after a restart, makes up for a short stop and lets a long one be", async () => {
    await openOffice();
    await world.say("ann", "tasks here at 09:00");
    await world.goTo("2026-03-02T08:50", minutes);
    await world.goTo("2026-03-02T10:30", { asleep: true });
    await world.restart();
    await world.goTo("2026-03-02T10:40", minutes);
    await world.restart();
    await world.goTo("2026-03-03T14:00", { asleep: true });
    await world.goTo("2026-03-03T15:00", minutes);
    expect(world.lines()).toEqual(["# 03-02 10:30: Lamps & more 灯, Mon 2 Mar 2026: 0 of 6 tasks done, 2 late"]);
    // The day was made all the same: its tasks are there, and yesterday's are over.
    expect((await world.say("ann", "tasks")).summary).toContain("Lamps & more 灯, Tue 3 Mar 2026: 0 of 7 tasks done");
  });
});

describe("something asked of another", () => {
  it("is declined, asked of a department, taken, late, and told to those who wait", async () => {
    await openOffice("2026-03-02T10:00");
    await world.say("ann", "tasks start");
    await world.say("ann", "tasks lead @lea");
    await world.say("ann", "tasks request @omar Refill the lamps by tomorrow 10:00");
    await world.goTo("2026-03-02T10:10", minutes);
    await world.say("omar", "tasks decline 9 no hands");
    await world.goTo("2026-03-02T10:20", minutes);
    await world.say("ann", "tasks handover 9 to warehouse");
    await world.goTo("2026-03-02T10:22", minutes);
    await world.say("zoe", "tasks accept 9");
    await world.goTo("2026-03-03T18:00", { stepMinutes: 10 });
    await world.say("zoe", "tasks done 9 ten of each");
    await world.goTo("2026-03-03T18:10", minutes);
    expect(world.lines()).toMatchInlineSnapshot(`
      [
        "omar 03-02 10:05: You are asked to take: 9. Refill the lamps (for ann, by Tue 3 Mar, 10:00)",
        "ann 03-02 10:15: Declined, and yours again: 9. Refill the lamps (omar, by Tue 3 Mar, 10:00)",
        "ann 03-02 10:30: Accepted: 9. Refill the lamps (zoe, by Tue 3 Mar, 10:00)",
        "zoe 03-03 08:00: Due soon: 9. Refill the lamps (for ann, by 10:00)",
        "zoe 03-03 10:00: Due now and not done: 9. Refill the lamps (for ann, by 10:00)",
        "ann 03-03 12:00: Late, and you wait for it: 9. Refill the lamps (zoe, by 10:00)",
        "lea 03-03 14:00: Hours late and not done: 9. Refill the lamps (zoe, by 10:00)",
        "ann 03-03 18:05: Done for you: 9. Refill the lamps (zoe: ten of each)",
      ]
    `);
    expect((await world.say("ann", "tasks review")).blocks).toContainEqual(
      expect.objectContaining({ rows: expect.arrayContaining([["warehouse", "0 / 1", "1", "0", "8 hours", "2 minutes", "32 hours"]]) }),
    );
  });

  it("of a role that nobody holds is reminded in the channel; once somebody holds it, they are", async () => {
    await openOffice("2026-03-02T10:00");
    await world.say("ann", "tasks request warehouse Refill the lamps by 18:00");
    await world.goTo("2026-03-02T15:00", minutes);
    await world.say("omar", "tasks role warehouse me");
    await world.goTo("2026-03-02T18:05", minutes);
    expect(world.lines()).toEqual([
      "# 03-02 14:00: Due soon: 1. Refill the lamps (for ann, by 18:00)",
      "omar 03-02 18:00: Due now and not done: 1. Refill the lamps (for ann, by 18:00)",
    ]);
  });

  it("of somebody who has left is told to the lead", async () => {
    await openOffice("2026-03-02T10:00");
    await world.say("ann", "tasks request @omar Refill the lamps by 18:00");
    world.leave("omar");
    await world.goTo("2026-03-02T10:10", minutes);
    expect(world.lines()).toEqual([expect.stringMatching(/^ann 03-02 10:/)]);
  });
});

describe("weeks of tasks", () => {
  it("are reviewed on Monday, partner by partner, over a change of the clock, each day's list once", async () => {
    await openOffice("2026-03-23T08:00");
    await world.say("ann", "tasks here at 02:30 and 18:00");
    await world.say("ann", "tasks assign 1 @omar");
    await world.say("ann", "tasks remove 2");
    for (let date = 23; date <= 29; date++) {
      await world.goTo(`2026-03-${date}T09:05`, { stepMinutes: 15 });
      await world.say(date % 2 ? "omar" : "ann", "tasks done 1");
    }
    await world.goTo("2026-03-30T03:00", { stepMinutes: 15 });
    const isMorning = (line: string) => line.startsWith("# ") && !line.includes("end of");
    const posts = world.lines().filter((line, index) => world.heard[index]?.kind === "post" && isMorning(line));
    // On 29 March the clock jumps from 02:00 to 03:00.
    expect(posts.map((line) => line.slice(2, 13))).toEqual([
      ...["03-24 02:30", "03-25 02:30", "03-26 02:30", "03-27 02:30", "03-28 02:30", "03-29 03:00", "03-30 02:30", "03-30 02:30"],
    ]);
    const review = world.heard.find(({ message }) => message.summary.includes("tasks on time"));
    expect(review?.message.summary).toBe("Lamps & more 灯, tasks on time, 23–29 Mar 2026: 7 of 27 in time (25.9%)");
    expect(review?.message.blocks).toContainEqual(
      expect.objectContaining({
        rows: [
          ["nobody", "0 / 20", "0", "20", "–", "–", "–"],
          ["@omar", "7 / 7", "0", "0", "–", "–", "–"],
        ],
      }),
    );
  });
});
