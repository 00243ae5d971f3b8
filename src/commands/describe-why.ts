/** How an explanation of the store's numbers is said: names, formats, what the data cannot tell, what to ask next. */
import { printQuestion } from "../ask/print-question.ts";
import { formatValue } from "../core/answers/format-value.ts";
import { labelKey } from "../core/answers/label-key.ts";
import { labelPeriod } from "../core/calendar/format-period.ts";
import type { ExplainedMetric } from "../core/explain/explain-readings.ts";
import { explanationToJson } from "../core/explain/explanation-to-json.ts";
import { formatPoints } from "../core/format.ts";
import type { Locale, Localized } from "../core/locale.ts";
import type { WhySubject } from "../core/messages/compose-why.ts";
import { chartFormatOf } from "../core/messages/format-chart-value.ts";
import type { Action } from "../core/messages/message.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { DIMENSION_NAMES } from "../core/metrics/names.ts";
import { currencyDigits } from "../core/money.ts";
import { DIMENSIONS, type Dimension, type Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { ExplainedQuestion } from "../figures/explain-question.ts";
import { composeWhySmallPrint } from "./why-small-print.ts";

export interface DescribeWhyOptions {
  readonly question: Question;
  readonly metric: ExplainedMetric;
  readonly shop: Shop;
  readonly locale: Locale;
  /** The question in canonical words. */
  readonly words: string;
}

export function describeWhy(explained: ExplainedQuestion, { question, metric, shop, locale, words }: DescribeWhyOptions): WhySubject {
  const definition = METRICS[metric];
  const { currency } = shop;
  const digits = currencyDigits(currency);
  const isPercent = definition.display === "percent";
  const format = (value: number) => formatValue(value, definition, currency, locale);
  const signed = (amount: number) => `${amount > 0 ? "+" : ""}${format(amount)}`;
  return {
    locale,
    metric: definition.label[locale],
    place: [
      shop.name,
      ...question.filters.map(({ dimension, values }) => `${DIMENSION_NAMES[dimension].label[locale]} ${values.join(", ")}`),
    ].join(" · "),
    period: labelPeriod(explained.period, locale),
    comparedWith: "target" in explained.comparedWith ? TARGET[locale] : labelPeriod(explained.comparedWith, locale),
    ...("target" in explained.comparedWith ? explained.comparedWith : {}),
    formatValue: format,
    formatAmount: (amount) => (isPercent ? formatPoints(amount, locale) : signed(amount)),
    formatSize: (amount) => (isPercent ? formatPoints(Math.abs(amount), locale).replace("+", "") : format(Math.abs(amount))),
    labelDimension: (name) => (isDimension(name) ? DIMENSION_NAMES[name].label[locale] : name),
    labelKey: (key, name) => (isDimension(name) ? labelKey(key, name, locale) : key),
    chart: {
      format: chartFormatOf(definition, currency),
      unitsPerOne: definition.unit === "money" ? 10 ** digits : 1,
    },
    good: definition.good,
    smallPrint: composeWhySmallPrint(explained, { metric, shop, say: signed, locale }),
    actions: nextQuestions(question, metric, locale),
    data: {
      question: words,
      shop: shop.id,
      currency,
      timezone: shop.zone,
      period: { from: explained.period.fromDay, to: explained.period.toDay, label: labelPeriod(explained.period, "en") },
      comparedWith: comparedToJson(explained.comparedWith),
      ...explanationToJson(explained.explanation, metric, digits),
    },
  };
}

const TARGET: Localized = { en: "target", zh: "目标" };

function comparedToJson(compared: ExplainedQuestion["comparedWith"]) {
  return "target" in compared ? { target: true } : { from: compared.fromDay, to: compared.toDay, label: labelPeriod(compared, "en") };
}

function nextQuestions(question: Question, metric: ExplainedMetric, locale: Locale): readonly Action[] {
  const zh = locale === "zh";
  const plain: Action = { label: zh ? "看数字" : "The number", words: printQuestion(question, locale), style: "normal" };
  const others = (["conversion", "aov", "refund_rate"] as const).filter((each) => each !== metric);
  return [
    plain,
    ...(question.comparison.type === "target" ? againstBefore(question, locale) : []),
    {
      label: zh ? "对比去年" : "Why vs last year",
      words: `why ${printQuestion({ ...question, comparison: { type: "last-year", align: "weekday" } }, locale)}`,
      style: "normal",
    },
    ...others.map(
      (metric): Action => ({
        label: zh ? `为什么：${METRICS[metric].label.zh}` : `Why: ${METRICS[metric].label.en.toLowerCase()}`,
        words: `why ${printQuestion({ ...question, metric }, locale)}`,
        style: "normal",
      }),
    ),
  ];
}

function againstBefore(question: Question, locale: Locale): readonly Action[] {
  const zh = locale === "zh";
  const before: Question = { ...question, comparison: { type: "default" } };
  return [
    { label: zh ? "对比上期" : "Why vs before", words: `why ${printQuestion(before, locale)}`, style: "normal" },
    {
      label: zh ? "各渠道对比目标" : "Channels vs target",
      words: printQuestion({ ...question, by: "channel" }, locale),
      style: "normal",
    },
  ];
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name);
}
