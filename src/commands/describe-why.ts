/** How an explanation of the store's numbers is said: names, formats, what the data cannot tell, what to ask next. */
import { printQuestion } from "../ask/print-question.ts";
import { formatValue } from "../core/answers/format-value.ts";
import { labelKey } from "../core/answers/label-key.ts";
import { labelPeriod } from "../core/calendar/format-period.ts";
import type { ExplainedMetric } from "../core/explain/explain-readings.ts";
import { plannableFactors } from "../core/explain/explain-target.ts";
import { explanationToJson } from "../core/explain/explanation-to-json.ts";
import { formatPoints } from "../core/format.ts";
import type { Locale, Localized } from "../core/locale.ts";
import type { WhySubject } from "../core/messages/compose-why.ts";
import { describeSimulated, describeSource } from "../core/messages/describe-source.ts";
import { chartFormatOf } from "../core/messages/format-chart-value.ts";
import type { Action } from "../core/messages/message.ts";
import { EFFECT_NAMES } from "../core/messages/why-names.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { DIMENSION_NAMES } from "../core/metrics/names.ts";
import { currencyDigits } from "../core/money.ts";
import { DIMENSIONS, type Dimension, type Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { ExplainedQuestion } from "../figures/explain-question.ts";

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
    smallPrint: smallPrint(explained, metric, shop, locale),
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

/** How a target's gap is split, or why it is not. */
function describePlan(
  { comparedWith, period, explanation }: ExplainedQuestion,
  metric: ExplainedMetric,
  locale: Locale,
): readonly string[] {
  if (!("target" in comparedWith)) return [];
  const zh = locale === "zh";
  const planned = explanation.effects.flatMap(({ factor }) => (factor === "rest" ? [] : [EFFECT_NAMES[factor][locale]]));
  const lacking = plannableFactors(metric).length > 0;
  const spread =
    period.elapsedToMs === null
      ? ""
      : zh
        ? "目标按本店节奏分摊到已过去的时间。"
        : " The target is that of the time so far, by the shop's own rhythm.";
  if (planned.length > 0)
    return [
      zh
        ? `按${planned.join("、")}各自的目标拆分；其余是没有单独目标的部分（折扣、退货、没有会话的渠道等）。${spread}`
        : `Split by the targets of ${planned.join(", ")}; the rest has no target of its own (discounts, returns, channels without sessions …).${spread}`,
    ];
  if (!lacking) return [zh ? `这个指标与目标的差距无法再拆分。${spread}` : `This gap cannot be split further.${spread}`];
  return [
    zh
      ? `流量、转化率、客单价在该时段没有目标，差距无法按因素拆分。设定例如：target set 转化率 2026-12 3%。${spread}`
      : `Traffic, conversion and order value have no targets there, so the gap cannot be split. Set one: target set conversion 2026-12 3%.${spread}`,
  ];
}

function smallPrint(explained: ExplainedQuestion, metric: ExplainedMetric, shop: Shop, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const { lacksSessions, lackSessionsBy, isUncompared, explanation, watermarks } = explained;
  const lines: string[] = [...describeSimulated(shop, locale), ...describePlan(explained, metric, locale)];
  if (isUncompared)
    lines.push(zh ? "对比期早于店铺最早的数据。" : "The period compared with lies before the shop's data, or begins before it.");
  if (lacksSessions && explanation.change !== null) {
    lines.push(
      zh
        ? `没有数据源提供会话数，无法区分流量与转化。可以导入：shopbell import metrics <文件> --shop ${shop.id}`
        : `No source tells sessions for both periods: traffic and conversion cannot be told apart. Bring them in: shopbell import metrics <file> --shop ${shop.id}`,
    );
  }
  if (lackSessionsBy.length > 0) {
    const names = lackSessionsBy.map((dimension) => DIMENSION_NAMES[dimension].label[locale]);
    lines.push(
      zh
        ? `会话数不分${names.join("、")}：那里看不出是流量还是转化。`
        : `Sessions are not told by ${names.join(", ").toLowerCase()}: whether traffic or conversion moved there cannot be told.`,
    );
  }
  lines.push(describeSource(shop, watermarks, locale));
  return lines;
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
