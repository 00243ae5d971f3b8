/** The report's tables, for the thread under it. */
import { formatDifference, formatValue, UNKNOWN_VALUE } from "../answers/format-value.ts";
import { labelPeriod } from "../calendar/format-period.ts";
import { formatChange, formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { isProvisional } from "../reports/freshness-gate.ts";
import { REPORT_METRICS, type ReportData } from "../reports/report-data.ts";
import { REPORT_NAMES, type ReportSection } from "../reports/report-section.ts";
import { type Mover, movers } from "./compose-report.ts";
import { usualName } from "./compose-report-sentences.ts";
import type { Block, Message } from "./message.ts";

/** Rows of the lists by channel and by product. */
const CHANNEL_ROWS = 12;
const PRODUCT_ROWS = 5;

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
      ...(sections.includes("channels") ? channelsTable(data, locale) : []),
      ...(sections.includes("products") ? productTables(data, locale) : []),
      { type: "context", lines: explanations(data, locale) },
    ],
    actions: [],
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

function channelsTable(data: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const named = data.channels.filter(({ channel }) => channel !== "");
  if (named.length === 0) return [];
  const money = (minor: number): string => formatMoney(Math.round(minor), data.shop.currency, locale);
  return [
    {
      type: "table",
      caption: zh ? "渠道，离平常最远的在前" : "Channels, furthest from usual first",
      columns: [
        { label: zh ? "渠道" : "Channel", align: "left" },
        { label: METRICS.sales.label[locale], align: "right" },
        { label: zh ? "通常" : "Usually", align: "right" },
        { label: zh ? "差距" : "Difference", align: "right" },
      ],
      rows: named
        .slice(0, CHANNEL_ROWS)
        .map(({ channel, value, expected }) => [
          channel,
          money(value),
          expected === null ? UNKNOWN_VALUE : money(expected),
          expected === null || expected === 0 ? UNKNOWN_VALUE : formatChange((value - expected) / Math.abs(expected), locale),
        ]),
      more: Math.max(0, named.length - CHANNEL_ROWS),
    },
  ];
}

function productTables({ products, shop }: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  const money = (minor: number): string => formatMoney(minor, shop.currency, locale);
  const signed = (minor: number): string => `${minor > 0 ? "+" : "−"}${money(Math.abs(minor))}`;
  const { rising, falling } = movers(products);
  const known = products.filter(({ key }) => key !== "");
  const table = (caption: string, rows: readonly (readonly string[])[], more: number): readonly Block[] =>
    rows.length === 0
      ? []
      : [
          {
            type: "table",
            caption,
            columns: [
              { label: zh ? "商品" : "Product", align: "left" },
              { label: METRICS.sales.label[locale], align: "right" },
              { label: zh ? "变化" : "Change", align: "right" },
            ],
            rows,
            more,
          },
        ];
  const moverRow = ({ key, value, change }: Mover): readonly string[] => [key, money(value), signed(change)];
  return [
    ...table(
      zh ? "卖得最好的商品" : "Best products",
      known
        .slice(0, PRODUCT_ROWS)
        .map(({ key, value, before }) => [key, money(value ?? 0), before === null ? UNKNOWN_VALUE : signed((value ?? 0) - before)]),
      Math.max(0, known.length - PRODUCT_ROWS),
    ),
    ...table(zh ? "升得最多的商品" : "Products that rose most", rising.slice(0, PRODUCT_ROWS).map(moverRow), 0),
    ...table(zh ? "降得最多的商品" : "Products that fell most", falling.slice(0, PRODUCT_ROWS).map(moverRow), 0),
  ];
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
