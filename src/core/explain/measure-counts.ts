/** Sessions and orders of two periods, worth as much as the cells' own unrest leaves of them. */
import type { TwoPeriods } from "./evidence.ts";
import { mainEffects } from "./model-rates.ts";
import type { Cell } from "./table.ts";

export interface Count {
  readonly seen: number;
  /** Up to a factor common to all cells. */
  readonly expected: number;
}

/** Smaller cells tell counting noise only; with fewer such cells unrest cannot be told from causes. */
const EVENTS_TO_JUDGE = 10;
const CELLS_TO_JUDGE = 30;

/** The median of a chi-square of one degree of freedom. */
const CHI_SQUARE_MEDIAN = 0.4549;

/** Statistics: seen before and after, expected before and after, size, size x unrest. */
export function measureCounts(cells: readonly Cell[], before: readonly Count[], after: readonly Count[]): readonly (readonly number[])[] {
  const variance = estimateUnrest(cells, before, after);
  return before.map((b, index) => {
    const a = after[index] ?? { seen: 0, expected: 0 };
    // One over the variance of log(after / before).
    const size = b.seen + a.seen > 0 ? (b.seen * a.seen) / (b.seen + a.seen) : 0;
    return [b.seen, a.seen, b.expected, a.expected, size, size * size * variance];
  });
}

/** Counts shrunk as if fewer had been counted: quasi-likelihood (McCullagh and Nelder 1989, 9). */
export function compareCounts([x0 = 0, x1 = 0, e0 = 0, e1 = 0, size = 0, unrest = 0]: readonly number[]): TwoPeriods {
  if (e0 <= 0 || e1 <= 0) return { before: 0, after: 0, exposure: 1 };
  const dispersion = size > 0 ? 1 + unrest / size : 1;
  return { before: x0 / dispersion, after: x1 / dispersion, exposure: e1 / e0 };
}

/**
 * The variance (log) that cells have beyond counting noise: each squared residual around the main effects is expected to be
 * 1 + variance x size. By the median, so that a cause in a few cells is not taken for noise.
 */
function estimateUnrest(cells: readonly Cell[], before: readonly Count[], after: readonly Count[]): number {
  const residuals = residualsOf(cells, before, after);
  const medianAt = (variance: number) => medianOf(residuals.map(({ square, size }) => square / (1 + variance * size)));
  if (residuals.length < CELLS_TO_JUDGE || medianAt(0) <= CHI_SQUARE_MEDIAN) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (medianAt(middle) > CHI_SQUARE_MEDIAN) low = middle;
    else high = middle;
  }
  return high;
}

function residualsOf(cells: readonly Cell[], before: readonly Count[], after: readonly Count[]) {
  const positions = before.map((_, index) => index);
  const overall = ratioOf(positions, before, after);
  const effects = mainEffects(cells, (part) => ratioOf(part, before, after) / overall);
  return positions.flatMap((index) => {
    const b = before[index];
    const a = after[index];
    if (b === undefined || a === undefined || b.expected <= 0 || b.seen + a.seen < EVENTS_TO_JUDGE) return [];
    const odds = (overall * (effects[index] ?? 1) * a.expected) / b.expected;
    const n = b.seen + a.seen;
    const p = odds / (1 + odds);
    const size = n * p * (1 - p);
    return size < 1 ? [] : [{ square: (a.seen - n * p) ** 2 / size, size }];
  });
}

/** How much more there was than expected, after against before. */
function ratioOf(positions: readonly number[], before: readonly Count[], after: readonly Count[]): number {
  const sum = (counts: readonly Count[], of: keyof Count) =>
    positions.reduce((total, position) => total + (counts[position]?.[of] ?? 0), 0);
  const [e0, e1] = [sum(before, "expected"), sum(after, "expected")];
  // Half an event: a ratio is wanted also where nothing was seen.
  return e0 > 0 && e1 > 0 ? (sum(after, "seen") + 0.5) / e1 / ((sum(before, "seen") + 0.5) / e0) : 1;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
