/** Says which products sell, rise, fall and come back. */
import { addDays } from "../calendar/business-day.ts";
import { labelDays } from "../calendar/format-period.ts";
import { formatChange, formatCount, formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { compareValues } from "../metrics/compare.ts";
import { movedProducts, type ProductFigures, type ProductRow, returnedProducts } from "../products/product-figures.ts";
import { productsToJson } from "../products/products-to-json.ts";
import type { Block, Fact, Message } from "./message.ts";
import { type ComposeViewOptions, composeNoData, labelSpan, moneyOf, numbersTable, viewSmallPrint } from "./view-texts.ts";

export type ProductList = "top" | "rising" | "falling" | "returned";
const LISTS: readonly ProductList[] = ["top", "rising", "falling", "returned"];

/** Rows of the list asked for, and of each where all are shown. */
const ROWS_OF_ONE = 20;
const ROWS_OF_TOP = 8;
const ROWS_OF_OTHERS = 4;
const UNKNOWN = "–";

export const LIST_NAMES: Readonly<Record<ProductList, Localized>> = {
  top: { en: "Best sellers", zh: "热销" },
  rising: { en: "Rising", zh: "上升" },
  falling: { en: "Falling", zh: "下降" },
  returned: { en: "Most returned", zh: "退货最多" },
};

/** @param list Null: a few rows of each. */
export function composeProducts(worked: ProductFigures, list: ProductList | null, options: ComposeViewOptions): Message {
  const { locale, actions, words } = options;
  const { scope, rows, total } = worked;
  const lists: Readonly<Record<ProductList, readonly ProductRow[]>> = {
    top: rows.filter(({ product, orders }) => product !== "" && orders > 0),
    rising: movedProducts(rows, "up"),
    falling: movedProducts(rows, "down"),
    returned: returnedProducts(rows),
  };
  const shown = list === null ? LISTS : [list];
  const rowsOf = (name: ProductList) => (list !== null ? ROWS_OF_ONE : name === "top" ? ROWS_OF_TOP : ROWS_OF_OTHERS);
  const data = productsToJson(worked, Object.fromEntries(shown.map((name) => [name, lists[name].slice(0, rowsOf(name))])), words);
  if (scope.span === null || rows.length === 0) return composeNoData(scope, options, data);
  const label = `${locale === "zh" ? "商品" : "Products"}${list === null ? "" : ` · ${LIST_NAMES[list][locale]}`} · ${scope.shop.name}`;
  const value = moneyOf(scope, total, locale);
  const tables = shown.flatMap((name) => listTable(name, lists[name], rowsOf(name), worked, locale));
  const [best] = lists[list ?? "top"];
  return {
    kind: "answer",
    locale,
    summary: `${label}, ${labelSpan(scope.span, locale)}: ${best === undefined ? value : best.product}`,
    blocks: [
      { type: "headline", label, value, period: labelSpan(scope.span, locale), facts: comparison(worked, locale) },
      ...(tables.length === 0 ? [{ type: "text" as const, spans: [{ text: nothing(list, locale) }] }] : tables),
      { type: "context", lines: viewSmallPrint(scope, definitions(shown, locale), locale) },
    ],
    actions,
    data,
  };
}

function comparison({ scope, total, totalBefore }: ProductFigures, locale: Locale): readonly Fact[] {
  const { compared } = scope;
  if (compared === null || totalBefore === null) return [];
  const { changeRatio } = compareValues(total, totalBefore);
  const days = labelDays(compared.fromDay, addDays(compared.toDay, -1), locale);
  return [
    {
      label: locale === "zh" ? "环比" : "vs the period before",
      value: formatChange(changeRatio, locale),
      note: `${days}: ${moneyOf(scope, totalBefore, locale)}`,
      tone: total === totalBefore ? "neutral" : total > totalBefore ? "good" : "bad",
    },
  ];
}

function listTable(
  list: ProductList,
  rows: readonly ProductRow[],
  most: number,
  { scope, total }: ProductFigures,
  locale: Locale,
): readonly Block[] {
  if (rows.length === 0) return [];
  const zh = locale === "zh";
  const money = (minor: number) => moneyOf(scope, minor, locale);
  const signed = (minor: number) => `${minor > 0 ? "+" : ""}${money(minor)}`;
  const share = (part: number, whole: number) => (whole > 0 ? formatRatio(part / whole, locale) : UNKNOWN);
  const [product, sales, change] = zh ? ["商品", "净销售额", "变化"] : ["Product", "Net sales", "Change"];
  const changeOf = ({ sales: now, before }: ProductRow) => (before === null ? UNKNOWN : signed(now - before));
  const shown = rows.slice(0, most);
  const more = Math.max(0, rows.length - most);
  switch (list) {
    case "top":
      return [
        numbersTable(
          LIST_NAMES.top[locale],
          [product, sales, zh ? "占比" : "Share", change],
          shown.map((row) => [row.product, money(row.sales), share(row.sales, total), changeOf(row)]),
          more,
        ),
      ];
    case "rising":
    case "falling":
      return [
        numbersTable(
          LIST_NAMES[list][locale],
          [product, sales, change],
          shown.map((row) => [row.product, money(row.sales), changeOf(row)]),
          more,
        ),
      ];
    case "returned":
      return [
        numbersTable(
          LIST_NAMES.returned[locale],
          [product, zh ? "退款" : "Returned", zh ? "退款率" : "Refund rate", zh ? "订单" : "Orders"],
          shown.map((row) => [row.product, money(row.returns), share(row.returns, row.sold), formatCount(row.orders, locale)]),
          more,
        ),
      ];
  }
}

function nothing(list: ProductList | null, locale: Locale): string {
  if (list === "returned") return locale === "zh" ? "该时段没有记到商品的退货。" : "No returns are booked to a product in that period.";
  return locale === "zh" ? "没有可比的时段，或没有这样的商品。" : "There is no such product, or nothing to compare with.";
}

function definitions(shown: readonly ProductList[], locale: Locale): readonly string[] {
  const zh = locale === "zh";
  return [
    METRICS.sales.definition[locale],
    ...(shown.includes("returned")
      ? [
          zh
            ? "退款率：该时段的退款 ÷ 该时段折扣后的销售额；退的可能是更早的订单，因此可超过 100%。"
            : "Refund rate: returns of the period over what it sold after discounts; orders of earlier days come back too, so it can pass 100%.",
        ]
      : []),
  ];
}
