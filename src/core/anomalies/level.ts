/** A slowly moving level: a ratio of sums with forgetting, carried forward along its trend. */

/** Two memories of different age tell which way the level goes. */
const FAST_HALF_LIFE_H = 14 * 24;
const SLOW_HALF_LIFE_H = 42 * 24;
const STEADY_HALF_LIFE_H = 35 * 24;
/** A trend is believed as far as it stands out of this: variance of a log-level per hour of age, and the usual trend a day. */
const TREND_VARIANCE = (0.012 / 24) ** 2;

class Memory {
  private seen = 0;
  private due = 0;
  /** Hours learned, forgotten at the same pace. */
  hours = 0;
  private readonly keep: number;

  constructor(halfLifeHours: number) {
    this.keep = 0.5 ** (1 / halfLifeHours);
  }

  learn(value: number, basis: number): void {
    this.seen = this.seen * this.keep + value;
    this.due = this.due * this.keep + basis;
    this.hours = this.hours * this.keep + 1;
  }

  ratio(prior: number, priorBasis: number): number {
    const due = this.due + priorBasis;
    return due > 0 ? (this.seen + prior * priorBasis) / due : 0;
  }

  /** Believes a new ratio as if its last `hours` had been at it. */
  restart(ratio: number, hours: number): void {
    const share = this.hours > hours ? hours / this.hours : 1;
    this.due *= share;
    this.seen = ratio * this.due;
    this.hours *= share;
  }

  /** Mean age of what is remembered, while it fills up too. */
  get ageHours(): number {
    return this.hours / 2 < 1 ? 0 : Math.min(this.hours, 1 / (1 - this.keep)) * 0.9;
  }

  get basis(): number {
    return this.due;
  }
}

export class Level {
  private readonly fast: Memory;
  private readonly slow: Memory;
  /** Variance of a day's mean about the level, as a logarithm. */
  private readonly dayVariance: number;

  private readonly hasTrend: boolean;

  /** @param movement A "growing" level is carried along its trend; a "steady" one is not, so that its slow decay is a fault. */
  constructor(movement: "growing" | "steady", dayVariance: number) {
    this.hasTrend = movement === "growing";
    this.fast = new Memory(this.hasTrend ? FAST_HALF_LIFE_H : STEADY_HALF_LIFE_H);
    this.slow = new Memory(SLOW_HALF_LIFE_H);
    this.dayVariance = dayVariance;
  }

  /** @param basis What the value would be at a level of 1: a rhythm's factor, or sessions. */
  learn(value: number, basis: number): void {
    this.fast.learn(value, basis);
    this.slow.learn(value, basis);
  }

  /** Begins again at `factor` times the level, as sure of it as after `hours`: what lasted so long is the new usual. */
  restart(factor: number, hours: number): void {
    const level = this.fast.ratio(0, 0) * factor;
    this.fast.restart(level, hours);
    this.slow.restart(level, hours);
  }

  /** The level `aheadHours` after the last hour learned. `prior` counts as `priorBasis` of basis. */
  forecast(aheadHours: number, prior = 0, priorBasis = 0): number {
    const near = this.fast.ratio(prior, priorBasis);
    const far = this.slow.ratio(prior, priorBasis);
    if (!this.hasTrend || near <= 0 || far <= 0) return near;
    const apart = this.slow.ageHours - this.fast.ageHours;
    if (apart < 5 * 24) return near;
    const noise = (2 * this.variance(near)) / (apart * apart);
    const trend = (Math.log(near / far) / apart) * (TREND_VARIANCE / (TREND_VARIANCE + noise));
    return near * Math.exp(trend * (this.fast.ageHours + aheadHours));
  }

  /** Variance of the level's logarithm: too few counts, too few days. With weeks of data the windows' own dispersion tells the rest. */
  variance(level: number): number {
    const days = this.fast.hours / 24;
    return 1 / (1 + level * this.fast.basis) + this.dayVariance / (1 + (days * days) / 14);
  }

  get learnedHours(): number {
    return this.slow.hours;
  }
}
