import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import type { Message } from "../../src/core/messages/message.ts";
import { must } from "../contracts/store-fixture.ts";
import { startTimeline, type Timeline } from "../scenarios/report-shop.ts";

let shop: Timeline;

beforeEach(async () => {
  shop = await startTimeline("2026-03-04T12:00", must(parseTimeZone("Europe/Berlin")));
  await shop.sell("2026-03-02", 3);
  await shop.sell("2026-03-03", 5);
});

afterEach(() => shop.close());

describe("a table asked for", () => {
  it("is one over time where nothing is said of what", async () => {
    const tables = tablesOf(await shop.say("sales 2026-03-02..2026-03-03 as table"));
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows.map(([day, sales]) => [day, sales])).toEqual([
      ["Mon 2 Mar", "€30.00"],
      ["Tue 3 Mar", "€50.00"],
    ]);
  });

  it("is left out where one day is all there is to show", async () => {
    expect(tablesOf(await shop.say("sales yesterday as table"))).toEqual([]);
  });
});

function tablesOf(message: Message): readonly Extract<Message["blocks"][number], { type: "table" }>[] {
  return message.blocks.filter((block) => block.type === "table");
}
