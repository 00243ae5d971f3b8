import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { daily, importInto, line, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, tableOf, type ViewShop } from "./view-fixture.ts";

/** Tue 17 Mar 2026, noon in Berlin: last week is 9 to 15 March. */
const NOW_MS = Date.parse("2026-03-17T11:00:00Z");

let shop: ViewShop;

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
  await shop.store.shops.add(SHOP);
});

afterEach(() => shop.close());

/** Two days told with everything, a week apart; the second sells more and keeps less. */
async function importDays(costs: { readonly before: boolean }): Promise<void> {
  await importInto(
    shop.store,
    ({ putMeasures }) =>
      putMeasures([
        daily("2026-02-20", { gross: 1, orders: 1, discounts: 0, returns: 0 }),
        daily(
          "2026-03-04",
          { gross: 100_000, discounts: 0, returns: 0, orders: 10, ...(costs.before && { cogs: 40_000 }), adSpend: 10_000 },
          { channel: "paid" },
        ),
        daily(
          "2026-03-11",
          { gross: 120_000, discounts: 6_000, returns: 4_000, orders: 12, cogs: 50_000, adSpend: 40_000 },
          { channel: "paid" },
        ),
        daily("2026-03-16", { gross: 0, orders: 0 }, { channel: "paid" }),
      ]),
    "metrics",
  );
}

const texts = ({ blocks }: { readonly blocks: readonly object[] }) => JSON.stringify(blocks);

describe("/profit", () => {
  it("says plainly that turnover rose and contribution fell, and what took it", async () => {
    await importDays({ before: true });
    const message = await shop.ask("profit last week");
    expect(texts(message)).toContain(
      "Turnover up 10.0%, contribution down 60.0%: ad spend took €300.00 more, cost of goods took €100.00 more. Of net sales 18.2% is left.",
    );
    expect(tableOf(message, "From turnover to contribution")).toEqual([
      ["Gross sales", "€1,200.00", "▲ 20.0%"],
      ["− discounts", "€60.00", "–"],
      ["− returns", "€40.00", "–"],
      ["= net sales", "€1,100.00", "▲ 10.0%"],
      ["− cost of goods", "€500.00", "▲ 25.0%"],
      ["− ad spend", "€400.00", "▲ 300.0%"],
      ["− fees, shipping", "not known", "–"],
      ["= contribution", "€200.00", "▼ 60.0%"],
    ]);
    expect(tableOf(message, "Advertising by channel")).toEqual([["paid", "€400.00", "€1,140.00", "2.85×", "10×"]]);
    expect(texts(await shop.ask("利润 上周"))).toContain(
      "营业额上升 10.0%，贡献利润下降 60.0%：广告费多了 €300.00，商品成本多了 €100.00。",
    );
  });

  it("keeps the contract's JSON, with the statement beside it", async () => {
    await importDays({ before: true });
    const { data } = await shop.ask("profit last week");
    expect(data).toMatchObject({
      ...{ metric: "profit", unit: "money", currency: "EUR", value: "200.00", missing: [] },
      comparisons: [
        { kind: "previous", value: "500.00", change: "-300.00" },
        { kind: "last_year", value: null },
      ],
      profit: { missing: ["paymentAndShippingCosts"], channels: [{ channel: "paid", adSpend: "400.00", roas: 2.85 }] },
    });
    expect((await shop.ask("profit last week by channel")).data).not.toHaveProperty("profit");
    expect((await shop.ask("sales last week")).data).not.toHaveProperty("profit");
  });

  it("does not compare where only one of the two knows a cost", async () => {
    await importDays({ before: false });
    const message = await shop.ask("profit last week");
    expect(texts(message)).toContain("Only one of the two periods has cost of goods: their contributions cannot be compared.");
    expect(texts(message)).not.toContain("contribution down");
    expect(message.data).toMatchObject({ value: "200.00", comparisons: [{ kind: "previous", value: null, change: null }, {}] });
  });

  it("of a shop without ads, costs and sessions names what is missing, and calls nothing contribution", async () => {
    await importInto(shop.store, ({ putOrderLines }) => putOrderLines([line("o1", { at: "2026-03-16T10:00:00Z", gross: 5_000 })]));
    const message = await shop.ask("profit yesterday");
    expect(message.data).toMatchObject({ value: null, profit: { channels: [] } });
    expect(texts(message)).toContain("Not known: cost of goods, ad spend. Contribution stands without them");
    expect(tableOf(message, "From turnover to contribution").at(-1)?.slice(0, 2)).toEqual(["= contribution", "not known"]);
    expect(tableOf(message, "From turnover to contribution")).toContainEqual(["= net sales", "€50.00"]);
  });

  it("has nothing to state for an empty shop", async () => {
    const message = await shop.ask("profit yesterday");
    expect(message.blocks.filter(({ type }) => type === "table")).toEqual([]);
  });
});
