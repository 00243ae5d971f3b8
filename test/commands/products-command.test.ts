import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OrderLineFact } from "../../src/core/facts.ts";
import { importInto, line, must, refund, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, smallPrintOf, tableOf, type ViewShop } from "./view-fixture.ts";

/** Mon 29 June 2026, noon in Berlin: the last 7 days are 22 to 28 June. */
const NOW_MS = Date.parse("2026-06-29T10:00:00Z");

let shop: ViewShop;

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
});
afterEach(() => shop.close());

function order(id: string, date: string, products: Readonly<Record<string, number>>): readonly OrderLineFact[] {
  return Object.entries(products).map(([product, gross]) => line(id, { at: `${date}T10:00:00Z`, product, gross, sku: product }));
}

async function importShop(): Promise<void> {
  await shop.store.shops.add(SHOP);
  await importInto(shop.store, (writer) =>
    writer.putOrderLines([
      ...order("old", "2026-05-01", { Lamp: 100 }),
      ...order("1", "2026-06-16", { Lamp: 5_000, 灯: 1_000 }),
      ...order("2", "2026-06-23", { Lamp: 2_000, 灯: 3_000, "@everyone": 500 }),
      ...order("3", "2026-06-28", { "@everyone": 500 }),
    ]),
  );
  await importInto(
    shop.store,
    (writer) => writer.putRefunds([refund("r", { orderId: "1", at: "2026-06-24T10:00:00Z", product: "Lamp", sku: "Lamp", amount: 700 })]),
    "refunds",
  );
}

/** Forty orders: the shade nearly always with the lamp, the vase with anything. */
async function importBaskets(): Promise<void> {
  await shop.store.shops.add(SHOP);
  const lines = Array.from({ length: 40 }, (_, index) =>
    order(`${index}`, `2026-06-${String(1 + (index % 28)).padStart(2, "0")}`, {
      ...(index < 12 ? { "Lamp & shade 灯": 900, "@everyone shade": 300 } : { Bowl: 400 }),
      ...(index % 2 === 0 ? { Vase: 100 } : {}),
    }),
  );
  await importInto(shop.store, (writer) => writer.putOrderLines(lines.flat()));
}

describe("/products", () => {
  it("lists what sells, rises, falls and comes back, beside the days before", async () => {
    await importShop();
    const message = await shop.ask("/products");
    expect(tableOf(message, "Best sellers")).toEqual([
      ["灯", "€30.00", "56.6%", "+€20.00"],
      ["Lamp", "€13.00", "24.5%", "-€37.00"],
      ["@everyone", "€10.00", "18.9%", "+€10.00"],
    ]);
    expect(tableOf(message, "Rising").map(([product]) => product)).toEqual(["灯", "@everyone"]);
    expect(tableOf(message, "Falling").map(([product]) => product)).toEqual(["Lamp"]);
    expect(tableOf(message, "Most returned")).toEqual([["Lamp", "€7.00", "35%", "1"]]);
    expect(message.data).toMatchObject({ sales: "53.00", before: "60.00", period: { from: "2026-06-22", to: "2026-06-29" } });
  });

  it("shows one list alone, of any period, and its buttons answer", async () => {
    await importShop();
    const message = await shop.ask("商品 退货 本月");
    expect(tableOf(message, "退货最多")).toEqual([["Lamp", "€7.00", "10%", "2"]]);
    for (const { words } of [...message.actions, ...(await shop.ask("products falling")).actions]) {
      expect((await shop.ask(words)).kind, words).not.toBe("problem");
    }
  });

  it("says what to offer beside a product, and what stands together by chance alone it does not", async () => {
    await importBaskets();
    const message = await shop.ask("products with lamp & shade 灯 last 28 days");
    expect(message.data).toMatchObject({ product: "Lamp & shade 灯", ordersWith: 12, orders: 40 });
    expect(tableOf(message, "与 Lamp & shade 灯 一起买")).toEqual([["@everyone shade", "12", "100%", "3.33×", "30%"]]);
    expect(tableOf(await shop.ask("products together"), "Together most beyond chance")).toEqual([
      ["@everyone shade + Lamp & shade 灯", "12", "30%", "100%", "3.33×"],
    ]);
    expect((await shop.ask("products with Vase")).summary).toContain("clearly beyond chance");
  });

  it("finds a product by a part of its name, and offers what it may have meant", async () => {
    await importBaskets();
    expect((await shop.ask("products beside bow")).data).toMatchObject({ product: "Bowl" });
    const unclear = await shop.ask("products with shade");
    expect(unclear.kind).toBe("problem");
    expect(unclear.actions.map(({ words }) => words)).toEqual([
      'products with "@everyone shade" last 90 days',
      'products with "Lamp & shade 灯" last 90 days',
    ]);
    // A Chinese name in an English line: the answer is in the language of the line, and asked again in it.
    const beside = await shop.ask(must(unclear.actions[1]).words);
    expect([beside.kind, beside.locale]).toEqual(["answer", "en"]);
    expect((await shop.ask(`shopbell answer ${String(beside.data?.id)}`)).data).toMatchObject({ restated: false });
    for (const words of ["products with", "products with unheard of", "products by channel", "products upside down"]) {
      expect((await shop.ask(words)).kind, words).toBe("problem");
    }
  });

  it("has something to say in an empty shop and of one order, without sessions and customers", async () => {
    await shop.store.shops.add(SHOP);
    const all = ["products", "products top", "products rising", "products returned", "products together", "商品", "商品 一起买"];
    for (const words of all) expect((await shop.ask(words)).kind, words).toBe("answer");
    expect((await shop.ask("products")).summary).toContain("Import its orders");
    await importInto(shop.store, (writer) => writer.putOrderLines([line("1", { at: "2026-06-28T10:00:00Z" })]));
    for (const words of [...all, "products with Lamp"]) expect((await shop.ask(words)).kind, words).toBe("answer");
    expect(smallPrintOf(await shop.ask("products"))).toContain("data through orders");
  });

  it("stays silent where people in a thread talk about products", async () => {
    await importShop();
    const place = { platform: "console", workspace: "direct", channel: "c", thread: "t" } as const;
    const request = {
      place,
      user: { id: "u", name: "U" },
      words: "products look good today",
      locale: null,
      addressed: false,
      receivedAtMs: NOW_MS,
    };
    expect(await shop.handlers.answer(request)).toBeNull();
  });
});
