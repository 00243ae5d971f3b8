/** A chart's values as people read them. Charts speak of dollars, not of cents. */
import { formatCompact, formatCompactMoney, formatCount, formatMultiple, formatPoints, formatRatio } from "../format.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import { type Currency, currencyDigits, parseCurrency } from "../money.ts";
import type { ChartSpec } from "./message.ts";

/** Short: three digits and a unit ("€1.23M", "3.1%"). */
export function formatChartValue(value: number, { format, locale }: Pick<ChartSpec, "format" | "locale">): string {
  switch (format.unit) {
    case "money": {
      const currency = parseCurrency(format.currency);
      return currency === null
        ? formatCompact(value, locale)
        : formatCompactMoney(value * 10 ** currencyDigits(currency), currency, locale);
    }
    case "count":
      return Math.abs(value) < 10_000 ? formatCount(value, locale) : formatCompact(value, locale);
    case "percent":
      return formatRatio(value, locale);
    case "multiple":
      return formatMultiple(value, locale);
  }
}

/** A waterfall's step: with its sign, and of a percentage in points. */
export function formatChartChange(change: number, chart: Pick<ChartSpec, "format" | "locale">): string {
  if (chart.format.unit === "percent") return formatPoints(change, chart.locale);
  return `${change > 0 ? "+" : ""}${formatChartValue(change, chart)}`;
}

export function chartFormatOf({ display }: MetricDefinition, currency: Currency): ChartSpec["format"] {
  return display === "money" ? { unit: "money", currency } : { unit: display };
}
