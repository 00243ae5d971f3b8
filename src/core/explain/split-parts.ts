/** A metric's change across the names of one dimension, from what the store tells of each. */
import type { Reading } from "../answers/reading.ts";
import { evaluateMetric } from "../metrics/evaluate.ts";
import type { Measure, MeasureSums } from "../metrics/metric.ts";
import { addSums } from "../metrics/sum-measures.ts";
import { allocateUnits } from "./allocate-units.ts";
import type { ExplainedMetric } from "./explain-readings.ts";
import type { PartEffect } from "./explanation.ts";
import type { FractionOf } from "./metric-fractions.ts";
import { splitLevels } from "./split-levels.ts";
import { splitRatio } from "./split-ratio.ts";

export interface NamedSums {
  readonly key: string;
  readonly before: MeasureSums;
  readonly after: MeasureSums;
}

/** What is counted of a part, by preference: its number times its worth is the metric. */
const COUNTS: readonly Measure[] = ["sessions", "orders", "units"];

/** Sessions have no number but themselves; orders are sessions times conversion. */
function countsOf(metric: ExplainedMetric): readonly Measure[] {
  if (metric === "traffic") return [];
  return metric === "orders" ? ["sessions"] : COUNTS;
}

export function joinNames(before: ReadonlyMap<string, Reading>, after: ReadonlyMap<string, Reading>): readonly NamedSums[] {
  const sumsOf = (reading: Reading | undefined) =>
    (reading?.channels ?? []).reduce<MeasureSums>((total, { sums }) => addSums(total, sums), {});
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.map((key) => ({ key, before: sumsOf(before.get(key)), after: sumsOf(after.get(key)) }));
}

/**
 * Parts of a sum, in whole units that add up to the change: what the dimension's source does not tell is a part without a
 * name. Empty where the dimension tells nothing of the metric.
 */
export function splitSumParts(metric: ExplainedMetric, names: readonly NamedSums[], change: number): readonly PartEffect[] {
  const known = names.flatMap(({ key, before, after }) => {
    const [v0, v1] = [evaluateMetric(metric, before).value, evaluateMetric(metric, after).value];
    if (v0 === null && v1 === null) return [];
    const count = countsOf(metric).find((measure) => (before[measure] ?? after[measure]) !== undefined);
    const levels = (sums: MeasureSums, value: number) => [...(count === undefined ? [] : [sums[count] ?? 0]), value];
    const effects = splitLevels(levels(before, v0 ?? 0), levels(after, v1 ?? 0));
    const amount = (v1 ?? 0) - (v0 ?? 0);
    const [mix = 0, rate = 0] = allocateUnits(effects, amount);
    return [{ key, rate, mix, amount }];
  });
  if (known.length === 0) return [];
  const rest = change - known.reduce((sum, { amount }) => sum + amount, 0);
  return bySize(rest === 0 ? known : addNameless(known, rest));
}

/** Parts of a ratio, exact. Empty where the dimension does not tell both numerator and denominator. */
export function splitRatioParts(names: readonly NamedSums[], fraction: FractionOf, isChannel: boolean): readonly PartEffect[] {
  const parts = names.map(({ key, before, after }) => ({
    key,
    before: fraction(before, isChannel ? key : null),
    after: fraction(after, isChannel ? key : null),
  }));
  const isTold = parts.some(({ before }) => before.numerator !== 0) || parts.some(({ after }) => after.numerator !== 0);
  return isTold ? bySize(splitRatio(parts)?.effects ?? []) : [];
}

/** Whole minor units for an average of money; they add up to the change. */
export function wholeUnits(parts: readonly PartEffect[], change: number): readonly PartEffect[] {
  const amounts = allocateUnits(
    parts.map(({ amount }) => amount),
    change,
  );
  return bySize(
    parts.map(({ key, rate, mix }, index) => {
      const amount = amounts[index] ?? 0;
      const [wholeRate = 0, wholeMix = 0] = allocateUnits([rate, mix], amount);
      return { key, rate: wholeRate, mix: wholeMix, amount };
    }),
  );
}

export function bySize(parts: readonly PartEffect[]): readonly PartEffect[] {
  return [...parts].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.key < b.key ? -1 : 1));
}

function addNameless(parts: readonly PartEffect[], rest: number): readonly PartEffect[] {
  const nameless = parts.find(({ key }) => key === "") ?? { key: "", rate: 0, mix: 0, amount: 0 };
  const others = parts.filter(({ key }) => key !== "");
  return [...others, { ...nameless, mix: nameless.mix + rest, amount: nameless.amount + rest }];
}
