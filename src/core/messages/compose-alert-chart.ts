/** The hours before and during a departure, with what was expected of them behind the line. */
import type { Departure } from "../alerts/finding.ts";
import { watchedDefinition } from "../alerts/watched-metrics.ts";
import { labelTime } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
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
  const { unit, display } = watchedDefinition(lead.metric);
  const scale = unit === "money" ? 10 ** currencyDigits(currency) : 1;
  const inUnits = (value: number | null) => (value === null ? null : value / scale);
  const chart: ChartSpec = {
    kind: "line",
    title: titleOf(lead, locale),
    subtitle: shops.find(({ id }) => id === lead.shopId)?.name ?? lead.shopId,
    categories: hours.map(({ hourMs }) => labelTime(hourMs, zone)),
    series: [{ name: locale === "zh" ? "实际" : "actual", values: hours.map(({ observed }) => inUnits(observed)), emphasis: "main" }],
    band: {
      name: bandName(lead, locale),
      low: hours.map(({ low }) => inUnits(low)),
      high: hours.map(({ high }) => inUnits(high)),
    },
    format: display === "money" ? { unit: "money", currency } : { unit: display },
    locale,
  };
  return [{ type: "chart", chart, alt: describeChart(chart) }];
}

/** A rule's points are its hours together, not single ones. */
function titleOf(lead: Departure, locale: Locale): string {
  const name = seriesName(lead, locale);
  if (lead.rule === null) return locale === "zh" ? `${name}（每小时）` : `${name} per hour`;
  return locale === "zh" ? `${name}（按规则 #${lead.rule} 的口径）` : `${name}, as rule #${lead.rule} counts it`;
}

function bandName({ rule }: Departure, locale: Locale): string {
  if (rule === null) return locale === "zh" ? "预期区间" : "expected";
  return locale === "zh" ? `规则 #${rule} 允许的范围` : `what rule #${rule} allows`;
}
