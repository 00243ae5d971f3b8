/** An explanation for machines: the outside contract's section 5. */
import type { Explanation } from "./explanation.ts";

/** Money as decimal strings with `digits` decimals, counts as integers, ratios as numbers. */
export function explanationToJson(explanation: Explanation, metric: string, digits: number): Readonly<Record<string, unknown>> {
  const { unit, before, after, change, effects, splits, causes } = explanation;
  const print = (amount: number | null): string | number | null => {
    if (amount === null) return null;
    if (unit === "ratio") return amount + 0;
    return unit === "money" ? decimalString(Math.round(amount), digits) : Math.round(amount) + 0;
  };
  const explained = effects.reduce((sum, { amount }) => sum + amount, 0);
  return {
    metric,
    unit,
    before: print(before),
    after: print(after),
    change: print(change),
    effects: effects.map(({ factor, amount }) => ({ factor, amount: print(amount) })),
    byDimension: Object.fromEntries(
      splits.map(({ dimension, parts }) => [
        dimension,
        parts.map(({ key, rate, mix, amount }) => ({ key, rate: print(rate), mix: print(mix), amount: print(amount) })),
      ]),
    ),
    causes: (causes ?? []).map(({ kind, factor, dimensions, amount, certainty }) => ({
      kind,
      factor,
      dimensions,
      amount: print(amount),
      certainty,
    })),
    residual: print(change === null ? null : change - explained),
  };
}

function decimalString(minor: number, digits: number): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
