/** The small chart of an answer: the breakdown where one was asked for, else the first figure over time. */
import type { Answer, ComparisonKind, Trend } from "../answers/answer.ts";
import { labelKey } from "../answers/label-key.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import type { Locale, Localized } from "../locale.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import { DIMENSION_NAMES } from "../metrics/names.ts";
import { type Currency, currencyDigits } from "../money.ts";
import { describeChart } from "./describe-chart.ts";
import { chartFormatOf } from "./format-chart-value.ts";
import type { Block, ChartSpec, Series } from "./message.ts";

/** Bars a phone can still tell apart. */
const BARS_SHOWN = 12;

const THIS_PERIOD: Localized = { en: "this period", zh: "本期" };

const BEFORE_NAMES: Readonly<Record<ComparisonKind, Localized>> = {
  previous: { en: "period before", zh: "上期" },
  "last-year-weekday": { en: "last year", zh: "去年同期" },
  "last-year-date": { en: "last year", zh: "去年同期" },
  period: { en: "compared with", zh: "对比期" },
  target: { en: "target", zh: "目标" },
};

export function composeAnswerChart(answer: Answer, locale: Locale): readonly Block[] {
  if (answer.question.form === "table" || answer.question.form === "csv") return [];
  const chart = namedBars(answer, locale) ?? trendLines(answer, locale);
  return chart === null ? [] : [{ type: "chart", chart, alt: describeChart(chart) }];
}

/** Bars by name (channels, products); null where the breakdown is over time or has nothing to draw. */
function namedBars(answer: Answer, locale: Locale): ChartSpec | null {
  const { breakdown } = answer;
  if (breakdown === null || isTime(breakdown.dimension)) return null;
  const rows = breakdown.rows.filter(({ value }) => value !== null).slice(0, BARS_SHOWN);
  const { metric } = answer.figures[0];
  const isOneUnit = metric.unit !== "money" || rows.every(({ currency = answer.shop.currency }) => currency === answer.shop.currency);
  if (rows.length < 2 || !isOneUnit) return null;
  const before = rows.map((row) => row.before);
  return {
    ...frame(answer, locale),
    kind: "bar",
    title: `${metric.label[locale]} · ${DIMENSION_NAMES[breakdown.dimension].label[locale]}`,
    categories: rows.map(({ key }) => labelKey(key, breakdown.dimension, locale)),
    series: seriesOf(
      rows.map(({ value }) => value),
      before,
      breakdown.against,
      answer,
      locale,
    ),
  };
}

function trendLines(answer: Answer, locale: Locale): ChartSpec | null {
  const { trend } = answer;
  if (trend === null || trend.values.filter((value) => value !== null).length < 2) return null;
  return {
    ...frame(answer, locale),
    kind: "line",
    title: answer.figures[0].metric.label[locale],
    categories: trend.keys.map((key) => labelKey(key, trend.grain, locale)),
    series: seriesOf(trend.values, trend.before, trend.against, answer, locale),
  };
}

function frame(answer: Answer, locale: Locale): Pick<ChartSpec, "subtitle" | "format" | "locale"> {
  const { metric } = answer.figures[0];
  return {
    subtitle: `${answer.shop.name} · ${labelPeriod(answer.period, locale)}`,
    format: chartFormatOf(metric, answer.shop.currency),
    locale,
  };
}

function seriesOf(
  values: Trend["values"],
  before: Trend["before"],
  against: ComparisonKind | null,
  answer: Answer,
  locale: Locale,
): ChartSpec["series"] {
  const { metric } = answer.figures[0];
  const { currency } = answer.shop;
  const main: Series = { name: THIS_PERIOD[locale], values: displayUnits(values, metric, currency), emphasis: "main" };
  if (before === null || against === null || before.every((value) => value === null)) return [main];
  return [main, { name: BEFORE_NAMES[against][locale], values: displayUnits(before, metric, currency), emphasis: "comparison" }];
}

/** Charts speak of dollars, not of cents. */
function displayUnits(values: readonly (number | null)[], { unit }: MetricDefinition, currency: Currency): readonly (number | null)[] {
  if (unit !== "money") return values;
  const scale = 10 ** currencyDigits(currency);
  return values.map((value) => (value === null ? null : value / scale));
}

function isTime(dimension: string): boolean {
  return dimension === "hour" || dimension === "day" || dimension === "week" || dimension === "month";
}
