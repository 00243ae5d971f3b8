import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateUnits } from "../../../src/core/explain/allocate-units.ts";
import { splitLevels } from "../../../src/core/explain/split-levels.ts";

const EXACT = new URL("../../../../shared/data/explain-bench/exact.json", import.meta.url);
const isHere = existsSync(EXACT);
if (!isHere) console.warn("SKIPPED: effects worked out independently; ../shared/data/explain-bench/exact.json is not here");

interface Pair {
  readonly before: Readonly<Record<"sessions" | "orders" | "revenue", number>>;
  readonly after: Readonly<Record<"sessions" | "orders" | "revenue", number>>;
  readonly delta: number;
  readonly lmdi?: Readonly<Record<"traffic" | "conversion" | "aov", number>>;
}

const levels = fc.tuple(fc.nat(1_000_000), fc.nat(100_000), fc.integer({ min: -1_000_000, max: 1_000_000_000 }));
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** In minor units, as every explanation prints them. */
function unitsOf(before: readonly number[], after: readonly number[]): readonly number[] {
  return allocateUnits(splitLevels(before, after), (after.at(-1) ?? 0) - (before.at(-1) ?? 0));
}

describe.skipIf(!isHere)("effects worked out independently", () => {
  it("are met to the sixth decimal, and add up where a factor is zero", () => {
    const pairs: readonly Pair[] = JSON.parse(readFileSync(EXACT, "utf8"));
    expect(pairs).toHaveLength(40);
    for (const { before, after, delta, lmdi } of pairs) {
      const [traffic = 0, conversion = 0, aov = 0] = splitLevels(Object.values(before), Object.values(after));
      expect(traffic + conversion + aov).toBeCloseTo(delta, 6);
      if (lmdi === undefined) continue;
      for (const [ours, theirs] of [
        [traffic, lmdi.traffic],
        [conversion, lmdi.conversion],
        [aov, lmdi.aov],
      ] as const) {
        expect(Math.abs(ours - theirs)).toBeLessThan(1e-6);
      }
    }
  });
});

describe("the effects of a product's factors", () => {
  it("add up to the change, to the last minor unit, for any pair of periods", () => {
    fc.assert(
      fc.property(levels, levels, (before, after) => {
        const units = unitsOf(before, after);
        expect(units.every(Number.isSafeInteger)).toBe(true);
        expect(sum(units)).toBe(after[2] - before[2]);
      }),
    );
  });

  it("flip every sign when the periods are swapped", () => {
    fc.assert(
      fc.property(levels, levels, (before, after) => {
        expect(unitsOf(after, before)).toEqual(unitsOf(before, after).map((unit) => 0 - unit));
      }),
    );
  });

  it("lie with sessions where those are zero in one period, else with the orders that are", () => {
    expect(splitLevels([20_000, 500, 41_000], [0, 0, 0])).toEqual([-41_000, 0, 0]);
    expect(splitLevels([0, 0, 0], [500, 12, 900])).toEqual([900, 0, 0]);
    expect(splitLevels([20_000, 500, 41_000], [20_000, 0, 0])).toEqual([0, -41_000, 0]);
  });

  it("are exact where the periods are nearly the same", () => {
    const [traffic = 0, conversion = 0] = splitLevels([1000, 20, 1500], [1000.0001, 20, 1500]);
    expect(traffic).toBeCloseTo(0.00015, 9);
    expect(conversion).toBeCloseTo(-0.00015, 9);
  });
});

describe("whole units", () => {
  it("go to the largest remainders, of equal ones to the largest amount", () => {
    expect(allocateUnits([10.6, -3.4, 2.8], 10)).toEqual([10, -3, 3]);
    expect(allocateUnits([1.5, 2.5], 4)).toEqual([1, 3]);
    expect(allocateUnits([-1.5, -2.5], -4)).toEqual([-1, -3]);
  });
});
