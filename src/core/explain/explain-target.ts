/**
 * A number beside its target, split by the targets of its factors. Sales are sessions x conversion x order value x the rest,
 * with the rest defined by it: what discounts, returns and channels without sessions leave. The same holds of the targets, so
 * the gap is split by LMDI-I like every change (`split-levels.ts`); a factor without a target is part of the rest on both sides.
 */
import { METRICS } from "../metrics/catalogue.ts";
import { allocateUnits } from "./allocate-units.ts";
import type { ExplainedMetric } from "./explain-readings.ts";
import type { Explanation } from "./explanation.ts";
import { splitLevels } from "./split-levels.ts";

export type PlannableFactor = "traffic" | "orders" | "conversion" | "aov";

/** A factor with a target of its own. */
export interface PlannedFactor {
  readonly factor: PlannableFactor;
  readonly planned: number;
  readonly actual: number;
}

type Chain = readonly PlannableFactor[];

/** The first whose targets are all known is used, else what is known of the last. */
const MONEY_CHAINS: readonly Chain[] = [
  ["traffic", "conversion", "aov"],
  ["orders", "aov"],
  ["traffic", "conversion"],
  ["orders"],
  ["traffic", "conversion", "aov"],
];
/** What a metric is a product of; the others are none of anything planned. */
const CHAINS: Readonly<Partial<Record<ExplainedMetric, readonly Chain[]>>> = {
  ...{ sales: MONEY_CHAINS, gross: MONEY_CHAINS, profit: MONEY_CHAINS },
  orders: [["traffic", "conversion"]],
};

/** The factors whose targets are asked for. */
export function plannableFactors(metric: ExplainedMetric): readonly PlannableFactor[] {
  return [...new Set((CHAINS[metric] ?? []).flat())];
}

/**
 * @param target Of the part counted so far.
 * @param known Every factor with a target of its own.
 */
export function explainTarget(metric: ExplainedMetric, target: number, actual: number, known: readonly PlannedFactor[]): Explanation {
  const { unit } = METRICS[metric];
  const factors = chooseFactors(metric, known);
  const levels = (of: (factor: PlannedFactor) => number, whole: number): readonly number[] => {
    let product = 1;
    return [
      ...factors.map((factor) => {
        product *= of(factor);
        return product;
      }),
      whole,
    ];
  };
  const [before, after] = unit === "ratio" ? [target, actual] : [Math.round(target), Math.round(actual)];
  const exact = splitLevels(
    levels(({ planned }) => planned, before),
    levels((factor) => factor.actual, after),
  );
  const amounts = unit === "ratio" ? exact : allocateUnits(exact, after - before);
  const names = [...factors.map(({ factor }) => factor), "rest"] as const;
  const effects = names.map((factor, index) => ({ factor, amount: amounts[index] ?? 0 }));
  return { unit, before, after, change: after - before, effects, splits: [], causes: null };
}

function chooseFactors(metric: ExplainedMetric, known: readonly PlannedFactor[]): readonly PlannedFactor[] {
  const chains = CHAINS[metric] ?? [];
  const find = (factor: PlannableFactor) => known.filter((each) => each.factor === factor);
  const chain = chains.find((factors) => factors.every((factor) => find(factor).length > 0)) ?? chains.at(-1) ?? [];
  return chain.flatMap(find);
}
