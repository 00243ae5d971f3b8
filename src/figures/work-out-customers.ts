/** Works the customer ladder, cohorts and what is lost out for a period of one shop. */
import { knownSpan } from "../core/answers/known-span.ts";
import { addDays, addMonths, daysBetween, monthStartOf } from "../core/calendar/business-day.ts";
import type { EpochMs, Period } from "../core/calendar/period.ts";
import { type PeriodProblem, resolvePeriod } from "../core/calendar/resolve-period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { resolvingFor } from "../core/campaigns/campaign-periods.ts";
import { buildCohorts, COHORT_WINDOWS } from "../core/customers/cohorts.ts";
import type { CohortFigures, CustomerFigures, CustomerScope } from "../core/customers/customer-figures.ts";
import { buildLadder } from "../core/customers/ladder.ts";
import { findLapseTime } from "../core/customers/lapse-time.ts";
import { shareNewcomers } from "../core/customers/newcomers.ts";
import type { Shop } from "../core/shop.ts";
import type { ShopDays } from "../ports/customers.ts";
import type { MeasureStore, Store } from "../ports/stores.ts";

export interface CustomerContext {
  readonly store: Pick<Store, "measures" | "customers">;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  readonly campaigns: readonly Campaign[];
}

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
  context: CustomerContext,
): Promise<CustomerFigures | PeriodProblem> {
  const opened = await openScope(period, context);
  if ("problem" in opened) return opened;
  const { scope } = opened;
  const { span } = scope;
  if (span === null) return { scope, figures: null };
  const { store, shop } = context;
  const query: ShopDays = { shopId: shop.id, fromDay: span.fromDay, toDay: span.toDay };
  const salesFromDay = sales === "period" ? span.fromDay : addDays(span.toDay, -DAYS_OF_WORTH);
  const lapse = findLapseTime(await store.customers.reorderGaps(query));
  const [classes, counts, firstOrders, channels, sums, ever] = await Promise.all([
    store.customers.classes({ ...query, beforeFromDay: span.beforeFromDay, lapse, salesFromDay }),
    store.measures.customers({ shopId: shop.id, range: { grain: "days", fromDay: span.fromDay, toDay: span.toDay }, filters: [] }),
    store.customers.firstOrders(query),
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
      newcomers: shareNewcomers(firstOrders, { channels, tellsDiscounts: yearSales.discounts > 0 }),
      allSales: sums.gross - sums.discounts,
      historyDays: ever === null ? 0 : Math.max(0, daysBetween(ever.firstDay, span.toDay)),
    },
  };
}

export async function workOutCohorts(period: Period, context: CustomerContext): Promise<CohortFigures | PeriodProblem> {
  const opened = await openScope(period, context);
  if ("problem" in opened) return opened;
  const { scope } = opened;
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

async function openScope(
  period: Period,
  { store, shop, nowMs, campaigns }: CustomerContext,
): Promise<{ readonly scope: CustomerScope } | PeriodProblem> {
  const resolved = resolvePeriod(period, resolvingFor(shop, nowMs, campaigns));
  if ("problem" in resolved) return resolved;
  const watermarks = await store.measures.watermarks(shop.id);
  const reaches = watermarks.filter(({ measures }) => measures.includes("orders")).map(({ throughMs }) => throughMs);
  const span = knownSpan(period, resolved, { nowMs, reachMs: reaches.length === 0 ? null : Math.max(...reaches) });
  const reach = watermarks.map(({ source, throughMs }) => ({ source, throughMs }));
  return { scope: { shop, span, reach } };
}

async function readSales(store: MeasureStore, shopId: string, fromDay: ShopDays["fromDay"], toDay: ShopDays["toDay"]) {
  const [row] = await store.measures({
    ...{ shopId, by: [], filters: [], returnsClock: "own-day" },
    range: { grain: "days", fromDay, toDay },
  });
  return { gross: row?.sums.gross ?? 0, discounts: row?.sums.discounts ?? 0 };
}
