/** Which stored facts make up a period. */
import { addDays, daysBetween } from "../calendar/business-day.ts";
import type { BusinessDay, EpochMs, ResolvedPeriod } from "../calendar/period.ts";
import { dayBounds } from "../calendar/zone-clock.ts";

/** Which facts: whole business days, or whole local hours. Half-open. */
export type FactRange =
  | { readonly grain: "days"; readonly fromDay: BusinessDay; readonly toDay: BusinessDay }
  | { readonly grain: "hours"; readonly fromMs: EpochMs; readonly toMs: EpochMs };

/**
 * Whole days are read as days, because some measures (ad spend) are known by day only, also where hours were asked for, such
 * as a campaign's; the hours of a last, unfinished day are read as hours. A period that begins in the middle of a day is all
 * hours. Empty for an empty period.
 */
export function factRanges({ grain, fromMs, toMs, fromDay, toDay, zone }: ResolvedPeriod): readonly FactRange[] {
  if (fromMs >= toMs) return [];
  if (grain === "days") return [{ grain: "days", fromDay, toDay }];
  const lastDay = addDays(toDay, -1);
  const { fromMs: lastDayStartMs, toMs: lastDayEndMs } = dayBounds(lastDay, zone);
  const startsWithDay = dayBounds(fromDay, zone).fromMs === fromMs;
  if (startsWithDay && toMs === lastDayEndMs) return [{ grain: "days", fromDay, toDay }];
  if (!startsWithDay || daysBetween(fromDay, toDay) < 2) return [{ grain: "hours", fromMs, toMs }];
  return [
    { grain: "days", fromDay, toDay: lastDay },
    { grain: "hours", fromMs: lastDayStartMs, toMs },
  ];
}
