/**
 * Where a campaign will close: what is in, and what the rest will bring at the lift seen so far.
 *
 * The lift is the ratio of what came to what the curve has for the same hours. Before the first orders it is what earlier
 * campaigns lifted; each order moves it by as much as it is evidence (gamma prior, Poisson likelihood tempered by the
 * shop's own scatter). What the rest brings is a number of orders around an uncertain lift (negative binomial), each of
 * an uncertain value. What makes the lift uncertain is: what has been seen, how it wanders, days that go better or worse
 * than others, and a rhythm of the week learned from few orders.
 */
import { quantileOfRest } from "./quantile-of-rest.ts";
import type { Scatter } from "./scatter.ts";

/** What a forecast is told; weights are what the curve has, in minor units at the shop's usual level. */
export interface CloseInput {
  readonly soFar: { readonly sales: number; readonly orders: number; readonly hours: number; readonly weight: number };
  readonly rest: { readonly hours: number; readonly weight: number };
  readonly scatter: Scatter;
  /** What is known of the lift before the first hour, as a logarithm. */
  readonly prior: LiftPrior;
  /** The curve has the ups and downs of a campaign in it. */
  readonly hasOwnProfile: boolean;
  /** Relative variance that the rest's weight has of its own. */
  readonly doubt: number;
}

export interface LiftPrior {
  readonly lift: number;
  readonly variance: number;
}

/** Minor units; `low` to `high` is the 80 % range. */
export interface Projection {
  readonly close: number;
  readonly low: number;
  readonly high: number;
}

/** Ten in a hundred lie beyond, on each side. */
const BEYOND = 0.1;

/*
 * Chosen on one half of the bench's shops and looked at on the other (`npm run bench:pace`): how much the lift's logarithm
 * wanders a day (as variance: between the middle of what is over and the middle of the rest), and how much of an order's
 * variance the share of a week that an hour makes up has, for each order it was learned from.
 */
const DRIFT_PER_DAY = 0.003;
const SHAPE_SHARE = 0.2;
/** Campaigns open stronger than they go on: what the rest brings less per usual hour when all of it is to come, as a logarithm. */
const OPENING = 0.1;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;

/** Null before the first hour is over. */
export function projectClose(input: CloseInput): Projection | null {
  const { soFar, rest } = input;
  if (soFar.hours <= 0) return null;
  const { sales } = soFar;
  if (rest.hours <= 0 || rest.weight <= 0) return { close: sales, low: sales, high: sales };
  const { mean, variance, chanceOfNone } = foreseeRest(input);
  const at = (share: number) => Math.round(sales + quantileOfRest({ mean, variance, chanceOfNone }, share));
  return { close: Math.round(sales + mean), low: at(BEYOND), high: at(1 - BEYOND) };
}

/** The rest's mean in minor units, its relative variance, and the chance that no order comes at all. */
function foreseeRest({ soFar, rest, scatter, prior, hasOwnProfile, doubt }: CloseInput) {
  const { perOrder, perDay } = scatter;
  const seenValue = soFar.orders > 0 ? Math.max(soFar.sales, 0) / soFar.orders : 0;
  const value = scatter.valuePerOrder ?? (seenValue > 0 ? seenValue : 1);
  const seen = Math.max(soFar.sales, 0) / value;
  // A day's own ups and downs are no evidence of the lift: the more orders a day has, the less each of them says.
  const perEvidence = perOrder + (perDay * seen) / (Math.max(soFar.hours, 1) / DAY_HOURS);
  const priorEvidence = 1 / Math.expm1(prior.variance);
  const evidence = priorEvidence + seen / perEvidence;
  const lift = evidence / (priorEvidence / Math.exp(prior.lift + prior.variance / 2) + soFar.weight / value / perEvidence);
  const share = soFar.hours / (soFar.hours + rest.hours);
  const mean = lift * rest.weight * (hasOwnProfile ? 1 : Math.exp(-OPENING * (1 - share)));
  // Orders of a campaign may be worth other than usual: five usual ones are where that begins.
  const orders = mean / ((Math.max(soFar.sales, 0) + 5 * value) / (soFar.orders + 5));
  const days = (soFar.hours + rest.hours) / DAY_HOURS;
  const ofWeek = (hours: number) => Math.min(hours / WEEK_HOURS, 1);
  const shapeVariance =
    ((SHAPE_SHARE * perOrder) / Math.max(scatter.orders, 1)) *
    (1 / ofWeek(rest.hours) + (1 - priorEvidence / evidence) / ofWeek(soFar.hours));
  const liftVariance =
    doubt + 1 / evidence + (DRIFT_PER_DAY * days) / 2 + perDay / (Math.max(rest.hours, 1) / DAY_HOURS) + Math.min(shapeVariance, 1);
  return { mean, variance: liftVariance + perOrder / orders, chanceOfNone: (1 + orders * liftVariance) ** (-1 / liftVariance) };
}
