/** A target: what a shop, or one of its channels, wants to reach over some days. */
import type { BusinessDay } from "../calendar/period.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { METRIC_IDS, type MetricId } from "../metrics/metric.ts";

/** Whole business days, half-open. */
export interface TargetDays {
  readonly fromDay: BusinessDay;
  readonly toDay: BusinessDay;
}

/** What a target is about: there is at most one for each. */
export interface TargetKey extends TargetDays {
  readonly shopId: string;
  readonly metric: MetricId;
  /** As stored; "" = the whole shop. */
  readonly channel: string;
}

export interface Target extends TargetKey {
  /** Minor units, a whole count, or a plain ratio; more than zero. */
  readonly value: number;
}

/**
 * `sum`: the days add up to the target, so it can be spread over them. `level`: every day has the same target (rates and
 * averages). Null: people are not counted twice, so a month's customers say nothing about a day's.
 */
export function targetKind(metric: MetricId): "sum" | "level" | null {
  const { formula } = METRICS[metric];
  if (formula.type === "distinct-customers" || metric === "visitors") return null;
  return formula.type === "sum" ? "sum" : "level";
}

export const TARGET_METRICS: readonly MetricId[] = METRIC_IDS.filter((id) => targetKind(id) !== null);

export function holds(outer: TargetDays, inner: TargetDays): boolean {
  return outer.fromDay <= inner.fromDay && inner.toDay <= outer.toDay;
}

export function isSameTarget(a: TargetKey, b: TargetKey): boolean {
  return a.shopId === b.shopId && a.metric === b.metric && a.channel === b.channel && a.fromDay === b.fromDay && a.toDay === b.toDay;
}
