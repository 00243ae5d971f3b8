/** Net sales of the last weeks, beside the same weekdays last year. */
import { labelKey } from "../answers/label-key.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { currencyDigits } from "../money.ts";
import type { ReportData } from "../reports/report-data.ts";
import { describeChart } from "./describe-chart.ts";
import type { Block, ChartSpec } from "./message.ts";

export function composeReportChart({ trend, shop, period }: ReportData, locale: Locale): readonly Block[] {
  if (trend.values.filter((value) => value !== null).length < 2) return [];
  const zh = locale === "zh";
  const scale = 10 ** currencyDigits(shop.currency);
  const display = (values: readonly (number | null)[]) => values.map((value) => (value === null ? null : value / scale));
  const before = trend.before ?? [];
  const chart: ChartSpec = {
    kind: "line",
    title: METRICS.sales.label[locale],
    subtitle: `${shop.name} · ${zh ? `截至 ${labelPeriod(period, locale)} 的 ${trend.keys.length} 天` : `${trend.keys.length} days to ${labelPeriod(period, locale)}`}`,
    categories: trend.keys.map((key) => labelKey(key, trend.grain, locale)),
    series: [
      { name: zh ? "本期" : "this year", values: display(trend.values), emphasis: "main" },
      ...(before.some((value) => value !== null)
        ? [{ name: zh ? "去年同期" : "last year", values: display(before), emphasis: "comparison" as const }]
        : []),
    ],
    format: { unit: "money", currency: shop.currency },
    locale,
  };
  return [{ type: "chart", chart, alt: describeChart(chart) }];
}
