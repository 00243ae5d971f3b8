/** Tasks coming up, as a report tells them. */
import { expect, it } from "vitest";
import { BERLIN } from "../../contracts/store-fixture.ts";
import { startTimeline, textOf } from "../../scenarios/report-shop.ts";

it("a report says what is due on the day it is read, and nothing where there are no tasks", async () => {
  const shop = await startTimeline("2026-03-10T08:00", BERLIN);
  await shop.sell("2026-03-09", 10);
  expect(textOf(await shop.say("report"))).not.toContain("Tasks coming up");
  await shop.say("tasks start");
  expect(textOf(await shop.say("report"))).toContain(
    "1. Check yesterday's numbers (09:30); 2. Check the stock of what sells best (10:00); " +
      "3. Answer new reviews and messages (11:00); 4. Look at refunds and their reasons (11:30); 2 more",
  );
  expect(textOf(await shop.say("日报"))).toContain("待办任务");
  await shop.close();
});
