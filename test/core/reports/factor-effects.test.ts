import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../../../src/core/answers/reading.ts";
import { factorEffects } from "../../../src/core/reports/factor-effects.ts";

function reading(web: { sessions?: number; orders: number; gross: number; discounts: number; returns: number }, pos = 0): Reading {
  return {
    channels: [
      { channel: "web", sums: web },
      { channel: "pos", sums: { orders: 1, gross: pos } },
    ],
    customers: null,
  };
}

const amount = fc.integer({ min: 0, max: 1_000_000 });
const web = fc.record({
  sessions: fc.integer({ min: 0, max: 9_999 }),
  orders: fc.integer({ min: 0, max: 999 }),
  gross: amount,
  discounts: fc.integer({ min: 0, max: 500 }),
  returns: amount,
});

describe("factor effects", () => {
  it("add up to the change of net sales, to the last cent, whatever is zero", () => {
    fc.assert(
      fc.property(web, web, amount, amount, (now, before, posNow, posBefore) => {
        const effects = factorEffects(reading(now, posNow), reading(before, posBefore));
        const net = (side: typeof now, pos: number) => side.gross - side.discounts - side.returns + pos;
        expect(effects.reduce((sum, effect) => sum + effect.amount, 0)).toBe(net(now, posNow) - net(before, posBefore));
        for (const effect of effects) expect(Number.isSafeInteger(effect.amount)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("name the one thing that moved", () => {
    const before = reading({ sessions: 1_000, orders: 20, gross: 100_000, discounts: 0, returns: 0 });
    const twice = reading({ sessions: 2_000, orders: 40, gross: 200_000, discounts: 0, returns: 0 });
    const bigger = reading({ sessions: 1_000, orders: 20, gross: 150_000, discounts: 0, returns: 0 });
    const refunded = reading({ sessions: 1_000, orders: 20, gross: 100_000, discounts: 0, returns: 30_000 });
    expect(factorEffects(twice, before)).toEqual([{ factor: "traffic", amount: 100_000 }]);
    expect(factorEffects(bigger, before)).toEqual([{ factor: "aov", amount: 50_000 }]);
    expect(factorEffects(refunded, before)).toEqual([{ factor: "returns", amount: -30_000 }]);
    expect(factorEffects(before, before)).toEqual([]);
  });
});
