/**
 * What a shop's coming days will bring, from its own days so far.
 *
 * A day is expected to be level x weekday x season. The level is the exponentially weighted mean of the last eight weeks,
 * a weekday's factor its trimmed mean in them, the season the square root of how last year went on from the same point:
 * half of it in logarithms, because a single year repeats itself only in part. This is the multiplicative form of simple
 * exponential smoothing with a seasonal index (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, ch. 8); a
 * trend did not pay on any shop it was tried on. The range is split conformal (Lei et al. 2018): how far the same forecast
 * over as many days was off before, taken from the same shop. `npm run bench:forecast` says how often it holds.
 */

/** Fewer days say nothing about a week. */
const LEAST_DAYS = 28;
const WEEK = 7;
const PROFILE_DAYS = 8 * WEEK;
const LEVEL_HALF_LIFE_DAYS = 21;
/** Of a weekday's values on either side: one campaign or closed day in eight weeks says nothing about its weekday. */
const TRIMMED_SHARE = 0.15;
/** Days further from the middle than this many spreads count as that far. */
const MOST_SPREADS = 4;
/** Median absolute deviations of a normal distribution in one standard deviation. */
const SPREAD_OF_MAD = 1.4826;
/** 52 whole weeks: the same weekday. */
const YEAR_DAYS = 364;
/** On either side of a day last year. */
const SEASON_WINDOW_DAYS = 7;
const SEASON_SHARE = 0.5;
/** A season seldom does more than this to a level. */
const MOST_SEASON = 4;

/** More of the past does not change a forecast; for its range, half a year of trials is enough. */
export const HISTORY_DAYS = YEAR_DAYS + 2 * PROFILE_DAYS + 26 * WEEK;

export const RANGE_SHARE = 0.8;
/** Forecasts tried in the past to learn how far they are off, one a week. */
const MOST_TRIALS = 26;

export interface Forecast {
  readonly point: number;
  /** Holds the outcome in four cases of five; null where too little is known to say. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** The sum of the days that follow; null where the shop's history is too short. @param history One value a day, no gaps. */
export function forecastTotal(history: readonly number[], count: number): Forecast | null {
  const point = sum(forecastDays(history, count) ?? []);
  if (history.length < LEAST_DAYS) return null;
  const error = usualError(history, count);
  return { point, range: error === null ? null : { low: Math.max(0, point * (1 - error)), high: point * (1 + error) } };
}

/** Each of the days that follow, unrounded and never below zero; null where the shop's history is too short. */
export function forecastDays(history: readonly number[], count: number): readonly number[] | null {
  if (history.length < LEAST_DAYS) return null;
  const end = history.length;
  const recent = history.slice(-PROFILE_DAYS).map((value, index, { length }) => ({ value, at: end - length + index }));
  const week = weekdayFactors(recent);
  const level = levelOf(withoutOutliers(recent, week), week);
  const season = seasonFrom(history);
  return Array.from({ length: count }, (_, index) => Math.max(0, level * (week[(end + index) % WEEK] ?? 0) * season(end + index)));
}

interface Dated {
  readonly value: number;
  /** Days since the history began: its rest by seven tells the weekday. */
  readonly at: number;
}

/** Seven factors with mean 1; all 0 where nothing was sold. */
function weekdayFactors(days: readonly Dated[]): readonly number[] {
  const means = Array.from({ length: WEEK }, (_, weekday) =>
    Math.max(0, trimmedMean(days.filter(({ at }) => at % WEEK === weekday).map(({ value }) => value))),
  );
  const mean = sum(means) / WEEK;
  return means.map((each) => (mean === 0 ? 0 : each / mean));
}

function withoutOutliers(days: readonly Dated[], week: readonly number[]): readonly Dated[] {
  const factorOf = ({ at }: Dated) => week[at % WEEK] ?? 0;
  const levels = days.filter((day) => factorOf(day) > 0).map((day) => day.value / factorOf(day));
  const middle = median(levels);
  const reach = MOST_SPREADS * SPREAD_OF_MAD * median(levels.map((level) => Math.abs(level - middle)));
  return days.map((day) => ({
    at: day.at,
    value: Math.min(Math.max(day.value, (middle - reach) * factorOf(day)), (middle + reach) * factorOf(day)),
  }));
}

/** The ratio of the weighted sums: a weekday that sells little has little say. */
function levelOf(days: readonly Dated[], week: readonly number[]): number {
  const end = (days.at(-1)?.at ?? 0) + 1;
  const weightOf = ({ at }: Dated) => 0.5 ** ((end - 1 - at) / LEVEL_HALF_LIFE_DAYS);
  const expected = sum(days.map((day) => weightOf(day) * (week[day.at % WEEK] ?? 0)));
  return expected === 0 ? 0 : sum(days.map((day) => weightOf(day) * day.value)) / expected;
}

/** How a day differs from now by the time of year; 1 throughout where last year is not known. */
function seasonFrom(history: readonly number[]): (at: number) => number {
  const then = history.length - YEAR_DAYS;
  if (then < LEAST_DAYS) return () => 1;
  const before = history.slice(Math.max(0, then - PROFILE_DAYS), then).map((value, at) => ({ value, at }));
  const base = levelOf(
    before,
    Array.from({ length: WEEK }, () => 1),
  );
  if (!(base > 0)) return () => 1;
  return (at) => {
    const around = history.slice(Math.max(0, at - YEAR_DAYS - SEASON_WINDOW_DAYS), at - YEAR_DAYS + SEASON_WINDOW_DAYS + 1);
    const ratio = around.length === 0 ? 1 : sum(around) / around.length / base;
    return Math.min(Math.max(ratio, 1 / MOST_SEASON), MOST_SEASON) ** SEASON_SHARE;
  };
}

/** How far off, in shares of the forecast, four of five such forecasts were; null where fewer than that can be tried. */
function usualError(history: readonly number[], count: number): number | null {
  const errors: number[] = [];
  for (let origin = history.length - count; origin >= LEAST_DAYS && errors.length < MOST_TRIALS; origin -= WEEK) {
    const point = sum(forecastDays(history.slice(0, origin), count) ?? []);
    const actual = sum(history.slice(origin, origin + count));
    if (point > 0) errors.push(Math.abs(actual - point) / point);
  }
  const rank = Math.ceil(RANGE_SHARE * (errors.length + 1));
  return errors.sort((a, b) => a - b)[rank - 1] ?? null;
}

function trimmedMean(values: readonly number[]): number {
  const cut = Math.floor(values.length * TRIMMED_SHARE);
  const kept = [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
  return kept.length === 0 ? 0 : sum(kept) / kept.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? sorted[0] ?? 0)) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
