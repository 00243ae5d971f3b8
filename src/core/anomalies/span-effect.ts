/** What a span outside the ordinary (a campaign, the days after it, a holiday) does to a series, learned while it runs. */

/** Logarithm of the factor, and its variance. */
export interface Effect {
  readonly log: number;
  readonly variance: number;
}

export interface EffectPrior extends Effect {
  /** How far the effect walks from hour to hour, as a variance. */
  readonly drift: number;
}

/**
 * A local level on a log scale (a scalar Kalman filter): begins at the prior, which earlier spans of the kind have moved,
 * follows the hours as they come in, and drifts a little. Its variance widens the forecast of the next hour.
 */
export class SpanEffect {
  private log = 0;
  private variance = 0;
  private hours = 0;
  private sum = 0;
  /** What earlier spans came to. */
  private past = { count: 0, sum: 0, squares: 0 };
  private readonly prior: EffectPrior;

  constructor(prior: EffectPrior) {
    this.prior = prior;
  }

  begin(): void {
    this.close();
    const { log, variance } = this.usual();
    this.log = log;
    this.variance = variance;
  }

  /** What the hour is expected to be multiplied by. */
  get effect(): Effect {
    return { log: this.log, variance: this.variance };
  }

  /**
   * @param expected Without the effect.
   * @param noise Variance of the logarithm of `seen` beside that of a Poisson count.
   */
  learn(seen: number, expected: number, noise: number): void {
    this.variance += this.prior.drift;
    if (expected <= 0) return;
    const mean = expected * Math.exp(this.log);
    // Linearised about the present estimate: counts of 0 have no logarithm. One wild hour moves it three deviations at most.
    const error = 1 / mean + noise;
    const bound = 3 * Math.sqrt(error + this.variance);
    const surprise = Math.max(-bound, Math.min(bound, seen / mean - 1));
    const gain = this.variance / (this.variance + error);
    this.log += gain * surprise;
    this.variance *= 1 - gain;
    this.hours += 1;
    this.sum += this.log;
  }

  /** Precision-weighted: the stated prior counts as one span, and its spread as two. */
  private usual(): Effect {
    const { count, sum, squares } = this.past;
    const mean = (this.prior.log + sum) / (1 + count);
    const spread = (2 * this.prior.variance + squares - 2 * mean * sum + count * mean * mean) / (2 + count);
    return { log: mean, variance: spread * (1 + 1 / (1 + count)) };
  }

  private close(): void {
    if (this.hours >= 6) {
      const mean = this.sum / this.hours;
      this.past = { count: this.past.count + 1, sum: this.past.sum + mean, squares: this.past.squares + mean * mean };
    }
    this.hours = 0;
    this.sum = 0;
  }
}
