/** Of the customers who first ordered in a month, the share that ordered again, and how soon. */
import { addDays, addMonths } from "../calendar/business-day.ts";
import type { BusinessDay } from "../calendar/period.ts";

/** Days from the first order to the second. */
export const COHORT_WINDOWS = [30, 60, 90, 180] as const;

/** As counted: who ordered a second time within each window, in the windows' order, and ever. */
export interface CohortCounts {
  /** The first day of the month. */
  readonly month: BusinessDay;
  readonly customers: number;
  readonly secondWithin: readonly number[];
  readonly secondEver: number;
}

export interface Cohort {
  readonly month: BusinessDay;
  readonly customers: number;
  /** Of the customers, by window; null where not everybody of the month has had that long. */
  readonly rates: readonly (number | null)[];
  readonly rateEver: number;
}

/**
 * A rate stands only where the month's last newcomer has had the whole window: else young months look disloyal.
 *
 * @param toDay The first day that is not known yet.
 */
export function buildCohorts(counts: readonly CohortCounts[], toDay: BusinessDay): readonly Cohort[] {
  return counts
    .filter(({ customers }) => customers > 0)
    .map(({ month, customers, secondWithin, secondEver }) => {
      const lastNewcomer = addDays(addMonths(month, 1), -1);
      return {
        month,
        customers,
        rates: COHORT_WINDOWS.map((days, index) => (addDays(lastNewcomer, days) < toDay ? (secondWithin[index] ?? 0) / customers : null)),
        rateEver: secondEver / customers,
      };
    })
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** The longest window that at least `months` cohorts have behind them; else the shortest. Its place in `COHORT_WINDOWS`. */
export function windowToShow(cohorts: readonly Cohort[], months: number): number {
  const known = COHORT_WINDOWS.map((_, index) => cohorts.filter(({ rates }) => rates[index] !== null).length);
  return Math.max(
    0,
    known.findLastIndex((count) => count >= months),
  );
}
