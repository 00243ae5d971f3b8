/** Decides whether a report may be posted: not before the data is there, and not after people gave up waiting for it. */
import { DAY_MS } from "../calendar/business-day.ts";
import type { EpochMs } from "../calendar/period.ts";
import { measuresOf } from "../metrics/measures-of.ts";
import type { Measure, MetricDefinition } from "../metrics/metric.ts";

/** How long a report waits for late data where its subscription does not say. */
export const DEFAULT_WAIT_MS = 2 * 3_600_000;

/** A source this far behind is brought by hand or given up: its next delivery is not hours away. */
const DORMANT_AFTER_MS = 3 * DAY_MS;

export interface LateSource {
  readonly source: string;
  readonly throughMs: EpochMs;
  readonly measures: readonly Measure[];
}

export type GateDecision =
  /** Every source has passed the end of the period. */
  | { readonly decision: "post"; readonly reason: "fresh" }
  /** The wait is over: it goes out with what is missing named. */
  | { readonly decision: "post"; readonly reason: "waited-long-enough"; readonly late: readonly LateSource[] }
  /** What is late has been so for days: waiting some hours would bring nothing. */
  | { readonly decision: "post"; readonly reason: "late-sources-are-dormant"; readonly late: readonly LateSource[] }
  | { readonly decision: "wait"; readonly reason: "waiting-for-sources"; readonly late: readonly LateSource[]; readonly untilMs: EpochMs };

export interface GateFacts {
  readonly nowMs: EpochMs;
  /** When the report was due. */
  readonly slotMs: EpochMs;
  readonly waitMs: number;
  readonly periodToMs: EpochMs;
  readonly late: readonly LateSource[];
}

export function decideFreshness({ nowMs, slotMs, waitMs, periodToMs, late }: GateFacts): GateDecision {
  if (late.length === 0) return { decision: "post", reason: "fresh" };
  const untilMs = slotMs + waitMs;
  if (nowMs >= untilMs) return { decision: "post", reason: "waited-long-enough", late };
  if (late.every(({ throughMs }) => throughMs < periodToMs - DORMANT_AFTER_MS)) {
    return { decision: "post", reason: "late-sources-are-dormant", late };
  }
  return { decision: "wait", reason: "waiting-for-sources", late, untilMs };
}

/** The sources that tell something one of the metrics is made of and have not reached the end of the period. */
export function findLateSources(
  sources: readonly LateSource[],
  metrics: readonly MetricDefinition[],
  periodToMs: EpochMs,
): readonly LateSource[] {
  const needed = new Set(metrics.flatMap(({ formula }) => measuresOf(formula)));
  return sources
    .map(({ source, throughMs, measures }) => ({ source, throughMs, measures: measures.filter((measure) => needed.has(measure)) }))
    .filter(({ throughMs, measures }) => measures.length > 0 && throughMs < periodToMs);
}

/** Whether a late source tells something the metric is made of. */
export function isProvisional({ formula }: MetricDefinition, late: readonly LateSource[]): boolean {
  const needed = measuresOf(formula);
  return late.some(({ measures }) => measures.some((measure) => needed.includes(measure)));
}
