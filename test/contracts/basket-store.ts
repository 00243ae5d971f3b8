import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderLineFact } from "../../src/core/facts.ts";
import { day, importInto, line, type OpenStore, SHOP } from "./store-fixture.ts";

const MARCH = { shopId: SHOP.id, fromDay: day("2026-03-01"), toDay: day("2026-04-01") };
const ALL = { leastTogether: 1, most: 1_000 };

export function describeBasketStore(open: OpenStore): void {
  describe("basket store", () => {
    it("finds nothing beside anything in an empty shop, nor in orders of one product", async () => {
      const { store, close } = await open();
      await store.shops.add(SHOP);
      expect(await store.baskets.contents(MARCH)).toEqual([]);
      await importInto(store, (writer) => writer.putOrderLines([line("1"), line("1", { quantity: 3 })]));
      expect(await store.baskets.contents(MARCH)).toEqual([]);
      expect(await store.baskets.beside(MARCH, "Lamp", ALL)).toEqual([]);
      expect(await store.baskets.beside(MARCH, "unheard of", ALL)).toEqual([]);
      await close();
    });

    it("keeps to its limits", async () => {
      const { store, close } = await open();
      await store.shops.add(SHOP);
      const order = (id: string, ...products: readonly string[]) => products.map((product) => line(id, { product }));
      const lines = [...order("1", "Lamp", "灯", "@everyone"), ...order("2", "Lamp", "灯"), ...order("3", "Lamp")];
      await importInto(store, (writer) => writer.putOrderLines(lines));
      expect(await store.baskets.beside(MARCH, "Lamp", ALL)).toEqual([
        { product: "灯", together: 2, orders: 2 },
        { product: "@everyone", together: 1, orders: 1 },
      ]);
      expect(await store.baskets.beside(MARCH, "Lamp", { leastTogether: 2, most: 5 })).toHaveLength(1);
      expect(await store.baskets.beside(MARCH, "Lamp", { leastTogether: 1, most: 1 })).toHaveLength(1);
      await close();
    });

    it("counts as opening every order by hand, for any orders", async () => {
      const { store, close } = await open();
      let shops = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(anyLine, { maxLength: 40 }), async (lines) => {
          shops += 1;
          const shopId = `shop-${shops}`;
          await store.shops.add({ ...SHOP, id: shopId });
          await importInto(store, (writer) => writer.putOrderLines(lines), "orders", shopId);
          const baskets = openOrders(lines);
          const contents = baskets.filter(({ size }) => size > 1).map((basket) => [...basket]);
          expect(sortAll(await store.baskets.contents({ ...MARCH, shopId }))).toEqual(sortAll(contents));
          const beside = await store.baskets.beside({ ...MARCH, shopId }, "A", ALL);
          for (const { product, together, orders } of beside) {
            expect(together).toBe(baskets.filter((basket) => basket.has("A") && basket.has(product)).length);
            expect(orders).toBe(baskets.filter((basket) => basket.has(product)).length);
          }
          const withA = baskets.filter((basket) => basket.has("A")).flatMap((basket) => [...basket]);
          expect(beside.map(({ product }) => product).sort()).toEqual([...new Set(withA)].filter((product) => product !== "A").sort());
        }),
        { numRuns: 40 },
      );
      await close();
    }, 120_000);
  });
}

const anyLine = fc
  .record({
    id: fc.integer({ min: 1, max: 8 }),
    product: fc.constantFrom("A", "B", "灯", ""),
    sku: fc.constantFrom("S1", ""),
    status: fc.constantFrom("paid", "test"),
  })
  // An order is of one day and one status: those of its number.
  .map(({ id, product, sku, status }) => line(`${id}-${status}`, { product, sku, status, at: `2026-0${id < 7 ? 3 : 4}-0${id}T10:00:00Z` }));

function openOrders(lines: readonly OrderLineFact[]): readonly ReadonlySet<string>[] {
  const baskets = new Map<string, Set<string>>();
  for (const { order, product, sku } of lines) {
    if (order.status === "test" || order.day >= MARCH.toDay) continue;
    const basket = baskets.get(order.orderId) ?? new Set();
    const name = product === "" ? sku : product;
    if (name !== "") basket.add(name);
    baskets.set(order.orderId, basket);
  }
  return [...baskets.values()];
}

function sortAll(baskets: readonly (readonly string[])[]): readonly string[] {
  return baskets.map((basket) => JSON.stringify([...basket].sort())).sort();
}
