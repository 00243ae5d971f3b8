import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar/business-day.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import { day, importInto, line, must, SHOP, zone } from "../contracts/store-fixture.ts";
import { openViewShop, smallPrintOf, tableOf, type ViewShop } from "./view-fixture.ts";

/** Mon 29 June 2026, 19:00 in Berlin, and Tue 30 June, 02:00, in Tokyo. */
const NOW_MS = Date.parse("2026-06-29T17:00:00Z");
const TOKYO: Shop = {
  ...SHOP,
  id: "tokyo",
  name: "東京 @everyone",
  zone: zone("Asia/Tokyo"),
  currency: must(parseCurrency("JPY")),
  country: "JP",
};

let shop: ViewShop;

beforeEach(async () => {
  shop = await openViewShop(NOW_MS);
  await shop.store.shops.add(SHOP);
});
afterEach(() => shop.close());

/** The same every Sunday for ten weeks: 100.00 by web, 50.00 by 门店, but web fell to 20.00 on the last. */
async function importSundays(): Promise<void> {
  const lines = Array.from({ length: 10 }, (_, back) => {
    const at = `${addDays(day("2026-06-28"), -7 * back)}T10:00:00Z`;
    return [line(`w${back}`, { at, gross: back === 0 ? 2_000 : 10_000 }), line(`p${back}`, { at, gross: 5_000, channel: "门店 @here" })];
  });
  await importInto(shop.store, (writer) => writer.putOrderLines([...lines.flat(), line("m", { at: "2026-06-29T09:00:00Z" })]));
}

async function importTokyo(): Promise<void> {
  await shop.store.shops.add(TOKYO);
  const lines = [
    line("t1", { at: "2026-06-29T10:00:00+09:00", gross: 16_550, zone: TOKYO.zone }),
    line("t2", { at: "2026-06-30T01:00:00+09:00", gross: 1, zone: TOKYO.zone }),
    line("t0", { at: "2026-06-10T10:00:00+09:00", gross: 1, zone: TOKYO.zone }),
  ];
  await importInto(shop.store, (writer) => writer.putOrderLines(lines), "orders", TOKYO.id);
}

describe("a metric by shop", () => {
  it("counts each shop in its own day and currency, without a chart or shares where they differ", async () => {
    await importSundays();
    await importTokyo();
    const message = await shop.ask("sales 2026-06-29 by shop for lamps");
    expect(tableOf(message, "Net sales · Shop")).toEqual([
      [SHOP.id, "€10.00", "▼ 85.7%"],
      ["tokyo", "¥16,550", "–"],
    ]);
    expect(message.blocks.filter(({ type }) => type === "chart")).toEqual([]);
    const orders = await shop.ask("orders 2026-06-29 by shop for lamps");
    expect(tableOf(orders, "Orders · Shop")?.map(([name, , , share]) => [name, share])).toEqual([
      [SHOP.id, "50%"],
      ["tokyo", "50%"],
    ]);
  });
});

describe("/channels", () => {
  it("ranks by distance from each one's own usual, and by size with shares", async () => {
    await importSundays();
    const message = await shop.ask("/channels");
    expect(message.summary).toBe(
      "Channels · Lamps & more 灯, Sun 28 Jun 2026: web is furthest from its usual: €20.00 where about €100.00 is.",
    );
    expect(tableOf(message, "Furthest from their own usual first")).toEqual([
      ["web", "€20.00", "€100.00", "! -8.0"],
      ["门店 @here", "€50.00", "€50.00", "0"],
    ]);
    expect(tableOf(message, "By size")).toEqual([
      ["门店 @here", "€50.00", "71.4%", "–", "1"],
      ["web", "€20.00", "28.6%", "–", "1"],
    ]);
    expect(message.actions[0]).toMatchObject({ label: "Why?", words: "why sales yesterday in channel=web" });
    for (const { words } of message.actions) expect((await shop.ask(words)).kind, words).not.toBe("problem");
  });

  it("compares a week with the one before, in Chinese too, and is followed up in the same numbers", async () => {
    await importSundays();
    const message = await shop.ask("渠道 上周");
    expect(tableOf(message, "按大小")).toEqual([
      ["门店 @here", "€50.00", "71.4%", "+38.1个百分点", "1"],
      ["web", "€20.00", "28.6%", "-38.1个百分点", "1"],
    ]);
    expect((await shop.ask("by day")).data).toMatchObject({ metric: "sales", dimension: "day" });
  });

  it("says that the usual cannot be told of one order, and that there is nothing in an empty shop", async () => {
    expect((await shop.ask("channels")).summary).toContain("Import its orders");
    await importInto(shop.store, (writer) => writer.putOrderLines([line("1", { at: "2026-06-28T10:00:00Z", channel: "" })]));
    const message = await shop.ask("channels");
    expect(tableOf(message, "By size")).toEqual([["(not told)", "€10.00", "100%", "–", "1"]]);
    expect(smallPrintOf(message)).toContain("what is usual cannot be told yet");
    expect((await shop.ask("channels by product")).kind).toBe("problem");
  });
});

describe("/shops", () => {
  it("shows each shop's yesterday in its own zone and currency, and adds nothing up without a rate", async () => {
    await importSundays();
    await importTokyo();
    const message = await shop.ask("/shops");
    expect(tableOf(message, "Each in its own currency, furthest from its usual first")).toEqual([
      ["Lamps & more 灯", "€70.00", "n/a", "€150.00", "! -5.3"],
      ["東京 @everyone", "¥16,550", "n/a", "–", "–"],
    ]);
    expect(() => tableOf(message, "By size")).toThrow();
    expect(smallPrintOf(message)).toContain(
      "No rate is given between EUR, JPY, so there is no sum. Give one, for example: shops rate EUR 1.08 JPY",
    );
    expect(smallPrintOf(message)).toContain("東京 @everyone: Mon 29 Jun 2026 · Asia/Tokyo · JPY");
    expect(message.data).toMatchObject({
      sum: null,
      shops: [
        { shop: "lamps", share: null },
        { shop: "tokyo", currency: "JPY", sales: "16550" },
      ],
    });
  });

  it("adds up with the rate that people gave, and says it with its day", async () => {
    await importSundays();
    await importTokyo();
    expect((await shop.ask("shops rate EUR 165.5 JPY 2026-06-26")).summary).toBe(
      "1 EUR = 165.5 JPY, the rate of Fri 26 Jun 2026 as given by people.",
    );
    const message = await shop.ask("shops");
    expect(tableOf(message, "By size")).toEqual([
      ["東京 @everyone", "€100.00", "58.8%", "–"],
      ["Lamps & more 灯", "€70.00", "41.2%", "–"],
    ]);
    expect(message.data).toMatchObject({ sum: { currency: "EUR", sales: "170.00" } });
    expect(smallPrintOf(message)).toContain("the rate of Fri 26 Jun 2026");
    expect((await shop.ask("店铺 上周")).data).toMatchObject({ sum: { currency: "EUR" } });
    expect((await shop.ask("店铺 汇率")).summary).toContain("165.5");
    await shop.ask("shops rate JPY EUR none");
    expect((await shop.ask("shops")).data).toMatchObject({ sum: null });
  });

  it.each(["shops rate", "shops rates", "店铺 汇率"])("lists the rates: %s", async (words) => {
    expect((await shop.ask(words)).kind).toBe("notice");
  });

  it.each([
    "shops rate EUR",
    "shops rate EUR 0 USD",
    "shops rate EUR 1.08 EUR",
    "shops rate EUR 1.08 XXX",
    "shops rate EUR 1.08 USD yesterday",
  ])("refuses what is no rate, with an example: %s", async (words) => {
    const message = await shop.ask(words);
    expect([message.kind, message.summary]).toEqual(["problem", expect.stringContaining("shops rate EUR 1.08 USD")]);
    expect(await shop.store.rates.list()).toEqual([]);
  });

  it("leaves a simulated shop out beside real ones, and has no sum where one shop's day is not known", async () => {
    await importSundays();
    await shop.store.shops.add({ ...SHOP, id: "demo", name: "Demo", simulated: true });
    expect(smallPrintOf(await shop.ask("shops"))).toContain("Simulated shops are left out: Demo.");
    await shop.store.shops.add({ ...SHOP, id: "empty", name: "Empty" });
    const message = await shop.ask("shops");
    expect(message.data).toMatchObject({ sum: { sales: null } });
    expect(smallPrintOf(message)).toContain("Not known for that period, so there is no sum: Empty.");
  });
});
