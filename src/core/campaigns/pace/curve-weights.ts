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

/** Orders that an hour of last time needs to count as much as the shop's usual hours do. */
const LAST_TIME_PRIOR_ORDERS = 20;

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
 * Each hour as far above the usual as the same hour since the start was last time. Where last time had few orders that
 * says little, and counts for as little (gamma-Poisson shrinkage).
 */
function likeLastTime(usual: readonly number[], lastTime: readonly HourSales[], shape: HourShape): readonly number[] {
  const usualThen = lastTime.map(({ atMs }) => shape(atMs));
  const lift = sum(lastTime.map(({ sales }) => Math.max(sales, 0))) / sum(usualThen);
  return usual.map((weight, index) => {
    const last = lastTime[index];
    const then = usualThen[index] ?? 0;
    if (last === undefined || then <= 0) return weight;
    const trust = last.orders / (last.orders + LAST_TIME_PRIOR_ORDERS);
    return weight * (1 + trust * (Math.max(last.sales, 0) / (lift * then) - 1));
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
