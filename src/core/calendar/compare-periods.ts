/**
 * The stretch a period is compared with.
 *
 * An unfinished period is compared by its closed local hours: whole hours of the wall clock that are over. Both sides
 * end at the same hour of the corresponding day, so neither an hour half done nor a change of clocks favours one.
 */
import { addDays, addMonths, DAY_MS, dayNumberOf, daysBetween, partsOf } from "./business-day.ts";
import type { BusinessDay, EpochMs, Period, ResolvedPeriod, TimeZone } from "./period.ts";
import { businessDayOf, dayBounds, firstInstantAt, hourStartOf, localMsOf } from "./zone-clock.ts";

/** Moves a business day to the one it is compared with; days clipped at a month's end are not `exact`. */
type ShiftDay = (day: BusinessDay) => { readonly day: BusinessDay; readonly exact: boolean };

/** The same weekday a year before: 52 whole weeks. */
const WEEKS_OF_A_YEAR_DAYS = 364;

/**
 * What has happened of a period in whole local hours: the period itself where it is over, else hours up to the start
 * of the current one. Empty (`fromMs` = `toMs`) before its first hour is over.
 */
export function closedPart(resolved: ResolvedPeriod): ResolvedPeriod {
  if (resolved.elapsedToMs === null) return resolved;
  return endingAt(resolved, hourStartOf(resolved.elapsedToMs, resolved.zone));
}

/**
 * The period of equal kind before: last month and the month before, 1–11 Nov and 21–31 Oct, Monday and the Monday
 * before, month to date and the same dates of the month before. Where `resolved` is unfinished, the part of it that
 * corresponds to `closedPart(resolved)`.
 */
export function previousPeriod(period: Period, resolved: ResolvedPeriod): ResolvedPeriod {
  switch (period.type) {
    case "unit":
    case "named":
    case "to-date":
      return shiftPeriod(resolved, shiftByUnits(period.unit, -1, resolved.zone));
    case "last":
      if (period.unit === "hour") return hoursBefore(resolved);
      return shiftPeriod(resolved, shiftByUnits(period.unit, -period.count, resolved.zone));
    case "weekday":
    case "weekdays":
    case "weekend":
      return shiftPeriod(resolved, shiftByDays(-7));
    case "dates":
    case "days-of-month":
    case "since":
    case "campaign":
      return shiftPeriod(resolved, shiftByDays(-daysBetween(resolved.fromDay, resolved.toDay)));
  }
}

/**
 * The same stretch a year before: by weekday 364 days back, by date the same dates (29 February becomes the 28th; whole
 * months stay whole). Where `resolved` is unfinished, the part of it that corresponds to `closedPart(resolved)`.
 */
export function sameLastYear(resolved: ResolvedPeriod, align: "weekday" | "date"): ResolvedPeriod {
  return shiftPeriod(resolved, align === "weekday" ? shiftByDays(-WEEKS_OF_A_YEAR_DAYS) : shiftByMonths(-12));
}

function shiftByUnits(unit: "day" | "week" | "month" | "quarter" | "year", count: number, zone: TimeZone): ShiftDay {
  switch (unit) {
    case "day":
      return (day) => {
        const target = addDays(day, count);
        const { fromMs, toMs } = dayBounds(target, zone);
        // A date the zone skipped has no hours to compare with.
        return { day: fromMs === toMs ? addDays(target, -1) : target, exact: true };
      };
    case "week":
      return shiftByDays(7 * count);
    case "month":
      return shiftByMonths(count);
    case "quarter":
      return shiftByMonths(3 * count);
    case "year":
      return shiftByMonths(12 * count);
  }
}

function shiftByDays(days: number): ShiftDay {
  return (day) => ({ day: addDays(day, days), exact: true });
}

function shiftByMonths(months: number): ShiftDay {
  return (day) => {
    const target = addMonths(day, months);
    return { day: target, exact: partsOf(target).day === partsOf(day).day };
  };
}

function shiftPeriod(resolved: ResolvedPeriod, shift: ShiftDay): ResolvedPeriod {
  const { zone, grain } = resolved;
  const shifted = grain === "days" ? shiftDays(resolved, shift) : shiftHours(resolved, shift);
  if (resolved.elapsedToMs === null) return shifted;
  const endMs = shiftInstant(hourStartOf(resolved.elapsedToMs, zone), zone, shift);
  return endingAt(shifted, Math.min(Math.max(endMs, shifted.fromMs), shifted.toMs));
}

function shiftDays({ fromDay, toDay, zone }: ResolvedPeriod, shift: ShiftDay): ResolvedPeriod {
  const from = shift(fromDay).day;
  // Whole months keep ending with their month, whatever its length; else the last day moves like the first.
  const isWholeMonths = partsOf(fromDay).day === 1 && partsOf(toDay).day === 1;
  const to = isWholeMonths ? shift(toDay).day : addDays(shift(addDays(toDay, -1)).day, 1);
  return {
    grain: "days",
    fromMs: dayBounds(from, zone).fromMs,
    toMs: dayBounds(to, zone).fromMs,
    fromDay: from,
    toDay: to,
    zone,
    elapsedToMs: null,
  };
}

function shiftHours({ fromMs, toMs, zone }: ResolvedPeriod, shift: ShiftDay): ResolvedPeriod {
  return hoursBetween(shiftInstant(fromMs, zone, shift), shiftInstant(toMs, zone, shift), zone);
}

/** As many local hours, ending where the period begins. */
function hoursBefore({ fromMs, toMs, zone }: ResolvedPeriod): ResolvedPeriod {
  let hours = 0;
  for (let atMs = toMs; atMs > fromMs; atMs = hourStartOf(atMs - 1, zone)) hours++;
  let beforeMs = fromMs;
  for (; hours > 0; hours--) beforeMs = hourStartOf(beforeMs - 1, zone);
  return hoursBetween(beforeMs, fromMs, zone);
}

/** The same wall-clock hour on the shifted day; the end of that day where the day asked for is not in its month. */
function shiftInstant(instantMs: EpochMs, zone: TimeZone, shift: ShiftDay): EpochMs {
  const day = businessDayOf(instantMs, zone);
  const { day: target, exact } = shift(day);
  if (!exact) return dayBounds(target, zone).toMs;
  const timeOfDayMs = localMsOf(instantMs, zone) - dayNumberOf(day) * DAY_MS;
  return hourStartOf(firstInstantAt(dayNumberOf(target) * DAY_MS + Math.max(timeOfDayMs, 0), zone), zone);
}

/** The period up to an instant within it, by hours. */
function endingAt({ fromMs, fromDay, zone }: ResolvedPeriod, toMs: EpochMs): ResolvedPeriod {
  return toMs > fromMs
    ? hoursBetween(fromMs, toMs, zone)
    : { grain: "hours", fromMs, toMs: fromMs, fromDay, toDay: fromDay, zone, elapsedToMs: null };
}

function hoursBetween(fromMs: EpochMs, toMs: EpochMs, zone: TimeZone): ResolvedPeriod {
  return {
    grain: "hours",
    fromMs,
    toMs,
    fromDay: businessDayOf(fromMs, zone),
    toDay: addDays(businessDayOf(toMs - 1, zone), 1),
    zone,
    elapsedToMs: null,
  };
}
