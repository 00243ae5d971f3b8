/**
 * Where a campaign will close: what is in, and what the rest will bring at the lift seen so far.
 *
 * The lift is the ratio of what came to what the curve has for the same hours. Early on it is drawn to what earlier
 * campaigns lifted, each side weighted by how sure it is (precision weighting of logarithms). What the rest brings is
 * uncertain by the lift, by its own orders and by days that go better or worse than others; the range takes all three.
 */

/** What a forecast is told; sums of the curve's weights are of any one unit. */
export interface CloseInput {
  readonly soFar: { readonly sales: number; readonly orders: number; readonly hours: number; readonly weight: number };
  readonly rest: { readonly hours: number; readonly weight: number };
  /** Logarithms of sales over weight of campaigns before; none = nothing is known. */
  readonly lifts: readonly number[];
  /** The curve has the ups and downs of a campaign in it. */
  readonly hasOwnProfile: boolean;
}

/** Minor units; `low` to `high` is the 80 % range. */
export interface Projection {
  readonly close: number;
  readonly low: number;
  readonly high: number;
}

/** 10 % of a normal distribution lie beyond, on each side. */
const Z_80 = 1.2816;

/*
 * Found by replaying the campaigns of a simulated bench (`npm run bench:pace`): relative variance an order adds (orders differ
 * in value and come in swarms), spread of a day around what it should bring, how much the lift's logarithm wanders a day (as
 * variance: between the middle of what is over and the middle of the rest), spread between a shop's campaigns.
 */
const VARIANCE_PER_ORDER = 2.8;
const SPREAD_PER_DAY = 0.135;
const DRIFT_PER_DAY = 0.004;
const SPREAD_OF_LIFTS = 0.45;
/** Without a campaign before: three times the usual, give or take as much. */
const UNKNOWN_LIFT = Math.log(3);
const UNKNOWN_VARIANCE = 1;
/** Campaigns open stronger than they go on: what the rest brings per usual hour, against what came before it. */
const FADE = 0.92;
const DAY_HOURS = 24;
/** Fewer orders than this cannot tell a lift apart from none. */
const LEAST_ORDERS = 0.5;

/** Null before the first hour is over. */
export function projectClose({ soFar, rest, lifts, hasOwnProfile }: CloseInput): Projection | null {
  if (soFar.hours <= 0) return null;
  const sales = Math.max(soFar.sales, 0);
  if (rest.hours <= 0 || rest.weight <= 0) return { close: sales, low: sales, high: sales };
  const prior = priorOf(lifts);
  const seenVariance = varianceOf(soFar.orders, soFar.hours);
  const isSeen = soFar.weight > 0 && soFar.orders > 0 && sales > 0;
  const seenLift = isSeen ? Math.log(sales / soFar.weight) : prior.lift - seenVariance / 2;
  const precision = 1 / seenVariance + 1 / prior.variance;
  const lift = Math.exp((seenLift / seenVariance + prior.lift / prior.variance) / precision);
  const restSales = lift * rest.weight * (hasOwnProfile ? 1 : FADE);
  const salesPerOrder = isSeen ? sales / soFar.orders : restSales;
  const driftDays = (soFar.hours + rest.hours) / 2 / DAY_HOURS;
  const variance = 1 / precision + varianceOf(restSales / salesPerOrder, rest.hours) + DRIFT_PER_DAY * driftDays;
  return {
    close: Math.round(sales + restSales),
    low: Math.round(sales + quantile(restSales, variance, -Z_80)),
    high: Math.round(sales + quantile(restSales, variance, Z_80)),
  };
}

function priorOf(lifts: readonly number[]): { readonly lift: number; readonly variance: number } {
  if (lifts.length === 0) return { lift: UNKNOWN_LIFT, variance: UNKNOWN_VARIANCE };
  const mean = lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length;
  return { lift: mean, variance: SPREAD_OF_LIFTS ** 2 * (1 + 1 / lifts.length) };
}

/** Relative, of the sales of so many orders in so many hours. */
function varianceOf(orders: number, hours: number): number {
  return VARIANCE_PER_ORDER / Math.max(orders, LEAST_ORDERS) + SPREAD_PER_DAY ** 2 / (Math.max(hours, 1) / DAY_HOURS);
}

/** Of a gamma distribution by its mean and relative variance: Wilson and Hilferty's cube root (1931). */
function quantile(mean: number, variance: number, z: number): number {
  const ninth = variance / 9;
  return mean * Math.max(1 - ninth + z * Math.sqrt(ninth), 0) ** 3;
}
