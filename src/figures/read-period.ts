/** Reads the store for a period: in one piece, by name, or bucket by bucket. */
import { factRanges } from "../core/answers/fact-ranges.ts";
import { EMPTY_READING, joinReadings, type Reading, withKnownZeros } from "../core/answers/reading.ts";
import { bucketKeyOfDay, bucketKeyOfHour, timeBuckets } from "../core/answers/time-buckets.ts";
import { daysBetween, parseBusinessDay } from "../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { dayBounds } from "../core/calendar/zone-clock.ts";
import type { Measure, MeasureSums, MetricDefinition } from "../core/metrics/metric.ts";
import { addSums } from "../core/metrics/sum-measures.ts";
import type { TimeDimension } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { GroupDimension, MeasureQuery, MeasureStore, Watermark } from "../ports/stores.ts";

/** What reading needs to know besides the period. */
export interface PeriodReader {
  readonly store: MeasureStore;
  readonly shop: Shop;
  /** What every query of this question has in common. */
  readonly scope: Pick<MeasureQuery, "shopId" | "filters" | "returnsClock">;
  readonly metrics: readonly MetricDefinition[];
  readonly watermarks: readonly Watermark[];
  /** The shop's first day with data; null = none yet. */
  readonly firstDay: BusinessDay | null;
}

/** Measures that order facts tell for every dimension they have. */
const ORDER_MEASURES: readonly Measure[] = ["orders", "units", "gross", "discounts", "returns"];

/** The period as a whole; null where it lies before the shop's data, or no source has reached it. */
export async function readPeriod(reader: PeriodReader, period: ResolvedPeriod): Promise<Reading | null> {
  if (!isCovered(reader, period)) return null;
  const byChannel = needsChannels(reader);
  const parts = await Promise.all(
    factRanges(period).map((range) => reader.store.measures({ ...reader.scope, range, by: byChannel ? ["channel"] : [] })),
  );
  const customers = needsCustomers(reader) ? await readCustomers(reader, period) : null;
  const channels = parts.map((rows) => rows.map(({ keys: [channel = ""], sums }) => ({ channel, sums })));
  const reading = channels.reduce<Reading>((joined, part) => joinReadings(joined, { channels: part, customers: null }), {
    ...EMPTY_READING,
    customers,
  });
  return withKnownZeros(withoutDaysAdded(reading, period), toldMeasures(reader, period.fromMs));
}

/** One reading a name, as stored. Names without facts in the period have none. */
export async function readByName(
  reader: PeriodReader,
  period: ResolvedPeriod,
  dimension: Exclude<GroupDimension, TimeDimension>,
): Promise<ReadonlyMap<string, Reading>> {
  const readings = new Map<string, Reading>();
  if (!isCovered(reader, period)) return readings;
  const { scope, store } = reader;
  for (const range of factRanges(period)) {
    const rows = await store.measures({ ...scope, range, by: [dimension] });
    for (const { keys, sums } of rows) {
      const [key = ""] = keys;
      const channel = dimension === "channel" ? key : "";
      readings.set(key, joinReadings(readings.get(key) ?? EMPTY_READING, { channels: [{ channel, sums }], customers: null }));
    }
  }
  if (needsCustomers(reader)) {
    const range = wholeRange(period);
    for (const { keys, ...customers } of await store.customersBy({ ...scope, range, by: [dimension] })) {
      const [key = ""] = keys;
      readings.set(key, { ...(readings.get(key) ?? EMPTY_READING), customers });
    }
  }
  return new Map([...readings].map(([key, reading]) => [key, withoutDaysAdded(reading, period)]));
}

export interface BucketReading {
  readonly key: string;
  /** Null: not known there. */
  readonly reading: Reading | null;
}

/** One reading a bucket, in order of time; buckets without facts are there too. */
export async function readByTime(reader: PeriodReader, period: ResolvedPeriod, grain: TimeDimension): Promise<readonly BucketReading[]> {
  const buckets = timeBuckets(period, grain, bucketContext(reader));
  if (!isCovered(reader, period)) return buckets.map(({ key }) => ({ key, reading: null }));
  const readings = await readBuckets(reader, period, grain);
  return buckets.map(({ key, fromMs, toMs }) => {
    const isBeforeData = reader.firstDay === null || toMs <= dayBounds(reader.firstDay, reader.shop.zone).fromMs;
    const told = isBeforeData ? [] : toldMeasures(reader, fromMs);
    const reading = readings.get(key);
    if (reading === undefined && told.length === 0) return { key, reading: null };
    return { key, reading: withKnownZeros(reading ?? EMPTY_READING, told) };
  });
}

async function readBuckets(reader: PeriodReader, period: ResolvedPeriod, grain: TimeDimension): Promise<ReadonlyMap<string, Reading>> {
  const { scope, store } = reader;
  const context = bucketContext(reader);
  const readings = new Map<string, Reading>();
  const byChannel = needsChannels(reader);
  const ranges = grain === "hour" ? [{ grain: "hours" as const, fromMs: period.fromMs, toMs: period.toMs }] : factRanges(period);
  for (const range of ranges) {
    const stored: GroupDimension = range.grain === "hours" ? "hour" : "day";
    const keyOf = (key: string): string => {
      const day = stored === "day" ? parseBusinessDay(key) : null;
      return day === null || grain === "hour" ? bucketKeyOfHour(Date.parse(key), grain, context) : bucketKeyOfDay(day, grain, context);
    };
    const rows = await store.measures({ ...scope, range, by: byChannel ? [stored, "channel"] : [stored] });
    for (const { keys, sums } of rows) {
      const [bucket = "", channel = ""] = keys;
      const key = keyOf(bucket);
      readings.set(key, joinReadings(readings.get(key) ?? EMPTY_READING, { channels: [{ channel, sums }], customers: null }));
    }
    if (needsCustomers(reader) && grain === "day" && stored === "day" && rollupsCountBuyers(reader)) {
      for (const [key, reading] of readings) readings.set(key, { ...reading, customers: countBuyers(reading) });
    } else if (needsCustomers(reader) && (grain === "day" || grain === "hour")) {
      for (const { keys, ...customers } of await store.customersBy({ ...scope, range, by: [stored] })) {
        const key = keyOf(keys[0] ?? "");
        readings.set(key, { ...(readings.get(key) ?? EMPTY_READING), customers });
      }
    }
  }
  return readings;
}

async function readCustomers({ store, scope }: PeriodReader, period: ResolvedPeriod): Promise<Reading["customers"]> {
  return store.customers({ ...scope, range: wholeRange(period) });
}

/** Distinct customers cannot be added up from parts: their range is one piece. */
function wholeRange({ grain, fromDay, toDay, fromMs, toMs }: ResolvedPeriod) {
  return grain === "days" ? { grain: "days" as const, fromDay, toDay } : { grain: "hours" as const, fromMs, toMs };
}

/** Visitors are people: those of several days must not be added up, so over more than one day they are unknown. */
function withoutDaysAdded(reading: Reading, { fromDay, toDay }: ResolvedPeriod): Reading {
  if (daysBetween(fromDay, toDay) <= 1) return reading;
  const channels = reading.channels.map(({ channel, sums: { visitors: _, ...sums } }) => ({ channel, sums }));
  return { ...reading, channels };
}

/** Which absent measures are zero at an instant: those whose source has passed it. */
function toldMeasures({ watermarks, scope }: PeriodReader, fromMs: EpochMs): readonly Measure[] {
  const told = watermarks.filter(({ throughMs }) => throughMs > fromMs).flatMap(({ measures }) => measures);
  return scope.filters.length === 0 ? told : told.filter((measure) => ORDER_MEASURES.includes(measure));
}

function isCovered({ firstDay, watermarks }: PeriodReader, period: ResolvedPeriod): boolean {
  return (
    firstDay !== null &&
    period.toDay > firstDay &&
    period.fromMs < period.toMs &&
    watermarks.some(({ throughMs }) => throughMs > period.fromMs)
  );
}

function bucketContext({ shop }: PeriodReader): { readonly zone: Shop["zone"]; readonly weekStart: Shop["weekStart"] } {
  return { zone: shop.zone, weekStart: shop.weekStart };
}

/** Some ratios leave channels out: those without sessions, or without ad spend. */
function needsChannels({ metrics }: PeriodReader): boolean {
  return metrics.some(({ id }) => id === "conversion" || id === "roas");
}

/** A filter leaves the rollups, and how many ever came back they do not know. */
function rollupsCountBuyers({ scope, metrics }: PeriodReader): boolean {
  return scope.filters.length === 0 && metrics.every(({ id }) => id !== "returning_rate");
}

/** A buyer counts once a day in the rollups: a day's customers are its new and its returning ones. */
function countBuyers({ channels }: Reading): Reading["customers"] {
  const { newCustomers, returningCustomers } = channels.reduce<MeasureSums>((total, { sums }) => addSums(total, sums), {});
  if (newCustomers === undefined || returningCustomers === undefined) return null;
  return { customers: newCustomers + returningCustomers, newCustomers, repeatCustomers: null };
}

function needsCustomers({ metrics }: PeriodReader): boolean {
  return metrics.some(({ id, formula }) => formula.type === "distinct-customers" || id === "new_customers");
}
