/**
 * The metric catalogue: what each number means, in formula and in words.
 *
 * Formulas and sentences follow Shopify's published definitions where there is one. Costs and deductions that a source
 * does not tell are `optional`: the answer is worked out without them and names them.
 */
import { COUNT_METRICS } from "./catalogue-counts.ts";
import { MONEY_METRICS } from "./catalogue-money.ts";
import { RATIO_METRICS } from "./catalogue-ratios.ts";
import type { MetricDefinition, MetricId } from "./metric.ts";

/** Every metric by its id. `satisfies` in the parts and this type together hold that none is left out. */
export const METRICS: Readonly<Record<MetricId, MetricDefinition>> = { ...MONEY_METRICS, ...COUNT_METRICS, ...RATIO_METRICS };
