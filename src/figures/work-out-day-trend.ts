/** A metric day by day: what the small chart of a single day shows. */
import type { Trend } from "../core/answers/answer.ts";
import { evaluateReading, type Reading } from "../core/answers/reading.ts";
import { addDays } from "../core/calendar/business-day.ts";
import { sameLastYear } from "../core/calendar/compare-periods.ts";
import type { ResolvedPeriod } from "../core/calendar/period.ts";
import { daysPeriod } from "../core/calendar/resolve-period.ts";
import { findOnlineChannels } from "../core/metrics/channels.ts";
import type { MetricDefinition } from "../core/metrics/metric.ts";
import { type PeriodReader, readByTime } from "./read-period.ts";

/** Days of history in the chart of a single day. */
const TREND_DAYS = 28;

/** The weeks that end with the period, beside the same weekdays last year. */
export async function workOutDayTrend(reader: PeriodReader, metric: MetricDefinition, resolved: ResolvedPeriod): Promise<Trend> {
  // A day not yet over would end the line in a fall that is none.
  const toDay = resolved.elapsedToMs === null ? resolved.toDay : resolved.fromDay;
  const weeks = daysPeriod(addDays(toDay, -TREND_DAYS), toDay, { nowMs: resolved.toMs, zone: resolved.zone });
  if ("problem" in weeks) return { grain: "day", keys: [], values: [], before: null, against: null };
  const [now, before] = await Promise.all([readByTime(reader, weeks, "day"), readByTime(reader, sameLastYear(weeks, "weekday"), "day")]);
  return {
    grain: "day",
    keys: now.map(({ key }) => key),
    values: valuesOverTime(metric, now).map(({ value }) => value),
    before: valuesOverTime(metric, before).map(({ value }) => value),
    against: "last-year-weekday",
  };
}

export function valuesOverTime(
  metric: MetricDefinition,
  buckets: readonly { readonly key: string; readonly reading: Reading | null }[],
): readonly { readonly key: string; readonly value: number | null }[] {
  const online = findOnlineChannels(buckets.flatMap(({ reading }) => reading?.channels ?? []));
  return buckets.map(({ key, reading }) => ({ key, value: reading === null ? null : evaluateReading(metric.id, reading, online).value }));
}
