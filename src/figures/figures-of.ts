/** Readings become figures: each metric beside what it is compared with. */
import type { ComparisonKind, Figure } from "../core/answers/answer.ts";
import { evaluateReading, type Reading } from "../core/answers/reading.ts";
import type { ResolvedPeriod } from "../core/calendar/period.ts";
import type { MetricDefinition } from "../core/metrics/metric.ts";
import type { PeriodReader } from "./read-period.ts";

export interface ComparedPeriod {
  readonly kind: ComparisonKind;
  readonly period: ResolvedPeriod;
}

/** @param readings Of the compared periods, in their order. */
export function figuresOf(
  reader: PeriodReader,
  reading: Reading | null,
  compared: readonly ComparedPeriod[],
  readings: readonly (Reading | null)[],
): readonly Figure[] {
  return reader.metrics.map((metric) => ({
    metric,
    value: evaluate(metric, reading),
    comparisons: compared.map((entry, index) => ({
      ...entry,
      // A comparison that the data covers in part only would show growth that is not there.
      value: startsBeforeData(entry.period, reader)
        ? null
        : comparable(evaluate(metric, reading), evaluate(metric, readings[index] ?? null), metric),
    })),
  }));
}

/** Contributions of which only one knows a cost differ by that cost. */
function comparable(now: Figure["value"], before: Figure["value"], { id }: MetricDefinition): number | null {
  const isSame = id !== "profit" || now.value === null || now.missing.join() === before.missing.join();
  return isSame ? before.value : null;
}

export function evaluate(metric: MetricDefinition, reading: Reading | null): Figure["value"] {
  return reading === null ? { value: null, missing: [] } : evaluateReading(metric.id, reading);
}

export function startsBeforeData(period: ResolvedPeriod, { firstDay }: PeriodReader): boolean {
  return firstDay === null || period.fromDay < firstDay;
}
