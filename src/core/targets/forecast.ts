/**
 * What a shop's coming days will bring, from its own days so far.
 *
 * A day is expected to be level x weekday x season (`day-rhythm.ts`); on holidays and in campaigns times what such days did
 * to this shop before (`day-effects.ts`), and those days do not teach what is usual. The range is what scatter, wandering
 * level and unsure effects make of it, stretched to what forecasts over as many days needed in the shop's own past (split
 * conformal, Lei et al. 2018). The method and how well it does: docs/forecast.md, `npm run bench:forecast`.
 */
import { QUIET_KINDS, type QuietKind } from "../campaigns/pace/quiet-days.ts";
import { learnWidth, type Trial } from "../campaigns/pace/range-width.ts";
import { findPastEvents, learnEffects, type PastEvent } from "./day-effects.ts";
import { learnRhythm, RHYTHM_DAYS } from "./day-rhythm.ts";
import { type DayEvent, findEvents, type ShopDays } from "./shop-days.ts";

/** Fewer days say nothing about a week. */
const LEAST_DAYS = 28;
const WEEK = 7;
/** Forecasts tried in the past to learn how far they are off, one a week. */
const MOST_TRIALS = 26;
/** Where few forecasts can be tried yet: real months wander more than the model's, as those of Online Retail do. */
const NEW_SHOP_WIDTH = { width: 1.2, trials: 5 };

/** More of the past does not change a forecast; for its range, half a year of trials is enough. */
export const HISTORY_DAYS = RHYTHM_DAYS + MOST_TRIALS * WEEK;

export const RANGE_SHARE = 0.8;
/** Standard deviations of a normal distribution on either side of the middle that hold as much. */
const DEVIATIONS = 1.2816;
/** Variance that the level's logarithm gains a day: 1.7 %, as a standard deviation. */
const DRIFT_PER_DAY = 0.0003;
/** How old the level is, which is a mean of weeks. */
const LEVEL_AGE_DAYS = 15;
/** As many days as the level is a mean of. */
const LEVEL_DAYS = 30;

export interface Forecast {
  readonly point: number;
  /** Holds the outcome in four cases of five. */
  readonly range: { readonly low: number; readonly high: number };
}

interface Known {
  readonly days: ShopDays;
  readonly events: ReadonlyMap<number, DayEvent>;
  readonly past: readonly PastEvent[];
}

interface Projected {
  readonly each: readonly number[];
  readonly point: number;
  /** Half the range, as a logarithm. */
  readonly reach: number;
}

/** The sum of the days that follow; null where the shop's history is too short, or brought nothing. */
export function forecastTotal(days: ShopDays, count: number): Forecast | null {
  const known = knowDays(days, count);
  const projected = project(known, days.values.length, count);
  if (projected === null) return null;
  const reach = projected.reach * learnWidth(tryPast(known, count), NEW_SHOP_WIDTH);
  return { point: projected.point, range: rangeOf(projected.point, reach) };
}

/** Each of the days that follow, unrounded and never below zero; null where `forecastTotal` is. */
export function forecastDays(days: ShopDays, count: number): readonly number[] | null {
  return project(knowDays(days, count), days.values.length, count)?.each ?? null;
}

function knowDays(days: ShopDays, count: number): Known {
  const events = findEvents(days, days.values.length + count);
  return { days, events, past: findPastEvents(days, events) };
}

/** The same arithmetic, week by week into the past, each time with nothing but the days before. */
function tryPast(known: Known, count: number): readonly Trial[] {
  const { values } = known.days;
  const trials: Trial[] = [];
  for (let origin = values.length - count; origin >= LEAST_DAYS && trials.length < MOST_TRIALS; origin -= WEEK) {
    const tried = project(known, origin, count);
    if (tried === null || tried.point <= 0) continue;
    const projection = { close: tried.point, ...rangeOf(tried.point, tried.reach) };
    trials.push({ projection, close: sum(values.slice(origin, origin + count)) });
  }
  return trials;
}

function project({ days, events, past }: Known, origin: number, count: number): Projected | null {
  const rhythm = origin < LEAST_DAYS ? null : learnRhythm(days.values, (at) => !events.has(at), origin);
  if (rhythm === null) return null;
  const effects = learnEffects(days, past, origin);
  const quietSums: Record<QuietKind, number> = { holiday: 0, "before-christmas": 0 };
  const liftedSums = new Map<number, number>();
  const each = Array.from({ length: count }, (_, index) => {
    const { quiet = null, campaign = null } = events.get(origin + index) ?? {};
    const plain = rhythm.usual(origin + index) * (quiet === null ? 1 : quiet.share * effects.quiet[quiet.kind].factor);
    if (quiet !== null) quietSums[quiet.kind] += plain;
    if (campaign === null) return plain;
    const lifted = plain * campaign.share * Math.exp(effects.liftOf(campaign.index).lift);
    liftedSums.set(campaign.index, (liftedSums.get(campaign.index) ?? 0) + lifted);
    return plain * (1 - campaign.share) + lifted;
  });
  const point = sum(each);
  // What is unsure together adds up before it is squared, what each day has of its own after.
  const squares =
    rhythm.variance * sum(each.map((value) => value ** 2)) +
    sum(QUIET_KINDS.map((kind) => effects.quiet[kind].variance * quietSums[kind] ** 2)) +
    sum([...liftedSums].map(([index, lifted]) => effects.liftOf(index).variance * lifted ** 2));
  const level = rhythm.variance / LEVEL_DAYS + DRIFT_PER_DAY * (LEVEL_AGE_DAYS + count / 3);
  return { each, point, reach: point > 0 ? DEVIATIONS * Math.sqrt(level + squares / point ** 2) : 0 };
}

function rangeOf(point: number, reach: number): Forecast["range"] {
  return { low: point * Math.exp(-reach), high: point * Math.exp(reach) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
