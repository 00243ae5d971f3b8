import { describe, expect, it } from "vitest";
import type { Target } from "../../src/core/targets/target.ts";
import { day, type OpenStore } from "./store-fixture.ts";

function target(overrides: Partial<Target> = {}): Target {
  return {
    ...{ shopId: "lamps", metric: "sales", channel: "", fromDay: day("2026-11-01"), toDay: day("2026-12-01"), value: 300_000_000 },
    ...overrides,
  };
}

export function describeTargetStore(open: OpenStore): void {
  describe("target store", () => {
    it("gives back what was put, money to the last unit and rates as they are", async () => {
      const { store, close } = await open();
      const rate = target({ metric: "conversion", channel: "电邮", value: 0.0312 });
      const large = target({ metric: "gross", value: 9_007_199_254_740_991 });
      await store.targets.put([rate, large]);
      expect(await store.targets.find(rate)).toEqual(rate);
      expect(await store.targets.find(large)).toEqual(large);
      expect(await store.targets.find(target())).toBeNull();
      await close();
    });

    it("keeps one target for each metric, channel and days, and says what became of each put", async () => {
      const { store, close } = await open();
      const other = target({ channel: "email" });
      expect(await store.targets.put([target(), other])).toEqual({ added: 2, changed: 0, unchanged: 0 });
      expect(await store.targets.put([target({ value: 5 }), other])).toEqual({ added: 0, changed: 1, unchanged: 1 });
      expect(await store.targets.list("lamps", null)).toEqual([target({ value: 5 }), other]);
      await close();
    });

    it("removes one, and gives it back so that it can be put again", async () => {
      const { store, close } = await open();
      await store.targets.put([target(), target({ metric: "orders", value: 10 })]);
      expect(await store.targets.remove(target())).toEqual(target());
      expect(await store.targets.remove(target())).toBeNull();
      expect((await store.targets.list("lamps", null)).map(({ metric }) => metric)).toEqual(["orders"]);
      await close();
    });

    it("lists those that share a day, of the shop alone, in order of time", async () => {
      const { store, close } = await open();
      const singles = target({ fromDay: day("2026-11-11"), toDay: day("2026-11-12"), value: 7 });
      await store.targets.put([
        target({ shopId: "rugs" }),
        singles,
        target(),
        target({ fromDay: day("2026-12-01"), toDay: day("2027-01-01") }),
      ]);
      const within = await store.targets.list("lamps", { fromDay: day("2026-11-11"), toDay: day("2026-12-01") });
      expect(within).toEqual([target(), singles]);
      expect(await store.targets.list("lamps", { fromDay: day("2026-10-01"), toDay: day("2026-11-01") })).toEqual([]);
      await close();
    });
  });
}
