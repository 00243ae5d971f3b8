/**
 * How wide a range must be to hold: as wide as four of five trials in the shop's own past needed (split conformal, Lei et al.
 * 2018), drawn to the width that the model gives where trials are few.
 */
import type { Projection } from "./project-close.ts";

export interface Trial {
  readonly projection: Projection;
  readonly close: number;
}

const RANGE_SHARE = 0.8;
/** The model's own. */
const MODEL_WIDTH = { width: 1, trials: 20 };
const LEAST_WIDTH = 0.5;
const MOST_WIDTH = 3;

/** A factor on both sides of a range; without any trials that of the prior. @param prior Its width, and how many trials it weighs as much as. */
export function learnWidth(trials: readonly Trial[], prior = MODEL_WIDTH): number {
  const needed = trials.map(neededWidth).sort((a, b) => a - b);
  const rank = Math.min(Math.ceil(RANGE_SHARE * (needed.length + 1)), needed.length);
  const width = Math.min(Math.max(needed[rank - 1] ?? 1, LEAST_WIDTH), MOST_WIDTH);
  const share = needed.length / (needed.length + prior.trials);
  return width ** share * prior.width ** (1 - share);
}

/** @param least What is in already: no close lies below it. */
export function widen({ close, low, high }: Projection, width: number, least: number): Projection {
  return { close, low: Math.max(least, Math.round(close - width * (close - low))), high: Math.round(close + width * (high - close)) };
}

/** 1 where the outcome lies just at the range's edge. */
function neededWidth({ projection: { close: projected, low, high }, close }: Trial): number {
  const side = close > projected ? high - projected : projected - low;
  return Math.abs(close - projected) / Math.max(side, 1);
}
