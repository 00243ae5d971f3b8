/** An incident as people are told of it: its size, what it cost, and its hours for the chart. */
import type { DetectedIncident, Detector } from "./detector.ts";
import type { HourRecord } from "./hour-record.ts";
import type { Incident, WatchedHour } from "./incident.ts";
import { measureHour } from "./measure-hour.ts";

const HOUR_MS = 3_600_000;
/** The days before it belong into the picture. */
const HOURS_BEFORE = 48;
const MOST_HOURS = 168;
/** Of an hour's usual values, 19 of 20 lie within so many deviations. */
const BAND = 1.96;
/** Spread of single hours about what is expected, beside that of counts: the mood of a day. */
const HOUR_SPREAD = 0.15;

export function describeIncident(shopId: string, incident: DetectedIncident, detector: Detector): Incident {
  const { metric, channel, direction, startMs, detectedAtMs, endMs, nats, sums } = incident;
  const over = isRatioMetric(metric) ? sums.over : 1;
  const hours = detector.records
    .last(MOST_HOURS)
    .filter(({ hourMs }) => hourMs >= startMs - HOURS_BEFORE * HOUR_MS && (endMs === null || hourMs < endMs + HOURS_BEFORE * HOUR_MS))
    .flatMap((record) => toWatchedHour(record, incident));
  return {
    ...{ shopId, metric, channel, direction, startMs, detectedAtMs, endMs, evidenceNats: nats, hours },
    observed: over > 0 ? sums.observed / over : 0,
    expected: over > 0 ? sums.expected / over : 0,
    lossMinor: Math.round(sums.lossMinor),
    lossMinorPerHour: Math.round(sums.lossMinor / Math.max(1, sums.hours)),
  };
}

function isRatioMetric(metric: Incident["metric"]): boolean {
  return metric === "conversion" || metric === "aov" || metric === "refund_rate" || metric === "roas";
}

function toWatchedHour(record: HourRecord, { metric, channel }: DetectedIncident): readonly WatchedHour[] {
  const measure = measureHour(record, metric, channel);
  if (measure === null) return [];
  const { observed, expected } = measure;
  const over = isRatioMetric(metric) ? measure.over : 1;
  if (over <= 0) return [];
  // Money has no counts of its own: its spread is that of the orders behind it.
  const counts =
    metric === "aov" || metric === "roas" || metric === "refund_rate" ? Math.max(1, ordersOf(record, channel)) : Math.max(1, expected);
  const spread = BAND * Math.sqrt(1 / counts + HOUR_SPREAD ** 2);
  return [
    {
      hourMs: record.hourMs,
      observed: observed / over,
      expected: expected / over,
      low: (expected / over) * Math.max(0, 1 - spread),
      high: (expected / over) * (1 + spread),
    },
  ];
}

function ordersOf({ rows }: HourRecord, channel: string): number {
  let orders = 0;
  for (const row of rows.values()) if (channel === "all" || channel === row.channel) orders += row.orders ?? 0;
  return orders;
}
