/** A campaign's products: the best sellers, and those that have likely sold out. */
import { evaluateReading } from "../core/answers/reading.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hoursPeriod } from "../core/calendar/resolve-period.ts";
import type { HourSales } from "../core/campaigns/pace/hour-shape.ts";
import type { Pace } from "../core/campaigns/pace/pace.ts";
import { findSoldOut, type ProductHour } from "../core/campaigns/pace/sold-out.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { type PeriodReader, readByName } from "./read-period.ts";

const PRODUCTS_SHOWN = 3;
/** A best seller that runs out stays among these for days. */
const PRODUCTS_WATCHED = 50;
/** What sold steadily before that is of another time. */
const WATCHED_HOURS = 72;

/** @param hours Of the campaign that are over, in order, hours without orders too. */
export async function readCampaignProducts(
  reader: PeriodReader,
  hours: readonly HourSales[],
  toMs: EpochMs,
  nowMs: EpochMs,
): Promise<Pick<Pace, "products" | "soldOut">> {
  const [first] = hours;
  const period = first === undefined ? null : hoursPeriod(first.atMs, toMs, { nowMs, zone: reader.shop.zone });
  if (period === null || "problem" in period) return { products: [], soldOut: [] };
  const readings = await readByName({ ...reader, metrics: [METRICS.sales] }, { ...period, elapsedToMs: null }, "product");
  const products = [...readings]
    .map(([name, reading]) => ({ name, sales: evaluateReading("sales", reading).value ?? 0 }))
    .filter(({ name, sales }) => name !== "" && sales > 0)
    .sort((a, b) => b.sales - a.sales);
  const watched = products.slice(0, PRODUCTS_WATCHED).map(({ name }) => name);
  const recent = hours.slice(-WATCHED_HOURS);
  const soldOut = findSoldOut(recent, await readProductHours(reader, watched, recent[0]?.atMs ?? toMs, toMs));
  return { products: products.slice(0, PRODUCTS_SHOWN), soldOut: soldOut.slice(0, PRODUCTS_SHOWN) };
}

async function readProductHours(
  { store, scope }: PeriodReader,
  [first, ...others]: readonly string[],
  fromMs: EpochMs,
  toMs: EpochMs,
): Promise<readonly ProductHour[]> {
  if (first === undefined) return [];
  const rows = await store.measures({
    ...{ ...scope, range: { grain: "hours", fromMs, toMs }, by: ["hour", "product"] },
    filters: [...scope.filters, { dimension: "product", values: [first, ...others] }],
  });
  return rows.map(({ keys: [hour = "", product = ""], sums: { orders = 0, gross = 0, discounts = 0 } }) => ({
    ...{ atMs: Date.parse(hour), product, orders, sales: gross - discounts },
  }));
}
