import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, parseBusinessDay } from "../../../src/core/calendar/business-day.ts";
import type { Period } from "../../../src/core/calendar/period.ts";
import { parseTimeZone } from "../../../src/core/calendar/time-zone.ts";
import { parseTargetDays, periodOfDays, resolveTargetDays } from "../../../src/core/targets/target-days.ts";

const zone = parseTimeZone("Asia/Shanghai");
if (zone === null) throw new Error("Shanghai has a zone");
const CONTEXT = { nowMs: Date.parse("2026-11-22T04:00:00Z"), zone, weekStart: 1 } as const;

describe("the days of a target", () => {
  it.each<readonly [string, Period, string, string]>([
    ["the month under way", { type: "named", unit: "month", year: null, index: 11 }, "2026-11-01", "2026-12-01"],
    ["the next March, not the last", { type: "named", unit: "month", year: null, index: 3 }, "2027-03-01", "2027-04-01"],
    ["next month", { type: "unit", unit: "month", offset: 1 }, "2026-12-01", "2027-01-01"],
    [
      "the next 11 November",
      { type: "dates", from: { year: null, month: 11, day: 11 }, to: { year: null, month: 11, day: 11 } },
      "2027-11-11",
      "2027-11-12",
    ],
    [
      "over New Year",
      { type: "dates", from: { year: null, month: 12, day: 20 }, to: { year: null, month: 1, day: 5 } },
      "2026-12-20",
      "2027-01-06",
    ],
    ["a year that is over, where it is said", { type: "named", unit: "year", year: 2025, index: 1 }, "2025-01-01", "2026-01-01"],
  ])("are %s", (_, period, fromDay, toDay) => {
    expect(resolveTargetDays(period, CONTEXT)).toEqual({ fromDay, toDay });
  });

  it.each([
    ["2026-11-11", "2026-11-11", "2026-11-12"],
    ["2026-11", "2026-11-01", "2026-12-01"],
    ["2026-q4", "2026-10-01", "2027-01-01"],
    ["2026", "2026-01-01", "2027-01-01"],
    ["2026-W01", "2025-12-29", "2026-01-05"],
    ["2026-W53", "2026-12-28", "2027-01-04"],
    ["2026-11-01..2026-11-11", "2026-11-01", "2026-11-12"],
    ["2026-11..2027-01", "2026-11-01", "2027-02-01"],
  ])("are read from a file: %s", (text, fromDay, toDay) => {
    expect(parseTargetDays(text)).toEqual({ fromDay, toDay });
  });

  it.each(["", "2026-13", "2026-Q5", "2025-W53", "2026-W00", "2026-02-30", "11", "2026-11-11..2026-11-01", "2026..", "a..b..c"])(
    "are refused: %j",
    (text) => {
      expect(parseTargetDays(text)).toBeNull();
    },
  );

  it("become a period that means the same days whenever it is said", () => {
    const first = parseBusinessDay("2024-01-01");
    if (first === null) throw new Error("a day");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 400 }), (from, length) => {
        const days = { fromDay: addDays(first, from), toDay: addDays(first, from + length) };
        expect(resolveTargetDays(periodOfDays(days), CONTEXT)).toEqual(days);
      }),
    );
  });
});
