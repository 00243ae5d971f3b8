/** A period cut into the hours, days, weeks or months that charts and breakdowns show. */
import { addDays, monthStartOf, weekStartOf } from "../calendar/business-day.ts";
import { labelTime } from "../calendar/format-period.ts";
import type { BusinessDay, EpochMs, ResolvedPeriod, TimeZone, Weekday } from "../calendar/period.ts";
import { businessDayOf, dayBounds, hourStarts } from "../calendar/zone-clock.ts";
import type { TimeDimension } from "../questions/question.ts";

export interface TimeBucket {
  /** A business day (of weeks and months their first), or a clock hour "09:00". */
  readonly key: string;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** What a shop's weeks and hours depend on. */
export interface BucketContext {
  readonly zone: TimeZone;
  readonly weekStart: Weekday;
}

/** The key of the bucket that an hour belongs to. Clock hours of several days fall together: 09:00 is every day's 09:00. */
export function bucketKeyOfHour(hourStartMs: EpochMs, grain: TimeDimension, context: BucketContext): string {
  if (grain === "hour") return labelTime(hourStartMs, context.zone).slice(0, 5);
  return bucketKeyOfDay(businessDayOf(hourStartMs, context.zone), grain, context);
}

export function bucketKeyOfDay(day: BusinessDay, grain: Exclude<TimeDimension, "hour">, { weekStart }: BucketContext): string {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return weekStartOf(day, weekStart);
    case "month":
      return monthStartOf(day);
  }
}

/** All buckets of a period in order, cut to its bounds; a bucket without facts is still there. */
export function timeBuckets(period: ResolvedPeriod, grain: TimeDimension, context: BucketContext): readonly TimeBucket[] {
  const buckets = new Map<string, TimeBucket>();
  const add = (key: string, fromMs: EpochMs, toMs: EpochMs): void => {
    const known = buckets.get(key);
    buckets.set(key, { key, fromMs: Math.min(known?.fromMs ?? fromMs, fromMs), toMs: Math.max(known?.toMs ?? toMs, toMs) });
  };
  if (grain === "hour") {
    const starts = hourStarts(period.fromMs, period.toMs, context.zone);
    for (const [index, startMs] of starts.entries())
      add(bucketKeyOfHour(startMs, grain, context), startMs, starts[index + 1] ?? period.toMs);
    return [...buckets.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }
  for (let day = period.fromDay; day < period.toDay; day = addDays(day, 1)) {
    const { fromMs, toMs } = dayBounds(day, context.zone);
    add(bucketKeyOfDay(day, grain, context), Math.max(fromMs, period.fromMs), Math.min(toMs, period.toMs));
  }
  return [...buckets.values()];
}
