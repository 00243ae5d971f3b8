import { describe, expect, it } from "vitest";
import type { Holiday } from "../../src/ports/holidays.ts";
import { day, type OpenStore } from "./store-fixture.ts";

export function describeHolidayStore(open: OpenStore): void {
  const unity: Holiday = { day: day("2026-10-03"), name: "Tag der Deutschen Einheit", of: { type: "country", country: "DE" } };
  const stocktaking: Holiday = { day: day("2026-01-02"), name: "盘点", of: { type: "shop", shopId: "lamps" } };

  describe("holiday store", () => {
    it("keeps days of shops and of countries, in order of day", async () => {
      const { store, close } = await open();
      expect(await store.holidays.list()).toEqual([]);
      expect(await store.holidays.put([unity, stocktaking])).toBe(2);
      expect(await store.holidays.list()).toEqual([stocktaking, unity]);
      await close();
    });

    it("changes nothing for the same days again, and takes a new name", async () => {
      const { store, close } = await open();
      await store.holidays.put([unity, stocktaking]);
      expect(await store.holidays.put([unity, stocktaking])).toBe(0);
      expect(await store.holidays.put([{ ...unity, name: "Unity Day" }])).toBe(1);
      expect((await store.holidays.list()).map(({ name }) => name)).toEqual(["盘点", "Unity Day"]);
      await close();
    });
  });
}
