/** From a shop's hours to where its campaign stands and will close. Nothing later than the elapsed hours is looked at. */
import type { EpochMs, TimeZone } from "../../calendar/period.ts";
import { hourStarts } from "../../calendar/zone-clock.ts";
import type { PlannedCurve, Span } from "../campaign.ts";
import { curveWeights, hasOwnProfile } from "./curve-weights.ts";
import { estimateHourShape, type HourSales, type HourShape } from "./hour-shape.ts";
import { type Projection, projectClose } from "./project-close.ts";

const DAY_MS = 86_400_000;
const WEEK_HOURS = 168;
/** How much of the past says what is usual. */
export const SHAPE_MS = 56 * DAY_MS;

export interface ForecastInput {
  readonly zone: TimeZone;
  readonly span: Span;
  /** Hours that end by then are over, and all of their data is there. */
  readonly asOfMs: EpochMs;
  readonly curve: PlannedCurve;
  /** The shop's hours from `SHAPE_MS` before the start to `asOfMs`; an hour that is missing sold nothing. */
  readonly hours: readonly HourSales[];
  /** Hours in which something was on: they are not usual. */
  readonly isLifted: (atMs: EpochMs) => boolean;
  /** Last time's hours since its start; null where there was none. */
  readonly lastTime: readonly HourSales[] | null;
  /** Of earlier campaigns, from `measureLift`. */
  readonly lifts: readonly number[];
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

export function forecastCampaign({ zone, span, asOfMs, curve, hours, isLifted, lastTime, lifts }: ForecastInput): CampaignForecast {
  const own = hourStarts(span.fromMs, span.toMs, zone);
  const over = own.filter((_, index) => (own[index + 1] ?? span.toMs) <= asOfMs);
  const byHour = new Map(hours.map((hour) => [hour.atMs, hour]));
  const soFar = over.map((atMs) => byHour.get(atMs) ?? { atMs, sales: 0, orders: 0 });
  const shape = usualShape(hours, span, zone, isLifted, soFar);
  const weights = curveWeights(curve, { hours: own, shape, lastTime });
  const sales = total(soFar.map((hour) => hour.sales));
  const orders = total(soFar.map((hour) => hour.orders));
  const scaled = scaleOf(weights, own, shape);
  const projection = projectClose({
    soFar: { sales, orders, hours: over.length, weight: total(weights.slice(0, over.length)) * scaled },
    rest: { hours: own.length - over.length, weight: total(weights.slice(over.length)) * scaled },
    lifts,
    hasOwnProfile: hasOwnProfile(curve, lastTime),
  });
  return { hours: own, weights, elapsed: over.length, sales, orders, projection };
}

/** How far a campaign that is over was above the usual, as a logarithm; null where nothing usual or nothing sold is known. */
export function measureLift(hours: readonly HourSales[], span: Span, zone: TimeZone, isLifted: (atMs: EpochMs) => boolean): number | null {
  const usual = hours.filter(({ atMs }) => atMs < span.fromMs && atMs >= span.fromMs - SHAPE_MS && !isLifted(atMs));
  if (usual.length < 2 * WEEK_HOURS) return null;
  const shape = estimateHourShape(withoutGaps(usual, span, zone, isLifted), zone);
  const expected = total(hourStarts(span.fromMs, span.toMs, zone).map(shape));
  const sold = total(hours.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs).map(({ sales }) => sales));
  return expected > 0 && sold > 0 ? Math.log(sold / expected) : null;
}

/** Usual hours before the start; a shop too young for that is known by the campaign's own hours alone. */
function usualShape(
  hours: readonly HourSales[],
  span: Span,
  zone: TimeZone,
  isLifted: (atMs: EpochMs) => boolean,
  soFar: readonly HourSales[],
): HourShape {
  const usual = hours.filter(({ atMs }) => atMs < span.fromMs && !isLifted(atMs));
  return estimateHourShape(usual.length < 2 * WEEK_HOURS ? [...usual, ...soFar] : withoutGaps(usual, span, zone, isLifted), zone);
}

/** With a zero for each hour in which nothing was sold, from the first that is known on. */
function withoutGaps(
  usual: readonly HourSales[],
  { fromMs }: Span,
  zone: TimeZone,
  isLifted: (atMs: EpochMs) => boolean,
): readonly HourSales[] {
  const known = new Map(usual.map((hour) => [hour.atMs, hour]));
  const firstMs = Math.min(...known.keys());
  return hourStarts(firstMs, fromMs, zone)
    .filter((atMs) => !isLifted(atMs))
    .map((atMs) => known.get(atMs) ?? { atMs, sales: 0, orders: 0 });
}

/** Weights of a table are of any scale: in the shape's they can be compared with earlier lifts. */
function scaleOf(weights: readonly number[], hours: readonly EpochMs[], shape: HourShape): number {
  const sum = total(weights);
  return sum > 0 ? total(hours.map(shape)) / sum : 1;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
