/** What else can happen to a campaign, beside its story: undone moves, a cancelled one, one without its shop. */
import { afterEach, describe, expect, it } from "vitest";
import { must } from "../contracts/store-fixture.ts";
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

describe("a campaign", () => {
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

  it("that is cancelled while it runs leaves its card as it stands; taken back, the same card goes on, and nothing is told twice", async () => {
    const team = await open("2026-10-30T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03 target sales 200');
    for (let number = 1; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.say("lea", "campaign countdown end");
    await team.sell("2026-11-01", "2026-11-01", 1, { untilHour: 12 });
    await team.goTo("2026-11-01T12:00");
    const cancelled = await team.say("lea", "campaign cancel");
    const before = team.heard.length;
    await team.goTo("2026-11-01T14:00");
    expect(team.heard.length).toBe(before);
    await team.say("lea", must(cancelled.actions.find(({ label }) => label === "Undo")).words);
    await team.sell("2026-11-01", "2026-11-01", 1, { untilHour: 14 });
    await team.goTo("2026-11-01T15:00");
    expect(team.heard.slice(before).map(({ kind }) => kind)).toEqual(["edit"]);
    expect(team.heard.filter(({ kind }) => kind === "post").map(({ message }) => message.summary)).toEqual([
      expect.stringContaining("Autumn: €10.00"),
      "Autumn has reached 25% of its target: €50.00 after 5 of 72 hours.",
      "Autumn has reached 50% of its target: €100.00 after 10 of 72 hours.",
    ]);
  });

  it("that is moved into the past is over: nobody is reminded of what was due before anybody knew", async () => {
    const team = await open("2026-10-20T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03');
    const moved = await team.say("lea", "campaign move to 2026-10-10");
    expect(JSON.stringify(moved.blocks)).toContain('"value":"over"');
    await team.goTo("2026-10-25T10:00");
    expect(team.lines()).toEqual([]);
    expect((await team.say("lea", "campaign move to 2026-11-05..2026-11-02")).summary).toContain("end before it starts");
  });

  it("refuses steps that would wait for each other in a circle, in either language", async () => {
    const team = await open("2026-10-16T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03');
    expect((await team.say("lea", 'campaign step 1 "Offer" after 3')).summary).toBe(
      "Those steps would wait for each other in a circle: 3 → 1 → 3.",
    );
    expect((await team.say("lea", '活动 步骤 1 "优惠" after 3')).summary).toBe("这些步骤会互相等待：3 → 1 → 3。");
  });

  it("whose lead has left tells somebody else who holds a role, and goes on with a new lead", async () => {
    const team = await open("2026-10-16T10:00");
    await team.say("lea", 'campaign new "Autumn" 2026-11-01..2026-11-03');
    for (let number = 2; number <= 14; number++) await team.say("lea", `campaign drop ${number}`);
    await team.say("lea", "campaign step 1 due T-14d 18:00 by @dan");
    await team.say("ann", "campaign role ads me");
    await team.say("lea", "campaign countdown end");
    team.leave("lea");
    await team.goTo("2026-10-19T06:00");
    expect(team.lines()).toEqual([
      "dan 10-17 18:00: Autumn: “1. Offer, targets and budget are decided” is due in 24 hours.",
      "dan 10-18 18:00: Autumn: “1. Offer, targets and budget are decided” is due now and not done.",
      "ann 10-19 02:00: This post could not be delivered as a direct message: Autumn: “1. Offer, targets and budget are decided” is 8 hours late with @dan.",
    ]);
    expect((await team.say("ann", "campaign lead me")).summary).toBe("ann leads the campaign now.");
  });
});
