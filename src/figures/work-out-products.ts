/** Works out how products sold, moved and came back, and what is bought together. */
import type { ViewScope } from "../core/answers/view-scope.ts";
import type { Period } from "../core/calendar/period.ts";
import type { PeriodProblem } from "../core/calendar/resolve-period.ts";
import { evaluateMetric } from "../core/metrics/evaluate.ts";
import type { MeasureSums } from "../core/metrics/metric.ts";
import { LEAST_TOGETHER, rankPairs } from "../core/products/bought-together.ts";
import { countPairs } from "../core/products/count-pairs.ts";
import type { BesideFigures, PairFigures, ProductFigures } from "../core/products/product-figures.ts";
import type { DaySpan } from "../core/reports/report-period.ts";
import { openView, type ViewContext } from "./open-view.ts";

/** Candidates to offer beside a product: what stands out is among those most often in its orders. */
const MOST_BESIDE = 100;

export async function workOutProducts(period: Period, context: ViewContext): Promise<ProductFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  const { span, compared } = scope;
  if (span === null) return { scope, rows: [], total: 0, totalBefore: null };
  const [now, before, total, totalBefore] = await Promise.all([
    readProducts(span, context),
    compared === null ? null : readProducts(compared, context),
    readTotal(span, context),
    compared === null ? null : readTotal(compared, context),
  ]);
  const names = [...new Set([...now.keys(), ...(before?.keys() ?? [])])];
  return {
    scope,
    rows: names
      .map((product) => {
        const sums = now.get(product) ?? {};
        return {
          product,
          sales: salesOf(sums),
          before: before === null ? null : salesOf(before.get(product) ?? {}),
          sold: (sums.gross ?? 0) - (sums.discounts ?? 0),
          returns: sums.returns ?? 0,
          orders: sums.orders ?? 0,
        };
      })
      .sort((a, b) => b.sales - a.sales || (a.product < b.product ? -1 : 1)),
    total: salesOf(total),
    totalBefore: totalBefore === null ? null : salesOf(totalBefore),
  };
}

export async function workOutPairs(period: Period, context: ViewContext): Promise<PairFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  if (scope.span === null) return { scope, orders: 0, pairs: [] };
  const [baskets, products, total] = await Promise.all([
    context.store.baskets.contents({ shopId: context.shop.id, ...daysOf(scope.span) }),
    readProducts(scope.span, context),
    readTotal(scope.span, context),
  ]);
  const all = total.orders ?? 0;
  const counted = countPairs(baskets, LEAST_TOGETHER).map((pair) => {
    const [first, second] = pair.products.map((product) => products.get(product)?.orders ?? 0);
    return { ...pair, first: first ?? 0, second: second ?? 0, all };
  });
  return { scope, orders: all, pairs: rankPairs(counted) };
}

/** @param product As stored. */
export async function workOutBeside(product: string, period: Period, context: ViewContext): Promise<BesideFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  if (scope.span === null) return { scope, product, orders: 0, ordersWith: 0, pairs: [] };
  const days = daysOf(scope.span);
  const { shop, store } = context;
  const [neighbours, own, total] = await Promise.all([
    store.baskets.beside({ shopId: shop.id, ...days }, product, { leastTogether: LEAST_TOGETHER, most: MOST_BESIDE }),
    store.measures.measures({
      ...scopeOf(context),
      range: { grain: "days", ...days },
      filters: [{ dimension: "product", values: [product] }],
    }),
    readTotal(scope.span, context),
  ]);
  const first = own[0]?.sums.orders ?? 0;
  const all = total.orders ?? 0;
  const counted = neighbours.map(({ product: other, together, orders }) => ({
    products: [product, other] as const,
    ...{ together, first, second: orders, all },
  }));
  return { scope, product, orders: all, ordersWith: first, pairs: rankPairs(counted) };
}

async function readProducts(span: DaySpan, context: ViewContext): Promise<ReadonlyMap<string, MeasureSums>> {
  const rows = await context.store.measures.measures({ ...scopeOf(context), range: { grain: "days", ...daysOf(span) }, by: ["product"] });
  return new Map(rows.map(({ keys: [product = ""], sums }) => [product, sums]));
}

async function readTotal(span: DaySpan, context: ViewContext): Promise<MeasureSums> {
  const [row] = await context.store.measures.measures({ ...scopeOf(context), range: { grain: "days", ...daysOf(span) } });
  return row?.sums ?? {};
}

function scopeOf({ shop }: ViewContext) {
  return { shopId: shop.id, by: [], filters: [], returnsClock: "own-day" } as const;
}

function daysOf({ fromDay, toDay }: DaySpan | NonNullable<ViewScope["span"]>): DaySpan {
  return { fromDay, toDay };
}

function salesOf(sums: MeasureSums): number {
  return evaluateMetric("sales", sums).value ?? 0;
}
