/** The vocabulary of the metric catalogue: measures are stored and additive, metrics are formulas over them. */
import type { Localized } from "../locale.ts";

/** Additive facts kept per shop, bucket and channel. Money measures are minor units of the shop's currency. */
export const MEASURES = [
  "sessions",
  "visitors",
  "addToCarts",
  "checkouts",
  "convertedSessions",
  "orders",
  "units",
  "gross",
  "discounts",
  "returns",
  "tax",
  "shipping",
  "duties",
  "adSpend",
  "cogs",
  "newCustomers",
  "returningCustomers",
] as const;
export type Measure = (typeof MEASURES)[number];

/** Sums of measures over some stretch; an absent measure is "no data", which is not zero. */
export type MeasureSums = Readonly<Partial<Record<Measure, number>>>;

export const METRIC_IDS = [
  "sales",
  "gross",
  "total_sales",
  "discounts",
  "orders",
  "units",
  "traffic",
  "visitors",
  "conversion",
  "aov",
  "refunds",
  "refund_rate",
  "ad_spend",
  "roas",
  "cogs",
  "profit",
  "customers",
  "new_customers",
  "returning_customers",
  "returning_rate",
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

type Unit = "money" | "count" | "ratio";

/** A linear combination of measures: `gross - discounts - returns` is `{ gross: 1, discounts: -1, returns: -1 }`. */
export type LinearFormula = Readonly<Partial<Record<Measure, 1 | -1>>>;

/**
 * How a metric is worked out.
 *
 * `optional` measures of a sum count as nothing where the source does not tell them, and the answer names them as
 * missing; every other measure makes the value unknown where it is absent.
 */
export type Formula =
  | { readonly type: "sum"; readonly of: LinearFormula; readonly optional: readonly Measure[] }
  | {
      readonly type: "ratio";
      readonly numerator: LinearFormula;
      readonly denominator: LinearFormula;
      readonly optional: readonly Measure[];
    }
  /** Distinct customers over the whole period: never the sum over its days. */
  | { readonly type: "distinct-customers"; readonly which: "all" | "returning" | "returning-rate" }
  /** Chooses its numerator by what the source tells; see `conversion` in the catalogue. */
  | { readonly type: "conversion" };

export interface MetricDefinition {
  readonly id: MetricId;
  readonly unit: Unit;
  /** How a value is written: a ratio is a percentage ("3.1%") or a multiple ("3.2×"). */
  readonly display: "money" | "count" | "percent" | "multiple";
  readonly formula: Formula;
  /** Which way is good news: decides the colour of a change, and nothing else. */
  readonly good: "up" | "down" | "neither";
  readonly label: Localized;
  /** One sentence in plain words, the same under every answer, report and alert. */
  readonly definition: Localized;
  /** What people call it, lower case, most usual first; the first is what Shopbell prints back. */
  readonly names: { readonly en: readonly [string, ...string[]]; readonly zh: readonly [string, ...string[]] };
}
