import { describe, expect, it } from "vitest";
import { parseCurrency } from "../../src/core/money.ts";
import { day, must, type OpenStore } from "./store-fixture.ts";

const [EUR, USD, GBP] = ["EUR", "USD", "GBP"].map((code) => must(parseCurrency(code)));

export function describeRateStore(open: OpenStore): void {
  describe("rate store", () => {
    it("keeps one rate between two currencies, whichever way it was given last", async () => {
      const { store, close } = await open();
      expect(await store.rates.list()).toEqual([]);
      const first = { from: must(EUR), to: must(USD), rate: "1.0800", day: day("2026-11-20") };
      const other = { from: must(GBP), to: must(USD), rate: "1.27", day: day("2026-11-20") };
      await store.rates.put(first);
      await store.rates.put(other);
      expect(await store.rates.list()).toEqual([first, other]);
      const inverse = { from: must(USD), to: must(EUR), rate: "0.92", day: day("2026-11-21") };
      await store.rates.put(inverse);
      expect(await store.rates.list()).toEqual([other, inverse]);
      expect(await store.rates.remove(must(EUR), must(USD))).toBe(true);
      expect(await store.rates.remove(must(EUR), must(USD))).toBe(false);
      expect(await store.rates.list()).toEqual([other]);
      await close();
    });
  });
}
