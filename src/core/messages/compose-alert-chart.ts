/** The hours before and during a departure, with what was expected of them behind the line. */
import type { Departure } from "../alerts/finding.ts";
import { watchedDefinition } from "../alerts/watched-metrics.ts";
import { labelTime } from "../calendar/format-period.ts";
import { currencyDigits } from "../money.ts";
import { type AlertReading, currencyOf, seriesName } from "./alert-phrases.ts";
import { describeChart } from "./describe-chart.ts";
import type { Block, ChartSpec } from "./message.ts";

/** Two days: today beside yesterday. */
const HOURS_SHOWN = 48;

export function composeAlertChart(lead: Departure, reading: AlertReading): readonly Block[] {
  const { locale, zone, shops } = reading;
  const hours = lead.hours.slice(-HOURS_SHOWN);
  const currency = currencyOf(lead, reading);
  if (hours.filter(({ observed }) => observed !== null).length < 2 || currency === null) return [];
  const zh = locale === "zh";
  const { unit, display } = watchedDefinition(lead.metric);
  const scale = unit === "money" ? 10 ** currencyDigits(currency) : 1;
  const inUnits = (value: number | null) => (value === null ? null : value / scale);
  const chart: ChartSpec = {
    kind: "line",
    title: `${seriesName(lead, locale)} ${zh ? "（每小时）" : "per hour"}`,
    subtitle: shops.find(({ id }) => id === lead.shopId)?.name ?? lead.shopId,
    categories: hours.map(({ hourMs }) => labelTime(hourMs, zone)),
    series: [{ name: zh ? "实际" : "actual", values: hours.map(({ observed }) => inUnits(observed)), emphasis: "main" }],
    band: {
      name: zh ? "预期区间" : "expected",
      low: hours.map(({ low }) => inUnits(low)),
      high: hours.map(({ high }) => inUnits(high)),
    },
    format: display === "money" ? { unit: "money", currency } : { unit: display },
    locale,
  };
  return [{ type: "chart", chart, alt: describeChart(chart) }];
}
