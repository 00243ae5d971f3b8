/** A shop's numbers in two periods, cut into cells: what a change is explained from. */

/** What sales are made of: sessions x orders per session x revenue per order. */
export type Factor = "traffic" | "conversion" | "aov";

/** Sums of one period. Revenue in minor units. */
export interface Totals {
  readonly sessions: number;
  readonly orders: number;
  readonly revenue: number;
}

export interface Cell {
  /** One value a dimension, in the order of the table's dimensions. */
  readonly keys: readonly string[];
  readonly before: Totals;
  readonly after: Totals;
}

export interface ChangeTable {
  readonly dimensions: readonly string[];
  readonly cells: readonly Cell[];
  /** Lengths of the periods: only their quotient counts. */
  readonly daysBefore: number;
  readonly daysAfter: number;
}

export const NOTHING: Totals = { sessions: 0, orders: 0, revenue: 0 };

export function addTotals(a: Totals, b: Totals): Totals {
  return { sessions: a.sessions + b.sessions, orders: a.orders + b.orders, revenue: a.revenue + b.revenue };
}

/** The totals of a stretch as long as `times` of it: lays periods of unequal length beside each other. */
export function scaleTotals({ sessions, orders, revenue }: Totals, times: number): Totals {
  return { sessions: sessions * times, orders: orders * times, revenue: revenue * times };
}

export function sumPeriod(cells: readonly Cell[], period: "before" | "after"): Totals {
  return cells.reduce((sum, cell) => addTotals(sum, cell[period]), NOTHING);
}
