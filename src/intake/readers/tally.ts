/** What an import did that people should hear of, counted while it runs. */
export interface Tally {
  /** Local times that the clock passed twice: the earlier one was taken. */
  repeatedHours: number;
  /** Timestamps without a clock time: counted at the start of their day. */
  dateOnly: number;
  /** Refunds whose source gives no day of their own: booked on the day of their order. */
  undatedReversals: number;
  /** Cancelled orders whose source gives no day of cancellation: not reversed. */
  cancelledUndated: number;
  /** Rows that are fine and no facts, by reason. */
  readonly leftOut: Map<string, number>;
  /** Lines whose amount had more decimals than the currency. */
  roundedLines: number;
  /** What rounding added to the sum, in 10^-20 of the currency: exact. */
  roundingMoved: bigint;
}

/** The scale of `Tally.roundingMoved`; no amount may have more decimals. */
export const MAX_DECIMALS = 20;

export function createTally(): Tally {
  return {
    repeatedHours: 0,
    dateOnly: 0,
    undatedReversals: 0,
    cancelledUndated: 0,
    leftOut: new Map(),
    roundedLines: 0,
    roundingMoved: 0n,
  };
}

/** Null, the fact that a row left out gives. */
export function countLeftOut(tally: Tally, reason: string, rows = 1): null {
  tally.leftOut.set(reason, (tally.leftOut.get(reason) ?? 0) + rows);
  return null;
}

/** "-0.005": what rounding added, as an exact decimal without trailing zeros. */
export function roundingMovedText(tally: Pick<Tally, "roundingMoved">): string {
  const sign = tally.roundingMoved < 0n ? "-" : "";
  const digits = String(tally.roundingMoved < 0n ? -tally.roundingMoved : tally.roundingMoved).padStart(MAX_DECIMALS + 1, "0");
  const fraction = digits.slice(-MAX_DECIMALS).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -MAX_DECIMALS)}${fraction === "" ? "" : `.${fraction}`}`;
}
