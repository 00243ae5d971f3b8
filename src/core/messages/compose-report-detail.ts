/** The report's tables, for the thread under it. */
import { formatDifference, formatValue, UNKNOWN_VALUE } from "../answers/format-value.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import { REPORT_METRICS, type ReportData } from "../reports/report-data.ts";
import { REPORT_NAMES, type ReportSection } from "../reports/report-section.ts";
import { composeReportWhy } from "./compose-report.ts";
import { usualName } from "./compose-report-sentences.ts";
import type { Block, Message } from "./message.ts";
import { composeSections } from "./report-sections.ts";

export function composeReportDetail(
  data: ReportData,
  { locale, sections }: { readonly locale: Locale; readonly sections: readonly ReportSection[] },
): Message {
  const zh = locale === "zh";
  const title = `${REPORT_NAMES[data.kind][locale]} · ${data.shop.name} · ${labelPeriod(data.period, locale)}`;
  return {
    kind: "notice",
    locale,
    summary: zh ? `${title} · 明细` : `${title} · details`,
    blocks: [
      figuresTable(data, locale),
      ...composeSections("detail", sections, data, locale),
      { type: "context", lines: explanations(data, locale) },
    ],
    actions: composeReportWhy(data, locale),
  };
}

function figuresTable({ figures, late, shop }: ReportData, locale: Locale): Block {
  const zh = locale === "zh";
  const known = REPORT_METRICS.flatMap((id) => {
    const figure = figures.get(id);
    return figure === undefined || figure.value.value === null ? [] : [figure];
  });
  return {
    type: "table",
    caption: zh ? "全部指标" : "Key figures",
    columns: [
      { label: zh ? "指标" : "Figure", align: "left" },
      { label: zh ? "数值" : "Value", align: "right" },
      { label: zh ? "环比" : "vs before", align: "right" },
      { label: zh ? "同比" : "vs last year", align: "right" },
    ],
    rows: known.map(({ metric, value, comparisons }) => {
      const provisional = isProvisional(metric, late);
      const compare = (kind: string): string => {
        const before = comparisons.find((each) => each.kind === kind)?.value ?? null;
        return provisional ? UNKNOWN_VALUE : formatDifference(value.value, before, metric, locale);
      };
      const mark = provisional ? (zh ? "（暂定）" : " (provisional)") : "";
      return [
        `${metric.label[locale]}${mark}`,
        formatValue(value.value, metric, shop.currency, locale),
        compare("previous"),
        compare("last-year-weekday"),
      ];
    }),
    more: 0,
  };
}

function explanations(data: ReportData, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  const usual = usualName(data, locale);
  return [
    ...(data.channels.some(({ expected }) => expected !== null)
      ? [
          zh
            ? `“通常”是之前 ${data.periodsBehind} 个${usual}的平均；差距以其标准差衡量，超过 2 个才算不寻常。`
            : `“Usually” is the mean of the ${data.periodsBehind} ${usual}s before; a channel stands out from 2 of their standard deviations on.`,
        ]
      : []),
    METRICS.sales.definition[locale],
    METRICS.conversion.definition[locale],
    METRICS.aov.definition[locale],
  ];
}
