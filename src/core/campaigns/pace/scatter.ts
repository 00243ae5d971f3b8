/** How much a shop's sales scatter around what its hours usually bring: what no forecast of them can be surer than. */
import type { TimeZone } from "../../calendar/period.ts";
import { businessDayOf } from "../../calendar/zone-clock.ts";
import type { HourSales, HourShape } from "./hour-shape.ts";

/** How sales scatter around what is expected of them. Variances are relative: of one order, of one day. */
export interface Scatter {
  /** Orders that it was learned from: few say little about the shape, too. */
  readonly orders: number;
  /** Minor units; null where no orders are known. */
  readonly valuePerOrder: number | null;
  /** An order's own: orders differ in value and come in swarms. */
  readonly perOrder: number;
  /** What makes a whole day better or worse than it should be. */
  readonly perDay: number;
}

/*
 * What a shop's own weeks are drawn to, and how many orders or days of them weigh as much. Order values of a lognormal
 * shop vary by 0.8 of their mean; days of retail by an eighth. Chosen on one half of the bench, looked at on the other.
 */
const COUNT_VARIANCE = 1.1;
const VALUE_VARIANCE = 0.8;
const VALUE_PRIOR_ORDERS = 30;
export const DAY_VARIANCE = 0.12 ** 2;
export const DAY_PRIOR_DAYS = 14;

export function measureScatter(hours: readonly HourSales[], shape: HourShape, zone: TimeZone): Scatter {
  const orders = total(hours.map((hour) => hour.orders));
  const sales = total(hours.map((hour) => hour.sales));
  if (orders <= 0 || sales <= 0) return { orders: 0, valuePerOrder: null, perOrder: COUNT_VARIANCE + VALUE_VARIANCE, perDay: DAY_VARIANCE };
  const value = sales / orders;
  const valueVariance = total(hours.map((hour) => (hour.sales / value - hour.orders) ** 2)) / orders;
  return {
    orders,
    valuePerOrder: value,
    perOrder: COUNT_VARIANCE + drawn(valueVariance, orders, VALUE_VARIANCE, VALUE_PRIOR_ORDERS),
    perDay: dayVariance(hours, (atMs) => shape(atMs) / value, zone),
  };
}

/** What days vary beyond what their orders do by chance; a day says as much about it as its orders are sure. */
function dayVariance(hours: readonly HourSales[], expected: HourShape, zone: TimeZone): number {
  const days = new Map<string, { orders: number; expected: number }>();
  for (const { atMs, orders } of hours) {
    const key = businessDayOf(atMs, zone);
    const day = days.get(key) ?? { orders: 0, expected: 0 };
    days.set(key, { orders: day.orders + orders, expected: day.expected + expected(atMs) });
  }
  const all = [...days.values()];
  const ordersADay = total(all.map((day) => day.expected)) / all.length;
  const variance = total(all.map((day) => (day.orders - day.expected) ** 2)) / total(all.map((day) => day.expected));
  const beyond = Math.max(0, (variance - COUNT_VARIANCE) / ordersADay);
  const sure = ordersADay / (ordersADay + COUNT_VARIANCE / DAY_VARIANCE);
  return drawn(beyond, all.length * sure, DAY_VARIANCE, DAY_PRIOR_DAYS);
}

function drawn(seen: number, weight: number, prior: number, priorWeight: number): number {
  return (seen * weight + prior * priorWeight) / (weight + priorWeight);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
