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
        "omar 03-02 09:30: Due soon: 2. Check the stock of what sells best (by 10:00)",
        "omar 03-02 10:00: Due now and not done: 2. Check the stock of what sells best (by 10:00)",
        "ann 03-02 14:00: Hours late and not done: 2. Check the stock of what sells best (@omar, by 10:00)",
        "# 03-02 18:00: Lamps & more 灯, end of Mon 2 Mar 2026: 1 of 6 tasks done, 5 late",
      ]
    `);
  });
});
