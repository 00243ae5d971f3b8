/**
 * What a shop's ordinary days bring: level x weekday x season, learned from the days before.
 *
 * The level is the exponentially weighted mean of eight weeks, a weekday's factor its trimmed mean in them, the season the
 * square root of how last year went on from the same point: half of it in logarithms, because a single year repeats itself
 * only in part. This is the multiplicative form of simple exponential smoothing with a seasonal index (Hyndman &
 * Athanasopoulos, Forecasting: Principles and Practice, ch. 8); a trend did not pay on any shop it was tried on.
 */
import { DAY_PRIOR_DAYS, DAY_VARIANCE } from "../campaigns/pace/scatter.ts";

const WEEK = 7;
/** Ordinary days that say what is usual. */
const PROFILE_DAYS = 8 * WEEK;
const LEVEL_HALF_LIFE_DAYS = 21;
/** Of a weekday's values on either side: one day in eight weeks says nothing about its weekday. */
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
/** Fewer ordinary days say nothing about a week. */
const LEAST_ORDINARY = 2 * WEEK;

/** More of the past does not change what is usual. */
export const RHYTHM_DAYS = YEAR_DAYS + 2 * PROFILE_DAYS;

export interface DayRhythm {
  /** What a day brings when nothing is on, never below zero. @param at Days since the first that is known. */
  readonly usual: (at: number) => number;
  /** Relative, of a day around it. */
  readonly variance: number;
}

interface Dated {
  readonly value: number;
  readonly at: number;
}

/** Null where too few ordinary days come before, or they bring nothing. @param origin The first day that is not looked at. */
export function learnRhythm(values: readonly number[], isOrdinary: (at: number) => boolean, origin: number): DayRhythm | null {
  const recent = lastOrdinary(values, isOrdinary, origin);
  if (recent.length < LEAST_ORDINARY || sum(recent.map(({ value }) => value)) <= 0) return null;
  const week = weekdayFactors(recent);
  const level = levelOf(withoutOutliers(recent, week), week, origin);
  const season = seasonFrom(values, isOrdinary, origin, week);
  const expected = (at: number) => level * (week[at % WEEK] ?? 0);
  return { usual: (at) => Math.max(0, expected(at) * season(at)), variance: varianceOf(recent, expected) };
}

function lastOrdinary(values: readonly number[], isOrdinary: (at: number) => boolean, origin: number): readonly Dated[] {
  const days: Dated[] = [];
  for (let at = origin - 1; at >= 0 && days.length < PROFILE_DAYS; at--) if (isOrdinary(at)) days.push({ value: values[at] ?? 0, at });
  return days.reverse();
}

/** Seven factors with mean 1; all 0 where nothing was sold. */
function weekdayFactors(days: readonly Dated[]): readonly number[] {
  const all = trimmedMean(days.map(({ value }) => value));
  const means = Array.from({ length: WEEK }, (_, weekday) => {
    const own = days.filter(({ at }) => at % WEEK === weekday).map(({ value }) => value);
    return Math.max(0, own.length === 0 ? all : trimmedMean(own));
  });
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
function levelOf(days: readonly Dated[], week: readonly number[], origin: number): number {
  const weightOf = ({ at }: Dated) => 0.5 ** ((origin - 1 - at) / LEVEL_HALF_LIFE_DAYS);
  const expected = sum(days.map((day) => weightOf(day) * (week[day.at % WEEK] ?? 0)));
  return expected === 0 ? 0 : sum(days.map((day) => weightOf(day) * day.value)) / expected;
}

/** How a day differs from now by the time of year; 1 throughout where last year is not known. */
function seasonFrom(
  values: readonly number[],
  isOrdinary: (at: number) => boolean,
  origin: number,
  week: readonly number[],
): (at: number) => number {
  const then = origin - YEAR_DAYS;
  const before = then < 4 * WEEK ? [] : lastOrdinary(values, isOrdinary, then);
  const base = levelOf(before, week, then);
  if (before.length < LEAST_ORDINARY || !(base > 0)) return () => 1;
  return (at) => {
    let [brought, expected] = [0, 0];
    const middle = at - YEAR_DAYS;
    for (let day = Math.max(0, middle - SEASON_WINDOW_DAYS); day <= Math.min(middle + SEASON_WINDOW_DAYS, origin - 1); day++) {
      if (!isOrdinary(day)) continue;
      brought += values[day] ?? 0;
      expected += base * (week[day % WEEK] ?? 0);
    }
    const ratio = expected > 0 ? brought / expected : 1;
    return Math.min(Math.max(ratio, 1 / MOST_SEASON), MOST_SEASON) ** SEASON_SHARE;
  };
}

/** Drawn to that of other shops where few days are known. */
function varianceOf(days: readonly Dated[], expected: (at: number) => number): number {
  const all = sum(days.map(({ at }) => expected(at) ** 2));
  const seen = all === 0 ? 0 : sum(days.map(({ at, value }) => (value - expected(at)) ** 2)) / all;
  return (seen * days.length + DAY_VARIANCE * DAY_PRIOR_DAYS) / (days.length + DAY_PRIOR_DAYS);
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
