import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, weekdayOf } from "../../../src/core/calendar/business-day.ts";
import type { PartialDate, Period, ResolvedPeriod, Weekday } from "../../../src/core/calendar/period.ts";
import { MAX_PERIOD_DAYS, type PeriodProblem, type ResolveContext, resolvePeriod } from "../../../src/core/calendar/resolve-period.ts";
import { businessDayOf, dayBounds, hourStartOf, hourStarts } from "../../../src/core/calendar/zone-clock.ts";
import { anyPeriod } from "./any-period.ts";
import { anyInstant, anyZone, utc, zone } from "./zones.ts";

/** Sunday 22 November 2026, 14:35 in Berlin. */
const BERLIN: ResolveContext = { nowMs: utc("2026-11-22T13:35:00"), zone: zone("Europe/Berlin"), weekStart: 1 };

function resolve(period: Period, context: Partial<ResolveContext> = {}): ResolvedPeriod {
  const resolved = resolvePeriod(period, { ...BERLIN, ...context });
  if ("problem" in resolved) throw new Error(JSON.stringify(resolved));
  return resolved;
}

function problem(period: Period, context: Partial<ResolveContext> = {}): PeriodProblem {
  const resolved = resolvePeriod(period, { ...BERLIN, ...context });
  if (!("problem" in resolved)) throw new Error(`resolved: ${JSON.stringify(resolved)}`);
  return resolved;
}

/** "MM-DD" or "YYYY-MM-DD". */
function date(text: string): PartialDate {
  const [dayOfMonth = 0, month = 0, year = null] = text.split("-").map(Number).reverse();
  return { year, month, day: dayOfMonth };
}

function dates(from: string, to: string = from): Period {
  return { type: "dates", from: date(from), to: date(to) };
}

function november(which: { readonly yearsAgo: number } | "over"): Period {
  return { type: "named", unit: "month", year: null, index: 11, which };
}

/** First and last day, both included. */
function daysOf(period: Period, context: Partial<ResolveContext> = {}): string {
  const { fromDay, toDay } = resolve(period, context);
  return `${fromDay}..${addDays(toDay, -1)}`;
}

describe("days counted from another week, month or year", () => {
  it.each<[string, Period, string]>([
    ["Monday to Friday", { type: "weekdays", from: 1, to: 5 }, "2026-11-16..2026-11-20"],
    ["Sunday to Monday, which began today", { type: "weekdays", from: 7, to: 1 }, "2026-11-22..2026-11-23"],
    ["Saturday to Monday of last week, over its end", { type: "weekdays", from: 6, to: 1, weeksAgo: 1 }, "2026-11-14..2026-11-16"],
    ["Monday to Friday last week", { type: "weekdays", from: 1, to: 5, weeksAgo: 1 }, "2026-11-09..2026-11-13"],
    ["the 15th of last month", { type: "days-of-month", from: 15, to: 15, monthsAgo: 1 }, "2026-10-15..2026-10-15"],
    ["last Nov 22, which is today's date", { ...dates("11-22"), isOver: true } as Period, "2025-11-22..2025-11-22"],
    ["last Nov 11", { ...dates("11-11"), isOver: true } as Period, "2026-11-11..2026-11-11"],
  ])("are %s", (_, period, days) => {
    expect(daysOf(period)).toBe(days);
  });

  it("are refused where the month lacks them", () => {
    expect(problem({ type: "days-of-month", from: 31, to: 31, monthsAgo: 2 })).toMatchObject({ problem: "no-such-date" });
    expect(problem({ type: "days-of-month", from: 30, to: 30, monthsAgo: 0 })).toMatchObject({ problem: "in-future" });
  });

  it("are those of the campaign of that year", () => {
    const asked: (number | null)[] = [];
    const campaign = (_: string, year: number | null) => {
      asked.push(year);
      return null;
    };
    for (const when of [undefined, { year: 2025 }, { yearsAgo: 2 }])
      problem({ type: "campaign", name: "Double 11", ...(when === undefined ? {} : { when }) }, { campaign });
    expect(asked).toEqual([null, 2025, 2024]);
  });
});

describe("calendar units", () => {
  it.each<[string, Period, string]>([
    ["today", { type: "unit", unit: "day", offset: 0 }, "2026-11-22..2026-11-22"],
    ["yesterday", { type: "unit", unit: "day", offset: -1 }, "2026-11-21..2026-11-21"],
    ["this week", { type: "unit", unit: "week", offset: 0 }, "2026-11-16..2026-11-22"],
    ["last week", { type: "unit", unit: "week", offset: -1 }, "2026-11-09..2026-11-15"],
    ["this month", { type: "unit", unit: "month", offset: 0 }, "2026-11-01..2026-11-30"],
    ["last month", { type: "unit", unit: "month", offset: -1 }, "2026-10-01..2026-10-31"],
    ["this quarter", { type: "unit", unit: "quarter", offset: 0 }, "2026-10-01..2026-12-31"],
    ["last quarter", { type: "unit", unit: "quarter", offset: -1 }, "2026-07-01..2026-09-30"],
    ["last year", { type: "unit", unit: "year", offset: -1 }, "2025-01-01..2025-12-31"],
    ["week to date", { type: "to-date", unit: "week" }, "2026-11-16..2026-11-22"],
    ["month to date", { type: "to-date", unit: "month" }, "2026-11-01..2026-11-22"],
    ["quarter to date", { type: "to-date", unit: "quarter" }, "2026-10-01..2026-11-22"],
    ["year to date", { type: "to-date", unit: "year" }, "2026-01-01..2026-11-22"],
    ["the last 7 days", { type: "last", count: 7, unit: "day" }, "2026-11-15..2026-11-21"],
    ["the last 2 weeks", { type: "last", count: 2, unit: "week" }, "2026-11-02..2026-11-15"],
    ["the last 3 months", { type: "last", count: 3, unit: "month" }, "2026-08-01..2026-10-31"],
    ["Saturday", { type: "weekday", weekday: 6 }, "2026-11-21..2026-11-21"],
    ["Sunday, said on a Sunday,", { type: "weekday", weekday: 7 }, "2026-11-15..2026-11-15"],
    ["the weekend, said on a Sunday,", { type: "weekend" }, "2026-11-21..2026-11-22"],
    ["this weekend", { type: "weekend", weeksAgo: 0 }, "2026-11-21..2026-11-22"],
    ["last weekend, said on a Sunday,", { type: "weekend", weeksAgo: 1 }, "2026-11-14..2026-11-15"],
    ["the 15th", { type: "days-of-month", from: 15, to: 15 }, "2026-11-15..2026-11-15"],
    ["the 22nd, said on it,", { type: "days-of-month", from: 22, to: 22 }, "2026-11-22..2026-11-22"],
    ["the 23rd, not begun this month,", { type: "days-of-month", from: 23, to: 23 }, "2026-10-23..2026-10-23"],
    ["the 20th to the 31st, of which November has 30,", { type: "days-of-month", from: 20, to: 31 }, "2026-10-20..2026-10-31"],
    ["since Monday", { type: "since", start: { type: "weekday", weekday: 1 }, until: "today" }, "2026-11-16..2026-11-22"],
    [
      "last week to yesterday",
      { type: "since", start: { type: "unit", unit: "week", offset: -1 }, until: "yesterday" },
      "2026-11-09..2026-11-21",
    ],
    ["last November, in November,", november("over"), "2025-11-01..2025-11-30"],
    ["November last year", november({ yearsAgo: 1 }), "2025-11-01..2025-11-30"],
    ["November this year", november({ yearsAgo: 0 }), "2026-11-01..2026-11-30"],
    ["November", { type: "named", unit: "month", year: null, index: 11 }, "2026-11-01..2026-11-30"],
    ["December, not begun this year,", { type: "named", unit: "month", year: null, index: 12 }, "2025-12-01..2025-12-31"],
    ["Q4", { type: "named", unit: "quarter", year: null, index: 4 }, "2026-10-01..2026-12-31"],
    ["Q1 2025", { type: "named", unit: "quarter", year: 2025, index: 1 }, "2025-01-01..2025-03-31"],
    ["2025", { type: "named", unit: "year", year: 2025, index: 1 }, "2025-01-01..2025-12-31"],
  ])("%s means what people mean", (_, period, expected) => {
    expect(daysOf(period)).toBe(expected);
  });

  it("begin weeks on the shop's first weekday", () => {
    expect(daysOf({ type: "unit", unit: "week", offset: 0 }, { weekStart: 7 })).toBe("2026-11-22..2026-11-28");
    expect(daysOf({ type: "unit", unit: "week", offset: -1 }, { weekStart: 6 })).toBe("2026-11-14..2026-11-20");
  });

  it("named as the last one are over", () => {
    expect(daysOf(november("over"), { nowMs: utc("2026-12-01T12:00:00") })).toBe("2026-11-01..2026-11-30");
    expect(daysOf(november("over"), { nowMs: utc("2026-11-30T12:00:00") })).toBe("2025-11-01..2025-11-30");
    expect(daysOf(november("over"), { nowMs: utc("2026-03-01T12:00:00") })).toBe("2025-11-01..2025-11-30");
  });

  it("keep Saturday and Sunday together, whatever day weeks begin on", () => {
    for (const weekStart of [1, 6, 7] as const) {
      const wednesday = { nowMs: utc("2026-11-18T12:00:00"), weekStart };
      expect(daysOf({ type: "weekend" }, wednesday)).toBe("2026-11-14..2026-11-15");
      expect(daysOf({ type: "weekend", weeksAgo: 1 }, wednesday)).toBe("2026-11-14..2026-11-15");
      expect(problem({ type: "weekend", weeksAgo: 0 }, wednesday)).toEqual({ problem: "in-future", fromDay: "2026-11-21" });
    }
  });

  it("follow the shop's date, not the server's", () => {
    const today: Period = { type: "unit", unit: "day", offset: 0 };
    expect(daysOf(today, { zone: zone("Pacific/Auckland") })).toBe("2026-11-23..2026-11-23");
    expect(daysOf(today, { zone: zone("Pacific/Honolulu") })).toBe("2026-11-22..2026-11-22");
  });

  it("step over a date the zone skipped", () => {
    const apia = { zone: zone("Pacific/Apia"), nowMs: utc("2011-12-30T22:00:00") };
    expect(daysOf({ type: "unit", unit: "day", offset: 0 }, apia)).toBe("2011-12-31..2011-12-31");
    expect(daysOf({ type: "unit", unit: "day", offset: -1 }, apia)).toBe("2011-12-29..2011-12-29");
  });

  it("know how far they have come while they last", () => {
    expect(resolve({ type: "unit", unit: "day", offset: 0 }).elapsedToMs).toBe(BERLIN.nowMs);
    expect(resolve({ type: "to-date", unit: "month" }).elapsedToMs).toBe(BERLIN.nowMs);
    expect(resolve({ type: "unit", unit: "day", offset: -1 }).elapsedToMs).toBeNull();
  });

  it("that have not begun are in the future", () => {
    expect(problem({ type: "unit", unit: "day", offset: 1 })).toEqual({ problem: "in-future", fromDay: "2026-11-23" });
    expect(problem({ type: "named", unit: "month", year: 2027, index: 1 })).toEqual({ problem: "in-future", fromDay: "2027-01-01" });
  });

  it("beyond ten years are too long", () => {
    const tooLong = { problem: "too-long", maxDays: MAX_PERIOD_DAYS };
    expect(problem({ type: "last", count: 11, unit: "year" })).toEqual(tooLong);
    expect(problem({ type: "last", count: 1e12, unit: "day" })).toEqual(tooLong);
    expect(problem({ type: "last", count: 1e12, unit: "hour" })).toEqual(tooLong);
    expect(problem({ type: "unit", unit: "month", offset: -1e9 })).toEqual(tooLong);
    expect(problem(dates("1990-01-01", "2026-11-01"))).toEqual(tooLong);
  });

  it("of which none are asked for are empty", () => {
    expect(problem({ type: "last", count: 0, unit: "day" })).toEqual({ problem: "empty" });
    expect(problem({ type: "last", count: Number.NaN, unit: "hour" })).toEqual({ problem: "empty" });
  });
});

describe("hours", () => {
  it("end with the last closed one", () => {
    const { grain, fromMs, toMs } = resolve({ type: "last", count: 3, unit: "hour" });
    expect({ grain, fromMs, toMs }).toEqual({ grain: "hours", fromMs: utc("2026-11-22T10:00:00"), toMs: utc("2026-11-22T13:00:00") });
  });

  it("count the repeated hour twice", () => {
    const { fromMs, toMs } = resolve({ type: "last", count: 4, unit: "hour" }, { nowMs: utc("2026-10-25T03:10:00") });
    expect(toMs - fromMs).toBe(4 * 3_600_000);
    const lordHowe = { zone: zone("Australia/Lord_Howe"), nowMs: utc("2024-10-05T17:10:00") };
    const half = resolve({ type: "last", count: 3, unit: "hour" }, lordHowe);
    expect(half.toMs - half.fromMs).toBe(2.5 * 3_600_000);
  });
});

describe("dates", () => {
  it.each([
    ["this year's", "11-01", "11-11", "2026-11-01..2026-11-11"],
    ["last year's where this year's have not begun", "12-20", "12-24", "2025-12-20..2025-12-24"],
    ["over New Year", "12-28", "01-03", "2025-12-28..2026-01-03"],
    ["with a year on the second only", "11-01", "2025-11-11", "2025-11-01..2025-11-11"],
    ["with a year on the first only", "2025-12-28", "01-03", "2025-12-28..2026-01-03"],
    ["with a year on the second only, over New Year", "12-28", "2025-01-03", "2024-12-28..2025-01-03"],
    ["leap days of the last leap year", "02-29", "02-29", "2024-02-29..2024-02-29"],
    ["that began today", "11-22", "11-30", "2026-11-22..2026-11-30"],
    ["in full", "2010-12-01", "2011-06-30", "2010-12-01..2011-06-30"],
  ])("are %s", (_, from, to, expected) => {
    expect(daysOf(dates(from, to))).toBe(expected);
  });

  it("of a year counted from this one begin in it", () => {
    const ago = (from: string, to: string, yearsAgo: number): Period => ({ type: "dates", from: date(from), to: date(to), yearsAgo });
    expect(daysOf(ago("11-01", "11-11", 1))).toBe("2025-11-01..2025-11-11");
    expect(daysOf(ago("12-28", "01-03", 2))).toBe("2024-12-28..2025-01-03");
    expect(problem(ago("12-01", "12-24", 0))).toEqual({ problem: "in-future", fromDay: "2026-12-01" });
    expect(problem(ago("02-29", "02-29", 1))).toEqual({ problem: "no-such-date", date: date("2025-02-29") });
  });

  it("until yesterday that begin today are empty", () => {
    const start = { type: "days-of-month", from: 22, to: 22 } as const;
    expect(problem({ type: "since", start, until: "yesterday" })).toEqual({ problem: "empty" });
  });

  it("of an open month pass over months without them", () => {
    const thirtyFirst: Period = { type: "days-of-month", from: 31, to: 31 };
    expect(daysOf(thirtyFirst, { nowMs: utc("2026-07-03T12:00:00") })).toBe("2026-05-31..2026-05-31");
    expect(daysOf(thirtyFirst, { nowMs: utc("2026-03-10T12:00:00") })).toBe("2026-01-31..2026-01-31");
    expect(problem({ type: "days-of-month", from: 11, to: 1 }).problem).toBe("reversed");
    expect(problem({ type: "days-of-month", from: 31, to: 32 }).problem).toBe("no-such-date");
  });

  it("look back eight years for a leap day", () => {
    expect(daysOf(dates("02-29"), { nowMs: utc("1903-06-01T12:00:00") })).toBe("1896-02-29..1896-02-29");
  });

  it("that the calendar lacks are named", () => {
    expect(problem(dates("2026-02-30", "2026-03-02"))).toEqual({ problem: "no-such-date", date: date("2026-02-30") });
    expect(problem(dates("2026-02-01", "2026-02-29"))).toEqual({ problem: "no-such-date", date: date("2026-02-29") });
    expect(problem(dates("04-31"))).toEqual({ problem: "no-such-date", date: date("04-31") });
    expect(problem(dates("04-01", "04-31"))).toEqual({ problem: "no-such-date", date: date("04-31") });
    expect(problem({ type: "named", unit: "month", year: null, index: 13 }).problem).toBe("no-such-date");
    expect(problem({ type: "named", unit: "quarter", year: 2026, index: 0 }).problem).toBe("no-such-date");
  });

  it("that the zone skipped are named", () => {
    expect(problem(dates("2011-12-30"), { zone: zone("Pacific/Apia") })).toEqual({ problem: "no-such-date", date: date("2011-12-30") });
  });

  it("the wrong way round are said to be so", () => {
    expect(problem(dates("11-11", "11-01")).problem).toBe("reversed");
    expect(problem(dates("2026-11-11", "2026-11-01")).problem).toBe("reversed");
    expect(problem(dates("2026-11-11", "11-01")).problem).toBe("reversed");
  });

  it("to come are in the future", () => {
    expect(problem(dates("2026-12-01", "2026-12-24"))).toEqual({ problem: "in-future", fromDay: "2026-12-01" });
  });
});

describe("campaigns", () => {
  const period: Period = { type: "campaign", name: "singles day" };

  it("without a record are unknown", () => {
    expect(problem(period)).toEqual({ problem: "unknown-campaign", name: "singles day" });
    expect(problem(period, { campaign: () => null })).toEqual({ problem: "unknown-campaign", name: "singles day" });
  });

  it("from midnight to midnight are days", () => {
    const campaign = () => ({ fromMs: utc("2026-10-31T23:00:00"), toMs: utc("2026-11-11T23:00:00") });
    expect(resolve(period, { campaign })).toMatchObject({ grain: "days", fromDay: "2026-11-01", toDay: "2026-11-12" });
  });

  it("at other times are the hours they touch", () => {
    const campaign = () => ({ fromMs: utc("2026-11-10T19:30:00"), toMs: utc("2026-11-11T22:59:00") });
    expect(resolve(period, { campaign })).toMatchObject({
      grain: "hours",
      fromMs: utc("2026-11-10T19:00:00"),
      toMs: utc("2026-11-11T23:00:00"),
      fromDay: "2026-11-10",
      toDay: "2026-11-12",
    });
  });

  it("that end before they begin hold nothing", () => {
    expect(problem(period, { campaign: () => ({ fromMs: 2000, toMs: 1000 }) })).toEqual({ problem: "empty" });
  });
});

describe("every period", () => {
  const anyContext = fc.record({ nowMs: anyInstant, zone: anyZone, weekStart: fc.constantFrom<Weekday>(1, 6, 7) });

  it("is a problem with a name, or a stretch that began, with the days and hours that fit it", () => {
    fc.assert(
      fc.property(anyPeriod, anyContext, (period, context) => {
        const resolved = resolvePeriod(period, context);
        if ("problem" in resolved) return;
        const { fromMs, toMs, fromDay, toDay, grain, elapsedToMs } = resolved;
        expect(fromMs).toBeLessThan(toMs);
        expect(fromMs).toBeLessThanOrEqual(context.nowMs);
        expect(elapsedToMs).toBe(context.nowMs < toMs ? context.nowMs : null);
        expect(daysBetween(fromDay, toDay)).toBeLessThanOrEqual(MAX_PERIOD_DAYS + 1);
        expect(businessDayOf(fromMs, context.zone)).toBe(dayBounds(fromDay, context.zone).toMs > fromMs ? fromDay : addDays(fromDay, 1));
        if (grain === "days") {
          expect(fromMs).toBe(dayBounds(fromDay, context.zone).fromMs);
          expect(toMs).toBe(dayBounds(toDay, context.zone).fromMs);
        } else {
          expect(hourStartOf(fromMs, context.zone)).toBe(fromMs);
          expect(hourStartOf(toMs, context.zone)).toBe(toMs);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("tiles: consecutive units meet without gap or overlap", () => {
    fc.assert(
      fc.property(
        anyContext,
        fc.constantFrom("day", "week", "month", "quarter", "year"),
        fc.integer({ min: -30, max: -1 }),
        (context, unit, offset) => {
          const earlier = resolve({ type: "unit", unit, offset }, context);
          const later = resolve({ type: "unit", unit, offset: offset + 1 }, context);
          // A skipped date belongs to the units around it, but is no "day" of its own.
          if (unit !== "day") expect(earlier.toDay).toBe(later.fromDay);
          if (unit !== "day" || earlier.fromMs !== later.fromMs) expect(earlier.toMs).toBe(later.fromMs);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("of the last N units is those units, one after the other", () => {
    fc.assert(
      fc.property(anyContext, fc.constantFrom("week", "month", "quarter"), fc.integer({ min: 1, max: 12 }), (context, unit, count) => {
        const all = resolve({ type: "last", count, unit }, context);
        expect(all.fromMs).toBe(resolve({ type: "unit", unit, offset: -count }, context).fromMs);
        expect(all.toMs).toBe(resolve({ type: "unit", unit, offset: -1 }, context).toMs);
      }),
    );
  });

  it("of the last N hours holds N hours", () => {
    fc.assert(
      fc.property(anyContext, fc.integer({ min: 1, max: 200 }), (context, count) => {
        const { fromMs, toMs } = resolve({ type: "last", count, unit: "hour" }, context);
        expect(hourStarts(fromMs, toMs, context.zone)).toHaveLength(count);
      }),
    );
  });

  it("of a weekday is that weekday, within the week before today", () => {
    fc.assert(
      fc.property(anyContext, fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), (context, weekday) => {
        const resolved = resolvePeriod({ type: "weekday", weekday }, context);
        if ("problem" in resolved) return;
        expect(weekdayOf(resolved.fromDay)).toBe(weekday);
        const daysAgo = daysBetween(resolved.fromDay, businessDayOf(context.nowMs, context.zone));
        expect(daysAgo).toBeGreaterThanOrEqual(1);
        expect(daysAgo).toBeLessThanOrEqual(7);
      }),
    );
  });
});
