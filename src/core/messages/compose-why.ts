/** Says why a number changed: the change, two sentences, the waterfall, the biggest parts, and what the data cannot tell. */

import type { Explanation } from "../explain/explanation.ts";
import { formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { composeWhySentences } from "./compose-why-sentences.ts";
import { describeChart } from "./describe-chart.ts";
import type { Action, Block, ChartSpec, Message } from "./message.ts";
import { EFFECT_NAMES } from "./why-names.ts";

/** What an explanation is about, and how its numbers are written. */
export interface WhySubject {
  readonly locale: Locale;
  /** "Net sales". */
  readonly metric: string;
  /** "Demo shop", a file's name. */
  readonly place: string;
  readonly period: string;
  readonly comparedWith: string;
  /** Compared with what was aimed at, for a period over or still running: missed or beaten, not fallen or risen. */
  readonly target?: "over" | "running";
  /** A value of the metric, and a change of it with its sign. */
  readonly formatValue: (value: number) => string;
  readonly formatAmount: (amount: number) => string;
  /** A change without its sign. */
  readonly formatSize: (amount: number) => string;
  readonly labelDimension: (dimension: string) => string;
  readonly labelKey: (key: string, dimension: string) => string;
  /** What charts count in, and how many of the explanation's units one of them is (cents a dollar). */
  readonly chart: { readonly format: ChartSpec["format"]; readonly unitsPerOne: number };
  readonly good: "up" | "down" | "neither";
  /** What the data cannot tell, then zone, currency, freshness. */
  readonly smallPrint: readonly string[];
  readonly actions: readonly Action[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** Rows shown of each dimension. */
const PARTS_SHOWN = 5;

const TEXTS = {
  why: { en: "Why", zh: "归因" },
  unknown: { en: "not known", zh: "未知" },
  part: { en: "Part", zh: "维度" },
  rate: { en: "Rate", zh: "率的变化" },
  mix: { en: "Mix", zh: "结构变化" },
  volume: { en: "How many", zh: "数量变化" },
  worth: { en: "Each one's worth", zh: "单次价值变化" },
  total: { en: "Together", zh: "合计" },
  cause: { en: "What stands out", zh: "显著原因" },
  effect: { en: "Effect", zh: "影响" },
  perhaps: { en: ", perhaps", zh: "（可能）" },
} as const satisfies Record<string, Localized>;

const CAUSE_NAMES: Readonly<Record<"traffic" | "rate" | "mix", Localized>> = {
  traffic: { en: "traffic", zh: "流量" },
  rate: { en: "rate", zh: "转化或客单价" },
  mix: { en: "mix", zh: "结构" },
};

export function composeWhy(explanation: Explanation, subject: WhySubject): Message {
  const { locale, metric, place, period, comparedWith } = subject;
  const { change, before } = explanation;
  const sentences = composeWhySentences(explanation, subject);
  const tone =
    change === null || change === 0 || subject.good === "neither" ? "neutral" : change > 0 === (subject.good === "up") ? "good" : "bad";
  const ratio = change === null || before === null || before === 0 ? null : change / Math.abs(before);
  return {
    kind: "answer",
    locale,
    summary: `${TEXTS.why[locale]}, ${metric}, ${place}: ${sentences}`,
    blocks: [
      {
        type: "headline",
        label: [TEXTS.why[locale], metric, place].join(" · "),
        value: change === null ? TEXTS.unknown[locale] : subject.formatAmount(change),
        period: locale === "zh" ? `${period}，对比 ${comparedWith}` : `${period} vs ${comparedWith}`,
        facts: [periodFact(period, explanation.after, subject, ratio, tone), periodFact(comparedWith, before, subject, null, "neutral")],
      },
      { type: "text", spans: [{ text: sentences }] },
      ...causesTable(explanation, subject),
      ...waterfall(explanation, subject),
      ...partTables(explanation, subject),
      ...(subject.smallPrint.length === 0 ? [] : [{ type: "context" as const, lines: subject.smallPrint }]),
    ],
    actions: subject.actions,
    data: subject.data,
  };
}

function periodFact(label: string, value: number | null, subject: WhySubject, ratio: number | null, tone: "good" | "bad" | "neutral") {
  const text = value === null ? TEXTS.unknown[subject.locale] : subject.formatValue(value);
  return { label, value: text, tone, ...(ratio === null ? {} : { note: `${ratio > 0 ? "+" : ""}${formatRatio(ratio, subject.locale)}` }) };
}

function causesTable({ causes }: Explanation, { locale, formatAmount, labelDimension, labelKey }: WhySubject): readonly Block[] {
  if (causes === null || causes.length === 0) return [];
  return [
    {
      type: "table",
      caption: TEXTS.cause[locale],
      columns: [
        { label: TEXTS.cause[locale], align: "left" },
        { label: locale === "zh" ? "类型" : "Kind", align: "left" },
        { label: TEXTS.effect[locale], align: "right" },
      ],
      rows: causes.map(({ kind, dimensions, amount, certainty }) => [
        Object.entries(dimensions)
          .map(([dimension, key]) => `${labelDimension(dimension)} ${labelKey(key, dimension)}`)
          .join(" · "),
        certainty === "clear" ? CAUSE_NAMES[kind][locale] : `${CAUSE_NAMES[kind][locale]}${TEXTS.perhaps[locale]}`,
        formatAmount(amount),
      ]),
      more: 0,
    },
  ];
}

function waterfall({ before, after, effects }: Explanation, subject: WhySubject): readonly Block[] {
  const { locale, chart: scale } = subject;
  const steps = effects.filter(({ amount }) => amount !== 0);
  if (before === null || after === null || steps.length === 0) return [];
  const chart: ChartSpec = {
    kind: "waterfall",
    title: `${TEXTS.why[locale]} · ${subject.metric}`,
    subtitle: subject.place,
    categories: [subject.comparedWith, ...steps.map(({ factor }) => EFFECT_NAMES[factor][locale]), subject.period],
    series: [
      {
        name: subject.metric,
        values: [before, ...steps.map(({ amount }) => amount), after].map((value) => value / scale.unitsPerOne),
        emphasis: "main",
      },
    ],
    format: scale.format,
    locale,
  };
  return [{ type: "chart", chart, alt: describeChart(chart) }];
}

/** One table: each dimension's biggest parts. Of a ratio rate and mix, of a sum how many came and what each brought. */
function partTables({ splits, unit, effects }: Explanation, subject: WhySubject): readonly Block[] {
  const { locale, formatAmount, labelDimension, labelKey } = subject;
  const isRatio = unit === "ratio" || effects.some(({ factor }) => factor === "mix");
  return splits.flatMap(({ dimension, parts }): readonly Block[] => {
    const shown = parts.filter(({ amount, rate, mix }) => amount !== 0 || rate !== 0 || mix !== 0);
    if (parts.length < 2 || shown.length === 0) return [];
    // A count that nothing is multiplied with has one cause only: its number.
    const isPlain = !isRatio && shown.every(({ rate }) => rate === 0);
    const columns = isPlain ? [] : ([isRatio ? "rate" : "worth", isRatio ? "mix" : "volume"] as const);
    return [
      {
        type: "table",
        caption: labelDimension(dimension),
        columns: [
          { label: labelDimension(dimension), align: "left" },
          { label: TEXTS.total[locale], align: "right" },
          ...columns.map((column) => ({ label: TEXTS[column][locale], align: "right" as const })),
        ],
        rows: shown
          .slice(0, PARTS_SHOWN)
          .map(({ key, rate, mix, amount }) => [
            ...[labelKey(key, dimension), formatAmount(amount)],
            ...(isPlain ? [] : [formatAmount(rate), formatAmount(mix)]),
          ]),
        more: Math.max(0, shown.length - PARTS_SHOWN),
      },
    ];
  });
}
