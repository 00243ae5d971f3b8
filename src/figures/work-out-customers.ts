/** Works the customer ladder, cohorts and what is lost out for a period of one shop. */
import { addDays, addMonths, daysBetween, monthStartOf } from "../core/calendar/business-day.ts";
import type { Period } from "../core/calendar/period.ts";
import type { PeriodProblem } from "../core/calendar/resolve-period.ts";
import { buildCohorts, COHORT_WINDOWS } from "../core/customers/cohorts.ts";
import type { CohortFigures, CustomerFigures } from "../core/customers/customer-figures.ts";
import { buildLadder } from "../core/customers/ladder.ts";
import { findLapseTime } from "../core/customers/lapse-time.ts";
import { shareOrigins } from "../core/customers/order-origins.ts";
import type { ShopDays } from "../ports/customers.ts";
import type { MeasureStore } from "../ports/stores.ts";
import { openView, type ViewContext } from "./open-view.ts";

/** What a customer was worth before being lost: a year holds every season once. */
const DAYS_OF_WORTH = 365;
const COHORT_MONTHS = 13;
const FIRST_PRODUCTS = 10;
/** Names of channels looked through for a referral. */
const MOST_CHANNELS = 100;

/** @param sales "period": each step's sales of the period; "year": of the year that ends with it. */
export async function workOutCustomers(
  period: Period,
  sales: "period" | "year",
  context: ViewContext,
): Promise<CustomerFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  const { span } = scope;
  if (span === null) return { scope, figures: null };
  const { store, shop } = context;
  const query: ShopDays = { shopId: shop.id, fromDay: span.fromDay, toDay: span.toDay };
  const salesFromDay = sales === "period" ? span.fromDay : addDays(span.toDay, -DAYS_OF_WORTH);
  const lapse = findLapseTime(await store.customers.reorderGaps(query));
  const [classes, counts, origins, channels, sums, ever] = await Promise.all([
    store.customers.classes({ ...query, beforeFromDay: span.beforeFromDay, lapse, salesFromDay }),
    store.measures.customers({ shopId: shop.id, range: { grain: "days", fromDay: span.fromDay, toDay: span.toDay }, filters: [] }),
    store.customers.origins(query),
    store.measures.names(shop.id, "channel", MOST_CHANNELS),
    readSales(store.measures, shop.id, salesFromDay, span.toDay),
    store.measures.extent(shop.id),
  ]);
  const yearSales = await readSales(store.measures, shop.id, addDays(span.toDay, -DAYS_OF_WORTH), span.toDay);
  return {
    scope,
    figures: {
      lapse,
      classes,
      ladder: buildLadder(classes),
      buyers: counts.customers,
      repeatBuyers: counts.repeatCustomers,
      origins: shareOrigins(origins, { channels, tellsDiscounts: yearSales.discounts > 0 }),
      allSales: sums.gross - sums.discounts,
      historyDays: ever === null ? 0 : Math.max(0, daysBetween(ever.firstDay, span.toDay)),
    },
  };
}

export async function workOutCohorts(period: Period, context: ViewContext): Promise<CohortFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  const { span } = scope;
  if (span === null) return { scope, cohorts: [], firstProducts: [], newcomers: 0 };
  const fromDay = addMonths(monthStartOf(addDays(span.toDay, -1)), 1 - COHORT_MONTHS);
  const query: ShopDays = { shopId: context.shop.id, fromDay, toDay: span.toDay };
  const [counts, firstProducts] = await Promise.all([
    context.store.customers.cohorts(query, COHORT_WINDOWS),
    context.store.customers.firstProducts(query, FIRST_PRODUCTS),
  ]);
  return {
    scope,
    cohorts: buildCohorts(counts, span.toDay),
    firstProducts,
    newcomers: counts.reduce((sum, { customers }) => sum + customers, 0),
  };
}

async function readSales(store: MeasureStore, shopId: string, fromDay: ShopDays["fromDay"], toDay: ShopDays["toDay"]) {
  const [row] = await store.measures({
    ...{ shopId, by: [], filters: [], returnsClock: "own-day" },
    range: { grain: "days", fromDay, toDay },
  });
  return { gross: row?.sums.gross ?? 0, discounts: row?.sums.discounts ?? 0 };
}
