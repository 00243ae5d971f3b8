/** Which stretch of the shop's life is in the store: 25 months of it, up to the last closed hour. */
import { addDays, addMonths } from "../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import { businessDayOf, hourStartOf } from "../core/calendar/zone-clock.ts";
import { DEMO_SHOP } from "./demo-shop.ts";

/** Two years, so that last month has a month of last year to be compared with, and that one too. */
const MONTHS = 25;

export interface DemoRange {
  readonly fromDay: BusinessDay;
  /** The start of an hour (exclusive): the last day may be cut short. */
  readonly untilMs: EpochMs;
}

/** The hour under way is left out: it would look like a fall. */
export function demoRange(nowMs: EpochMs): DemoRange {
  return {
    fromDay: addMonths(businessDayOf(nowMs, DEMO_SHOP.zone), -MONTHS),
    untilMs: hourStartOf(nowMs, DEMO_SHOP.zone),
  };
}

/** The range's days, the last of them perhaps in part. */
export function* daysOf({ fromDay, untilMs }: DemoRange): Generator<BusinessDay> {
  const lastDay = businessDayOf(untilMs - 1, DEMO_SHOP.zone);
  for (let day = fromDay; day <= lastDay; day = addDays(day, 1)) yield day;
}
