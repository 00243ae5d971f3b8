/**
 * Products that have likely sold out. No feed of stock is needed: one that sold steadily and then not at all while the shop
 * sold on has run out, been taken down, or lost its page.
 *
 * Of each product its share of the shop's orders is known up to its last sale, as well as its own orders tell. Held against
 * the orders the shop has had since, that share makes a number of orders that should have come (negative binomial: shares
 * differ from day to day, and a share learned from few orders is uncertain). So nights count for little and peaks for much.
 */
import type { EpochMs } from "../../calendar/period.ts";
import type { MinorUnits } from "../../money.ts";

export interface ProductHour {
  readonly atMs: EpochMs;
  readonly product: string;
  readonly orders: number;
  /** Minor units. */
  readonly sales: number;
}

export interface SoldOut {
  readonly product: string;
  /** The end of the last hour in which it sold. */
  readonly sinceMs: EpochMs;
  /** Before that, while the shop sold. */
  readonly ordersAnHour: number;
  /** What it would bring an hour, as the shop has sold since. */
  readonly salesAnHour: MinorUnits;
}

/** How often chance alone may silence a product for so long. */
const MOST_CHANCE = 0.001;
/** Slower sellers are silent for hours without anybody noticing. */
const LEAST_ORDERS = 20;
const LEAST_HOURS = 5;
/** How much a product's share of the shop varies from day to day, as relative variance. */
const SHARE_VARIANCE = 0.25;
const HOUR_MS = 3_600_000;

/**
 * The costliest first.
 *
 * @param hours Of the shop, in order, with all its orders; those of the products lie within them.
 */
export function findSoldOut(
  hours: readonly { readonly atMs: EpochMs; readonly orders: number }[],
  sold: readonly ProductHour[],
): readonly SoldOut[] {
  const products = new Map<string, ProductHour[]>();
  for (const hour of sold) if (hour.orders > 0) products.set(hour.product, [...(products.get(hour.product) ?? []), hour]);
  return [...products.values()].flatMap((own) => judge(hours, own) ?? []).sort((a, b) => b.salesAnHour - a.salesAnHour);
}

function judge(hours: readonly { readonly atMs: EpochMs; readonly orders: number }[], own: readonly ProductHour[]): SoldOut | null {
  const lastMs = Math.max(...own.map(({ atMs }) => atMs));
  const before = hours.filter(({ atMs }) => atMs <= lastMs);
  const since = hours.filter(({ atMs }) => atMs > lastMs);
  const orders = total(own.map((hour) => hour.orders));
  const allBefore = total(before.map((hour) => hour.orders));
  if (orders < LEAST_ORDERS || own.length < LEAST_HOURS || since.length === 0 || allBefore <= 0) return null;
  const missing = (orders / allBefore) * total(since.map((hour) => hour.orders));
  const dispersion = SHARE_VARIANCE + 1 / orders;
  if ((1 + dispersion * missing) ** (-1 / dispersion) >= MOST_CHANCE) return null;
  const [{ product } = { product: "" }] = own;
  const valuePerOrder = total(own.map(({ sales }) => sales)) / orders;
  return {
    ...{ product, sinceMs: lastMs + HOUR_MS, ordersAnHour: orders / before.filter((hour) => hour.orders > 0).length },
    salesAnHour: Math.round((missing / since.length) * valuePerOrder),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
