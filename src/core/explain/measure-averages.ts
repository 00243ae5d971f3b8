/**
 * Average order values of two periods, compared as logarithms: order values are skewed, and one large order is no cause.
 *
 * A cell's average of n orders has the log variance v = log(1 + cv² / n) around the log of its mean less v / 2 (a sum of
 * lognormals taken for lognormal; Fenton 1960).
 */
import type { TwoPeriods } from "./evidence.ts";
import type { Cell, Totals } from "./table.ts";

/** Averages beyond e^3 times the expected, or below e^-3 of it, count as at that bound. */
const FARTHEST = 3;

/** Statistics: weights before and after, weighted logarithms before and after. */
export function measureAverages(
  cells: readonly Cell[],
  expected: readonly number[],
  own: readonly number[],
): readonly (readonly number[])[] {
  const before = cells.map((cell, index) => deviation(cell.before, expected[index] ?? 0));
  const after = cells.map((cell, index) => deviation(cell.after, (expected[index] ?? 0) * (own[index] ?? 1)));
  const variance = estimateOrderVariance([...before, ...after].filter(({ orders }) => orders > 0));
  const weigh = ({ log, orders }: Deviation): readonly [number, number] => {
    if (orders === 0) return [0, 0];
    const spread = Math.log1p(variance / orders);
    return [1 / spread, (log + spread / 2) / spread];
  };
  return before.map((each, index) => {
    const [w0, l0] = weigh(each);
    const [w1, l1] = weigh(after[index] ?? { log: 0, orders: 0 });
    return [w0, w1, l0, l1];
  });
}

/** As the likelihood in evidence.ts wants it: gamma shapes of about one over the variance of each mean, crosswise. */
export function compareAverages([w0 = 0, w1 = 0, l0 = 0, l1 = 0]: readonly number[]): TwoPeriods {
  if (w0 <= 0 || w1 <= 0) return { before: 0, after: 0, exposure: 1 };
  return { before: w1, after: w0, exposure: w0 / w1 / Math.exp(l1 / w1 - l0 / w0) };
}

interface Deviation {
  readonly log: number;
  /** 0 = nothing to tell. */
  readonly orders: number;
}

function deviation({ orders, revenue }: Totals, expected: number): Deviation {
  if (orders <= 0 || expected <= 0) return { log: 0, orders: 0 };
  const ratio = Math.max(revenue, 0) / orders / expected;
  return { log: Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(ratio))), orders };
}

/** cv² of single orders, such that the squared deviations are on average what it makes them. */
function estimateOrderVariance(deviations: readonly Deviation[]): number {
  let [low, high] = [1e-4, 20];
  for (let step = 0; step < 30; step++) {
    const middle = Math.sqrt(low * high);
    let excess = 0;
    for (const { log, orders } of deviations) {
      const spread = Math.log1p(middle / orders);
      excess += Math.min((log + spread / 2) ** 2 / spread, FARTHEST ** 2) - 1;
    }
    if (excess > 0) low = middle;
    else high = middle;
  }
  return high;
}
