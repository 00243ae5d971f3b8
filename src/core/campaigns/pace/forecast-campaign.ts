/** From a shop's hours to where its campaign stands and will close. Nothing later than the elapsed hours is looked at. */
import type { EpochMs } from "../../calendar/period.ts";
import { hourStarts } from "../../calendar/zone-clock.ts";
import type { PlannedCurve, Span } from "../campaign.ts";
import { curveWeights, hasOwnProfile, profileVariance } from "./curve-weights.ts";
import type { HourSales } from "./hour-shape.ts";
import { type LiftPrior, type Projection, projectClose } from "./project-close.ts";
import { learnWidth, widen } from "./range-width.ts";
import { learnEarlier, priorOf, readHours, splitAt, sumUp, tryEarlier, tryOrdinary } from "./trials.ts";
import { isOrdinary, learnFrom, learnQuiet, learnUsual, quietVariance, type ShopPast } from "./usual-hours.ts";

const DAY_MS = 86_400_000;
/** What a forecast looks back over: last year's campaign, and what was usual before it. */
export const HISTORY_MS = 440 * DAY_MS;

export interface ForecastInput extends ShopPast {
  readonly span: Span;
  /** Hours that end by then are over, and all of their data is there. Those before the start reach back for `HISTORY_MS`. */
  readonly asOfMs: EpochMs;
  readonly curve: PlannedCurve;
  /** Last time's hours since its start; null where there was none. */
  readonly lastTime: readonly HourSales[] | null;
  /** Campaigns that were over when this one began, in order. */
  readonly earlier: readonly Span[];
}

export interface CampaignForecast {
  /** Starts of its hours, with what the curve has for each. */
  readonly hours: readonly EpochMs[];
  readonly weights: readonly number[];
  /** How many of them are over. */
  readonly elapsed: number;
  readonly sales: number;
  readonly orders: number;
  /** Null before the first hour is over. */
  readonly projection: Projection | null;
}

/** Of a shop nobody knows yet, beside one whose weeks are known: what Online Retail needs in spring, when it is taken for a new shop. */
const NEW_SHOP_WIDTH = 1.3;
/** Where nothing is usual yet, the lift is that over the campaign's own hours so far. */
const OWN_LIFT: LiftPrior = { lift: 0, variance: 1 };

export function forecastCampaign(input: ForecastInput): CampaignForecast {
  const { zone, span, asOfMs, curve, lastTime } = input;
  const starts = hourStarts(span.fromMs, span.toMs, zone);
  const elapsed = starts.filter((_, index) => (starts[index + 1] ?? span.toMs) <= asOfMs).length;
  const soFar = readHours(input.hours, starts.slice(0, elapsed));
  const quiet = learnQuiet(input, span.fromMs);
  const known = learnUsual(input, span.fromMs, quiet);
  const before = input.hours.filter(({ atMs }) => atMs < span.fromMs && isOrdinary(input, atMs));
  const usual = known ?? learnFrom(before, input, quiet);
  const weights = curveWeights(curve, { hours: starts, shape: usual.shape, lastTime });
  const isOwn = hasOwnProfile(curve, lastTime);
  const earlier = learnEarlier(input, quiet);
  // A plan stays what it is; where it rests on nothing, the campaign's own hours say more of those to come.
  const learned = known !== null || isOwn ? usual : learnFrom(soFar, input, quiet);
  const expected = learned === usual ? weights : starts.map(learned.shape);
  const { sales, orders } = sumUp(soFar);
  const level = known === null ? sales / total(expected.slice(0, elapsed)) : total(starts.map(usual.shape)) / total(weights);
  const scale = level > 0 && Number.isFinite(level) ? level : 1;
  const projection = projectClose({
    ...splitAt(
      soFar,
      expected.map((weight) => weight * scale),
    ),
    scatter: learned.scatter,
    prior: known === null ? OWN_LIFT : priorOf(earlier),
    hasOwnProfile: isOwn,
    doubt: isOwn ? profileVariance(weights.slice(elapsed), elapsed) : quietVariance(starts.slice(elapsed), learned.shape, quiet, input),
  });
  const width =
    known === null
      ? NEW_SHOP_WIDTH
      : learnWidth([...tryEarlier(earlier, elapsed / starts.length), ...tryOrdinary(input, span, elapsed, quiet)]);
  return {
    ...{ hours: starts, weights, elapsed, sales, orders },
    projection: projection === null ? null : widen(projection, width, sales),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
