/** The days a target is for: as people say them, as files write them, and back into a period. */
import {
  addDays,
  addMonths,
  businessDayFromParts,
  dayNumberOf,
  dayOfNumber,
  parseBusinessDay,
  partsOf,
  weekStartOf,
} from "../calendar/business-day.ts";
import type { Period } from "../calendar/period.ts";
import { type PeriodProblem, type ResolveContext, resolvePeriod } from "../calendar/resolve-period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { TargetDays } from "./target.ts";

/** Plans look ahead: dates and months without a year are the next that are not over, and a period may be still to come. */
export function resolveTargetDays(period: Period, context: ResolveContext): TargetDays | PeriodProblem {
  const ahead = { ...context, mayLieAhead: true };
  const today = businessDayOf(context.nowMs, context.zone);
  const { year } = partsOf(today);
  const thisYear = resolvePeriod(inYear(period, year), ahead);
  if ("problem" in thisYear) return thisYear;
  const resolved = thisYear.toDay <= today ? resolvePeriod(inYear(period, year + 1), ahead) : thisYear;
  return "problem" in resolved ? resolved : { fromDay: resolved.fromDay, toDay: resolved.toDay };
}

/** Only what leaves its year open is put into one. */
function inYear(period: Period, year: number): Period {
  switch (period.type) {
    case "named":
      return period.year === null && period.which === undefined ? { ...period, year } : period;
    case "dates": {
      const isOpen = period.from.year === null && period.to.year === null && period.yearsAgo === undefined;
      return isOpen ? { ...period, from: { ...period.from, year } } : period;
    }
    default:
      return period;
  }
}

/** A period whose words mean the same days whenever they are said. */
export function periodOfDays({ fromDay, toDay }: TargetDays): Period {
  const { year, month, day } = partsOf(fromDay);
  const named = (unit: "month" | "quarter" | "year", index: number): Period => ({ type: "named", unit, year, index });
  if (day === 1 && addMonths(fromDay, 12) === toDay && month === 1) return named("year", 1);
  if (day === 1 && addMonths(fromDay, 3) === toDay && month % 3 === 1) return named("quarter", (month + 2) / 3);
  if (day === 1 && addMonths(fromDay, 1) === toDay) return named("month", month);
  return { type: "dates", from: { year, month, day }, to: partsOf(addDays(toDay, -1)) };
}

/**
 * "2026-11-11", "2026-11", "2026-W46" (ISO 8601: weeks begin on Monday), "2026-Q4", "2026", "2026-11-01..2026-11-11"; null
 * for anything else.
 */
export function parseTargetDays(text: string): TargetDays | null {
  const [first = "", last, ...more] = text.trim().toUpperCase().split("..");
  const from = parseOne(first.trim());
  if (last === undefined) return from;
  const to = parseOne(last.trim());
  return from === null || to === null || more.length > 0 || from.fromDay > to.fromDay ? null : { fromDay: from.fromDay, toDay: to.toDay };
}

function parseOne(text: string): TargetDays | null {
  const day = parseBusinessDay(text);
  if (day !== null) return { fromDay: day, toDay: addDays(day, 1) };
  const match = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|W(\d{2})))?$/.exec(text);
  if (match === null) return null;
  const [, yearText, monthText, quarterText, weekText] = match;
  const year = Number(yearText);
  if (weekText !== undefined) return isoWeek(year, Number(weekText));
  const months = monthText !== undefined ? 1 : quarterText !== undefined ? 3 : 12;
  const month = monthText !== undefined ? Number(monthText) : quarterText !== undefined ? Number(quarterText) * 3 - 2 : 1;
  const fromDay = businessDayFromParts({ year, month, day: 1 });
  return fromDay === null ? null : { fromDay, toDay: addMonths(fromDay, months) };
}

/** Week 1 holds the 4th of January. */
function isoWeek(year: number, week: number): TargetDays | null {
  const fourth = businessDayFromParts({ year, month: 1, day: 4 });
  const nextFourth = businessDayFromParts({ year: year + 1, month: 1, day: 4 });
  if (fourth === null || nextFourth === null || week < 1) return null;
  const fromDay = dayOfNumber(dayNumberOf(weekStartOf(fourth, 1)) + 7 * (week - 1));
  return fromDay < weekStartOf(nextFourth, 1) ? { fromDay, toDay: addDays(fromDay, 7) } : null;
}
