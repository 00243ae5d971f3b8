/** What a report is about, and the earlier stretches that say what is usual. */
import { addDays, addMonths, daysBetween } from "../calendar/business-day.ts";
import type { BusinessDay, EpochMs, Period, ResolvedPeriod } from "../calendar/period.ts";
import { daysPeriod, type PeriodProblem, type ResolveContext, resolvePeriod } from "../calendar/resolve-period.ts";
import type { Shop } from "../shop.ts";
import type { ReportKind } from "./report-schedule.ts";

/** The last whole day, week or month before the instant. */
export const REPORT_PERIODS: Readonly<Record<ReportKind, Period>> = {
  daily: { type: "unit", unit: "day", offset: -1 },
  weekly: { type: "unit", unit: "week", offset: -1 },
  monthly: { type: "unit", unit: "month", offset: -1 },
};

export function reportPeriod(kind: ReportKind, slotMs: EpochMs, { zone, weekStart }: Pick<Shop, "zone" | "weekStart">): ResolvedPeriod {
  return mustResolve(resolvePeriod(REPORT_PERIODS[kind], { nowMs: slotMs, zone, weekStart }));
}

/** A period published before, in the zone the shop has now. */
export function publishedPeriod(fromDay: BusinessDay, toDay: BusinessDay, context: Pick<ResolveContext, "nowMs" | "zone">): ResolvedPeriod {
  return mustResolve(daysPeriod(fromDay, toDay, context));
}

/** Which rhythm a stretch of days follows: whole months that of months, seven days that of weeks, else that of days. */
export function kindOfPeriod({ fromDay, toDay }: Pick<ResolvedPeriod, "fromDay" | "toDay">): ReportKind {
  if (fromDay.endsWith("-01") && toDay.endsWith("-01")) return "monthly";
  return daysBetween(fromDay, toDay) >= 7 ? "weekly" : "daily";
}

/** How many earlier periods make an expectation: eight of the same weekday, eight weeks, six months. */
const PERIODS_LOOKED_BACK: Readonly<Record<ReportKind, number>> = { daily: 8, weekly: 8, monthly: 6 };

export interface DaySpan {
  readonly fromDay: BusinessDay;
  readonly toDay: BusinessDay;
}

/** The periods an expectation is made from, newest first: same weekdays of a day, whole weeks before a week, months before a month. */
export function earlierPeriods({ fromDay, toDay }: DaySpan, kind: ReportKind): readonly DaySpan[] {
  const weeks = Math.ceil(daysBetween(fromDay, toDay) / 7);
  return Array.from({ length: PERIODS_LOOKED_BACK[kind] }, (_, index) => {
    const back = index + 1;
    if (kind === "monthly") return { fromDay: addMonths(fromDay, -back), toDay: addMonths(toDay, -back) };
    return { fromDay: addDays(fromDay, -7 * weeks * back), toDay: addDays(toDay, -7 * weeks * back) };
  });
}

/** Days before now always resolve; anything else is a mistake of ours. */
function mustResolve(resolved: ResolvedPeriod | PeriodProblem): ResolvedPeriod {
  if ("problem" in resolved) throw new Error(`a report's period does not resolve: ${resolved.problem}`);
  return resolved;
}
