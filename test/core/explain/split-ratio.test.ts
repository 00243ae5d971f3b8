import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitRatio } from "../../../src/core/explain/split-ratio.ts";

const fraction = fc.record({ numerator: fc.integer({ min: -1000, max: 5000 }), denominator: fc.nat(10_000) });
const parts = fc.array(fc.record({ key: fc.string(), before: fraction, after: fraction }), { minLength: 1, maxLength: 8 });
const swap = (list: readonly { key: string; before: Fraction; after: Fraction }[]) =>
  list.map(({ key, before, after }) => ({ key, before: after, after: before }));
type Fraction = { numerator: number; denominator: number };

describe("the change of a ratio", () => {
  it("is rate plus mix over all parts, exactly, with zeros and a single part", () => {
    fc.assert(
      fc.property(parts, (list) => {
        const split = splitRatio(list);
        if (split === null) return;
        const total = split.effects.reduce((sum, { rate, mix }) => sum + rate + mix, 0);
        const scale = Math.max(1, ...split.effects.map(({ rate, mix }) => Math.abs(rate) + Math.abs(mix)));
        expect(Math.abs(total - split.change)).toBeLessThan(1e-9 * scale);
      }),
    );
  });

  it("flips every sign when the periods are swapped", () => {
    fc.assert(
      fc.property(parts, (list) => {
        const forth = splitRatio(list)?.effects ?? [];
        const back = splitRatio(swap(list))?.effects ?? [];
        for (const [index, { rate, mix }] of forth.entries()) {
          expect(back[index]?.rate).toBeCloseTo(-rate, 9);
          expect(back[index]?.mix).toBeCloseTo(-mix, 9);
        }
      }),
    );
  });

  it("is all mix where every part keeps its rate, and all rate where every part keeps its share", () => {
    const moved = splitRatio([
      { key: "paid", before: { numerator: 10, denominator: 1000 }, after: { numerator: 20, denominator: 2000 } },
      { key: "email", before: { numerator: 50, denominator: 1000 }, after: { numerator: 25, denominator: 500 } },
    ]);
    expect(moved?.effects.every(({ rate }) => Math.abs(rate) < 1e-12)).toBe(true);
    expect(moved?.change).toBeLessThan(0);
    const worse = splitRatio([
      { key: "paid", before: { numerator: 10, denominator: 1000 }, after: { numerator: 5, denominator: 1000 } },
      { key: "email", before: { numerator: 50, denominator: 1000 }, after: { numerator: 50, denominator: 1000 } },
    ]);
    expect(worse?.effects.every(({ mix }) => mix === 0)).toBe(true);
    expect(worse?.effects[0]?.rate).toBeCloseTo(-0.0025, 12);
  });

  it("is unknown where the whole has no denominator", () => {
    expect(splitRatio([{ key: "", before: { numerator: 0, denominator: 0 }, after: { numerator: 1, denominator: 10 } }])).toBeNull();
  });
});
