/** From what a person named to the stretch of a shop's time it means at an instant. */
import {
  addDays,
  addMonths,
  businessDayFromParts,
  DAY_MS,
  daysBetween,
  monthStartOf,
  partsOf,
  weekdayOf,
  weekStartOf,
} from "./business-day.ts";
import type { BusinessDay, CalendarUnit, EpochMs, PartialDate, Period, ResolvedPeriod, TimeZone, Weekday } from "./period.ts";
import { businessDayOf, dayBounds, hourStartOf, nextHourStart } from "./zone-clock.ts";

/** What a period's meaning depends on besides its words. */
export interface ResolveContext {
  readonly nowMs: EpochMs;
  readonly zone: TimeZone;
  readonly weekStart: Weekday;
  /** Plans are made for what is to come; by default such a period is a problem. */
  readonly mayLieAhead?: boolean;
  /** Looks a campaign up by its name, and the year it begins in if one is given, with the one of that name before it; absent = there are none. */
  readonly campaign?: (name: string, year: number | null) => (Span & { readonly lastTime?: Span | null }) | null;
}

/** A half-open stretch of time. */
interface Span {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Why a period means nothing now. The words for people are made where the question was asked. */
export type PeriodProblem =
  /** A date the calendar lacks (30 February) or the shop's zone skipped. */
  | { readonly problem: "no-such-date"; readonly date: PartialDate }
  /** Has not begun: `fromDay` is after today. */
  | { readonly problem: "in-future"; readonly fromDay: BusinessDay }
  | { readonly problem: "unknown-campaign"; readonly name: string }
  | { readonly problem: "reversed"; readonly from: PartialDate; readonly to: PartialDate }
  | { readonly problem: "too-long"; readonly maxDays: number }
  /** Holds no time: "last 0 days". */
  | { readonly problem: "empty" };

/** Ten years: longer is a typing error, and an answer's cost grows with its days. */
export const MAX_PERIOD_DAYS = 3_660;

/** "28 Dec – 3 Jan" runs over New Year, "11 Nov – 1 Nov" is the wrong way round: up to here the former is meant. */
const MAX_DAYS_OVER_NEW_YEAR = 183;

/** A leap day without a year is looked for this far back: eight years lie between 1896 and 1904. */
const YEARS_LOOKED_BACK = 8;

/** On 10 March the most recent 31st is that of January: no two months in a row lack a day that months have. */
const MONTHS_LOOKED_BACK = 2;

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

export function resolvePeriod(period: Period, context: ResolveContext): ResolvedPeriod | PeriodProblem {
  const today = businessDayOf(context.nowMs, context.zone);
  switch (period.type) {
    case "unit": {
      const from = unitStart(today, period.unit, period.offset, context);
      if (from === null) return { problem: "too-long", maxDays: MAX_PERIOD_DAYS };
      return daysPeriod(from, period.unit === "day" ? addDays(from, 1) : stepUnits(from, period.unit, 1, context.zone), context);
    }
    case "to-date":
      return daysPeriod(unitStart(today, period.unit, 0, context) ?? today, addDays(today, 1), context);
    case "last":
      return resolveLast(period.count, period.unit, today, context);
    case "weekday": {
      const day = weekdayMeant(period, today, context.weekStart);
      return daysPeriod(day, addDays(day, 1), context);
    }
    case "weekend": {
      const { weeksAgo = weekdayOf(today) >= 6 ? 0 : 1 } = period;
      const saturday = addDays(weekStartOf(today, 1), 5 - 7 * weeksAgo);
      return daysPeriod(saturday, addDays(saturday, 2), context);
    }
    case "weekdays": {
      const day = weekdaysBegin(period, today, context.weekStart);
      return daysPeriod(day, addDays(day, ((period.to - period.from + 7) % 7) + 1), context);
    }
    case "dates":
      return resolveDates(period, today, context);
    case "days-of-month":
      return resolveDaysOfMonth(period, today, context);
    case "since":
      return resolveSince(period, today, context);
    case "named":
      return resolveNamed(period, today, context);
    case "campaign": {
      const campaign = findCampaign(period, context);
      return campaign === null
        ? { problem: "unknown-campaign", name: period.name }
        : instantsPeriod(campaign.fromMs, campaign.toMs, context);
    }
  }
}

/** What a campaign's name means now. */
export function findCampaign({ name, when }: Extract<Period, { type: "campaign" }>, { campaign, nowMs, zone }: ResolveContext) {
  const thisYear = partsOf(businessDayOf(nowMs, zone)).year;
  const year = when === undefined ? null : "year" in when ? when.year : thisYear - when.yearsAgo;
  return campaign?.(name, year) ?? null;
}

/** Whole business days `[fromDay, toDay)`; a problem where they are none, too many, or all to come. */
export function daysPeriod(
  fromDay: BusinessDay,
  toDay: BusinessDay,
  { nowMs, zone, mayLieAhead = false }: Pick<ResolveContext, "nowMs" | "zone" | "mayLieAhead">,
): ResolvedPeriod | PeriodProblem {
  if (daysBetween(fromDay, toDay) > MAX_PERIOD_DAYS) return { problem: "too-long", maxDays: MAX_PERIOD_DAYS };
  const { fromMs } = dayBounds(fromDay, zone);
  const { fromMs: toMs } = dayBounds(toDay, zone);
  if (fromMs > nowMs && !mayLieAhead) return { problem: "in-future", fromDay };
  if (fromMs >= toMs) return toDay > fromDay ? { problem: "no-such-date", date: partsOf(fromDay) } : { problem: "empty" };
  return { grain: "days", fromMs, toMs, fromDay, toDay, zone, elapsedToMs: nowMs < toMs ? nowMs : null };
}

/** The day so many units on; single days step over a date the zone skipped. */
function stepUnits(day: BusinessDay, unit: CalendarUnit, count: number, zone: TimeZone): BusinessDay {
  if (unit === "week") return addDays(day, 7 * count);
  if (unit !== "day") return addMonths(day, MONTHS_IN[unit] * count);
  const target = addDays(day, count);
  const { fromMs, toMs } = dayBounds(target, zone);
  return fromMs === toMs ? addDays(target, Math.sign(count)) : target;
}

/** First day of the unit `offset` away from the one today is in; null beyond any history a shop can have. */
function unitStart(today: BusinessDay, unit: CalendarUnit, offset: number, { weekStart, zone }: ResolveContext): BusinessDay | null {
  const days = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }[unit];
  if (!(Math.abs(offset) * days <= 10 * MAX_PERIOD_DAYS)) return null;
  return stepUnits(unitStartOf(today, unit, weekStart), unit, offset, zone);
}

function unitStartOf(day: BusinessDay, unit: CalendarUnit, weekStart: Weekday): BusinessDay {
  switch (unit) {
    case "day":
      return day;
    case "week":
      return weekStartOf(day, weekStart);
    default: {
      const month = monthStartOf(day);
      return addMonths(month, -((partsOf(month).month - 1) % MONTHS_IN[unit]));
    }
  }
}

/** The most recent such weekday before today, or the one in the week that is named ("上周五"). */
function weekdayMeant({ weekday, weeksAgo }: Extract<Period, { type: "weekday" }>, today: BusinessDay, weekStart: Weekday): BusinessDay {
  if (weeksAgo === undefined) return addDays(today, -(((weekdayOf(today) - weekday + 6) % 7) + 1));
  return addDays(weekStartOf(today, weekStart), ((weekday - weekStart + 7) % 7) - 7 * weeksAgo);
}

function weekdaysBegin({ from, weeksAgo }: Extract<Period, { type: "weekdays" }>, today: BusinessDay, weekStart: Weekday): BusinessDay {
  const inWeek = (weeks: number) => weekdayMeant({ type: "weekday", weekday: from, weeksAgo: weeks }, today, weekStart);
  if (weeksAgo !== undefined) return inWeek(weeksAgo);
  return inWeek(0) <= today ? inWeek(0) : inWeek(1);
}

function resolveLast(
  count: number,
  unit: "hour" | CalendarUnit,
  today: BusinessDay,
  context: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  if (!(count >= 1)) return { problem: "empty" };
  if (unit === "hour") {
    if (count > MAX_PERIOD_DAYS * 24) return { problem: "too-long", maxDays: MAX_PERIOD_DAYS };
    const toMs = hourStartOf(context.nowMs, context.zone);
    let fromMs = toMs;
    for (let hour = 0; hour < count; hour++) fromMs = hourStartOf(fromMs - 1, context.zone);
    return hoursPeriod(fromMs, toMs, context);
  }
  const to = unitStart(today, unit, 0, context) ?? today;
  const from = unitStart(today, unit, -count, context);
  return from === null ? { problem: "too-long", maxDays: MAX_PERIOD_DAYS } : daysPeriod(from, to, context);
}

function resolveDates(
  { from, to, yearsAgo, isOver }: Extract<Period, { type: "dates" }>,
  today: BusinessDay,
  context: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  const thisYear = partsOf(today).year;
  const givenYear = from.year ?? to.year ?? (yearsAgo === undefined ? null : thisYear - yearsAgo);
  const oldest = givenYear ?? thisYear - YEARS_LOOKED_BACK;
  for (let year = givenYear ?? thisYear; year >= oldest; year--) {
    const dates = datesInYear(from, to, year);
    if (dates === null) continue;
    const { fromDay, lastDay } = dates;
    if (lastDay < fromDay) return { problem: "reversed", from, to };
    if (givenYear !== null || (isOver ? lastDay < today : fromDay <= today)) return daysPeriod(fromDay, addDays(lastDay, 1), context);
  }
  const impossible = isDate(from, oldest) ? to : from;
  return { problem: "no-such-date", date: yearsAgo === undefined ? impossible : { ...impossible, year: oldest } };
}

/** Both ends with the open years filled in from `year`, which is that of `from`, or of `to` where only that is given. */
function datesInYear(
  from: PartialDate,
  to: PartialDate,
  year: number,
): { readonly fromDay: BusinessDay; readonly lastDay: BusinessDay } | null {
  const fromDay = businessDayFromParts({ ...from, year: from.year ?? year });
  const lastDay = businessDayFromParts({ ...to, year: to.year ?? year });
  if (fromDay === null || lastDay === null) return null;
  if (lastDay >= fromDay || (from.year !== null && to.year !== null)) return { fromDay, lastDay };
  const earlier = from.year === null && to.year !== null ? businessDayFromParts({ ...from, year: year - 1 }) : fromDay;
  const later = to.year === null ? businessDayFromParts({ ...to, year: year + 1 }) : lastDay;
  if (earlier === null || later === null) return null;
  return daysBetween(earlier, later) < MAX_DAYS_OVER_NEW_YEAR ? { fromDay: earlier, lastDay: later } : { fromDay, lastDay };
}

function isDate(date: PartialDate, year: number): boolean {
  return businessDayFromParts({ ...date, year: date.year ?? year }) !== null;
}

/** The most recent month that has both days and in which the first has begun, or the month that is named. */
function resolveDaysOfMonth(
  { from, to, monthsAgo: given }: Extract<Period, { type: "days-of-month" }>,
  today: BusinessDay,
  context: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  for (let monthsAgo = given ?? 0; monthsAgo <= (given ?? MONTHS_LOOKED_BACK); monthsAgo++) {
    const { year, month } = partsOf(addMonths(monthStartOf(today), -monthsAgo));
    const date = { year, month, day: from };
    const fromDay = businessDayFromParts(date);
    const lastDay = businessDayFromParts({ ...date, day: to });
    if (fromDay === null || lastDay === null || (given === undefined && fromDay > today)) continue;
    if (lastDay < fromDay) return { problem: "reversed", from: date, to: { ...date, day: to } };
    return daysPeriod(fromDay, addDays(lastDay, 1), context);
  }
  return { problem: "no-such-date", date: { ...partsOf(today), day: to } };
}

function resolveSince(
  { start, until }: Extract<Period, { type: "since" }>,
  today: BusinessDay,
  context: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  const begun = resolvePeriod(start, context);
  if ("problem" in begun) return begun;
  return daysPeriod(begun.fromDay, until === "today" ? addDays(today, 1) : today, context);
}

function resolveNamed(
  { unit, year, index, which }: Extract<Period, { type: "named" }>,
  today: BusinessDay,
  context: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  const months = MONTHS_IN[unit];
  const month = unit === "year" ? 1 : (index - 1) * months + 1;
  const startIn = (inYear: number) => businessDayFromParts({ year: inYear, month, day: 1 });
  const thisYear = partsOf(today).year;
  const givenYear = year ?? (typeof which === "object" ? thisYear - which.yearsAgo : null);
  const current = startIn(givenYear ?? thisYear);
  const isMeant = (start: BusinessDay) => (which === "over" ? addMonths(start, months) : start) <= today;
  const from = givenYear === null && current !== null && !isMeant(current) ? startIn(thisYear - 1) : current;
  if (from === null) return { problem: "no-such-date", date: { year, month, day: 1 } };
  return daysPeriod(from, addMonths(from, months), context);
}

/** A stretch given by instants: whole days where it begins and ends with days, else whole local hours. */
export function instantsPeriod(
  fromMs: EpochMs,
  toMs: EpochMs,
  context: Pick<ResolveContext, "nowMs" | "zone">,
): ResolvedPeriod | PeriodProblem {
  if (!(fromMs < toMs)) return { problem: "empty" };
  if (toMs - fromMs > MAX_PERIOD_DAYS * DAY_MS) return { problem: "too-long", maxDays: MAX_PERIOD_DAYS };
  const fromDay = businessDayOf(fromMs, context.zone);
  const endDay = businessDayOf(toMs, context.zone);
  const isWholeDays = dayBounds(fromDay, context.zone).fromMs === fromMs && dayBounds(endDay, context.zone).fromMs === toMs;
  if (isWholeDays) return daysPeriod(fromDay, endDay, context);
  return hoursPeriod(hourStartOf(fromMs, context.zone), nextHourStart(toMs - 1, context.zone), context);
}

/** Hours `[fromMs, toMs)`, both starts of local hours. */
export function hoursPeriod(
  fromMs: EpochMs,
  toMs: EpochMs,
  { nowMs, zone }: Pick<ResolveContext, "nowMs" | "zone">,
): ResolvedPeriod | PeriodProblem {
  const fromDay = businessDayOf(fromMs, zone);
  if (fromMs > nowMs) return { problem: "in-future", fromDay };
  const toDay = addDays(businessDayOf(toMs - 1, zone), 1);
  return { grain: "hours", fromMs, toMs, fromDay, toDay, zone, elapsedToMs: nowMs < toMs ? nowMs : null };
}
