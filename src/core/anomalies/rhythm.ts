/** The weekly rhythm of a series in local time: how much busier than its level each hour of the week is. */

const HOURS_OF_WEEK = 168;

const HALF_LIFE_WEEKS = 13;
const KEEP = 0.5 ** (1 / (HALF_LIFE_WEEKS * HOURS_OF_WEEK));
/** Variance of one hour about its mean, beside what chance does to counts. */
const NOISE = 0.03;
/** How far, before any data, logarithms are believed to stray: hours of a channel from the shop's, days from each other, cells from hour x day. */
const PRIOR = { hour: 1, ownHour: 0.08, day: 0.08, cell: 0.03 } as const;

/**
 * Factors around 1: ratios of sums with exponential forgetting. Each hour of the week is drawn towards hour of day x
 * weekday, and a channel's hours of the day towards the whole shop's, as far as its data leaves room: 2 sessions an hour
 * borrow, 2,000 do not.
 */
export class Rhythm {
  readonly factors = new Float64Array(HOURS_OF_WEEK).fill(1);
  readonly hourFactors = new Float64Array(24).fill(1);
  private readonly seen = new Float64Array(HOURS_OF_WEEK);
  private readonly due = new Float64Array(HOURS_OF_WEEK);
  private readonly weeks = new Float64Array(HOURS_OF_WEEK);
  /** Weeks running in which the hour was in an alarm. */
  private readonly strange = new Uint8Array(HOURS_OF_WEEK);
  /** Later hours weigh more, instead of earlier ones less: nothing else has to be touched. */
  private weight = 1;

  /**
   * Whether an hour may teach the rhythm: one in an alarm may not, unless the same hour of the week before was in one too. What
   * comes back every week is no fault, and would else ring for ever, since it is never learned.
   */
  accepts(hourOfWeek: number, isInAlarm: boolean): boolean {
    const weeks = isInAlarm ? Math.min(2, (this.strange[hourOfWeek] ?? 0) + 1) : 0;
    this.strange[hourOfWeek] = weeks;
    return weeks !== 1;
  }

  /** @param level What the series would be at a factor of 1, in counts. */
  learn(hourOfWeek: number, value: number, level: number): void {
    this.weight /= KEEP;
    add(this.seen, hourOfWeek, value * this.weight);
    add(this.due, hourOfWeek, level * this.weight);
    add(this.weeks, hourOfWeek, this.weight);
  }

  /** Works the factors out anew: once a day is enough. */
  refresh(whole: Rhythm | null): void {
    const hours = Array.from({ length: 24 }, (_, hour) =>
      this.shrunk((cell) => cell % 24 === hour, 1, whole?.hourFactors[hour] ?? 1, whole ? PRIOR.ownHour : PRIOR.hour),
    );
    // The 24 hours of one day stray together: they are one observation of the day.
    const days = Array.from({ length: 7 }, (_, day) => this.shrunk((cell) => Math.floor(cell / 24) === day, 1 / 24, 1, PRIOR.day));
    for (let cell = 0; cell < HOURS_OF_WEEK; cell++) {
      const prior = (hours[cell % 24] ?? 1) * (days[Math.floor(cell / 24)] ?? 1);
      this.factors[cell] = this.shrunk((other) => other === cell, 1, prior, PRIOR.cell);
    }
    normalise(this.factors);
    for (let hour = 0; hour < 24; hour++) this.hourFactors[hour] = hours[hour] ?? 1;
    normalise(this.hourFactors);
  }

  /** Precision-weighted mean of what was seen and the prior. */
  private shrunk(isIn: (cell: number) => boolean, independence: number, prior: number, priorVariance: number): number {
    let [seen, due, weeks] = [0, 0, 0];
    for (let cell = 0; cell < HOURS_OF_WEEK; cell++) {
      if (!isIn(cell)) continue;
      seen += (this.seen[cell] ?? 0) / this.weight;
      due += (this.due[cell] ?? 0) / this.weight;
      weeks += (this.weeks[cell] ?? 0) / this.weight;
    }
    if (due <= 0) return prior;
    const noise = 1 / (prior * due) + NOISE / (weeks * independence);
    return prior + (priorVariance / (priorVariance + noise)) * (seen / due - prior);
  }
}

function add(cells: Float64Array, index: number, amount: number): void {
  cells[index] = (cells[index] ?? 0) + amount;
}

function normalise(factors: Float64Array): void {
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  if (mean > 0) for (const [index, factor] of factors.entries()) factors[index] = Math.max(factor / mean, 1e-3);
}
