/** A metric's value as people read it. */
import { formatChange, formatCount, formatMoney, formatMultiple, formatPoints, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { Tone } from "../messages/message.ts";
import { compareValues } from "../metrics/compare.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import { type Currency, roundMinor } from "../money.ts";

/** What stands where a number is not known. */
export const UNKNOWN_VALUE = "–";

export function formatValue(value: number | null, metric: MetricDefinition, currency: Currency, locale: Locale): string {
  if (value === null) return UNKNOWN_VALUE;
  switch (metric.unit) {
    case "money":
      return formatMoney(roundMinor(value), currency, locale);
    case "count":
      return formatCount(value, locale);
    case "ratio":
      return metric.display === "multiple" ? formatMultiple(value, locale) : formatRatio(value, locale);
  }
}

/**
 * How far a value is from what it is compared with: in percent of that, rates in percentage points (2.0 % to 3.0 % is
 * "+1.0 pp", not "+50 %").
 */
export function formatDifference(value: number | null, before: number | null, metric: MetricDefinition, locale: Locale): string {
  if (value === null || before === null) return UNKNOWN_VALUE;
  if (metric.unit === "ratio" && metric.display !== "multiple") return formatPoints(value - before, locale);
  const { changeRatio } = compareValues(value, before);
  return changeRatio === null ? UNKNOWN_VALUE : formatChange(changeRatio, locale);
}

/** Good news or bad: by the metric's own good direction. */
export function toneOf(value: number | null, before: number | null, metric: MetricDefinition): Tone {
  if (value === null || before === null || value === before || metric.good === "neither") return "neutral";
  return value > before === (metric.good === "up") ? "good" : "bad";
}
