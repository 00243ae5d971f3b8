/** How a target stands, in two sentences: what was reached and how it will end; what the days left have to bring. */
import type { Answer } from "../answers/answer.ts";
import { formatValue } from "../answers/format-value.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import { formatCompact, formatCompactMoney, formatCount, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import type { Currency } from "../money.ts";
import type { Forecast } from "../targets/forecast.ts";
import type { TargetStanding } from "../targets/stand-target.ts";
import type { Block } from "./message.ts";

/** Of a period not over yet; what became of one that is over, the comparison says. */
export function composeTargetOutlook({ target, figures: [{ metric }], shop }: Answer, locale: Locale): readonly Block[] {
  if (target === null || target.outlook === null) return [];
  const zh = locale === "zh";
  const text = describeTarget(target, metric, shop.currency, locale);
  return [{ type: "text", spans: [{ text: zh ? "目标 " : "Target ", style: "strong" }, { text }] }];
}

/** "Nov 2026: €3,000,000.00, 71% reached. By the end about €2.91M (in 4 of 5 cases €2.8M to €3.02M). The 9 days left need €98,000 a day …". */
export function describeTarget(standing: TargetStanding, metric: MetricDefinition, currency: Currency, locale: Locale): string {
  const { target, actual, period } = standing;
  const zh = locale === "zh";
  const share = actual === null ? "" : `${zh ? "，已完成 " : ", "}${formatRatio(actual / target, locale)}${zh ? "" : " reached"}`;
  const head = `${labelPeriod(period, locale)}${zh ? "：" : ": "}${formatValue(target, metric, currency, locale)}${share}${zh ? "。" : "."}`;
  return [head, ...ahead(standing, metric, currency, locale)].join(zh ? "" : " ");
}

function ahead({ outlook, target }: TargetStanding, metric: MetricDefinition, currency: Currency, locale: Locale): readonly string[] {
  if (outlook === null) return [];
  const zh = locale === "zh";
  const say = (value: number) => (metric.unit === "money" ? formatCompactMoney(value, currency, locale) : formatCompact(value, locale));
  const { forecast, daysLeft, neededPerDay, perDay } = outlook;
  const sayForecast = ({ point, range: { low, high } }: Forecast): string =>
    zh
      ? `预计期末约 ${say(point)}（八成把握在 ${say(low)} 至 ${say(high)} 之间）。`
      : `By the end about ${say(point)} (in 4 of 5 cases ${say(low)} to ${say(high)}).`;
  const sofar = perDay === null ? "" : zh ? `，此前日均 ${say(perDay)}` : `; so far a day brought ${say(perDay)}`;
  const days = formatCount(daysLeft, locale);
  const need = zh
    ? `${daysLeft === 1 ? "最后一天尚未结束，全天需" : `余下 ${days} 天日均需`} ${say(neededPerDay)}${sofar}。`
    : `${daysLeft === 1 ? "The last day is not over: it needs" : `The ${days} days left need`} ${say(neededPerDay)} ${daysLeft === 1 ? "in all" : "a day"}${sofar}.`;
  return [
    ...(forecast === null ? [] : [sayForecast(forecast)]),
    neededPerDay === 0 ? (zh ? "目标已达成。" : "The target is reached.") : need,
  ].filter(() => target > 0);
}
