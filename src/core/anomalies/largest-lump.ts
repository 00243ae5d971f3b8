/**
 * Single orders and refunds have tails that no distribution of a few weeks tells: a wholesale order, a batch of returns
 * booked at once. So one hour is no evidence by its size alone, unless it is beyond everything the shop has seen.
 */
export class LargestLump {
  private largest = 0;

  /** Of an hour that is some days past, in an alarm or not: what has been seen once is no surprise. */
  learn(excess: number): void {
    this.largest = Math.max(this.largest, excess);
  }

  /** What counts of an hour: all of it up to `bound` above what is expected, and all of it where it is larger than any before. */
  weigh(observed: number, expected: number, bound: number): number {
    const excess = observed - expected;
    return excess > this.largest ? observed : expected + Math.min(excess, bound);
  }
}
