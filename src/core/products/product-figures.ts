/** What `/products` shows, worked out and not yet said. */
import type { ViewScope } from "../answers/view-scope.ts";
import type { Association, PairCounts } from "./bought-together.ts";
import type { ProductPair } from "./count-pairs.ts";

export interface ProductRow {
  /** As stored: its name, or its SKU. */
  readonly product: string;
  /** Net sales of the days, minor units; returns on their own day. */
  readonly sales: number;
  /** Of the days compared with; null = nothing to compare with. */
  readonly before: number | null;
  /** Gross less discounts: what returns are a share of. */
  readonly sold: number;
  readonly returns: number;
  readonly orders: number;
}

export interface ProductFigures {
  readonly scope: ViewScope;
  /** Biggest net sales first. */
  readonly rows: readonly ProductRow[];
  /** Of the whole shop, what no product tells included. */
  readonly total: number;
  readonly totalBefore: number | null;
}

export type RankedPair = ProductPair & PairCounts & Association;

export interface PairFigures {
  readonly scope: ViewScope;
  /** All orders of the days. */
  readonly orders: number;
  /** Most orders beyond chance first. */
  readonly pairs: readonly RankedPair[];
}

export interface BesideFigures {
  readonly scope: ViewScope;
  readonly product: string;
  readonly orders: number;
  /** Orders with the product. */
  readonly ordersWith: number;
  /** The product is `products[0]` of each. */
  readonly pairs: readonly RankedPair[];
}

/** Rose or fell most, in money; the others are left out. */
export function movedProducts(rows: readonly ProductRow[], direction: "up" | "down"): readonly ProductRow[] {
  const sign = direction === "up" ? 1 : -1;
  const changeOf = ({ sales, before }: ProductRow) => (before === null ? 0 : (sales - before) * sign);
  return rows.filter((row) => row.product !== "" && changeOf(row) > 0).sort((a, b) => changeOf(b) - changeOf(a));
}

/** Most money given back first. */
export function returnedProducts(rows: readonly ProductRow[]): readonly ProductRow[] {
  return rows.filter(({ product, returns }) => product !== "" && returns > 0).sort((a, b) => b.returns - a.returns);
}
