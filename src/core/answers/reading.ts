/** What was read of the store for one stretch of time: sums by channel and counts of customers, ready to be evaluated. */
import { type ChannelSums, findOnlineChannels, sumAdvertisedChannels, sumOnlineChannels } from "../metrics/channels.ts";
import { evaluateMetric, type MetricExtras, type MetricValue } from "../metrics/evaluate.ts";
import type { Measure, MeasureSums, MetricId } from "../metrics/metric.ts";
import { addSums } from "../metrics/sum-measures.ts";

export interface Reading {
  /** One entry a channel; a single one with channel "" where channels were not asked for. */
  readonly channels: readonly ChannelSums[];
  readonly customers: NonNullable<MetricExtras["customers"]> | null;
}

export const EMPTY_READING: Reading = { channels: [], customers: null };

/** Joins readings of stretches that follow each other. Distinct customers do not add up: the later count stands. */
export function joinReadings(a: Reading, b: Reading): Reading {
  const channels = new Map(a.channels.map(({ channel, sums }) => [channel, sums]));
  for (const { channel, sums } of b.channels) channels.set(channel, addSums(channels.get(channel) ?? {}, sums));
  return { channels: [...channels].map(([channel, sums]) => ({ channel, sums })), customers: b.customers ?? a.customers };
}

/** Takes what no row told for zero, where a source that tells it has passed that time. Goods that were sold cost something: never that. */
export function withKnownZeros(reading: Reading, told: readonly Measure[]): Reading {
  const zeros: MeasureSums = Object.fromEntries(told.map((measure) => [measure, 0]));
  const total = totalSums(reading);
  const isSettled = (measure: string) => measure in total || (measure === "cogs" && (total.gross ?? 0) > 0);
  const absent = Object.fromEntries(Object.entries(zeros).filter(([measure]) => !isSettled(measure)));
  if (Object.keys(absent).length === 0) return reading;
  return joinReadings(reading, { channels: [{ channel: "", sums: absent }], customers: null });
}

/**
 * Works a metric out of a reading.
 *
 * @param online The online channels of the whole period, where the reading is only a part of it.
 */
export function evaluateReading(metric: MetricId, reading: Reading, online = findOnlineChannels(reading.channels)): MetricValue {
  return evaluateMetric(metric, totalSums(reading), {
    customers: reading.customers,
    online: sumOnlineChannels(reading.channels, online),
    advertised: sumAdvertisedChannels(reading.channels),
  });
}

function totalSums({ channels }: Reading): MeasureSums {
  return channels.reduce<MeasureSums>((total, { sums }) => addSums(total, sums), {});
}
