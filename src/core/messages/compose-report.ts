/** Says a report: what was sold, why, and what stands out. Ten seconds on a phone; the tables go into the thread. */
import type { Figure } from "../answers/answer.ts";
import { formatDifference, formatValue, toneOf } from "../answers/format-value.ts";
import { formatInstant, labelPeriod } from "../calendar/format-period.ts";
import type { EpochMs } from "../calendar/period.ts";
import { formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { MetricId } from "../metrics/metric.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import type { ReportData } from "../reports/report-data.ts";
import { REPORT_NAMES, type ReportSection } from "../reports/report-section.ts";
import type { FigureChange } from "../reports/restatement.ts";
import { composeReportChart } from "./compose-report-chart.ts";
import { reportSentences } from "./compose-report-sentences.ts";
import type { Action, Block, Fact, Message } from "./message.ts";

/** Lines of the phone-sized list of channels, and of best, rising and falling products. */
const CHANNELS_SHOWN = 3;
const PRODUCTS_SHOWN = 1;

export interface ComposeReportOptions {
  readonly locale: Locale;
  readonly sections: readonly ReportSection[];
  /** Set where the post is edited because data has arrived: when, and what that changed. */
  readonly update?: { readonly atMs: EpochMs; readonly changes: readonly FigureChange[] } | null;
}

export function composeReport(data: ReportData, { locale, sections, update = null }: ComposeReportOptions): Message {
  const shows = (section: ReportSection): boolean => sections.includes(section);
  return {
    kind: "notice",
    locale,
    summary: summarize(data, locale),
    blocks: [
      headline(data, locale),
      ...(update === null ? [] : [updateText(update, data, locale)]),
      ...(shows("summary") ? summaryText(data, locale) : []),
      ...factsBlock(data, locale, shows),
      ...(shows("channels") ? channelsText(data, locale) : []),
      ...(shows("products") ? productsText(data, locale) : []),
      ...(shows("chart") ? composeReportChart(data, locale) : []),
      { type: "context", lines: smallPrint(data, locale) },
    ],
    actions: actionsOf(data, locale),
  };
}

/** "Daily report, Demo shop, Sat 21 Nov 2026: net sales €4,310.20, ▲ 12.4% (vs Fri 20 Nov 2026)". */
function summarize(data: ReportData, locale: Locale): string {
  const zh = locale === "zh";
  const sales = data.figures.get("sales");
  const name = [REPORT_NAMES[data.kind][locale], data.shop.name, labelPeriod(data.period, locale)].join(zh ? "，" : ", ");
  if (sales === undefined) return name;
  const compared = comparisonsOf(sales, data).find(({ value }) => value !== null);
  const value = valueText("sales", data, locale);
  const against =
    compared === undefined
      ? ""
      : `${zh ? "，" : ", "}${formatDifference(sales.value.value, compared.value, sales.metric, locale)} (${zh ? "对比" : "vs"} ${labelPeriod(compared.period, locale)})`;
  return zh ? `${name}：净销售额 ${value}${against}` : `${name}: net sales ${value}${against}`;
}

function headline(data: ReportData, locale: Locale): Block {
  const zh = locale === "zh";
  const { metric, value } = figureOf("sales", data);
  const labels = { previous: previousLabel(data, locale), "last-year-weekday": zh ? "同比（同星期）" : "vs last year, same weekdays" };
  const facts = comparisonsOf(figureOf("sales", data), data).map((compared): Fact => {
    const label = compared.kind === "previous" ? labels.previous : labels["last-year-weekday"];
    if (compared.value === null) {
      return { label, value: zh ? "无可比数据" : "nothing to compare with", note: labelPeriod(compared.period, locale), tone: "neutral" };
    }
    return {
      label,
      value: formatDifference(value.value, compared.value, metric, locale),
      note: `${labelPeriod(compared.period, locale)}: ${formatValue(compared.value, metric, data.shop.currency, locale)}`,
      tone: toneOf(value.value, compared.value, metric),
    };
  });
  return {
    type: "headline",
    label: `${labelOf("sales", data, locale)} · ${data.shop.name}`,
    value: valueText("sales", data, locale),
    period: `${REPORT_NAMES[data.kind][locale]} · ${labelPeriod(data.period, locale)}`,
    facts,
  };
}

function summaryText(data: ReportData, locale: Locale): readonly Block[] {
  const sentences = reportSentences(data, locale);
  return sentences.length === 0 ? [] : [{ type: "text", spans: [{ text: sentences.join(locale === "zh" ? "" : " ") }] }];
}

function factsBlock(data: ReportData, locale: Locale, shows: (section: ReportSection) => boolean): readonly Block[] {
  const wanted: readonly MetricId[] = [
    ...(shows("drivers") ? (["traffic", "conversion", "orders", "aov"] as const) : []),
    ...(shows("costs") ? (["refunds", "ad_spend", "roas", "profit"] as const) : []),
    ...(shows("customers") ? (["new_customers", "returning_customers"] as const) : []),
  ];
  const facts = wanted.flatMap((id): readonly Fact[] => {
    const { metric, value, comparisons } = figureOf(id, data);
    const before = comparisons[0]?.value ?? null;
    // What the shop's sources never tell is left out; what is only late is named.
    if (value.value === null && !isProvisional(metric, data.late)) return [];
    const difference = before === null || isProvisional(metric, data.late) ? null : formatDifference(value.value, before, metric, locale);
    return [
      {
        label: labelOf(id, data, locale),
        value: valueText(id, data, locale),
        ...(difference === null ? {} : { note: difference }),
        tone: difference === null ? "neutral" : toneOf(value.value, before, metric),
      },
    ];
  });
  return facts.length === 0 ? [] : [{ type: "facts", facts }];
}

function channelsText(data: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const money = (minor: number): string => formatMoney(Math.round(minor), data.shop.currency, locale);
  const named = data.channels.filter(({ channel }) => channel !== "");
  if (named.length < 2) return [];
  const parts = named.slice(0, CHANNELS_SHOWN).map(({ channel, value, expected }) => {
    if (expected === null) return `${channel} ${money(value)}`;
    return zh ? `${channel} ${money(value)}（通常 ${money(expected)}）` : `${channel} ${money(value)} (usually ${money(expected)})`;
  });
  const more =
    named.length > CHANNELS_SHOWN
      ? zh
        ? ` · 另有 ${named.length - CHANNELS_SHOWN} 个见消息列`
        : ` · ${named.length - CHANNELS_SHOWN} more in the thread`
      : "";
  return [
    {
      type: "text",
      spans: [
        { text: zh ? "渠道（离平常最远的在前） " : "Channels, furthest from usual first ", style: "strong" },
        { text: parts.join(" · ") + more },
      ],
    },
  ];
}

function productsText({ products, shop }: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const best = products.filter(({ key, value }) => key !== "" && (value ?? 0) > 0).slice(0, PRODUCTS_SHOWN);
  if (best.length === 0) return [];
  const { rising, falling } = movers(products);
  const money = (minor: number): string => formatMoney(minor, shop.currency, locale);
  const signed = (minor: number): string => `${minor > 0 ? "+" : "−"}${money(Math.abs(minor))}`;
  const colon = zh ? "：" : ": ";
  const parts = [
    `${zh ? "最佳" : "Best"}${colon}${best.map(({ key, value }) => `${key} ${money(value ?? 0)}`).join(", ")}`,
    ...rising.slice(0, 1).map(({ key, change }) => `${zh ? "升得最多" : "Up most"}${colon}${key} ${signed(change)}`),
    ...falling.slice(0, 1).map(({ key, change }) => `${zh ? "降得最多" : "Down most"}${colon}${key} ${signed(change)}`),
  ];
  return [{ type: "text", spans: [{ text: zh ? "商品 " : "Products ", style: "strong" }, { text: parts.join(" · ") }] }];
}

export interface Mover {
  readonly key: string;
  readonly value: number;
  readonly change: number;
}

/** Products by their change against the period before: most risen first, most fallen first. */
export function movers(products: ReportData["products"]): { readonly rising: readonly Mover[]; readonly falling: readonly Mover[] } {
  const moved = products
    .filter(({ key, before }) => key !== "" && before !== null)
    .map(({ key, value, before }) => ({ key, value: value ?? 0, change: (value ?? 0) - (before ?? 0) }))
    .sort((a, b) => b.change - a.change);
  return { rising: moved.filter(({ change }) => change > 0), falling: moved.filter(({ change }) => change < 0).reverse() };
}

function updateText({ atMs, changes }: NonNullable<ComposeReportOptions["update"]>, { shop, late }: ReportData, locale: Locale): Block {
  const zh = locale === "zh";
  const parts = changes.map(({ metric, before, now }) => {
    const definition = METRICS[metric];
    const say = (value: number | null): string => formatValue(value, definition, shop.currency, locale);
    return `${definition.label[locale]} ${say(before)} → ${say(now)}`;
  });
  const what = parts.length === 0 ? (zh ? "数字没有变化" : "no number changed") : parts.join(zh ? "；" : "; ");
  const when = formatInstant(atMs, shop.zone, locale);
  return {
    type: "text",
    spans: [
      { text: zh ? "已更新 " : "Updated ", style: "strong" },
      {
        text: zh
          ? `${when}，${late.length === 0 ? "迟到的数据已到齐" : "又有数据到达"}：${what}。`
          : `${when}, ${late.length === 0 ? "the missing data has" : "more data has"} arrived: ${what}.`,
      },
    ],
  };
}

/** Most important first: a platform short of room cuts from the end. */
function smallPrint(data: ReportData, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const { shop, late } = data;
  const lines: string[] = [];
  if (shop.simulated) lines.push(zh ? "模拟店铺：以下数字均为虚构。" : "Simulated shop: these numbers are made up.");
  for (const { source, throughMs } of late) {
    const through = formatInstant(throughMs, shop.zone, locale);
    lines.push(
      zh
        ? `暂定：${source} 的数据只到 ${through}；标为暂定的数字在数据到齐后会就地更新。`
        : `Provisional: ${source} reaches only to ${through}. The numbers marked so are updated here once it arrives.`,
    );
  }
  const previous = figureOf("sales", data).comparisons[0];
  if (previous !== undefined && previous.value !== null) {
    lines.push(
      zh ? `变化均对比 ${labelPeriod(previous.period, locale)}。` : `Changes are against ${labelPeriod(previous.period, locale)}.`,
    );
  }
  lines.push(`${shop.zone} · ${shop.currency}`);
  return lines;
}

/** What people ask next, in words that say the same whenever they are pressed. */
function actionsOf({ period, shop }: ReportData, locale: Locale): readonly Action[] {
  const last = new Date(Date.parse(`${period.toDay}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const days = last === period.fromDay ? period.fromDay : `${period.fromDay}..${last}`;
  const words: readonly (readonly [label: string, words: string])[] =
    locale === "zh"
      ? [
          ["按渠道", `销售额 ${days} 按渠道 店铺 ${shop.id}`],
          ["按商品", `销售额 ${days} 按商品 店铺 ${shop.id}`],
          ["全部指标", `核心指标 ${days} 店铺 ${shop.id}`],
        ]
      : [
          ["By channel", `sales ${days} by channel for ${shop.id}`],
          ["By product", `sales ${days} by product for ${shop.id}`],
          ["Key figures", `kpi ${days} for ${shop.id}`],
        ];
  return words.map(([label, each]) => ({ label, words: each, style: "normal" }));
}

/** Provisional numbers are not compared: a part of a day against a whole one would look like a fall. */
function comparisonsOf(figure: Figure, { late }: ReportData): Figure["comparisons"] {
  return isProvisional(figure.metric, late) ? [] : figure.comparisons;
}

function previousLabel({ kind }: ReportData, locale: Locale): string {
  const labels = {
    daily: { en: "vs the day before", zh: "环比前一天" },
    weekly: { en: "vs the week before", zh: "环比前一周" },
    monthly: { en: "vs the month before", zh: "环比前一月" },
  };
  return labels[kind][locale];
}

function labelOf(id: MetricId, { late }: ReportData, locale: Locale): string {
  const label = METRICS[id].label[locale];
  if (!isProvisional(METRICS[id], late)) return label;
  return locale === "zh" ? `${label}（暂定）` : `${label} (provisional)`;
}

function valueText(id: MetricId, data: ReportData, locale: Locale): string {
  return formatValue(figureOf(id, data).value.value, METRICS[id], data.shop.currency, locale);
}

function figureOf(id: MetricId, { figures }: ReportData): Figure {
  return figures.get(id) ?? { metric: METRICS[id], value: { value: null, missing: [] }, comparisons: [] };
}
