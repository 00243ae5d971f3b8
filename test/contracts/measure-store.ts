import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { FactWriter, GroupDimension, MeasureQuery } from "../../src/ports/stores.ts";
import { anyBatches } from "./any-facts.ts";
import { BruteForce } from "./brute-force.ts";
import { daily, day, days, hourly, importInto, line, type OpenStore, query, refund, SHOP } from "./store-fixture.ts";

export function describeMeasureStore(open: OpenStore): void {
  const openShop = async () => {
    const opened = await open();
    await opened.store.shops.add(SHOP);
    return opened;
  };

  describe("measure store", () => {
    it("answers for an empty shop", async () => {
      const { store, close } = await openShop();
      for (const by of [[], ["day"], ["hour"], ["product"], ["segment"], ["product", "country"]] satisfies GroupDimension[][]) {
        expect(await store.measures.measures(query({ by }))).toEqual([]);
        expect(await store.measures.customersBy(query({ by }))).toEqual(
          by.length === 0 ? [{ keys: [], customers: 0, newCustomers: 0, repeatCustomers: 0 }] : [],
        );
      }
      expect(await store.measures.customers(query())).toEqual({ customers: 0, newCustomers: 0, repeatCustomers: 0 });
      expect(await store.measures.watermarks(SHOP.id)).toEqual([]);
      expect(await store.measures.names(SHOP.id, "product", 5)).toEqual([]);
      expect(await store.measures.extent(SHOP.id)).toBeNull();
      await close();
    });

    it("tells which hourly rows came after their hour, and when", async () => {
      const { store, close } = await openShop();
      const inTime = { channel: "web", availableAtMs: Date.parse("2026-03-02T11:00:00Z") };
      const late = { channel: "app", availableAtMs: Date.parse("2026-03-02T15:00:00Z") };
      await importInto(store, (writer) =>
        writer.putMeasures([
          hourly("2026-03-02T10:00:00Z", { sessions: 4 }, inTime),
          hourly("2026-03-02T10:00:00Z", { sessions: 2 }, late),
        ]),
      );
      const hourMs = Date.parse("2026-03-02T10:00:00Z");
      expect(await store.measures.lateHours(SHOP.id, hourMs, hourMs + 1)).toEqual([{ hourMs, ...late }]);
      expect(await store.measures.lateHours(SHOP.id, hourMs + 1, hourMs + 7_200_000)).toEqual([]);
      await close();
    });

    it("answers for a shop with one order", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) => writer.putOrderLines([line("1", { customer: "ann" })]));
      const sums = { orders: 1, units: 1, gross: 1000, discounts: 0, returns: 0, newCustomers: 1, returningCustomers: 0 };
      expect(await store.measures.measures(query({ by: ["hour", "channel"] }))).toEqual([
        { keys: ["2026-03-02T10:00:00.000Z", "web"], sums },
      ]);
      expect(await store.measures.customersBy(query({ by: ["segment"] }))).toEqual([
        { keys: ["new"], customers: 1, newCustomers: 1, repeatCustomers: 0 },
      ]);
      expect(await store.measures.extent(SHOP.id)).toEqual({ firstDay: day("2026-03-02"), lastDay: day("2026-03-02") });
      await close();
    });

    it("counts customers once over a range, whatever the days add up to", async () => {
      const { store, close } = await openShop();
      const placed = (id: string, date: string, customer: string, country = "DE") =>
        line(id, { at: `${date}T10:00:00Z`, customer, country });
      await importInto(store, (writer) =>
        writer.putOrderLines([
          ...[placed("1", "2026-02-10", "ann"), placed("2", "2026-03-02", "ann"), placed("3", "2026-03-03", "ann", "AT")],
          ...[placed("4", "2026-03-02", "bob"), placed("5", "2026-03-03", "cem", "AT"), placed("6", "2026-04-02", "cem")],
        ]),
      );
      expect(await store.measures.customers(query())).toEqual({ customers: 3, newCustomers: 2, repeatCustomers: 2 });
      const austria = [{ dimension: "country", values: ["at"] }] as const;
      expect(await store.measures.customers(query({ filters: austria }))).toEqual({ customers: 2, newCustomers: 1, repeatCustomers: 2 });
      expect(await store.measures.customersBy(query({ by: ["day"] }))).toEqual([
        { keys: ["2026-03-02"], customers: 2, newCustomers: 1, repeatCustomers: 1 },
        { keys: ["2026-03-03"], customers: 2, newCustomers: 1, repeatCustomers: 2 },
      ]);
      await close();
    });

    it("gives what a source tells of a dimension, and nothing of what it does not", async () => {
      const { store, close } = await openShop();
      await importInto(store, async (writer) => {
        await writer.putOrderLines([line("1"), line("1", { product: "Shade", sku: "S1", gross: 500, quantity: 3 })]);
        await writer.putMeasures([
          hourly("2026-03-02T10:00:00Z", { sessions: 40 }, { country: "DE" }),
          hourly("2026-03-02T10:00:00Z", { sessions: 2 }),
        ]);
      });
      expect(await store.measures.measures(query({ by: ["product"] }))).toEqual([
        { keys: ["Lamp"], sums: { orders: 1, units: 1, gross: 1000, discounts: 0, returns: 0 } },
        { keys: ["Shade"], sums: { orders: 1, units: 3, gross: 500, discounts: 0, returns: 0 } },
      ]);
      expect(await store.measures.measures(query({ by: ["country"] }))).toMatchObject([
        { keys: ["DE"], sums: { orders: 1, sessions: 40 } },
      ]);
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { sessions: 42 } }]);
      await close();
    });

    it("shares an order's discount over its products to the last cent", async () => {
      const { store, close } = await openShop();
      const product = (name: string, gross: number) => line("1", { product: name, gross, discount: 100 });
      await importInto(store, (writer) => writer.putOrderLines([product("A", 333), product("B", 333), product("C", 334)]));
      const rows = await store.measures.measures(query({ by: ["product"] }));
      expect(rows.map(({ sums }) => sums.discounts)).toEqual([33, 34, 33]);
      await close();
    });

    it("takes orders from metrics until there are orders, and then only from these", async () => {
      const { store, close } = await openShop();
      const rows = [daily("2026-03-02", { sessions: 100, orders: 9, gross: 9000 }), daily("2026-03-04", { sessions: 50, orders: 4 })];
      await importInto(store, (writer) => writer.putMeasures(rows), "metrics");
      expect(await store.measures.measures(query())).toEqual([{ keys: [], sums: { sessions: 150, orders: 13, gross: 9000 } }]);
      await importInto(store, (writer) => writer.putOrderLines([line("1")]));
      expect(await store.measures.measures(query({ by: ["day"] }))).toEqual([
        { keys: ["2026-03-02"], sums: { sessions: 100, orders: 1, units: 1, gross: 1000, discounts: 0, returns: 0 } },
        { keys: ["2026-03-04"], sums: { sessions: 50 } },
      ]);
      await close();
    });

    it("knows, once there are orders, that a day of refunds alone sold nothing", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) => writer.putRefunds([refund("r1", { at: "2026-03-02T12:00:00Z" })]), "refunds");
      expect(await store.measures.measures(query())).toEqual([{ keys: [], sums: { returns: 500 } }]);
      await importInto(store, (writer) => writer.putOrderLines([line("1", { at: "2026-03-04T12:00:00Z" })]));
      expect(await store.measures.measures(query({ range: days("2026-03-02", "2026-03-03") }))).toEqual([
        { keys: [], sums: { orders: 0, units: 0, gross: 0, discounts: 0, returns: 500 } },
      ]);
      await close();
    });

    it("lets a daily row stand for its day, and never adds up two sources", async () => {
      const { store, close } = await openShop();
      const put = (source: string, sessions: number) =>
        importInto(store, (writer) => writer.putMeasures([hourly("2026-03-02T10:00:00Z", { sessions })]), source);
      await put("ga4", 10);
      await put("shopify", 12);
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { sessions: 12 } }]);
      await put("ga4", 11);
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { sessions: 11 } }]);
      await importInto(store, (writer) => writer.putMeasures([daily("2026-03-02", { sessions: 99 })]), "ga4");
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { sessions: 99 } }]);
      expect(await store.measures.measures(query({ by: ["hour"] }))).toMatchObject([{ sums: { sessions: 11 } }]);
      await close();
    });

    it("lists names in use, most orders first", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) =>
        writer.putOrderLines([
          line("1", { product: "B" }),
          line("2", { product: "A" }),
          line("3", { product: "B", at: "2026-03-03T10:00:00Z" }),
          line("4", { product: "", sku: "", channel: "" }),
        ]),
      );
      expect(await store.measures.names(SHOP.id, "product", 5)).toEqual(["B", "A"]);
      expect(await store.measures.names(SHOP.id, "channel", 5)).toEqual(["web"]);
      expect(await store.measures.names(SHOP.id, "country", 1)).toEqual(["DE"]);
      await importInto(store, (writer) =>
        writer.putOrderLines([line("1", { product: "A" }), line("3", { product: "C", at: "2026-03-03T10:00:00Z" })]),
      );
      expect(await store.measures.names(SHOP.id, "product", 5)).toEqual(["A", "C"]);
      await close();
    });

    it("keeps sums beyond 32 bits whole", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) =>
        writer.putOrderLines([line("1", { gross: 2 ** 52 }), line("2", { gross: 3, discount: 2 ** 40 })]),
      );
      expect(await store.measures.measures(query())).toMatchObject([{ sums: { gross: 2 ** 52 + 3, discounts: 2 ** 40 } }]);
      await importInto(store, (writer) => writer.putRefunds([refund("r", { amount: 2 ** 45 })]));
      expect(
        await store.measures.measures(query({ by: ["product"], filters: [{ dimension: "product", values: ["LAMP"] }] })),
      ).toMatchObject([{ sums: { gross: 2 ** 52 + 3 } }]);
      await close();
    });

    it("says the same as adding up the facts one by one, for any facts in any order and any question", async () => {
      const { store, close } = await open();
      let shops = 0;
      await fc.assert(
        fc.asyncProperty(anyBatches, fc.array(anyQuery, { minLength: 12, maxLength: 12 }), async (batches, queries) => {
          shops += 1;
          const shopId = `shop-${shops}`;
          await store.shops.add({ ...SHOP, id: shopId });
          const plain = new BruteForce();
          for (const batch of batches) {
            plain.add(batch);
            const work = async (writer: FactWriter) => {
              await writer.putMeasures(batch.measures);
              await writer.putRefunds(batch.refunds);
              await writer.putOrderLines(batch.lines);
            };
            await importInto(store, work, batch.source, shopId);
          }
          for (const asked of queries) {
            expect(await store.measures.measures({ ...asked, shopId }), JSON.stringify(asked)).toEqual(plain.measures(asked));
          }
          for (const [from, to] of DAY_RANGES) {
            expect(await store.measures.customers(query({ shopId, range: days(from, to) }))).toEqual(plain.customers(from, to));
          }
          const byDay = await store.measures.customersBy(query({ shopId, range: days("2026-10-23", "2026-10-30"), by: ["day"] }));
          for (const { keys, ...counts } of byDay) {
            const [from = ""] = keys;
            expect(counts).toEqual(plain.customers(from, addDays(day(from), 1)));
          }
        }),
        { numRuns: 60 },
      );
      await close();
    }, 240_000);
  });
}

const DAY_RANGES = [
  ["2026-10-24", "2026-10-25"],
  ["2026-10-24", "2026-10-26"],
  ["2026-10-25", "2026-10-28"],
  ["2026-10-20", "2026-10-30"],
] as const;

const anyDimension = fc.constantFrom<GroupDimension>(
  "channel",
  "product",
  "country",
  "device",
  "category",
  "segment",
  "code",
  "hour",
  "day",
);
const anyFilter = fc.oneof(
  fc.record({ dimension: fc.constant("channel" as const), values: fc.constantFrom(["WEB"] as const, ["web", ""] as const) }),
  fc.record({ dimension: fc.constant("country" as const), values: fc.constantFrom(["de"] as const, ["AT", "DE"] as const) }),
  fc.record({ dimension: fc.constant("product" as const), values: fc.constantFrom(["灯"] as const, ["lamp"] as const) }),
  fc.record({ dimension: fc.constant("segment" as const), values: fc.constantFrom(["new"] as const, ["guest"] as const) }),
  fc.record({ dimension: fc.constant("code" as const), values: fc.constantFrom(["save_10"] as const, ["VIP", "none"] as const) }),
  fc.record({ dimension: fc.constant("device" as const), values: fc.constant(["phone"] as const) }),
);
const anyRange = fc.oneof(
  fc.constantFrom(days("2026-10-24", "2026-10-25"), days("2026-10-25", "2026-10-26"), days("2026-10-23", "2026-10-30")),
  fc.tuple(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 1, max: 30 })).map(([from, length]) => {
    const fromMs = Date.parse("2026-10-24T00:00:00Z") + from * 3_600_000;
    return { grain: "hours" as const, fromMs, toMs: fromMs + length * 3_600_000 };
  }),
);
const anyQuery: fc.Arbitrary<MeasureQuery> = fc.record({
  shopId: fc.constant(SHOP.id),
  range: anyRange,
  by: fc.uniqueArray(anyDimension, { maxLength: 2 }),
  filters: fc.uniqueArray(anyFilter, { maxLength: 2, selector: ({ dimension }) => dimension }),
  returnsClock: fc.constantFrom("own-day" as const, "order-day" as const),
});
