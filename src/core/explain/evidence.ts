/**
 * How much two periods of counts say that a segment went its own way.
 *
 * Counts x0 (before) and x1 (after) with expectations e0, e1 are compared by the share p of the later one:
 * x1 log p + x0 log(1 - p) with p = w r / (1 + w r), w = e1 / e0 and r the factor by which it changed. That is the exact
 * likelihood of Poisson counts given their sum, and, with shapes in the place of counts, of sums of gamma distributed
 * order values. The segment has r = c t, the rest of the shop r = c: c is what moved everybody, t the segment's own.
 */

export interface TwoPeriods {
  readonly before: number;
  readonly after: number;
  /** Expected after / expected before, had nothing changed. */
  readonly exposure: number;
}

export interface EvidenceOptions {
  /** How far (log, standard deviation) everything moves together on ordinary days. */
  readonly drift: number;
  /** How far (log, standard deviation) one segment wobbles on ordinary days, beyond counting noise. */
  readonly wobble: number;
  /** Scale (log) of changes worth naming: the prior is largest at sqrt(2) times it. */
  readonly scale: number;
  /** How probable it is that a change is a loss: what breaks is commoner than what doubles. */
  readonly losses: number;
}

export interface Evidence {
  /** Natural logarithm of the Bayes factor of "changed by a factor of its own" against "wobbled as ever". */
  readonly logBayesFactor: number;
  /** Log likelihood at t above that without it: twice it is a chi-square of one degree of freedom where nothing changed. */
  readonly gain: number;
  /** The likeliest own factor t. */
  readonly factor: number;
}

/** Beyond e^4.5 a factor is as good as infinite: a segment that began or ceased. */
const FARTHEST = 4.5;
const SMALLEST_GAIN = 0.5;
const SLAB_POINTS = 40;
const NULL_POINTS = 24;

/**
 * The alternative is a non-local prior, u² times a normal density in u = log t (Johnson and Rossell 2010): it vanishes at
 * no change, so a large shop's significant trifles stay trifles.
 */
export function weighEvidence(segment: TwoPeriods, rest: TwoPeriods, { drift, wobble, scale, losses }: EvidenceOptions): Evidence {
  const profile = (u: number) => profileDrift(segment, rest, u, drift);
  const best = maximise(profile);
  const gain = profile(best) - profile(0);
  // Where the best own factor explains hardly more than none, its odds are not worth working out.
  if (gain < SMALLEST_GAIN) return { logBayesFactor: gain - SMALLEST_GAIN - 3, gain, factor: Math.exp(best) };
  const width = widthAt(profile, best);
  const from = Math.max(-FARTHEST, best - 6 * width);
  const to = Math.min(FARTHEST, best + 6 * width);
  const slab = integrate(from, to, SLAB_POINTS, (u) => profile(u) + logMomentPrior(u, scale) + Math.log(2 * (u < 0 ? losses : 1 - losses)));
  const spike = integrate(-4 * wobble, 4 * wobble, NULL_POINTS, (u) => profile(u) + logNormal(u, wobble));
  return { logBayesFactor: slab - spike, gain, factor: Math.exp(best) };
}

/** The log likelihood of log t = u, at the best drift for it. */
function profileDrift(segment: TwoPeriods, rest: TwoPeriods, u: number, drift: number): number {
  let logC = 0;
  for (let step = 0; step < 20; step++) {
    const pSegment = shareOf(segment, logC + u);
    const pRest = shareOf(rest, logC);
    const nSegment = segment.before + segment.after;
    const nRest = rest.before + rest.after;
    const slope = segment.after - nSegment * pSegment + rest.after - nRest * pRest - logC / drift ** 2;
    const curvature = nSegment * pSegment * (1 - pSegment) + nRest * pRest * (1 - pRest) + 1 / drift ** 2;
    const move = Math.max(-1, Math.min(1, slope / curvature));
    logC += move;
    if (Math.abs(move) < 1e-6) break;
  }
  return logLikelihood(segment, logC + u) + logLikelihood(rest, logC) - logC ** 2 / (2 * drift ** 2);
}

function logLikelihood(counts: TwoPeriods, logRatio: number): number {
  const z = Math.log(counts.exposure) + logRatio;
  // log p = -log(1 + e^-z) and log(1 - p) = -log(1 + e^z), without overflow.
  return -counts.after * softPlus(-z) - counts.before * softPlus(z);
}

function softPlus(z: number): number {
  return z > 30 ? z : Math.log1p(Math.exp(z));
}

function shareOf({ exposure }: TwoPeriods, logRatio: number): number {
  return 1 / (1 + Math.exp(-Math.log(exposure) - logRatio));
}

/** The profile has one peak: golden section. */
function maximise(f: (u: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-FARTHEST, FARTHEST];
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [fa, fb] = [f(a), f(b)];
  while (high - low > 1e-3) {
    if (fa > fb) {
      [high, b, fb] = [b, a, fa];
      a = high - golden * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + golden * (high - low);
      fb = f(b);
    }
  }
  return (low + high) / 2;
}

/** The peak's standard deviation from its curvature; wide where it is flat. */
function widthAt(f: (u: number) => number, at: number): number {
  const step = 0.01;
  const curvature = -(f(at + step) - 2 * f(at) + f(at - step)) / step ** 2;
  return curvature > 1 ? 1 / Math.sqrt(curvature) : 1;
}

/** log of the integral of exp(f) over [from, to], by the trapezoidal rule. */
function integrate(from: number, to: number, intervals: number, f: (u: number) => number): number {
  const step = (to - from) / intervals;
  const values = Array.from({ length: intervals + 1 }, (_, index) => f(from + index * step));
  const largest = Math.max(...values);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  const sum = values.reduce((total, value, index) => total + Math.exp(value - largest) * (index === 0 || index === intervals ? 0.5 : 1), 0);
  return largest + Math.log(sum * step);
}

function logNormal(u: number, sd: number): number {
  return -((u / sd) ** 2) / 2 - Math.log(sd * Math.sqrt(2 * Math.PI));
}

function logMomentPrior(u: number, scale: number): number {
  return 2 * Math.log(Math.abs(u / scale)) + logNormal(u, scale);
}
