/** When a number that was published has moved: whether that is worth a word, and where it comes from. */
import { compareValues } from "../metrics/compare.ts";
import { PUBLISHED_METRICS, type PublishedFigures, type PublishedMetric } from "./published-figures.ts";

/** A published day that moves by less is not worth a notice. */
const WORTH_A_NOTICE = 0.02;

export interface FigureChange {
  readonly metric: PublishedMetric;
  readonly before: number | null;
  readonly now: number | null;
}

/** Which published figures are not what they were, most important first. */
export function changedFigures(before: PublishedFigures, now: PublishedFigures): readonly FigureChange[] {
  return PUBLISHED_METRICS.map((metric) => ({ metric, before: before[metric] ?? null, now: now[metric] ?? null })).filter(
    (change) => change.before !== change.now,
  );
}

/** What moved net sales: each in minor units of net sales, so that they add up to the change. */
export interface RestatementCauses {
  readonly lateOrders: number;
  readonly discounts: number;
  readonly refunds: number;
}

export interface Restatement {
  readonly before: number;
  readonly now: number;
  readonly changeRatio: number;
  /** More orders than were published; negative where orders were taken back. */
  readonly ordersAdded: number | null;
  readonly causes: RestatementCauses;
}

/** Null where net sales have not moved by the share that counts, or either side is unknown. */
export function findRestatement(before: PublishedFigures, now: PublishedFigures, worthANotice = WORTH_A_NOTICE): Restatement | null {
  const [was, is] = [before.sales ?? null, now.sales ?? null];
  if (was === null || is === null || was === is) return null;
  const changeRatio = compareValues(is, was).changeRatio ?? Math.sign(is - was);
  if (Math.abs(changeRatio) < worthANotice) return null;
  const moved = (metric: PublishedMetric): number => (now[metric] ?? 0) - (before[metric] ?? 0);
  return {
    before: was,
    now: is,
    changeRatio,
    ordersAdded: before.orders == null || now.orders == null ? null : now.orders - before.orders,
    causes: { lateOrders: moved("gross"), discounts: -moved("discounts"), refunds: -moved("refunds") },
  };
}
