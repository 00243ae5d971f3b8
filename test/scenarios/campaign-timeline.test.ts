/** A whole campaign in Berlin, over the end of summer time on 25 October 2026: who hears what, when, once. */
import { afterEach, describe, expect, it } from "vitest";
import { type CampaignWorld, openCampaignWorld } from "./campaign-world.ts";

let world: CampaignWorld | null = null;

async function open(startLocal: string): Promise<CampaignWorld> {
  world = await openCampaignWorld(startLocal);
  return world;
}

afterEach(async () => {
  await world?.close();
  world = null;
});

/** Only steps that the story is about: pages, which ads and mails wait for. */
async function plan(team: CampaignWorld): Promise<void> {
  await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03 target sales 9000');
  for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
  await team.say("lea", 'campaign step "Pages are finished" due T-14d 18:00 by @dan');
  await team.say("lea", 'campaign step "Ads are booked" due T-10d 18:00 by ads after 1');
  await team.say("lea", 'campaign step "Mails are written" due T-9d 18:00 by @eve after 1');
  await team.say("ann", "campaign role ads me");
}

describe("a campaign from T-30 d on", () => {
  it("counts down by the wall clock over the clock change, each mark once, whatever restarts", async () => {
    const team = await open("2026-09-28T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01 00:00 to 2026-11-03 24:00');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.goTo("2026-10-20T00:00");
    await team.restart();
    await team.goTo("2026-11-05T00:00");
    expect(team.lines()).toEqual([
      "# 10-02 00:00: Autumn: 30 days to go",
      "# 10-18 00:00: Autumn: 14 days to go",
      "# 10-25 00:00: Autumn: 7 days to go",
      "# 10-29 00:00: Autumn: 3 days to go",
      "# 10-31 00:00: Autumn: 24 hours to go",
      "# 10-31 12:00: Autumn: 12 hours to go",
      "# 10-31 23:00: Autumn: 1 hour to go",
      "# 11-01 00:00: Autumn: It has begun",
      "# 11-04 00:00: Autumn: It is over",
    ]);
  });

  it("moves its marks with its start, and sends none for a moment already past", async () => {
    const team = await open("2026-10-20T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-03..2026-11-05');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    const moved = await team.say("lea", "campaign move to 2026-10-23");
    expect(moved.summary).toContain("Moved");
    await team.goTo("2026-10-22T13:00");
    // Seven and fourteen days before the new start are past.
    expect(team.lines()).toEqual(["# 10-22 00:00: Autumn: 24 hours to go", "# 10-22 12:00: Autumn: 12 hours to go"]);
    const undo = moved.actions.find(({ label }) => label === "Undo");
    await team.say("lea", undo?.words ?? "");
    await team.goTo("2026-10-27T01:00");
    expect(team.lines(2)).toEqual(["# 10-27 00:00: Autumn: 7 days to go"]);
  });

  it("says after a long stop only what is still true", async () => {
    const team = await open("2026-10-30T22:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.goTo("2026-10-31T14:00", { asleep: true });
    expect(team.lines()).toEqual(["# 10-31 14:00: Autumn: 10 hours to go"]);
  });

  it("is silent once it is cancelled, and goes on when that is taken back", async () => {
    const team = await open("2026-10-20T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    const cancelled = await team.say("lea", "campaign cancel");
    await team.goTo("2026-10-26T00:00");
    expect(team.lines()).toEqual([]);
    await team.say("lea", cancelled.actions.find(({ label }) => label === "Undo")?.words ?? "");
    await team.goTo("2026-10-29T00:00");
    expect(team.lines()).toEqual(["# 10-29 00:00: Autumn: 3 days to go"]);
  });
});

describe("a run sheet", () => {
  it("reminds the owner, warns those who wait for a late step, then the lead; and says who holds up whom", async () => {
    const team = await open("2026-10-16T10:00");
    await plan(team);
    await team.goTo("2026-10-19T09:00");
    expect(team.lines()).toEqual([
      "dan 10-17 18:00: Autumn: “1. Pages are finished” is due in 24 hours.",
      "# 10-18 00:00: Autumn: 14 days to go. 0 of 3 steps done",
      "dan 10-18 18:00: Autumn: “1. Pages are finished” is due now and not done.",
      "ann 10-18 20:00: Autumn: “1. Pages are finished”, which you wait for, is 2 hours late with @dan.",
      "eve 10-18 20:00: Autumn: “1. Pages are finished”, which you wait for, is 2 hours late with @dan.",
      "lea 10-19 02:00: Autumn: “1. Pages are finished” is 8 hours late with @dan.",
    ]);
    const sheet = await team.say("lea", "campaign sheet");
    expect(JSON.stringify(sheet.blocks)).toContain("@dan holds up ann (ads), @eve: 1. Pages are finished, 15 hours late");
    expect((await team.say("ann", "campaign done 2")).summary).toContain("It waits for 1. Pages are finished");
    await team.say("dan", "campaign done 1 https://example.com/pages");
    await team.goTo("2026-10-22T09:00");
    expect(team.lines(6)).toEqual(["ann 10-21 18:00: Autumn: “2. Ads are booked” is due in 24 hours."]);
  });

  it("tells the lead when an owner has left, and who takes the step hears of it from then on", async () => {
    const team = await open("2026-10-16T10:00");
    await plan(team);
    team.leave("dan");
    await team.goTo("2026-10-17T19:00");
    expect(team.lines()).toEqual([
      "lea 10-17 18:00: This post could not be delivered as a direct message: Autumn: “1. Pages are finished” is due in 24 hours.",
    ]);
    expect((await team.say("lea", "campaign handover 1 to @dan")).summary).toContain("@dan is not in this workspace");
    const offered = await team.say("lea", "campaign handover 1 to @eve");
    await team.say("eve", offered.actions.find(({ label }) => label === "Accept")?.words ?? "");
    await team.goTo("2026-10-18T19:00");
    expect(team.lines(1)).toEqual([
      "# 10-18 00:00: Autumn: 14 days to go. 0 of 3 steps done",
      "eve 10-18 18:00: Autumn: “1. Pages are finished” is due now and not done.",
    ]);
  });

  it("refuses steps that would wait for each other in a circle", async () => {
    const team = await open("2026-10-16T10:00");
    await plan(team);
    expect((await team.say("lea", 'campaign step 1 "Pages are finished" after 3')).summary).toContain("3 → 1 → 3");
  });
});

describe("the days of a campaign", () => {
  it("have one card each, edited in place, milestones once, and reviews after the end and when returns have matured", async () => {
    const team = await open("2026-10-24T10:00");
    // Last time three days of the same length sold 24 x 3 x 10.00; this time twice as much.
    await team.sell("2025-11-01", "2025-11-03", 1);
    await team.sell("2026-09-01", "2026-10-23", 1, { everyHours: 4 });
    await team.say("lea", 'campaign new "Autumn" 2025-11-01..2025-11-03');
    await team.say("lea", "campaign away");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03 target sales 1600');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.say("lea", "campaign countdown end");
    await team.goTo("2026-10-31T23:50", { stepMinutes: 240 });
    expect(team.lines()).toEqual([]);
    for (const day of ["2026-11-01", "2026-11-02", "2026-11-03"]) {
      for (const hour of ["06", "12", "18", "24"]) {
        await team.sell(day, day, 2, { untilHour: Number(hour) });
        if (hour !== "24") await team.goTo(`${day}T${hour}:05`, { stepMinutes: 60 });
      }
    }
    await team.restart();
    await team.goTo("2026-11-04T11:00");
    await team.goTo("2026-12-05T11:00", { stepMinutes: 240 });
    const posts = team.heard.filter(({ kind }) => kind === "post").map(({ at, message }) => `${at.slice(5)} ${message.summary}`);
    expect(posts).toEqual([
      "11-01T01:00 Autumn: €20.00, ▼ 18.3% vs plan",
      "11-01T20:00 Autumn has reached 25 % of its target: €400.00 after 20 hours.",
      "11-02T01:00 Autumn: €500.00, ▼ 16.9% vs plan",
      "11-02T13:00 Autumn has passed all of last time: €740.00 after 37 hours.",
      "11-02T16:00 Autumn has reached 50 % of its target: €800.00 after 40 hours.",
      "11-03T01:00 Autumn: €980.00, ▼ 12.5% vs plan",
      "11-03T12:00 Autumn has reached 75 % of its target: €1,200.00 after 3 days.",
      "11-04T00:00 Autumn: It is over",
      "11-04T10:00 Autumn, review: €1,440.00, 90% of target",
      expect.stringMatching(/^12-04T1[0-3]:00 Autumn, review: €1,440\.00, 90% of target$/),
    ]);
    const edits = team.heard.filter(({ kind }) => kind === "edit");
    expect(edits.length).toBeGreaterThan(40);
    expect(edits.at(-1)?.message.summary).toBe("Autumn: €1,440.00, ▼ 10.0% vs plan");
  });
});
