/** Says an answer: headline, comparisons, breakdown, chart, small print and what to ask next. */
import type { Answer, Breakdown, ComparedValue, ComparisonKind, Figure } from "../answers/answer.ts";
import { answerToCsv, csvFileName } from "../answers/answer-to-csv.ts";
import { answerToJson } from "../answers/answer-to-json.ts";
import { formatDifference, formatValue, toneOf, UNKNOWN_VALUE } from "../answers/format-value.ts";
import { labelKey } from "../answers/label-key.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import { formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { DIMENSION_NAMES, MEASURE_NAMES } from "../metrics/names.ts";
import { composeAnswerChart } from "./compose-answer-chart.ts";
import { composeProfit } from "./compose-profit.ts";
import { composeSmallPrint } from "./compose-small-print.ts";
import { composeTargetOutlook } from "./compose-target-outlook.ts";
import type { Action, Block, Column, Fact, Message } from "./message.ts";

/** Rows of a breakdown shown in a message; a table or a file asked for has them all. */
const ROWS_SHOWN = 10;

const COMPARISON_LABELS: Readonly<Record<ComparisonKind, Localized>> = {
  previous: { en: "vs the period before", zh: "环比" },
  "last-year-weekday": { en: "vs last year, same weekdays", zh: "同比（同星期）" },
  "last-year-date": { en: "vs last year, same dates", zh: "同比（同日期）" },
  period: { en: "vs the other period", zh: "对比所选时段" },
  target: { en: "vs target", zh: "对比目标" },
};

const TEXTS = {
  nothingToCompare: { en: "nothing to compare with", zh: "无可比数据" },
  change: { en: "Change", zh: "变化" },
  share: { en: "Share", zh: "占比" },
} as const satisfies Record<string, Localized>;

export interface ComposeAnswerOptions {
  readonly locale: Locale;
  /** The question in canonical words: they parse back to it. */
  readonly words: string;
  /** What to ask next. */
  readonly actions: readonly Action[];
}

export function composeAnswer(answer: Answer, { locale, words, actions }: ComposeAnswerOptions): Message {
  return {
    kind: "answer",
    locale,
    summary: summarize(answer, locale),
    blocks: [
      headline(answer, locale),
      ...whyUnknown(answer, locale),
      ...composeTargetOutlook(answer, locale),
      ...composeProfit(answer, locale),
      ...otherFigures(answer, locale),
      ...breakdownTable(answer, locale),
      ...composeAnswerChart(answer, locale),
      ...csvFile(answer),
      { type: "context", lines: composeSmallPrint(answer, locale) },
    ],
    actions,
    data: answerToJson(answer, words),
  };
}

/** "Net sales, Demo shop, Sat 21 Nov 2026: €4,310.20 (▲ 12.4%, Fri 20 Nov 2026: €3,834.70)". */
function summarize(answer: Answer, locale: Locale): string {
  const [figure] = answer.figures;
  const compared = figure.comparisons.find(({ value }) => value !== null);
  const note = compared === undefined ? "" : ` (${differenceNote(figure, compared, answer, locale)})`;
  const name = [figure.metric.label[locale], answer.shop.name, labelPeriod(answer.period, locale)].join(", ");
  return `${name}: ${valueText(figure.value.value, figure, answer, locale)}${note}`;
}

function headline(answer: Answer, locale: Locale): Block {
  const [figure] = answer.figures;
  const filters = answer.question.filters.map((filter) => `${DIMENSION_NAMES[filter.dimension].label[locale]} ${filter.values.join(", ")}`);
  return {
    type: "headline",
    label: [figure.metric.label[locale], answer.shop.name, ...filters].join(" · "),
    value: valueText(figure.value.value, figure, answer, locale),
    period: labelPeriod(answer.period, locale),
    facts: figure.comparisons.map((compared): Fact => {
      const label = COMPARISON_LABELS[compared.kind][locale];
      const period = labelPeriod(compared.period, locale);
      if (compared.value === null) return { label, value: TEXTS.nothingToCompare[locale], note: period, tone: "neutral" };
      return {
        label,
        value: formatDifference(figure.value.value, compared.value, figure.metric, locale),
        note: `${period}: ${valueText(compared.value, figure, answer, locale)}`,
        tone: toneOf(figure.value.value, compared.value, figure.metric),
      };
    }),
  };
}

/** A dash alone would be a riddle: what is missing, and how to bring it in. */
function whyUnknown({ figures: [figure], shop }: Answer, locale: Locale): readonly Block[] {
  const { value, missing } = figure.value;
  if (value !== null || missing.length === 0) return [];
  const names = missing.map((measure) => MEASURE_NAMES[measure][locale]);
  const text =
    locale === "zh"
      ? `没有数据源提供${names.join("、")}，因此算不出来。可以导入：shopbell import metrics <文件> --shop ${shop.id}`
      : `Not known: no source tells ${names.join(", ")} for this. Bring them in: shopbell import metrics <file> --shop ${shop.id}`;
  return [{ type: "text", spans: [{ text }] }];
}

/** Of several figures (kpi, ads) the first is the headline; each other that is known is one line. */
function otherFigures(answer: Answer, locale: Locale): readonly Block[] {
  const [, ...all] = answer.figures;
  const others = all.filter(({ value }) => value.value !== null);
  if (others.length === 0) return [];
  const facts = others.map((figure): Fact => {
    const compared = figure.comparisons.find(({ value }) => value !== null);
    return {
      label: figure.metric.label[locale],
      value: valueText(figure.value.value, figure, answer, locale),
      ...(compared === undefined || figure.value.value === null ? {} : { note: shortNote(figure, compared, answer, locale) }),
      tone: toneOf(figure.value.value, compared?.value ?? null, figure.metric),
    };
  });
  return [{ type: "facts", facts }];
}

function breakdownTable(answer: Answer, locale: Locale): readonly Block[] {
  const { breakdown, question } = answer;
  if (breakdown === null || question.form === "chart" || breakdown.rows.length === 0) return [];
  const shown = question.form === "table" ? breakdown.rows : breakdown.rows.slice(0, ROWS_SHOWN);
  const dimension = DIMENSION_NAMES[breakdown.dimension].label[locale];
  const [figure] = answer.figures;
  const columns = breakdownColumns(answer, breakdown, locale);
  return [
    {
      type: "table",
      caption: `${figure.metric.label[locale]} · ${dimension}`,
      columns: columns.map(({ column }) => column),
      rows: shown.map((row) => columns.map(({ cell }) => cell(row))),
      more: breakdown.rows.length - shown.length,
    },
  ];
}

/** Each column with its way to fill a cell; columns that would be empty are left out. */
function breakdownColumns(
  answer: Answer,
  { dimension, rows }: Breakdown,
  locale: Locale,
): readonly { readonly column: Column; readonly cell: (row: Breakdown["rows"][number]) => string }[] {
  const [figure] = answer.figures;
  const columns = [
    {
      column: { label: DIMENSION_NAMES[dimension].label[locale], align: "left" as const },
      cell: (row: Breakdown["rows"][number]) => labelKey(row.key, dimension, locale),
    },
    {
      column: { label: figure.metric.label[locale], align: "right" as const },
      cell: (row: Breakdown["rows"][number]) => formatValue(row.value, figure.metric, row.currency ?? answer.shop.currency, locale),
    },
  ];
  if (rows.some(({ before }) => before !== null)) {
    columns.push({
      column: { label: TEXTS.change[locale], align: "right" },
      cell: (row) => formatDifference(row.value, row.before, figure.metric, locale),
    });
  }
  if (rows.some(({ share }) => share !== null)) {
    columns.push({
      column: { label: TEXTS.share[locale], align: "right" },
      cell: (row) => (row.share === null ? UNKNOWN_VALUE : formatRatio(row.share, locale)),
    });
  }
  return columns;
}

function csvFile(answer: Answer): readonly Block[] {
  if (answer.question.form !== "csv") return [];
  return [{ type: "file", name: csvFileName(answer), mime: "text/csv", content: answerToCsv(answer) }];
}

/** "▲ 12.4% · Fri 20 Nov 2026: €3,834.70". */
function differenceNote(figure: Figure, compared: ComparedValue, answer: Answer, locale: Locale): string {
  const difference = formatDifference(figure.value.value, compared.value, figure.metric, locale);
  return `${difference} · ${labelPeriod(compared.period, locale)}: ${valueText(compared.value, figure, answer, locale)}`;
}

/** "▲ 12.4% (816)": whose value that is, the headline says. */
function shortNote(figure: Figure, compared: ComparedValue, answer: Answer, locale: Locale): string {
  const difference = formatDifference(figure.value.value, compared.value, figure.metric, locale);
  return `${difference} (${valueText(compared.value, figure, answer, locale)})`;
}

function valueText(value: number | null, { metric }: Figure, { shop }: Answer, locale: Locale): string {
  return formatValue(value, metric, shop.currency, locale);
}
