/** The measures as columns: one list for every table that has them. */
import { MEASURES, type Measure } from "../../core/metrics/metric.ts";

export type MeasureColumn = Measure | "returnsOrderDay";

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Measure → column name, of a rollup: with the returns booked back to their orders. */
export const ROLLUP_COLUMNS: readonly (readonly [MeasureColumn, string])[] = [
  ...MEASURES.map((measure) => [measure, snake(measure)] as const),
  ["returnsOrderDay", "returns_order_day"],
];

export const columnOf = (measure: MeasureColumn): string => snake(measure);

/** Where a shop has order facts these come from them, and metrics rows that tell them too are left aside. */
export const ORDER_MEASURES: ReadonlySet<Measure> = new Set<Measure>([
  "orders",
  "units",
  "gross",
  "discounts",
  "returns",
  "tax",
  "shipping",
  "duties",
  "newCustomers",
  "returningCustomers",
]);
