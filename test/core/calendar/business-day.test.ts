import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  businessDayFromParts,
  dayNumberOf,
  dayOfNumber,
  daysBetween,
  monthOf,
  monthStartOf,
  parseBusinessDay,
  partsOf,
  weekdayOf,
  weekStartOf,
} from "../../../src/core/calendar/business-day.ts";
import type { Weekday } from "../../../src/core/calendar/period.ts";
import { day } from "./zones.ts";

const anyDay = fc.integer({ min: -100_000, max: 200_000 }).map(dayOfNumber);
const anyWeekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);

describe("a business day", () => {
  it.each(["2026-02-28", "2024-02-29", "2000-02-29", "1999-12-31"])("reads %s", (text) => {
    expect(parseBusinessDay(text)).toBe(text);
  });

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "26-01-01",
    "2026-1-1",
    "2026-01-01T00:00",
    " 2026-01-01",
    "0099-01-01",
    "９９９９-01-01",
    "",
  ])("refuses %j", (text) => {
    expect(parseBusinessDay(text)).toBeNull();
  });

  it("survives a round trip through its number and its parts", () => {
    fc.assert(
      fc.property(anyDay, (any) => {
        expect(dayOfNumber(dayNumberOf(any))).toBe(any);
        expect(businessDayFromParts(partsOf(any))).toBe(any);
        expect(parseBusinessDay(any)).toBe(any);
      }),
    );
  });

  it("sorts as text", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
      }),
    );
  });

  it("adds days and counts them back", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (any, n) => {
        expect(daysBetween(any, addDays(any, n))).toBe(n);
      }),
    );
  });

  it("gives fractions of parts no day", () => {
    expect(businessDayFromParts({ year: 2026, month: 1.5, day: 1 })).toBeNull();
    expect(businessDayFromParts({ year: 2026, month: 1, day: Number.NaN })).toBeNull();
  });
});

describe("weekdays", () => {
  it("number Monday to Sunday 1 to 7", () => {
    expect(weekdayOf(day("2026-11-16"))).toBe(1);
    expect(weekdayOf(day("2026-11-22"))).toBe(7);
    expect(weekdayOf(day("1969-12-31"))).toBe(3);
  });

  it("come back every seven days and never sooner", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 6 }), (any, n) => {
        expect(weekdayOf(addDays(any, 7))).toBe(weekdayOf(any));
        expect(weekdayOf(addDays(any, n))).not.toBe(weekdayOf(any));
      }),
    );
  });

  it("begin weeks wherever the shop says", () => {
    fc.assert(
      fc.property(anyDay, anyWeekday, (any, weekStart) => {
        const start = weekStartOf(any, weekStart);
        expect(weekdayOf(start)).toBe(weekStart);
        expect(daysBetween(start, any)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(start, any)).toBeLessThan(7);
      }),
    );
  });
});

describe("months", () => {
  it("are added by date, clipped to the month's last", () => {
    expect(addMonths(day("2026-03-31"), -1)).toBe("2026-02-28");
    expect(addMonths(day("2024-02-29"), -12)).toBe("2023-02-28");
    expect(addMonths(day("2026-11-15"), 3)).toBe("2027-02-15");
    expect(addMonths(day("2026-01-31"), -2)).toBe("2025-11-30");
  });

  it("move by exactly as many months as asked", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (any, n) => {
        const moved = addMonths(any, n);
        const index = (d: typeof any) => partsOf(d).year * 12 + partsOf(d).month;
        expect(index(moved) - index(any)).toBe(n);
        expect(partsOf(moved).day).toBeLessThanOrEqual(partsOf(any).day);
      }),
    );
  });

  it("have a first day and a name", () => {
    expect(monthStartOf(day("2026-11-22"))).toBe("2026-11-01");
    expect(monthOf(day("2026-11-22"))).toBe("2026-11");
  });
});
