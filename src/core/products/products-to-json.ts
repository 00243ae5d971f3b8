/** The machine-readable forms of `/products`: money as decimal strings, ratios as numbers. */
import { type Json, viewToJson } from "../answers/view-to-json.ts";
import { toDecimalString } from "../money.ts";
import type { BesideFigures, PairFigures, ProductFigures, ProductRow, RankedPair } from "./product-figures.ts";

export function productsToJson(
  { scope, total, totalBefore }: ProductFigures,
  lists: Readonly<Record<string, readonly ProductRow[]>>,
  words: string,
): Json {
  const money = (minor: number | null) => (minor === null ? null : toDecimalString(minor, scope.shop.currency));
  const row = ({ product, sales, before, sold, returns, orders }: ProductRow) => ({
    ...{ product, sales: money(sales), before: money(before), share: total > 0 ? sales / total : null },
    ...{ orders, returns: money(returns), refundRate: sold > 0 ? returns / sold : null },
  });
  return {
    ...viewToJson(scope, words),
    sales: money(total),
    before: money(totalBefore),
    ...Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.map(row)])),
  };
}

export function pairsToJson({ scope, orders, pairs, ...beside }: PairFigures | BesideFigures, shown: number, words: string): Json {
  return {
    ...viewToJson(scope, words),
    ...("product" in beside ? { product: beside.product, ordersWith: beside.ordersWith } : {}),
    orders,
    pairs: pairs.slice(0, shown).map(pairToJson),
  };
}

function pairToJson({ products, together, support, confidence, lift }: RankedPair): Json {
  return { products, together, support, confidence, lift };
}
