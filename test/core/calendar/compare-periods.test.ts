import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, daysBetween, weekdayOf } from "../../../src/core/calendar/business-day.ts";
import { closedPart, previousPeriod, sameLastYear } from "../../../src/core/calendar/compare-periods.ts";
import { labelPeriod } from "../../../src/core/calendar/format-period.ts";
import type { Period, ResolvedPeriod, Weekday } from "../../../src/core/calendar/period.ts";
import { type ResolveContext, resolvePeriod } from "../../../src/core/calendar/resolve-period.ts";
import { hourStartOf, hourStarts, localMsOf } from "../../../src/core/calendar/zone-clock.ts";
import { anyPeriod } from "./any-period.ts";
import { anyInstant, anyZone, utc, zone } from "./zones.ts";

const berlin = zone("Europe/Berlin");

/** Sunday 22 November 2026, 14:35 in Berlin. */
const NOW_MS = utc("2026-11-22T13:35:00");

function resolve(period: Period, nowMs = NOW_MS, context: Partial<ResolveContext> = {}): ResolvedPeriod {
  const resolved = resolvePeriod(period, { nowMs, zone: berlin, weekStart: 1, ...context });
  if ("problem" in resolved) throw new Error(JSON.stringify(resolved));
  return resolved;
}

function previous(period: Period, nowMs = NOW_MS): string {
  return labelPeriod(previousPeriod(period, resolve(period, nowMs)), "en");
}

function lastYear(period: Period, align: "weekday" | "date", nowMs = NOW_MS): string {
  return labelPeriod(sameLastYear(resolve(period, nowMs), align), "en");
}

function dates(year: number, from: readonly [number, number], to: readonly [number, number] = from): Period {
  return { type: "dates", from: { year, month: from[0], day: from[1] }, to: { year, month: to[0], day: to[1] } };
}

const TODAY: Period = { type: "unit", unit: "day", offset: 0 };
const MONTH_TO_DATE: Period = { type: "to-date", unit: "month" };

describe("the previous period", () => {
  it.each<[string, Period, string]>([
    ["yesterday", { type: "unit", unit: "day", offset: -1 }, "Fri 20 Nov 2026"],
    ["last week", { type: "unit", unit: "week", offset: -1 }, "2–8 Nov 2026"],
    ["last month", { type: "unit", unit: "month", offset: -1 }, "Sep 2026"],
    ["last quarter", { type: "unit", unit: "quarter", offset: -1 }, "1 Apr – 30 Jun 2026"],
    ["last year", { type: "unit", unit: "year", offset: -1 }, "2024"],
    ["March", { type: "named", unit: "month", year: 2026, index: 3 }, "Feb 2026"],
    ["Q1", { type: "named", unit: "quarter", year: 2026, index: 1 }, "1 Oct – 31 Dec 2025"],
    ["the last 7 days", { type: "last", count: 7, unit: "day" }, "8–14 Nov 2026"],
    ["the last 3 months", { type: "last", count: 3, unit: "month" }, "1 May – 31 Jul 2026"],
    ["the last 3 hours", { type: "last", count: 3, unit: "hour" }, "Sun 22 Nov 2026, 08:00–11:00"],
    ["Monday", { type: "weekday", weekday: 1 }, "Mon 9 Nov 2026"],
    ["1 to 11 November", dates(2026, [11, 1], [11, 11]), "21–31 Oct 2026"],
    ["one date", dates(2026, [3, 1]), "Sat 28 Feb 2026"],
    ["all of a month, given by dates", dates(2026, [10, 1], [10, 31]), "31 Aug – 30 Sep 2026"],
  ])("of %s is of its kind", (_, period, expected) => {
    expect(previous(period)).toBe(expected);
  });

  it.each<[string, Period, string]>([
    ["today", TODAY, "Sat 21 Nov 2026, 00:00–14:00"],
    ["this week", { type: "unit", unit: "week", offset: 0 }, "9–15 Nov 2026, until 14:00"],
    ["this month", { type: "unit", unit: "month", offset: 0 }, "1–22 Oct 2026, until 14:00"],
    ["month to date", MONTH_TO_DATE, "1–22 Oct 2026, until 14:00"],
    ["quarter to date", { type: "to-date", unit: "quarter" }, "1 Jul – 22 Aug 2026, until 14:00"],
    ["year to date", { type: "to-date", unit: "year" }, "1 Jan – 22 Nov 2025, until 14:00"],
    ["dates not over", dates(2026, [11, 20], [11, 24]), "15–17 Nov 2026, until 14:00"],
  ])("of %s ends at the same closed hour", (_, period, expected) => {
    expect(previous(period)).toBe(expected);
  });

  it("of month to date is the whole month where that is shorter", () => {
    expect(previous(MONTH_TO_DATE, utc("2026-03-31T12:35:00"))).toBe("Feb 2026");
    expect(previous(MONTH_TO_DATE, utc("2026-03-29T12:35:00"))).toBe("Feb 2026");
    expect(previous(MONTH_TO_DATE, utc("2026-03-28T12:35:00"))).toBe("1–28 Feb 2026, until 13:00");
  });

  it("of today follows the wall clock over a change of it", () => {
    // Clocks went forward on 29 March: 14:00 is 13 hours into that day and 14 into the one before.
    const period = previousPeriod(TODAY, resolve(TODAY, utc("2026-03-29T12:35:00")));
    expect((period.toMs - period.fromMs) / 3_600_000).toBe(14);
    const after = previousPeriod(TODAY, resolve(TODAY, utc("2026-03-30T12:35:00")));
    expect((after.toMs - after.fromMs) / 3_600_000).toBe(13);
  });

  it("of the day after a skipped one is the day before it", () => {
    const apia = { zone: zone("Pacific/Apia") };
    const today = resolve(TODAY, utc("2011-12-31T02:30:00"), apia);
    expect(labelPeriod(previousPeriod(TODAY, today), "en")).toBe("Thu 29 Dec 2011, 00:00–16:00");
  });
});

describe("the same stretch last year", () => {
  it("is 364 days back by weekday", () => {
    expect(lastYear({ type: "unit", unit: "day", offset: -1 }, "weekday")).toBe("Sat 22 Nov 2025");
    expect(lastYear({ type: "unit", unit: "week", offset: -1 }, "weekday")).toBe("10–16 Nov 2025");
    expect(lastYear(TODAY, "weekday")).toBe("Sun 23 Nov 2025, 00:00–14:00");
  });

  it("is the same dates on request", () => {
    expect(lastYear({ type: "unit", unit: "day", offset: -1 }, "date")).toBe("Fri 21 Nov 2025");
    expect(lastYear({ type: "unit", unit: "month", offset: -1 }, "date")).toBe("Oct 2025");
    expect(lastYear(MONTH_TO_DATE, "date")).toBe("1–22 Nov 2025, until 14:00");
    expect(lastYear({ type: "last", count: 3, unit: "hour" }, "date")).toBe("Sat 22 Nov 2025, 11:00–14:00");
  });

  it("takes the 28th for a leap day, and whole Februaries for whole ones", () => {
    expect(lastYear(dates(2024, [2, 29]), "date")).toBe("Tue 28 Feb 2023");
    expect(lastYear(dates(2025, [2, 28]), "date")).toBe("Wed 28 Feb 2024");
    expect(lastYear(dates(2024, [2, 1], [2, 29]), "date")).toBe("Feb 2023");
    expect(lastYear(dates(2025, [2, 1], [2, 28]), "date")).toBe("Feb 2024");
  });
});

describe("the closed part", () => {
  it("of a period that is over is the period", () => {
    const yesterday = resolve({ type: "unit", unit: "day", offset: -1 });
    expect(closedPart(yesterday)).toBe(yesterday);
  });

  it("of one that is not ends with the last whole local hour", () => {
    expect(closedPart(resolve(TODAY))).toMatchObject({ grain: "hours", toMs: utc("2026-11-22T13:00:00"), toDay: "2026-11-23" });
    const kolkata = { zone: zone("Asia/Kolkata") };
    expect(closedPart(resolve(TODAY, NOW_MS, kolkata)).toMs).toBe(utc("2026-11-22T13:30:00"));
  });

  it("is empty before the first hour is over, and so is what it is compared with", () => {
    const justBegun = utc("2026-11-21T23:20:00");
    const closed = closedPart(resolve(TODAY, justBegun));
    expect(closed.toMs).toBe(closed.fromMs);
    const before = previousPeriod(TODAY, resolve(TODAY, justBegun));
    expect(before.toMs).toBe(before.fromMs);
    expect(before.fromDay).toBe("2026-11-21");
  });
});

describe("every comparison", () => {
  const anyContext = fc.record({ nowMs: anyInstant, zone: anyZone, weekStart: fc.constantFrom<Weekday>(1, 6, 7) });

  function forEach(check: (period: Period, resolved: ResolvedPeriod, nowMs: number) => void): void {
    fc.assert(
      fc.property(anyPeriod, anyContext, (period, context) => {
        const resolved = resolvePeriod(period, context);
        if (!("problem" in resolved)) check(period, resolved, context.nowMs);
      }),
      { numRuns: 1000 },
    );
  }

  it("is over, in order, and bounded by local hours", () => {
    forEach((period, resolved, nowMs) => {
      for (const other of [
        previousPeriod(period, resolved),
        sameLastYear(resolved, "weekday"),
        sameLastYear(resolved, "date"),
        closedPart(resolved),
      ]) {
        expect(other.elapsedToMs).toBeNull();
        expect(other.fromMs).toBeLessThanOrEqual(other.toMs);
        expect(other.toMs).toBeLessThanOrEqual(nowMs);
        expect(other.fromDay <= other.toDay).toBe(true);
        expect(hourStartOf(other.fromMs, other.zone)).toBe(other.fromMs);
        expect(hourStartOf(other.toMs, other.zone)).toBe(other.toMs);
      }
    });
  });

  it("with the period before does not overlap", () => {
    forEach((period, resolved) => {
      expect(previousPeriod(period, resolved).toMs).toBeLessThanOrEqual(resolved.fromMs);
    });
  });

  it("of finished whole units, dates and hours ends where the period begins", () => {
    forEach((period, resolved) => {
      if (resolved.elapsedToMs !== null || ["weekday", "weekdays", "weekend", "to-date"].includes(period.type)) return;
      expect(previousPeriod(period, resolved).toMs).toBe(resolved.fromMs);
    });
  });

  it("of days, weeks and dates has as many days", () => {
    forEach((period, resolved) => {
      const isByDays =
        period.type === "dates" || period.type === "weekday" || ("unit" in period && (period.unit === "day" || period.unit === "week"));
      if (!isByDays || resolved.elapsedToMs !== null) return;
      const other = previousPeriod(period, resolved);
      // A date that its zone skipped is passed over: the day before it stands in.
      if (resolved.zone === "Pacific/Apia" || resolved.zone === "Pacific/Kwajalein" || resolved.zone === "Pacific/Kiritimati") return;
      expect(daysBetween(other.fromDay, other.toDay)).toBe(daysBetween(resolved.fromDay, resolved.toDay));
    });
  });

  it("of hours has as many hours", () => {
    forEach((period, resolved) => {
      if (period.type !== "last" || period.unit !== "hour") return;
      const other = previousPeriod(period, resolved);
      expect(hourStarts(other.fromMs, other.toMs, other.zone)).toHaveLength(period.count);
    });
  });

  it("by weekday keeps every weekday", () => {
    forEach((_, resolved) => {
      const other = sameLastYear(resolved, "weekday");
      if (resolved.grain === "hours" || other.fromMs === other.toMs) return;
      expect(weekdayOf(other.fromDay)).toBe(weekdayOf(resolved.fromDay));
      expect(addDays(other.fromDay, 364)).toBe(resolved.fromDay);
    });
  });

  it("by date begins on the same date a year before", () => {
    forEach((_, resolved) => {
      if (resolved.grain === "hours") return;
      expect(sameLastYear(resolved, "date").fromDay).toBe(addMonths(resolved.fromDay, -12));
    });
  });

  it("of today ends at the same wall-clock hour, where the other day has that hour", () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        const today = resolve(TODAY, context.nowMs, context);
        const closed = closedPart(today);
        const other = previousPeriod(TODAY, today);
        const changes = [today, other].some(
          ({ fromMs, toMs, zone: where }) =>
            localMsOf(toMs, where) - toMs !== localMsOf(fromMs - 86_400_000, where) - (fromMs - 86_400_000),
        );
        if (changes) return;
        expect((closed.toMs - other.toMs) % 86_400_000).toBe(0);
        expect(hourStarts(other.fromMs, other.toMs, context.zone)).toHaveLength(
          hourStarts(closed.fromMs, closed.toMs, context.zone).length,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
