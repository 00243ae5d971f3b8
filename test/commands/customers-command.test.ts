import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { OrderLineFact } from "../../src/core/facts.ts";
import { day, importInto, line, SHOP } from "../contracts/store-fixture.ts";
import { openViewShop, smallPrintOf, tableOf, type ViewShop } from "./view-fixture.ts";

/** Mon 29 June 2026, noon in Berlin: the last 28 days are 1 to 28 June. */
const NOW_MS = Date.parse("2026-06-29T10:00:00Z");

let shop: ViewShop;

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
});
afterEach(() => shop.close());

/** One order of the customer on each date. */
function bought(customer: string | null, ...dates: readonly string[]): readonly OrderLineFact[] {
  return dates.map((date) => line(`${customer} ${date}`, { customer, at: `${date}T10:00:00Z`, product: "@everyone 礼盒" }));
}

/** Forty customers who come every 30 days until 15 June, and some who do not. */
async function importShop(): Promise<void> {
  const regulars = Array.from({ length: 40 }, (_, index) =>
    bought(`r${index}`, ...[4, 3, 2, 1, 0].map((back) => addDays(day("2026-06-15"), -30 * back))),
  );
  await shop.store.shops.add(SHOP);
  await importInto(shop.store, (writer) =>
    writer.putOrderLines([
      ...regulars.flat(),
      ...bought("new", "2026-06-20"),
      ...bought("back", "2026-01-10", "2026-06-25"),
      ...bought("lost", "2026-01-20"),
      ...bought("lapsing", "2026-05-28"),
      ...bought(null, "2026-06-28"),
    ]),
  );
}

describe("/customers", () => {
  it("shows the ladder with the shop's own lapse time, and who moved", async () => {
    await importShop();
    const message = await shop.ask("/customers");
    expect(message.summary).toBe(
      "Customers, Lamps & more 灯, as of Sun 28 Jun 2026: 44. 1 new, 1 back again; 1 began to lapse, 0 were lost.",
    );
    expect(tableOf(message, "How recently")).toEqual([
      ["New", "1", "1", "1", "€10.00"],
      ["Back again", "1", "1", "0", "€10.00"],
      ["Active", "40", "0", "0", "€400.00"],
      ["Lapsing", "1", "1", "0", "€0.00"],
      ["Lost", "1", "0", "1", "€0.00"],
    ]);
    expect(tableOf(message, "How often")).toEqual([
      ["Bought once", "3", "1", "1", "€10.00"],
      ["Bought twice", "1", "1", "0", "€10.00"],
      ["Three or more", "40", "0", "0", "€400.00"],
    ]);
    expect(smallPrintOf(message)).toContain("Lapsing after 30 days without an order, lost after 31");
    expect(smallPrintOf(message)).toContain("Guests without an identity stand on no step: €10.00 of €430.00.");
    expect(message.data).toMatchObject({ shop: "lamps", customers: 44, period: { from: "2026-06-01", to: "2026-06-29" } });
  });

  it("tells which share of orders, sales and newcomers came by referral and by discount code, and the best codes", async () => {
    await importShop();
    await importInto(shop.store, (writer) =>
      writer.putOrderLines([
        line("a", { customer: "a", at: "2026-06-26T10:00:00Z", discountCodes: "REFER5 + VIP", discount: 500 }),
        line("b", { at: "2026-06-26T10:00:00Z", discountCodes: "VIP", discount: 200 }),
      ]),
    );
    const message = await shop.ask("customers");
    // 45 orders of 443.00 in the period, of 2 newcomers.
    expect(tableOf(message, "How orders came")).toEqual([
      ["By referral", "2.22%", "1.13%", "50%"],
      ["With a discount code", "4.44%", "2.93%", "50%"],
      ["With any discount", "4.44%", "2.93%", "50%"],
    ]);
    expect(tableOf(message, "Best discount codes")).toEqual([
      ["VIP", "2", "€13.00", "1"],
      ["REFER5", "1", "€5.00", "1"],
    ]);
    expect(message.data).toMatchObject({
      origins: { all: { orders: 45, sales: "443.00" }, withCode: { orders: 2, sales: "13.00", newCustomers: 1 } },
    });
    const byCode = await shop.ask("orders last 28 days by discount code");
    expect(byCode.data).toMatchObject({
      breakdown: [
        { key: "", value: 43 },
        { key: "REFER5 + VIP", value: 1 },
        { key: "VIP", value: 1 },
      ],
    });
    expect((await shop.ask("orders last 28 days with code vip")).data).toMatchObject({ value: 2 });
    expect((await shop.ask("订单 最近28天 优惠码=REFER5")).data).toMatchObject({ value: 1 });
  });

  it("keeps answering the metric for everything but a view", async () => {
    await importShop();
    for (const words of ["customers yesterday", "/customers last week by channel", "客户 昨天", "customers for lamps", "客户数 昨天"]) {
      expect((await shop.ask(words)).data, words).toMatchObject({ metric: "customers" });
    }
    for (const words of ["customers", "客户", "/customers ladder last month", "客户 阶梯 上月", "customers lost", "客户 流失"]) {
      expect((await shop.ask(words)).data, words).toHaveProperty("steps");
    }
  });

  it("counts as new exactly whom the metric counts", async () => {
    await importShop();
    expect((await shop.ask("new customers last 28 days")).data).toMatchObject({ value: 1 });
  });

  it("shows the second-purchase rate by month, with a chart, and what was bought first", async () => {
    await importShop();
    const message = await shop.ask("customers cohorts");
    expect(message.summary).toContain("within 30 days of the first order");
    expect(message.blocks.find(({ type }) => type === "chart")).toMatchObject({ chart: { format: { unit: "percent" } } });
    expect(tableOf(message, "What newcomers bought first")).toEqual([["@everyone 礼盒", "44", "100%", "93.2%"]]);
  });

  it("says what the lapsing and the lost were worth, and offers the next question in the same words", async () => {
    await importShop();
    const message = await shop.ask("客户 流失");
    expect(message.summary).toBe("流失客户, Lamps & more 灯, 截至 2026年6月28日 周日: 1");
    for (const { words } of message.actions) expect((await shop.ask(words)).kind, words).not.toBe("problem");
  });

  it("does not call anybody lost before reorders tell how long people stay away", async () => {
    await shop.store.shops.add(SHOP);
    await importInto(shop.store, (writer) => writer.putOrderLines(bought("ann", "2026-06-20")));
    for (const words of ["customers", "customers lost", "客户", "customers cohorts"])
      expect((await shop.ask(words)).kind, words).toBe("answer");
    const message = await shop.ask("customers");
    expect(tableOf(message, "How often")).toEqual([
      ["Bought once", "1", "1", "0", "€10.00"],
      ["Bought twice", "0", "0", "0", "€0.00"],
      ["Three or more", "0", "0", "0", "€0.00"],
    ]);
    expect(smallPrintOf(message)).toContain("Fewer than 30 customers have come back");
    expect(message.data).toMatchObject({
      lapse: null,
      steps: { recency: null },
      origins: { referred: null, withCode: null, discounted: null },
    });
  });

  it("says why there is nobody: no data, or guests only", async () => {
    await shop.store.shops.add(SHOP);
    expect((await shop.ask("customers")).summary).toContain("Import its orders");
    await importInto(shop.store, (writer) => writer.putOrderLines(bought(null, "2026-06-20")));
    for (const words of ["customers", "customers lost", "customers cohorts"]) {
      expect((await shop.ask(words)).summary, words).toContain("customer_id");
    }
  });

  it("asks which shop where there are several, and what was meant where it does not understand", async () => {
    await importShop();
    await shop.store.shops.add({ ...SHOP, id: "other", name: "Other" });
    const which = await shop.ask("customers");
    expect(which.actions.map(({ words }) => words)).toEqual(["customers ladder for lamps", "customers ladder for other"]);
    expect((await shop.ask("customers ladder for lamps")).data).toMatchObject({ customers: 44 });
    expect((await shop.ask("customers lost by channel")).kind).toBe("problem");
    expect((await shop.ask("customers lost next week")).kind).toBe("problem");
  });

  it("stands as of the last day known where the data ends", async () => {
    await shop.store.shops.add(SHOP);
    await importInto(shop.store, (writer) => writer.putOrderLines([...bought("ann", "2026-03-20"), ...bought("bob", "2026-03-02")]));
    const message = await shop.ask("customers");
    expect(message.data).toMatchObject({ period: { from: "2026-02-21", to: "2026-03-21" } });
    expect(smallPrintOf(message)).toContain("Whole days that are over and known only.");
  });

  it("completes its views", async () => {
    const place = { platform: "discord", workspace: "g", channel: "c", thread: null } as const;
    const request = { place, user: { id: "u", name: "U" }, words: "", locale: null, addressed: true, receivedAtMs: NOW_MS };
    expect(await shop.handlers.complete({ request, command: "customers", option: "view", typed: "l" })).toEqual(["ladder", "lost"]);
  });
});
