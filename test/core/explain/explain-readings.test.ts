import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateReading, type Reading } from "../../../src/core/answers/reading.ts";
import { EXPLAINED_METRICS, explainReadings } from "../../../src/core/explain/explain-readings.ts";
import type { MeasureSums } from "../../../src/core/metrics/metric.ts";

const sums: fc.Arbitrary<MeasureSums> = fc.record(
  {
    sessions: fc.nat(100_000),
    orders: fc.nat(5_000),
    gross: fc.nat(50_000_000),
    discounts: fc.nat(60_000_000),
    returns: fc.nat(80_000_000),
    cogs: fc.nat(20_000_000),
    adSpend: fc.nat(20_000_000),
  },
  { requiredKeys: ["gross", "orders"] },
);
const reading: fc.Arbitrary<Reading> = fc
  .uniqueArray(fc.constantFrom("web", "email", "pos", "marketplace", ""), { minLength: 1, maxLength: 4 })
  .chain((channels) => fc.tuple(...channels.map((channel) => sums.map((own) => ({ channel, sums: own })))))
  .map((channels) => ({ channels, customers: null }));

const read = (...channels: Reading["channels"]): Reading => ({ channels, customers: null });

describe("an explanation of the store's numbers", () => {
  it.each(["sales", "gross", "orders", "traffic", "profit", "aov"] as const)(
    "of %s adds up to the last unit, whatever the periods: zeros, single channels, negative net days",
    (metric) => {
      fc.assert(
        fc.property(reading, reading, (before, after) => {
          const { change, effects } = explainReadings(metric, before, after);
          if (change === null) return;
          expect(effects.reduce((sum, { amount }) => sum + amount, 0)).toBe(change);
        }),
      );
    },
  );

  it.each(EXPLAINED_METRICS)("of %s flips every sign when the periods are swapped", (metric) => {
    fc.assert(
      fc.property(reading, reading, (before, after) => {
        const forth = explainReadings(metric, before, after);
        const back = explainReadings(metric, after, before);
        expect(back.change === null).toBe(forth.change === null);
        for (const [index, { factor, amount }] of forth.effects.entries()) {
          expect(back.effects[index]?.factor).toBe(factor);
          expect(back.effects[index]?.amount).toBeCloseTo(-amount, 6);
        }
      }),
    );
  });

  it("changes by what the answers say", () => {
    fc.assert(
      fc.property(reading, reading, (before, after) => {
        const { change } = explainReadings("sales", before, after);
        const value = (each: Reading) => evaluateReading("sales", each).value;
        expect(change).toBe((value(after) ?? 0) - (value(before) ?? 0));
      }),
    );
  });

  it("is the worked example of docs/explain.md", () => {
    const before = read(
      { channel: "web", sums: { sessions: 1000, orders: 25, gross: 200_000, discounts: 10_000, returns: 5_000 } },
      { channel: "pos", sums: { orders: 5, gross: 30_000 } },
    );
    const after = read(
      { channel: "web", sums: { sessions: 1200, orders: 24, gross: 180_000, discounts: 12_000, returns: 9_000 } },
      { channel: "pos", sums: { orders: 6, gross: 33_000 } },
    );
    expect(explainReadings("sales", before, after)).toEqual({
      unit: "money",
      before: 215_000,
      after: 192_000,
      change: -23_000,
      lacksSessions: false,
      effects: [
        { factor: "traffic", amount: 34_609 },
        { factor: "conversion", amount: -42_358 },
        { factor: "aov", amount: -12_251 },
        { factor: "discounts", amount: -2_000 },
        { factor: "refunds", amount: -4_000 },
        { factor: "other_channels", amount: 3_000 },
      ],
    });
  });

  it("falls back on orders x order value where sessions are not told, and says so", () => {
    const { effects, lacksSessions } = explainReadings(
      "sales",
      read({ channel: "", sums: { orders: 10, gross: 1000 } }),
      read({ channel: "", sums: { orders: 20, gross: 2000 } }),
    );
    expect(lacksSessions).toBe(true);
    expect(effects).toEqual([
      { factor: "orders", amount: 1000 },
      { factor: "aov", amount: 0 },
    ]);
  });
});
