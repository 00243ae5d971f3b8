import { describe, expect, it } from "vitest";
import { type OpenStore, SHOP } from "./store-fixture.ts";

export function describeShopStore(open: OpenStore): void {
  describe("shop store", () => {
    it("gives back what was added, in order of id", async () => {
      const { store, close } = await open();
      const other = {
        ...SHOP,
        id: "chairs",
        name: "椅子 \u202e'; DROP TABLE shops; --",
        country: null,
        weekStart: 7,
        simulated: true,
      } as const;
      await store.shops.add(SHOP);
      await store.shops.add(other);
      expect(await store.shops.list()).toEqual([other, SHOP]);
      expect(await store.shops.find("chairs")).toEqual(other);
      expect(await store.shops.find("nobody")).toBeNull();
      await close();
    });

    it("refuses an id that is taken, and a change of a shop that is not there", async () => {
      const { store, close } = await open();
      await store.shops.add(SHOP);
      await expect(store.shops.add({ ...SHOP, name: "Other" })).rejects.toMatchObject({ name: "StoreError", code: "exists" });
      await expect(store.shops.update({ ...SHOP, id: "nobody" })).rejects.toMatchObject({ name: "StoreError", code: "not-found" });
      expect(await store.shops.list()).toEqual([SHOP]);
      await close();
    });

    it("replaces a shop", async () => {
      const { store, close } = await open();
      await store.shops.add(SHOP);
      await store.shops.update({ ...SHOP, name: "Lights", country: null });
      expect(await store.shops.find(SHOP.id)).toEqual({ ...SHOP, name: "Lights", country: null });
      await close();
    });
  });
}
