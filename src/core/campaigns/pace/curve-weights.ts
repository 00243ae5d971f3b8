/** How a campaign's sales are expected to be spread over its hours. */
import type { EpochMs } from "../../calendar/period.ts";
import { allocateUnits } from "../../explain/allocate-units.ts";
import type { PlannedCurve } from "../campaign.ts";
import type { HourSales, HourShape } from "./hour-shape.ts";

export interface CurveParts {
  /** Starts of the campaign's hours. */
  readonly hours: readonly EpochMs[];
  readonly shape: HourShape;
  /** Last time's hours since its start; null where there was none. */
  readonly lastTime: readonly HourSales[] | null;
}

/** Orders that a day of last time needs to count as much as the shop's usual one does, and an hour: days of a campaign differ by far more than the hours in them. */
const DAY_PRIOR_ORDERS = 5;
const HOUR_PRIOR_ORDERS = 20;
/** A day of a profile is as high again give or take a fifth. */
const PROFILE_VARIANCE = 0.2 ** 2;
const DAY_HOURS = 24;

/** One weight an hour, 0 or more; not all 0. In the shape's unit wherever that is what they come from. */
export function curveWeights(curve: PlannedCurve, parts: CurveParts): readonly number[] {
  const { hours, shape, lastTime } = parts;
  const usual = hours.map(shape);
  const weights =
    curve.type === "table"
      ? hours.map((_, index) => curve.weights[index] ?? 0)
      : curve.type === "shop-hours" || lastTime === null || lastTime.every(({ sales }) => sales <= 0)
        ? usual
        : likeLastTime(usual, lastTime, shape);
  return weights.some((weight) => weight > 0) ? weights : hours.map(() => 1);
}

/** True where the weights follow an earlier campaign or a table, so that its own ups and downs are in them. */
export function hasOwnProfile(curve: PlannedCurve, lastTime: readonly HourSales[] | null): boolean {
  return curve.type === "table" || (curve.type !== "shop-hours" && lastTime !== null);
}

/** A target by hours: whole minor units that add up to it exactly. */
export function spreadTarget(target: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return allocateUnits(
    weights.map((weight) => (target * weight) / total),
    target,
  );
}

/**
 * Each day since the start as far above the usual as last time, and each hour within its day. Where last time had few orders
 * that says little, and counts for as little (gamma-Poisson shrinkage): a day is known long before its hours are.
 */
function likeLastTime(usual: readonly number[], lastTime: readonly HourSales[], shape: HourShape): readonly number[] {
  const then = lastTime.map((hour) => ({ ...hour, sales: Math.max(hour.sales, 0), usual: shape(hour.atMs) }));
  const level = sum(then.map(({ sales }) => sales)) / sum(then.map((hour) => hour.usual));
  const days = Array.from({ length: Math.ceil(then.length / DAY_HOURS) }, (_, day) => {
    const hours = then.slice(day * DAY_HOURS, (day + 1) * DAY_HOURS);
    return aboveExpected(
      sum(hours.map(({ sales }) => sales)),
      level * sum(hours.map((hour) => hour.usual)),
      sum(hours.map(({ orders }) => orders)),
      DAY_PRIOR_ORDERS,
    );
  });
  return usual.map((weight, index) => {
    const hour = then[index];
    const day = days[Math.floor(index / DAY_HOURS)];
    return hour === undefined || day === undefined
      ? weight
      : weight * day * aboveExpected(hour.sales, level * day * hour.usual, hour.orders, HOUR_PRIOR_ORDERS);
  });
}

function aboveExpected(sales: number, expected: number, orders: number, priorOrders: number): number {
  return expected > 0 ? 1 + (orders / (orders + priorOrders)) * (sales / expected - 1) : 1;
}

/**
 * Relative variance of what hours bring in all where they follow a profile: no day repeats itself quite.
 *
 * @param rest Weights of the hours to come, the first of them so many hours after the start.
 */
export function profileVariance(rest: readonly number[], elapsed: number): number {
  const all = sum(rest);
  const days = new Map<number, number>();
  for (const [index, weight] of rest.entries()) {
    const day = Math.floor((elapsed + index) / DAY_HOURS);
    days.set(day, (days.get(day) ?? 0) + weight);
  }
  return all > 0 ? PROFILE_VARIANCE * sum([...days.values()].map((weight) => (weight / all) ** 2)) : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
