import { describe, expect, it } from "vitest";
import type { BusinessDay } from "../../../src/core/calendar/period.ts";
import { findEvents, type NamedSpan, type ShopDays } from "../../../src/core/targets/shop-days.ts";
import { BERLIN } from "../../contracts/store-fixture.ts";
import { day } from "../calendar/zones.ts";

const sale = (from: string, to: string): NamedSpan => ({ name: "Sale", fromMs: Date.parse(from), toMs: Date.parse(to) });
const NO_HOLIDAYS: ReadonlySet<BusinessDay> = new Set();

/** From Friday to Monday of the weekend on which the clocks go forward. */
function eventsOf(campaigns: readonly NamedSpan[], holidays = NO_HOLIDAYS) {
  const days: ShopDays = { fromDay: day("2026-03-27"), values: [], calendar: { zone: BERLIN, holidays, campaigns } };
  return findEvents(days, 4);
}

describe("what is on, on a shop's days", () => {
  it("is a campaign by the share of the day's hours, in the shop's zone and on the day that has 23", () => {
    const events = eventsOf([sale("2026-03-27T17:00:00Z", "2026-03-29T10:30:00Z")]);
    expect([...events].map(([at, { campaign }]) => [at, campaign])).toEqual([
      [0, { index: 0, share: 0.25 }],
      [1, { index: 0, share: 1 }],
      [2, { index: 0, share: 11.5 / 23 }],
    ]);
  });

  it("is the campaign that takes most of the day, one that began before the first of them among them", () => {
    const long = sale("2026-03-01T23:00:00Z", "2026-03-27T05:00:00Z");
    const short = sale("2026-03-27T05:00:00Z", "2026-03-27T23:00:00Z");
    expect(eventsOf([long, short]).get(0)?.campaign).toEqual({ index: 1, share: 0.75 });
    expect(eventsOf([long]).get(0)?.campaign).toEqual({ index: 0, share: 0.25 });
  });

  it("is both where a campaign runs on a holiday, and nothing on an ordinary day", () => {
    const events = eventsOf([sale("2026-03-29T22:00:00Z", "2026-04-10T22:00:00Z")], new Set([day("2026-03-30")]));
    expect(events.size).toBe(1);
    expect(events.get(3)).toEqual({ quiet: expect.objectContaining({ kind: "holiday" }), campaign: { index: 0, share: 1 } });
  });
});
