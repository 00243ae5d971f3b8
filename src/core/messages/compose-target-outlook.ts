/** How a target stands, in two sentences: what was reached and how it will end; what the days left have to bring. */
import type { Answer } from "../answers/answer.ts";
import { formatValue } from "../answers/format-value.ts";
import { addDays } from "../calendar/business-day.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import type { ResolvedPeriod } from "../calendar/period.ts";
import { formatCompact, formatCompactMoney, formatCount, formatRatio } from "../format.ts";
import type { Locale } from "../locale.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import type { Currency } from "../money.ts";
import type { Forecast } from "../targets/forecast.ts";
import type { TargetOutlook, TargetStanding } from "../targets/stand-target.ts";
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
  const { target, period } = standing;
  const zh = locale === "zh";
  const reached = describeReached(standing, metric, currency, locale);
  const value = formatValue(target, metric, currency, locale);
  const head = `${labelPeriod(period, locale)}${zh ? "：" : ": "}${value}${reached}${zh ? "。" : "."}`;
  return [head, ...describeAhead(standing, metric, currency, locale)].join(zh ? "" : " ");
}

/** What must grow is reached, what must not is used up; a rate is neither: it stands where it stands. */
function describeReached({ actual, target, period }: TargetStanding, metric: MetricDefinition, currency: Currency, locale: Locale): string {
  // Of days that usually bring nothing nothing is wanted: there is no share of it.
  if (actual === null || target <= 0) return "";
  const zh = locale === "zh";
  if (metric.formula.type !== "sum") {
    const stands = formatValue(actual, metric, currency, locale);
    if (period.elapsedToMs === null) return zh ? `，实际 ${stands}` : `, it was ${stands}`;
    return zh ? `，目前 ${stands}` : `, so far ${stands}`;
  }
  const share = formatRatio(actual / target, locale);
  if (isLimit(metric)) return zh ? `，已用 ${share}` : `, ${share} used`;
  return zh ? `，已完成 ${share}` : `, ${share} reached`;
}

/** Refunds and costs have a target that they should stay below. */
function isLimit({ good }: MetricDefinition): boolean {
  return good !== "up";
}

function describeAhead(standing: TargetStanding, metric: MetricDefinition, currency: Currency, locale: Locale): readonly string[] {
  const { outlook, target } = standing;
  if (outlook === null || target <= 0) return [];
  const say: Say = (value) => (metric.unit === "money" ? formatCompactMoney(value, currency, locale) : formatCompact(value, locale));
  const { forecast } = outlook;
  const rest = isLimit(metric) ? describeLeft(outlook, say, locale) : describeNeeded(outlook, standing.period, say, locale);
  return [...(forecast === null ? [] : [describeForecast(forecast, say, locale)]), rest];
}

type Say = (value: number) => string;

function describeForecast({ point, range: { low, high } }: Forecast, say: Say, locale: Locale): string {
  return locale === "zh"
    ? `预计期末约 ${say(point)}（八成把握在 ${say(low)} 至 ${say(high)} 之间）。`
    : `By the end about ${say(point)} (in 4 of 5 cases ${say(low)} to ${say(high)}).`;
}

function describeNeeded({ daysLeft, neededPerDay, perDay }: TargetOutlook, period: ResolvedPeriod, say: Say, locale: Locale): string {
  const zh = locale === "zh";
  if (neededPerDay === 0) return zh ? "目标已达成。" : "The target is reached.";
  const isOneDay = addDays(period.fromDay, 1) === period.toDay;
  const sofar = perDay === null ? "" : zh ? `，此前日均 ${say(perDay)}` : `; so far a day brought ${say(perDay)}`;
  const days = formatCount(daysLeft, locale);
  if (zh) {
    const when = daysLeft > 1 ? `余下 ${days} 天日均需` : `${isOneDay ? "当天" : "最后一天"}尚未结束，全天需`;
    return `${when} ${say(neededPerDay)}${sofar}。`;
  }
  return daysLeft > 1
    ? `The ${days} days left need ${say(neededPerDay)} a day${sofar}.`
    : `The ${isOneDay ? "day" : "last day"} is not over: it needs ${say(neededPerDay)} in all${sofar}.`;
}

function describeLeft({ daysLeft, neededPerDay, perDay }: TargetOutlook, say: Say, locale: Locale): string {
  const zh = locale === "zh";
  if (neededPerDay === 0) return zh ? "额度已用完。" : "It is used up.";
  const sofar = perDay === null ? "" : zh ? `，此前日均 ${say(perDay)}` : `; so far a day took ${say(perDay)}`;
  const days = formatCount(daysLeft, locale);
  if (daysLeft === 1) {
    return zh ? `最后一天全天可用 ${say(neededPerDay)}${sofar}。` : `That leaves ${say(neededPerDay)} for the last day in all${sofar}.`;
  }
  return zh ? `余下 ${days} 天日均可用 ${say(neededPerDay)}${sofar}。` : `That leaves ${say(neededPerDay)} a day for ${days} days${sofar}.`;
}
