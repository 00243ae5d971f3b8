/** How a running target stands: what should have come in by now, what will by the end, and what each day left has to bring. */
import type { ResolvedPeriod } from "../calendar/period.ts";
import type { Forecast } from "./forecast.ts";
import type { Target } from "./target.ts";

/** A target beside what came in, for the whole period asked about. */
export interface TargetStanding {
  /** The whole period, over or not. */
  readonly period: ResolvedPeriod;
  /** Of the whole period. */
  readonly target: number;
  /** Of the part counted so far; the target itself where the period is over. */
  readonly toDate: number;
  readonly actual: number | null;
  /** Null where the period is over, or nothing can be said of the rest of it. */
  readonly outlook: TargetOutlook | null;
}

export interface TargetOutlook {
  /** The whole period's sum at its end. */
  readonly forecast: Forecast | null;
  /** Days whose numbers are not complete yet, today among them. */
  readonly daysLeft: number;
  /** What each of them has to bring; 0 where the target is reached. */
  readonly neededPerDay: number;
  /** What each complete day of the period brought; null before the first is over. */
  readonly perDay: number | null;
}

export interface StoodTarget {
  readonly target: Target;
  /** Null before its first day. */
  readonly standing: TargetStanding | null;
}

export interface RunningSum {
  readonly target: number;
  /** Of the period's complete days, one value a day. */
  readonly complete: readonly number[];
  readonly daysLeft: number;
  /** All that is in, the hours of today among it. */
  readonly actual: number;
  /** Of the days left. */
  readonly rest: Forecast | null;
}

export function lookAhead({ target, complete, daysLeft, actual, rest }: RunningSum): TargetOutlook {
  const before = complete.reduce((sum, value) => sum + value, 0);
  // What is in already does not go away again: a good morning may beat the day's forecast.
  const atEnd = (value: number): number => Math.round(Math.max(before + value, actual));
  return {
    forecast: rest && {
      point: atEnd(rest.point),
      range: { low: atEnd(rest.range.low), high: atEnd(rest.range.high) },
    },
    daysLeft,
    neededPerDay: Math.max(0, target - before) / daysLeft,
    perDay: complete.length === 0 ? null : before / complete.length,
  };
}
