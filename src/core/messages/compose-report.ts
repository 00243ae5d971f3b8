/** Says a report: what was sold, why, and what stands out. Ten seconds on a phone; the tables go into the thread. */
import { formatDifference, formatValue, toneOf } from "../answers/format-value.ts";
import { addDays } from "../calendar/business-day.ts";
import { formatInstant, labelPeriod } from "../calendar/format-period.ts";
import type { EpochMs, ResolvedPeriod } from "../calendar/period.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { ReportData } from "../reports/report-data.ts";
import { REPORT_NAMES, type ReportSection } from "../reports/report-section.ts";
import type { FigureChange } from "../reports/restatement.ts";
import type { Action, Block, Fact, Message } from "./message.ts";
import { comparisonsOf, figureOf, labelOf, valueText } from "./report-figures.ts";
import { composeSections } from "./report-sections.ts";
import { whyAction } from "./why-action.ts";

export interface ComposeReportOptions {
  readonly locale: Locale;
  readonly sections: readonly ReportSection[];
  /** Set where the post is edited because data has arrived: when, and what that changed. */
  readonly update?: { readonly atMs: EpochMs; readonly changes: readonly FigureChange[] } | null;
}

export function composeReport(data: ReportData, { locale, sections, update = null }: ComposeReportOptions): Message {
  return {
    kind: "notice",
    locale,
    summary: summarize(data, locale),
    blocks: [
      headline(data, locale),
      ...(update === null ? [] : [updateText(update, data, locale)]),
      ...composeSections("post", sections, data, locale),
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
    facts: [...facts, ...targetFact(data, locale)],
  };
}

function targetFact(data: ReportData, locale: Locale): readonly Fact[] {
  const { salesTarget, shop } = data;
  if (salesTarget === null) return [];
  const { metric, value } = figureOf("sales", data);
  return [
    {
      label: locale === "zh" ? "对比目标" : "vs target",
      value: formatDifference(value.value, salesTarget, metric, locale),
      note: formatValue(salesTarget, metric, shop.currency, locale),
      tone: toneOf(value.value, salesTarget, metric),
    },
  ];
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
function actionsOf(data: ReportData, locale: Locale): readonly Action[] {
  const days = sayDays(data.period);
  const { id } = data.shop;
  const words: readonly (readonly [label: string, words: string])[] =
    locale === "zh"
      ? [
          ["按渠道", `销售额 ${days} 按渠道 店铺 ${id}`],
          ["按商品", `销售额 ${days} 按商品 店铺 ${id}`],
          ["全部指标", `核心指标 ${days} 店铺 ${id}`],
        ]
      : [
          ["By channel", `sales ${days} by channel for ${id}`],
          ["By product", `sales ${days} by product for ${id}`],
          ["Key figures", `kpi ${days} for ${id}`],
        ];
  return [...composeReportWhy(data, locale), ...words.map(([label, each]): Action => ({ label, words: each, style: "normal" }))];
}

/** Asks why sales are not what they were in the period that the report compares with; none where they are not compared. */
export function composeReportWhy(data: ReportData, locale: Locale): readonly Action[] {
  const previous = comparisonsOf(figureOf("sales", data), data).find(({ kind, value }) => kind === "previous" && value !== null);
  if (previous === undefined) return [];
  const [days, before] = [sayDays(data.period), sayDays(previous.period)];
  const words = locale === "zh" ? `销售额 ${days} 对比 ${before} 店铺 ${data.shop.id}` : `sales ${days} vs ${before} for ${data.shop.id}`;
  return [whyAction(words, locale)];
}

/** "2026-11-21", "2026-11-09..2026-11-15". */
export function sayDays({ fromDay, toDay }: ResolvedPeriod): string {
  const last = addDays(toDay, -1);
  return last === fromDay ? fromDay : `${fromDay}..${last}`;
}

function previousLabel({ kind }: ReportData, locale: Locale): string {
  const labels = {
    daily: { en: "vs the day before", zh: "环比前一天" },
    weekly: { en: "vs the week before", zh: "环比前一周" },
    monthly: { en: "vs the month before", zh: "环比前一月" },
  };
  return labels[kind][locale];
}
