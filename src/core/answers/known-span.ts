/** The whole days of a period that the data covers. */
import { addDays, daysBetween } from "../calendar/business-day.ts";
import type { BusinessDay, EpochMs, Period, ResolvedPeriod } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";

/** Half-open days; of a period that reaches beyond what is known or into today, its known whole days. */
export interface KnownSpan {
  readonly fromDay: BusinessDay;
  readonly toDay: BusinessDay;
  /** As many days before, for comparison. */
  readonly beforeFromDay: BusinessDay;
  /** Days of the period were left out, since today is not over or the data ends before. */
  readonly isCut: boolean;
}

/**
 * "Last 28 days" of a shop whose data ends earlier are the last 28 it has; any other period is cut at the end of the data.
 * Null where nothing of the period is known.
 *
 * @param reachMs How far the orders are known to reach; null = there are none.
 */
export function knownSpan(
  asked: Period,
  resolved: Pick<ResolvedPeriod, "fromDay" | "toDay" | "zone">,
  { nowMs, reachMs }: { readonly nowMs: EpochMs; readonly reachMs: EpochMs | null },
): KnownSpan | null {
  if (reachMs === null) return null;
  const { fromDay, toDay, zone } = resolved;
  const today = businessDayOf(nowMs, zone);
  const afterData = addDays(businessDayOf(reachMs - 1, zone), 1);
  const [knownTo = today] = [afterData, today].sort();
  const isCut = toDay > knownTo;
  const end = isCut ? knownTo : toDay;
  const start = isCut && asked.type === "last" ? addDays(end, -daysBetween(fromDay, toDay)) : fromDay;
  const length = daysBetween(start, end);
  return length <= 0 ? null : { fromDay: start, toDay: end, beforeFromDay: addDays(start, -length), isCut };
}
