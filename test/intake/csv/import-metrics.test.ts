import { describe, expect, it } from "vitest";
import { importMetrics } from "../../../src/intake/csv/import-metrics.ts";
import { importRefunds } from "../../../src/intake/csv/import-refunds.ts";
import { makeFile, makeShop } from "../make-shop.ts";
import { createMemoryFactStore } from "../memory-fact-store.ts";

const NOW = Date.parse("2026-11-22T12:30:00Z");
const berlin = makeShop("berlin");
const tokyo = makeShop("tokyo", "Asia/Tokyo", "JPY");

async function read(content: string, options: { shop?: typeof berlin | null; shops?: readonly (typeof berlin)[]; source?: string } = {}) {
  const facts = createMemoryFactStore();
  const { shop = null, shops = [berlin], ...rest } = options;
  const report = await importMetrics({ file: makeFile(content, 64, "m.csv"), facts, nowMs: NOW, shop, shops, ...rest });
  return { ...facts, report };
}

describe("a metrics file", () => {
  it("gives hours and days, absent measures absent", async () => {
    const { measures } = await read(
      "timestamp,date,channel,device,sessions,add_to_carts,revenue,refunds,ad_spend\n" +
        "2026-11-20T08:00,,paid,mobile,120,7,99.50,,12.345\n,2026-11-20,,,0.0,,,1.00,\n",
    );
    expect(measures[0]).toEqual({
      bucket: { grain: "hour", hourStartMs: Date.parse("2026-11-20T07:00Z"), day: "2026-11-20" },
      channel: "paid",
      device: "mobile",
      country: "",
      category: "",
      values: { sessions: 120, addToCarts: 7, gross: 9950, adSpend: 1234 },
      availableAtMs: Date.parse("2026-11-20T08:00Z"),
    });
    expect(measures[1]).toMatchObject({ bucket: { grain: "day", day: "2026-11-20" }, values: { sessions: 0, returns: 100 } });
  });

  it("knows a row at its end, never later than now, unless the row tells", async () => {
    const { measures } = await read(
      "timestamp,sessions,available_at\n2026-11-22T13:00+01:00,1,\n2026-11-20T08:00,1,2026-11-21T06:00:00Z\n",
    );
    expect(measures.map((row) => row.availableAtMs)).toEqual([NOW, Date.parse("2026-11-21T06:00Z")]);
  });

  it("puts the rows of several shops into each, after all of them are checked", async () => {
    const content = "date,shop,sessions,revenue\n2026-11-20,berlin,1,1.50\n2026-11-20,tokyo,2,150\n2026-11-21,berlin,3,2.50\n";
    const { imports, measures, report } = await read(content, { shops: [berlin, tokyo], source: "ga4" });
    expect(imports.map((meta) => [meta.shopId, meta.source, meta.origin])).toEqual([
      ["berlin", "ga4", "m.csv"],
      ["tokyo", "ga4", "m.csv"],
    ]);
    expect(measures.map((row) => row.values.gross)).toEqual([150, 250, 150]);
    expect(report.outcome?.measures).toBe(3);
    const facts = createMemoryFactStore();
    const bad = { file: makeFile(`${content}2026-11-21,tokyo,x,1\n`), facts, nowMs: NOW, shop: null, shops: [berlin, tokyo] };
    await expect(importMetrics(bad)).rejects.toThrow("1 row of 4");
    expect(facts.imports).toEqual([]);
  });

  it("takes one shop's rows only, where told which", async () => {
    const content = "date,shop,sessions\n2026-11-20,berlin,1\n2026-11-20,tokyo,2\n";
    const { measures, report } = await read(content, { shop: tokyo, shops: [berlin, tokyo] });
    expect(measures.map((row) => row.values.sessions)).toEqual([2]);
    expect(report.tally.leftOut.get("rows of other shops")).toBe(1);
  });

  it("keeps the two passes of an hour that comes twice apart", async () => {
    const { measures } = await read("timestamp,sessions\n2026-10-25T02:00+02:00,1\n2026-10-25T02:00+01:00,2\n");
    expect(measures.map((row) => row.bucket)).toEqual([
      { grain: "hour", hourStartMs: Date.parse("2026-10-25T00:00Z"), day: "2026-10-25" },
      { grain: "hour", hourStartMs: Date.parse("2026-10-25T01:00Z"), day: "2026-10-25" },
    ]);
  });
});

describe("a refund file", () => {
  it("gives refunds on their own day, several lines under one id", async () => {
    const facts = createMemoryFactStore();
    const content =
      "refund_id,order_id,refunded_at,amount,sku,quantity,reason\nR1,1001,2026-11-20 23:30,5.00,S1,1,broken\nR1,1001,2026-11-20 23:30,2.50,S2,,\n";
    await importRefunds({ file: makeFile(content), shop: berlin, facts, nowMs: NOW });
    expect(
      facts.refunds.map(({ refundId, orderId, day, amount, sku, quantity }) => [refundId, orderId, day, amount, sku, quantity]),
    ).toEqual([
      ["R1", "1001", "2026-11-20", 500, "S1", 1],
      ["R1", "1001", "2026-11-20", 250, "S2", 0],
    ]);
    expect(facts.imports[0]).toMatchObject({ source: "refunds", shopId: "berlin" });
  });
});
