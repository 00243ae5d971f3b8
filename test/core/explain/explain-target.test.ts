import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainTarget, type PlannedFactor } from "../../../src/core/explain/explain-target.ts";

const effectsOf = (known: readonly PlannedFactor[], target = 10_000, actual = 8_000) =>
  Object.fromEntries(explainTarget("sales", target, actual, known).effects.map(({ factor, amount }) => [factor, amount]));

describe("a gap to a target", () => {
  it("is split by the targets of the factors, and what has none is the rest", () => {
    const traffic = { factor: "traffic", planned: 1_000, actual: 1_000 } as const;
    const conversion = { factor: "conversion", planned: 0.02, actual: 0.016 } as const;
    const aov = { factor: "aov", planned: 500, actual: 500 } as const;
    expect(effectsOf([traffic, conversion, aov])).toEqual({ traffic: 0, conversion: -2_000, aov: 0, rest: 0 });
    expect(effectsOf([conversion])).toEqual({ conversion: -2_000, rest: 0 });
    expect(effectsOf([traffic])).toEqual({ traffic: 0, rest: -2_000 });
    expect(effectsOf([])).toEqual({ rest: -2_000 });
  });

  it("takes the target of orders where traffic and conversion have none", () => {
    const orders = { factor: "orders", planned: 20, actual: 16 } as const;
    const aov = { factor: "aov", planned: 500, actual: 500 } as const;
    expect(effectsOf([orders, aov])).toEqual({ orders: -2_000, aov: 0, rest: 0 });
    expect(effectsOf([orders])).toEqual({ orders: -2_000, rest: 0 });
  });

  it("adds up to the last cent for any plans and numbers, zeros and losses among them", () => {
    const value = fc.oneof(fc.constant(0), fc.double({ min: 0.000_1, max: 1e6, noNaN: true }));
    const factor = fc.record({ factor: fc.constantFrom("traffic", "orders", "conversion", "aov"), planned: value, actual: value });
    fc.assert(
      fc.property(
        fc.constantFrom("sales", "gross", "profit", "orders", "traffic", "aov"),
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.uniqueArray(factor, { selector: (each) => each.factor }),
        (metric, target, actual, known) => {
          const { change, effects } = explainTarget(metric, target, actual, known);
          expect(effects.reduce((sum, { amount }) => sum + amount, 0)).toBe(actual - target);
          expect(change).toBe(actual - target);
        },
      ),
    );
  });
});
