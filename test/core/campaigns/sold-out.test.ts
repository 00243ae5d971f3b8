import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSoldOut, type ProductHour } from "../../../src/core/campaigns/pace/sold-out.ts";
import { createRandom, drawCount, HOUR_MS, START_MS } from "../anomalies/simulate-shop.ts";

/** Hours of a shop by the orders in each. */
const shop = (orders: readonly number[]) => orders.map((count, index) => ({ atMs: START_MS + index * HOUR_MS, orders: count }));
/** Orders of one product worth 20.00 each, by hour. */
const product = (name: string, orders: readonly number[]): readonly ProductHour[] =>
  orders.map((count, index) => ({ atMs: START_MS + index * HOUR_MS, product: name, orders: count, sales: count * 2000 }));
const steady = (count: number, hours: number) => Array.from({ length: hours }, () => count);

describe("a product that has likely sold out", () => {
  it("sold steadily, then not at all while the shop sold on: since when, how much before, what an hour costs", () => {
    expect(findSoldOut(shop(steady(200, 14)), product("Lamp", [...steady(40, 12), 0, 0]))).toEqual([
      { product: "Lamp", sinceMs: START_MS + 12 * HOUR_MS, ordersAnHour: 40, salesAnHour: 80_000 },
    ]);
  });

  it("is no slow seller, none that sold in one burst, and none that the shop's own night silenced", () => {
    expect(findSoldOut(shop(steady(200, 48)), product("Vase", [1, 0, 0, 1, 0, 1]))).toEqual([]);
    expect(findSoldOut(shop(steady(200, 48)), product("Voucher", [90]))).toEqual([]);
    expect(findSoldOut(shop([...steady(200, 12), ...steady(2, 8)]), product("Lamp", steady(40, 12)))).toEqual([]);
    expect(findSoldOut([], [])).toEqual([]);
  });

  it("is none any more once it sells again", () => {
    expect(findSoldOut(shop(steady(200, 30)), product("Lamp", [...steady(40, 12), ...steady(0, 17), 1]))).toEqual([]);
  });

  it("comes before those that cost less", () => {
    const sold = [...product("Lamp", steady(40, 12)), ...product("Sofa", steady(60, 12))];
    expect(findSoldOut(shop(steady(200, 14)), sold).map((each) => each.product)).toEqual(["Sofa", "Lamp"]);
  });

  it("is hardly ever claimed of one that goes on selling at random", () => {
    let [looks, claims] = [0, 0];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.5, max: 20, noNaN: true }), (seed, mean) => {
        const random = createRandom(seed);
        const own = Array.from({ length: 72 }, () => drawCount(mean, random));
        const all = own.map((count) => count + drawCount(100, random));
        for (let over = 6; over <= 72; over += 3) {
          looks += 1;
          claims += findSoldOut(shop(all.slice(0, over)), product("Lamp", own.slice(0, over))).length;
        }
      }),
      { seed: 7 },
    );
    expect(looks).toBeGreaterThan(2000);
    expect(claims).toBe(0);
  });
});
