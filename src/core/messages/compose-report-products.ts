/** The products of a report: the best and the most moved in the post, tables in the thread. */
import { UNKNOWN_VALUE } from "../answers/format-value.ts";
import { formatMoney } from "../format.ts";
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block } from "./message.ts";

/** Of best, rising and falling products: in the phone-sized line, and rows of the tables. */
const PRODUCTS_SHOWN = 1;
const PRODUCT_ROWS = 5;

export function composeReportProducts({ products, shop }: ReportData, locale: Locale): readonly Block[] {
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

export function composeProductTables({ products, shop }: ReportData, locale: Locale): readonly Block[] {
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

interface Mover {
  readonly key: string;
  readonly value: number;
  readonly change: number;
}

/** Products by their change against the period before: most risen first, most fallen first. */
function movers(products: ReportData["products"]): { readonly rising: readonly Mover[]; readonly falling: readonly Mover[] } {
  const moved = products
    .filter(({ key, before }) => key !== "" && before !== null)
    .map(({ key, value, before }) => ({ key, value: value ?? 0, change: (value ?? 0) - (before ?? 0) }))
    .sort((a, b) => b.change - a.change);
  return { rising: moved.filter(({ change }) => change > 0), falling: moved.filter(({ change }) => change < 0).reverse() };
}
