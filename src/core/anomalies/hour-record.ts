/** The hours of the last days as they were forecast and as they are known: to put late rows right, and to learn from them. */
import type { EpochMs } from "../calendar/period.ts";
import type { ExpectedHours } from "./day-context.ts";
import { FAMILY_METRICS as FAMILIES, type FamilyMetric } from "./families.ts";
import type { WatchedMetric } from "./incident.ts";
import { isOfOneChannel } from "./set-aside.ts";
import type { Lesson, ShopForecast } from "./shop-model.ts";
import type { WatchedRow } from "./watched-row.ts";

/** A week that may be restated, and the two days that wait to be learned from. */
const KEPT_RECORDS = 216;

export interface HourRecord {
  /** Counted from the first hour watched. */
  readonly hour: number;
  readonly hourMs: EpochMs;
  readonly forecast: ShopForecast;
  /** By channel. */
  readonly rows: Map<string, WatchedRow>;
  /** What of it is fit to learn from, and to weigh. */
  lesson: Lesson;
}

export class HourRecords {
  private readonly kept: (HourRecord | null)[] = Array.from({ length: KEPT_RECORDS }, () => null);
  private newest = -1;

  put(record: HourRecord): void {
    this.kept[record.hour % KEPT_RECORDS] = record;
    this.newest = record.hour;
  }

  at(hour: number): HourRecord | null {
    const record = hour < 0 ? null : this.kept[hour % KEPT_RECORDS];
    return record?.hour === hour ? record : null;
  }

  /** Of `hours` before and including the newest, oldest first, as far as they are kept. */
  last(hours: number): readonly HourRecord[] {
    const found: HourRecord[] = [];
    for (let hour = Math.max(0, this.newest - hours + 1); hour <= this.newest; hour++) {
      const record = this.at(hour);
      if (record !== null) found.push(record);
    }
    return found;
  }

  of(hourMs: EpochMs): HourRecord | null {
    for (let hour = this.newest; hour >= 0; hour--) {
      const record = this.at(hour);
      if (record === null || record.hourMs <= hourMs) return record?.hourMs === hourMs ? record : null;
    }
    return null;
  }
}

const EVERYTHING: Lesson = { traffic: true, conversion: true, orderValue: true, returns: true, cost: true };

const LESSONS: Readonly<Record<FamilyMetric, keyof Lesson>> = {
  sessions: "traffic",
  orders: "traffic",
  conversion: "conversion",
  aov: "orderValue",
  refund_rate: "returns",
  roas: "cost",
};

/** What an hour in an alarm of the metric does not teach. */
export function lessonOf(metric: FamilyMetric): keyof Lesson {
  return LESSONS[metric];
}

/** All but what somebody said was to be expected then, of all channels: those of one are set aside. */
export function lessonFor(hourMs: EpochMs, expected: readonly ExpectedHours[]): Lesson {
  const spans = expected.filter((span) => !isOfOneChannel(span) && hourMs >= span.fromMs && hourMs < span.toMs);
  if (spans.length === 0) return EVERYTHING;
  return without(
    EVERYTHING,
    FAMILIES.filter((family) => spans.some(({ metric }) => metric === null || isOf(family, metric))),
  );
}

function isOf(family: FamilyMetric, metric: WatchedMetric): boolean {
  if (metric === "tracking") return family === "sessions";
  if (metric === "sales") return family !== "roas" && family !== "refund_rate";
  return family === (metric === "ad_spend" ? "roas" : metric);
}

export function without(lesson: Lesson, metrics: readonly FamilyMetric[]): Lesson {
  return { ...lesson, ...Object.fromEntries(metrics.map((metric) => [LESSONS[metric], false])) };
}
