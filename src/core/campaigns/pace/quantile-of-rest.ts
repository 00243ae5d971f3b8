/** Quantiles of what is yet to come: perhaps nothing at all, else an amount that is never negative and has a long upper tail. */

export interface Outlook {
  readonly mean: number;
  /** Over the mean's square. */
  readonly variance: number;
  readonly chanceOfNone: number;
}

/** A gamma distribution of the same mean and variance beside the chance of none; by Wilson and Hilferty's cube root (1931). */
export function quantileOfRest({ mean, variance, chanceOfNone }: Outlook, share: number): number {
  if (share <= chanceOfNone) return 0;
  const some = 1 - chanceOfNone;
  const ninth = Math.max((1 + variance) * some - 1, 0) / 9;
  const root = 1 - ninth + normalQuantile((share - chanceOfNone) / some) * Math.sqrt(ninth);
  return (mean / some) * Math.max(root, 0) ** 3;
}

/** Abramowitz and Stegun 26.2.23: off by less than 0.00045. */
function normalQuantile(share: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(share, 1 - share)));
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return share < 0.5 ? -z : z;
}
