const KEEP = 0.5 ** (1 / (90 * 24));
/** A departure beyond five deviations counts as five. */
const WILD = 25;

/** A ratio of sums with forgetting, drawn to a prior: how much single orders scatter. */
export class RunningRatio {
  private over = 0;
  private under = 0;
  private count = 0;
  private readonly prior: number;
  private readonly priorHours: number;

  constructor(prior: number, priorHours: number) {
    this.prior = prior;
    this.priorHours = priorHours;
  }

  /** Never nothing: where other scatter is taken off what is learned, chance may leave less than none. */
  get value(): number {
    if (this.under <= 0) return this.prior;
    const belief = (this.priorHours * this.under) / this.count;
    return Math.max(this.prior / 100, (this.over + this.prior * belief) / (this.under + belief));
  }

  learn(over: number, under: number): void {
    if (!(under > 0)) return;
    this.over = this.over * KEEP + Math.min(over, WILD * this.value * under);
    this.under = this.under * KEEP + under;
    this.count = this.count * KEEP + 1;
  }
}
