/**
 * How unlikely an observation is, in nats: the natural logarithm of one over the tail's probability. Never negative.
 *
 * Counts are overdispersed (negative binomial; Poisson where the dispersion is 0). Their tail is the saddlepoint
 * approximation of Lugannani and Rice (1980) with Daniels' (1987) continuity correction, which stays accurate to some per
 * cent far out in the tail, where detection works, and costs a handful of logarithms whatever the size of the counts.
 */

const HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);
/** Nearer to the mean than this there is no evidence worth a number. */
const NO_EVIDENCE = Math.LN2;

/**
 * Evidence that a count does not come from its expectation, in the direction in which it departs.
 *
 * @param count May be fractional: money in units of its usual size.
 * @param dispersion Variance is `mean + dispersion * mean²`.
 */
export function countEvidence(count: number, mean: number, dispersion: number): number {
  if (!(mean > 0)) return 0;
  // The two ends of the scale are exact: nothing at all, and anything at all.
  const none = dispersion > 1e-9 ? Math.log1p(dispersion * mean) / dispersion : mean;
  if (count < mean && count <= 0) return none;
  if (count > mean && count <= 1) return -Math.log(-Math.expm1(-none));
  // P(X <= x) and P(X >= x) of whole numbers, taken half a step towards the mean.
  const x = count < mean ? count + 0.5 : count - 0.5;
  if (count < mean ? x >= mean : x <= mean) return NO_EVIDENCE;
  const w = Math.sqrt(2 * countDivergence(x, mean, dispersion));
  const s = Math.log((x * (1 + dispersion * mean)) / (mean * (1 + dispersion * x)));
  const u = 2 * Math.abs(Math.sinh(s / 2)) * Math.sqrt(x * (1 + dispersion * x));
  if (w < 0.1) return NO_EVIDENCE;
  return Math.max(0, (w * w) / 2 + HALF_LOG_2_PI - Math.log(Math.max(millsRatio(w) + 1 / u - 1 / w, 0.2 * millsRatio(w))));
}

/** Kullback-Leibler divergence of the count's own distribution from the expected one: the log-likelihood ratio, maximised. */
export function countDivergence(count: number, mean: number, dispersion: number): number {
  const gain = count > 0 ? count * Math.log(count / mean) : 0;
  if (dispersion < 1e-9) return Math.max(0, gain - count + mean);
  const size = 1 / dispersion;
  return Math.max(0, gain - (count + size) * Math.log((count + size) / (mean + size)));
}

/** Log-likelihood ratio of one expectation against another for the same count. */
export function countLikelihoodRatio(count: number, mean: number, otherMean: number, dispersion: number): number {
  const gain = count * Math.log(mean / otherMean);
  if (dispersion < 1e-9) return gain - mean + otherMean;
  return gain - (count + 1 / dispersion) * Math.log((1 + dispersion * mean) / (1 + dispersion * otherMean));
}

/** Evidence of a standard normal value, in its own direction. */
export function normalEvidence(z: number): number {
  const t = Math.abs(z);
  return (t * t) / 2 + HALF_LOG_2_PI - Math.log(millsRatio(t));
}

/**
 * Evidence where the variance itself is only estimated, from so many observations: Student's tail in place of the normal one
 * of the same deviation, which matters far out, where detection works.
 */
export function studentEvidence(nats: number, observations: number): number {
  return ((observations + 1) / 2) * Math.log1p((2 * nats) / observations);
}

/** Upper tail of the standard normal over its density, `(1 - Φ(t)) / φ(t)` for t >= 0. */
export function millsRatio(t: number): number {
  if (t < 2) {
    // Abramowitz and Stegun 26.2.17.
    const k = 1 / (1 + 0.2316419 * t);
    const series = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
    return series * Math.sqrt(2 * Math.PI) * 0.3989422804014327;
  }
  let fraction = t;
  for (let term = 24; term >= 1; term--) fraction = t + term / fraction;
  return 1 / fraction;
}
