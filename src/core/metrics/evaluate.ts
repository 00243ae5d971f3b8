/** Works a metric out of sums of measures. What is not told stays unknown: nothing is taken for zero in silence. */
import { METRICS } from "./catalogue.ts";
import { type Formula, type LinearFormula, MEASURES, type Measure, type MeasureSums, type MetricId } from "./metric.ts";

export interface MetricValue {
  /** Money in minor units (an average unrounded), counts whole, ratios plain (0.0312). Null: unknown, or a zero denominator. */
  readonly value: number | null;
  /** Measures the formula wants and no source tells. With a value: those it does without. */
  readonly missing: readonly Measure[];
  /** What conversion was counted from; only there. */
  readonly basis?: "converted-sessions" | "online-orders";
}

export interface MetricExtras {
  /** Counted over the whole period. Without them customer metrics are unknown. */
  readonly customers?: {
    readonly customers: number;
    readonly newCustomers: number;
    /** Null: not counted. */
    readonly repeatCustomers: number | null;
  } | null;
  /** Sums of the online channels only (`sumOnlineChannels`), for conversion. Absent: all of `sums` is online. */
  readonly online?: MeasureSums;
  /** Sums of the channels with ad spend only (`sumAdvertisedChannels`), for ROAS. Absent: blended over all of `sums`. */
  readonly advertised?: MeasureSums;
}

/** The costs that tell contribution from sales: with none of them known there is no contribution to speak of. */
const COSTS: readonly Measure[] = ["cogs", "adSpend"];

export function evaluateMetric(id: MetricId, sums: MeasureSums, extras: MetricExtras = {}): MetricValue {
  const { formula } = METRICS[id];
  switch (formula.type) {
    case "sum":
      if (id === "new_customers" && sums.newCustomers === undefined && extras.customers) {
        return { value: extras.customers.newCustomers, missing: [] };
      }
      if (id === "profit" && COSTS.every((cost) => sums[cost] === undefined)) return { ...evaluateSum(formula, sums), value: null };
      return evaluateSum(formula, sums);
    case "ratio":
      return evaluateRatio(formula, id === "roas" ? (extras.advertised ?? sums) : sums);
    case "distinct-customers":
      return evaluateCustomers(formula.which, extras.customers ?? null);
    case "conversion":
      return evaluateConversion(extras.online ?? sums);
  }
}

function evaluateSum({ of, optional }: Extract<Formula, { type: "sum" }>, sums: MeasureSums): MetricValue {
  const { value, missing } = addUp(of, optional, sums);
  return { value, missing };
}

function evaluateRatio(formula: Extract<Formula, { type: "ratio" }>, sums: MeasureSums): MetricValue {
  const above = addUp(formula.numerator, formula.optional, sums);
  const below = addUp(formula.denominator, formula.optional, sums);
  return { value: divide(above.value, below.value), missing: [...new Set([...above.missing, ...below.missing])] };
}

function evaluateConversion({ sessions, convertedSessions, orders }: MeasureSums): MetricValue {
  const converted = convertedSessions ?? orders;
  const basis = convertedSessions === undefined ? "online-orders" : "converted-sessions";
  const missing: Measure[] = [];
  if (sessions === undefined) missing.push("sessions");
  if (converted === undefined) missing.push("orders");
  return { value: divide(converted ?? null, sessions ?? null), missing, basis };
}

function evaluateCustomers(
  which: Extract<Formula, { type: "distinct-customers" }>["which"],
  counts: NonNullable<MetricExtras["customers"]> | null,
): MetricValue {
  if (counts === null) return { value: null, missing: [] };
  switch (which) {
    case "all":
      return { value: counts.customers, missing: [] };
    case "returning":
      return { value: counts.customers - counts.newCustomers, missing: [] };
    case "returning-rate":
      return { value: divide(counts.repeatCustomers, counts.customers), missing: [] };
  }
}

/** A linear combination; null where a measure that is not optional is absent. */
function addUp(of: LinearFormula, optional: readonly Measure[], sums: MeasureSums): MetricValue {
  let total = 0;
  let known = true;
  const missing: Measure[] = [];
  for (const measure of MEASURES) {
    const sign = of[measure];
    if (sign === undefined) continue;
    const value = sums[measure];
    if (value !== undefined) total += sign * value;
    else {
      missing.push(measure);
      known &&= optional.includes(measure);
    }
  }
  return { value: known ? total : null, missing };
}

function divide(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
}
