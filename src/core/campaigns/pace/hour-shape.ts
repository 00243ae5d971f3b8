/** How a shop's sales are spread over its week: what an hour brings when nothing is on. */
import type { EpochMs, TimeZone } from "../../calendar/period.ts";
import { localMsOf } from "../../calendar/zone-clock.ts";

/** One hour's sales and orders, by its start. */
export interface HourSales {
  readonly atMs: EpochMs;
  /** Minor units. */
  readonly sales: number;
  readonly orders: number;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** Hours of the mean that each estimate begins with: an hour of the week is seen a few times only, an hour of the day often. */
const HOUR_OF_DAY_PRIOR = 5;
const HOUR_OF_WEEK_PRIOR = 3;

/** What is usual at an instant, in the unit of the hours given. */
export type HourShape = (atMs: EpochMs) => number;

/**
 * Hour of the week, drawn to hour of the day, drawn to the mean: each as far as it has not been seen often enough. Without
 * any hours it is flat. Hours are known by their orders, worth what an order is worth on average: one large order does not
 * make its hour of the week a large one. Where orders are not told, by their sales.
 */
export function estimateHourShape(hours: readonly HourSales[], zone: TimeZone): HourShape {
  const orders = total(hours.map((hour) => hour.orders));
  const sales = total(hours.map((hour) => hour.sales));
  const worthOf =
    orders > 0 && sales > 0 ? (hour: HourSales) => (hour.orders * sales) / orders : (hour: HourSales) => Math.max(hour.sales, 0);
  const ofWeek = createSums(WEEK_HOURS);
  const ofDay = createSums(DAY_HOURS);
  let sum = 0;
  for (const each of hours) {
    const hour = hourOfWeek(each.atMs, zone);
    const value = worthOf(each);
    add(ofWeek, hour, value);
    add(ofDay, hour % DAY_HOURS, value);
    sum += value;
  }
  const mean = sum > 0 ? sum / hours.length : 1;
  const day = drawTo(ofDay, () => mean, HOUR_OF_DAY_PRIOR);
  const week = drawTo(ofWeek, (hour) => day[hour % DAY_HOURS] ?? mean, HOUR_OF_WEEK_PRIOR);
  return (atMs) => week[hourOfWeek(atMs, zone)] ?? mean;
}

interface Sums {
  readonly totals: number[];
  readonly counts: number[];
}

function createSums(size: number): Sums {
  return { totals: Array.from({ length: size }, () => 0), counts: Array.from({ length: size }, () => 0) };
}

function add({ totals, counts }: Sums, index: number, value: number): void {
  totals[index] = (totals[index] ?? 0) + value;
  counts[index] = (counts[index] ?? 0) + 1;
}

function drawTo({ totals, counts }: Sums, prior: (index: number) => number, weight: number): readonly number[] {
  return totals.map((sum, index) => (sum + weight * prior(index)) / ((counts[index] ?? 0) + weight));
}

/** By the wall clock; which day is first does not matter. */
function hourOfWeek(atMs: EpochMs, zone: TimeZone): number {
  const hour = Math.floor(localMsOf(atMs, zone) / HOUR_MS) % WEEK_HOURS;
  return hour < 0 ? hour + WEEK_HOURS : hour;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
