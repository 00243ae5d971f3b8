import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FactWriter } from "../../src/ports/stores.ts";
import { anyBatches } from "./any-facts.ts";
import { hourly, importInto, line, type OpenStore, query, refund, SHOP, zone } from "./store-fixture.ts";

export function describeFactStore(open: OpenStore): void {
  const openShop = async () => {
    const opened = await open();
    await opened.store.shops.add(SHOP);
    return opened;
  };

  describe("fact store", () => {
    it("counts an order with its lines, and order-level amounts once", async () => {
      const { store, close } = await openShop();
      const amounts = { discount: 100, tax: 300, shipping: 490 };
      const outcome = await importInto(store, (writer) =>
        writer.putOrderLines([
          line("1", { ...amounts, quantity: 2, gross: 2000, lineDiscount: 50 }),
          line("1", { ...amounts, gross: 500 }),
          line("2"),
        ]),
      );
      expect(outcome).toEqual({ orders: 2, lines: 3, refunds: 0, measures: 0, unchanged: 0, daysTouched: 1 });
      const sums = { orders: 2, units: 4, gross: 3500, discounts: 150, returns: 0, tax: 300, shipping: 490 };
      expect(await store.measures.measures(query())).toEqual([{ keys: [], sums }]);
      await close();
    });

    it("changes nothing when the same facts come again", async () => {
      const { store, dump, close } = await openShop();
      const facts = async (writer: FactWriter) => {
        await writer.putOrderLines([
          line("1", { customer: "ann", discount: 7 }),
          line("2", { product: "" }),
          line("1", { customer: "ann", sku: "L2" }),
        ]);
        await writer.putRefunds([refund("r", { orderId: "1" }), refund("r", { orderId: "1", amount: 1 }), refund("s")]);
        await writer.putMeasures([hourly("2026-03-02T10:00:00Z", { sessions: 5 })]);
      };
      await importInto(store, facts);
      const before = await dump();
      expect(await importInto(store, facts)).toEqual({ orders: 2, lines: 3, refunds: 2, measures: 1, unchanged: 5, daysTouched: 0 });
      expect(await dump()).toEqual(before);
      await close();
    });

    it("adds up an order's lines that stand apart, the head from the first of them", async () => {
      const { store, close } = await openShop();
      const outcome = await importInto(store, async (writer) => {
        await writer.putOrderLines([line("1", { channel: "web" }), line("2")]);
        await writer.putOrderLines([line("1", { channel: "pos", tax: 19 })]);
        await writer.putOrderLines([line("1", { channel: "web", tax: 99 })]);
      });
      expect(outcome).toMatchObject({ orders: 2, lines: 4 });
      expect(await store.measures.measures(query({ by: ["channel"] }))).toEqual([
        { keys: ["web"], sums: { orders: 2, units: 4, gross: 4000, discounts: 0, returns: 0, tax: 19 } },
      ]);
      await close();
    });

    it("replaces an order that comes again, and both days' numbers where it moved", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) => writer.putOrderLines([line("1"), line("1", { product: "Shade" }), line("2")]));
      await importInto(store, (writer) => writer.putOrderLines([line("1", { at: "2026-03-09T09:00:00Z", gross: 700 })]));
      const rows = await store.measures.measures(query({ by: ["day", "product"] }));
      expect(rows.map(({ keys, sums }) => [...keys, sums.orders, sums.gross])).toEqual([
        ["2026-03-02", "Lamp", 1, 1000],
        ["2026-03-09", "Lamp", 1, 700],
      ]);
      await close();
    });

    it("moves everybody's first order with the orders", async () => {
      const { store, close } = await openShop();
      const placed = (id: string, date: string) => line(id, { at: `2026-03-${date}T10:00:00Z`, customer: "ann" });
      await importInto(store, (writer) => writer.putOrderLines([placed("b", "05"), placed("c", "07")]));
      const newBuyers = async () =>
        (await store.measures.measures(query({ by: ["day"] }))).map(({ keys, sums }) => [keys[0]?.slice(8), sums.newCustomers]);
      expect(await newBuyers()).toEqual([
        ["05", 1],
        ["07", 0],
      ]);
      await importInto(store, (writer) => writer.putOrderLines([placed("a", "03")]));
      expect(await newBuyers()).toEqual([
        ["03", 1],
        ["05", 0],
        ["07", 0],
      ]);
      await importInto(store, (writer) => writer.putOrderLines([placed("a", "09")]));
      expect(await newBuyers()).toEqual([
        ["05", 1],
        ["07", 0],
        ["09", 0],
      ]);
      await close();
    });

    it("takes a refund's channel from its order, whichever comes first, and its day from either clock", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) => writer.putRefunds([refund("r", { orderId: "1", channel: "?" })]));
      await importInto(store, (writer) => writer.putOrderLines([line("1", { channel: "pos" })]));
      const returns = async (returnsClock: "own-day" | "order-day") => {
        const rows = await store.measures.measures(query({ by: ["day", "channel"], returnsClock }));
        return rows.filter(({ sums }) => sums.returns !== 0).map(({ keys, sums }) => [...keys, sums.returns]);
      };
      expect(await returns("own-day")).toEqual([["2026-03-05", "pos", 500]]);
      expect(await returns("order-day")).toEqual([["2026-03-02", "pos", 500]]);
      await importInto(store, (writer) => writer.putRefunds([refund("r", { orderId: "1", at: "2026-03-06T12:00:00Z", amount: 400 })]));
      expect(await returns("own-day")).toEqual([["2026-03-06", "pos", 400]]);
      await close();
    });

    it("leaves test and deleted orders out of every number, their refunds too", async () => {
      const { store, close } = await openShop();
      await importInto(store, async (writer) => {
        await writer.putOrderLines([
          line("1", { status: "test", customer: "ann" }),
          line("2", { status: "Deleted" }),
          line("3", { status: "cancelled" }),
        ]);
        await writer.putRefunds([refund("r", { orderId: "1" })]);
      });
      expect(await store.measures.measures(query())).toEqual([
        { keys: [], sums: { orders: 1, units: 1, gross: 1000, discounts: 0, returns: 0 } },
      ]);
      expect(await store.measures.customers(query())).toEqual({ customers: 0, newCustomers: 0, repeatCustomers: 0 });
      await close();
    });

    it("imports nothing where the work fails", async () => {
      const { store, dump, close } = await openShop();
      await importInto(store, (writer) => writer.putOrderLines([line("1", { customer: "ann" })]));
      const before = await dump();
      const work = importInto(store, async (writer) => {
        await writer.putOrderLines([line("1", { gross: 1 }), line("2")]);
        throw new Error("line 3 is bad");
      });
      await expect(work).rejects.toThrow("line 3 is bad");
      expect(await dump()).toEqual(before);
      await close();
    });

    it("refuses a shop it does not know", async () => {
      const { store, close } = await open();
      await expect(importInto(store, async () => undefined)).rejects.toMatchObject({ code: "not-found" });
      await close();
    });

    it("keeps hostile text as text", async () => {
      const { store, close } = await openShop();
      const nasty = "'; DROP TABLE orders; -- \\u0000 \"\\ 灯\u202e 😀";
      await importInto(store, async (writer) => {
        await writer.putOrderLines([line("1\0", { product: `${nasty}\0`, channel: "\ud800%_" }), line("1", { sku: nasty, product: "" })]);
        await writer.putRefunds([refund(nasty, { product: nasty, reason: "\0" })]);
      });
      expect((await store.measures.measures(query({ by: ["product"] }))).map(({ keys, sums }) => [...keys, sums.units])).toEqual([
        [nasty, 2],
      ]);
      expect(await store.measures.names(SHOP.id, "channel", 5)).toEqual(["\ufffd%_"]);
      const filters = [{ dimension: "product", values: [nasty] }] as const;
      expect(await store.measures.measures(query({ filters }))).toMatchObject([{ sums: { gross: 2000, returns: 500 } }]);
      await close();
    });

    it("moves the facts when the shop changes its zone", async () => {
      const { store, close } = await openShop();
      await importInto(store, async (writer) => {
        await writer.putOrderLines([line("1", { at: "2026-03-02T22:30:00Z", customer: "ann" })]);
        await writer.putRefunds([refund("r", { at: "2026-03-02T23:30:00Z" })]);
        await writer.putMeasures([hourly("2026-03-02T22:00:00Z", { sessions: 7 })]);
      });
      await store.shops.update({ ...SHOP, zone: zone("Asia/Kolkata") });
      const rows = await store.measures.measures(query({ by: ["day"] }));
      expect(rows).toMatchObject([{ keys: ["2026-03-03"], sums: { orders: 1, returns: 500, sessions: 7, newCustomers: 1 } }]);
      const hours = await store.measures.measures(query({ by: ["hour"] }));
      expect(hours.map(({ keys }) => keys[0])).toEqual([
        "2026-03-02T21:30:00.000Z",
        "2026-03-02T22:30:00.000Z",
        "2026-03-02T23:30:00.000Z",
      ]);
      await close();
    });

    it("ends in the same state however the same orders are cut into batches", async () => {
      const { store, dump, close } = await open();
      let shops = 0;
      const addShop = async () => {
        shops += 1;
        await store.shops.add({ ...SHOP, id: `shop-${shops}` });
        return `shop-${shops}`;
      };
      await fc.assert(
        fc.asyncProperty(anyBatches, fc.integer({ min: 1, max: 7 }), async (batches, size) => {
          const [whole, cut] = [await addShop(), await addShop()];
          for (const { source, lines, refunds, measures } of batches) {
            const atOnce = async (writer: FactWriter) => {
              await writer.putOrderLines(lines);
              await writer.putRefunds(refunds);
              await writer.putMeasures(measures);
            };
            const inPieces = async (writer: FactWriter) => {
              for (let at = 0; at < measures.length; at += size) await writer.putMeasures(measures.slice(at, at + size));
              for (let at = 0; at < lines.length; at += size) await writer.putOrderLines(lines.slice(at, at + size));
              for (let at = 0; at < refunds.length; at += size) await writer.putRefunds(refunds.slice(at, at + size));
            };
            expect(await importInto(store, inPieces, source, cut)).toEqual(await importInto(store, atOnce, source, whole));
          }
          const tables = await dump();
          const rowsOf = (shopId: string) =>
            Object.values(tables).map((rows) =>
              rows.filter((row) => "shop_id" in row && row.shop_id === shopId).map((row) => ({ ...row, shop_id: "" })),
            );
          expect(rowsOf(cut)).toEqual(rowsOf(whole));
        }),
        { numRuns: 15 },
      );
      await close();
    }, 240_000);
  });

  describe("watermarks", () => {
    it("reach to the hour of the last order, to the end of metrics buckets, and never back", async () => {
      const { store, close } = await openShop();
      await importInto(store, (writer) =>
        writer.putOrderLines([line("1", { at: "2026-03-02T10:30:00Z" }), line("2", { at: "2026-03-02T08:30:00Z" })]),
      );
      await importInto(store, (writer) => writer.putMeasures([hourly("2026-03-02T12:00:00Z", { sessions: 1 })]), "metrics");
      await importInto(store, (writer) => writer.putOrderLines([line("3", { at: "2026-03-01T10:30:00Z" })]));
      expect(await store.measures.watermarks(SHOP.id)).toEqual([
        { source: "metrics", throughMs: Date.parse("2026-03-02T13:00:00Z"), measures: ["sessions"] },
        { source: "orders", throughMs: Date.parse("2026-03-02T10:00:00Z"), measures: ["orders", "units", "gross", "discounts"] },
      ]);
      await close();
    });

    it("go where the feed says that it reaches", async () => {
      const { store, close } = await openShop();
      const throughMs = Date.parse("2026-03-04T00:00:00Z");
      await store.facts.importFacts({ shopId: SHOP.id, source: "orders", origin: "feed", startedAtMs: 0, throughMs }, (writer) =>
        writer.putOrderLines([line("1")]),
      );
      expect(await store.measures.watermarks(SHOP.id)).toMatchObject([{ throughMs }]);
      expect(await store.measures.extent(SHOP.id)).toEqual({ firstDay: "2026-03-02", lastDay: "2026-03-02" });
      await close();
    });
  });
}
