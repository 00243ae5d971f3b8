/**
 * After how long without an order a customer of this shop is lapsing, and after how long lost: from its own reorders.
 *
 * The time that 80 % of repeat visits come within is what product analytics calls the usage interval (Amplitude, "The
 * Amplitude Guide to Behavioral Analytics", critical event and usage interval); here it is taken of days between two days
 * with orders. Each returning customer counts once, however often they came: else the few who order every week would
 * decide for all.
 */

/** Reorders so many days after the order day before. */
export interface ReorderGap {
  readonly days: number;
  /** Of each customer the share of their own gaps that is this long, added up over customers. */
  readonly customers: number;
}

export interface LapseTime {
  /** Absent for more days: lapsing. 80 % of reorders come sooner or then. */
  readonly lapsingAfterDays: number;
  /** Absent for more days: lost. 95 % of reorders come sooner or then. */
  readonly lostAfterDays: number;
  /** Customers with a reorder, whom this is taken from. */
  readonly returningCustomers: number;
}

export const LAPSING_SHARE = 0.8;
export const LOST_SHARE = 0.95;

/** Fewer returning customers say nothing about what is usual: the 95th percentile would be one person. */
export const LEAST_RETURNING_CUSTOMERS = 30;

/** Sums of fractions such as 1/3 end a hair beside the whole. */
const ROUNDING = 1e-6;

/** Null where too few customers have come back to tell. */
export function findLapseTime(gaps: readonly ReorderGap[]): LapseTime | null {
  const total = gaps.reduce((sum, { customers }) => sum + customers, 0);
  if (total + ROUNDING < LEAST_RETURNING_CUSTOMERS) return null;
  const sorted = [...gaps].sort((a, b) => a.days - b.days);
  const lapsingAfterDays = daysOfShare(sorted, total * LAPSING_SHARE);
  return {
    lapsingAfterDays,
    lostAfterDays: Math.max(daysOfShare(sorted, total * LOST_SHARE), lapsingAfterDays + 1),
    returningCustomers: Math.round(total),
  };
}

/** The shortest gap that so many customers' worth of gaps are no longer than. */
function daysOfShare(sorted: readonly ReorderGap[], wanted: number): number {
  let reached = 0;
  for (const { days, customers } of sorted) {
    reached += customers;
    if (reached + ROUNDING >= wanted) return days;
  }
  return sorted.at(-1)?.days ?? 0;
}
