/** A report's figures as its parts say them. */
import type { Figure } from "../answers/answer.ts";
import { formatValue } from "../answers/format-value.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { MetricId } from "../metrics/metric.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import type { ReportData } from "../reports/report-data.ts";

/** Provisional numbers are not compared: a part of a day against a whole one would look like a fall. */
export function comparisonsOf(figure: Figure, { late }: ReportData): Figure["comparisons"] {
  return isProvisional(figure.metric, late) ? [] : figure.comparisons;
}

export function labelOf(id: MetricId, { late }: ReportData, locale: Locale): string {
  const label = METRICS[id].label[locale];
  if (!isProvisional(METRICS[id], late)) return label;
  return locale === "zh" ? `${label}（暂定）` : `${label} (provisional)`;
}

export function valueText(id: MetricId, data: ReportData, locale: Locale): string {
  return formatValue(figureOf(id, data).value.value, METRICS[id], data.shop.currency, locale);
}

export function figureOf(id: MetricId, { figures }: ReportData): Figure {
  return figures.get(id) ?? { metric: METRICS[id], value: { value: null, missing: [] }, comparisons: [] };
}
