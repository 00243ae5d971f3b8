import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { associate, LEAST_TOGETHER, rankPairs, standsOut } from "../../../src/core/products/bought-together.ts";
import { countPairs } from "../../../src/core/products/count-pairs.ts";

const anyCounts = fc
  .record({
    together: fc.integer({ min: 1, max: 200 }),
    more: fc.integer({ min: 0, max: 500 }),
    other: fc.integer({ min: 0, max: 500 }),
    none: fc.nat(5_000),
  })
  .map(({ together, more, other, none }) => ({
    together,
    first: together + more,
    second: together + other,
    all: together + more + other + none,
  }));
const anyBaskets = fc.array(fc.uniqueArray(fc.constantFrom("A", "B", "C", "灯", "@everyone", "Zz"), { maxLength: 6 }), { maxLength: 30 });

describe("what is bought together", () => {
  it("has support, confidence and lift as defined, by hand", () => {
    const counts = { together: 20, first: 40, second: 100, all: 1_000 };
    expect(associate(counts)).toEqual({ support: 0.02, confidence: 0.5, lift: 5, extraOrders: 16 });
    expect(standsOut(counts)).toBe(true);
  });

  it("lifts as much from either side, and keeps its shares within 0 and 1", () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const one = associate(counts);
        const other = associate({ ...counts, first: counts.second, second: counts.first });
        expect(other.lift).toBeCloseTo(one.lift, 9);
        expect(one.support).toBeLessThanOrEqual(one.confidence);
        expect(one.confidence).toBeLessThanOrEqual(1);
        expect(one.extraOrders).toBeLessThan(counts.together);
      }),
    );
  });

  it("claims nothing of few orders, nor of what chance makes", () => {
    expect(standsOut({ together: LEAST_TOGETHER - 1, first: 4, second: 4, all: 100_000 })).toBe(false);
    expect(standsOut({ together: 100, first: 1_000, second: 1_000, all: 10_000 })).toBe(false);
    fc.assert(fc.property(anyCounts, (counts) => !standsOut(counts) || associate(counts).lift > 1));
  });

  it("ranks by orders beyond chance", () => {
    const pairs = [
      { name: "rare", together: 9, first: 9, second: 9, all: 10_000 },
      { name: "big", together: 300, first: 1_000, second: 900, all: 10_000 },
    ];
    expect(rankPairs(pairs).map(({ name }) => name)).toEqual(["big", "rare"]);
  });

  it("counts pairs as two plain loops do", () => {
    fc.assert(
      fc.property(anyBaskets, fc.integer({ min: 1, max: 4 }), (baskets, least) => {
        const names = [...new Set(baskets.flat())].sort();
        const plain = names.flatMap((first, index) =>
          names.slice(index + 1).flatMap((second) => {
            const together = baskets.filter((basket) => basket.includes(first) && basket.includes(second)).length;
            return together >= least ? [{ products: [first, second], together }] : [];
          }),
        );
        const keyOf = ({ products }: { readonly products: readonly string[] }) => products.join("|");
        expect([...countPairs(baskets, least)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))).toEqual(plain);
      }),
    );
  });
});
