import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importOrders } from "../../../src/intake/csv/import-orders.ts";
import type { Preset } from "../../../src/intake/rows/order-shapes.ts";
import { makeFile, makeShop } from "../make-shop.ts";
import { createMemoryFactStore } from "../memory-fact-store.ts";

async function read(content: string, options: { preset?: Preset; map?: Record<string, string>; chunkBytes?: number; code?: string } = {}) {
  const facts = createMemoryFactStore();
  const { chunkBytes = 64, code = "EUR", ...rest } = options;
  const shop = makeShop("berlin", "Europe/Berlin", code);
  const report = await importOrders({ file: makeFile(content, chunkBytes), shop, facts, nowMs: 0, ...rest });
  return { ...facts, report };
}

describe("an order file in Shopbell's own columns", () => {
  it("gives lines with their order's head, in the shop's calendar", async () => {
    const { lines } = await read(
      "order_id,placed_at,channel,customer_id,sku,product,quantity,unit_price,discount,tax,shipping,status,currency\n" +
        "1001,2026-11-01T23:30:00Z,web,Ann@example.com,S1,Tee,2,19.90,3.00,6.00,4.90,paid,EUR\n" +
        "1001,2026-11-01T23:30:00Z,web,Ann@example.com,S2,Mug,1,8.00,,6.00,4.90,paid,EUR\n",
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ sku: "S1", product: "Tee", quantity: 2, gross: 3980, discount: 300 });
    expect(lines[1]?.order).toBe(lines[0]?.order);
    expect(lines[0]?.order).toMatchObject({
      orderId: "1001",
      placedAtMs: Date.parse("2026-11-01T23:30:00Z"),
      day: "2026-11-02",
      hourStartMs: Date.parse("2026-11-01T23:00:00Z"),
      channel: "web",
      status: "paid",
      discount: null,
      tax: 600,
      shipping: 490,
    });
    expect(JSON.stringify(lines)).not.toContain("example.com");
  });

  it("takes an optional column of discount codes", async () => {
    const { lines } = await read(
      "order_id,placed_at,quantity,unit_price,discount_code\n1,2026-11-01,1,2,save10\n1,2026-11-01,1,2,\n2,2026-11-01,1,2,\n",
    );
    expect(lines.map(({ order }) => order.discountCodes)).toEqual(["SAVE10", "SAVE10", ""]);
  });

  it("dates an order by its first line, and takes blank cells of later lines from it", async () => {
    const { lines } = await read("order_id,placed_at,quantity,unit_price\n1,2026-11-01 23:59,1,2\n1,2026-11-02 00:00,1,2\n1,,1,2\n");
    expect(lines.map((line) => line.order.day)).toEqual(["2026-11-01", "2026-11-01", "2026-11-01"]);
  });

  it("reads semicolons, tabs, a byte order mark and decimal commas", async () => {
    const { lines } = await read("\ufefforder_id;placed_at;quantity;unit_price\r\n1;2026/11/01 8:26;1;1.234,50\r\n");
    expect(lines[0]?.gross).toBe(123450);
    const tabs = await read("Order ID\tPlaced At\tQuantity\tUnit-Price\n1\t2026-11-01\t1\t2\n");
    expect(tabs.lines[0]?.gross).toBe(200);
  });

  it("leaves drafts out, marks test and deleted orders, and tells of cancelled ones it cannot take back", async () => {
    const { lines, report } = await read(
      "order_id,placed_at,quantity,unit_price,status\n1,2026-11-01,1,2,test\n1,,1,2,\n2,2026-11-01,1,2,wc-checkout-draft\n3,2026-11-01,1,2,cancelled\n",
    );
    expect(lines.map((line) => [line.order.orderId, line.order.status])).toEqual([
      ["1", "test"],
      ["1", "test"],
      ["3", "cancelled"],
    ]);
    expect(Object.fromEntries(report.tally.leftOut)).toEqual({
      "rows of test or deleted orders: kept, not counted": 2,
      "rows of draft orders": 1,
    });
    expect(report.tally.cancelledUndated).toBe(1);
  });

  it("skips rows of empty cells and accepts empty cells beyond the header", async () => {
    const { report } = await read("order_id,placed_at,quantity,unit_price\n1,2026-11-01,1,2,,\n,,,\n\n,,,,,\n");
    expect(report).toMatchObject({ rows: 1, badRowCount: 0 });
  });

  it("is read the same wherever the chunks are cut", async () => {
    const content =
      'order_id,placed_at,quantity,unit_price,product\n1,2026-11-01,1,2.005,"é, ""中"""\n1,,2,3,"two\nlines"\n2,2026-11-02,1,1,👍\n';
    const whole = await read(content, { chunkBytes: 10_000 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (chunkBytes) => {
        expect((await read(content, { chunkBytes })).lines).toEqual(whole.lines);
      }),
      { numRuns: 60 },
    );
  });

  it("changes nothing on a dry run", async () => {
    const facts = createMemoryFactStore();
    const file = makeFile("order_id,placed_at,quantity,unit_price\n1,2026-11-01,1,2\n");
    const report = await importOrders({ file, shop: makeShop("s"), facts, nowMs: 0, dryRun: true });
    expect(report).toMatchObject({ outcome: null, facts: { lines: 1 } });
    expect(facts.imports).toEqual([]);
  });
});

describe("Shopify's order export", () => {
  const HEADER =
    "Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Discount Amount,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Shipping Country,Cancelled at,Refunded Amount,Source,Id\n";

  it("takes the order's cells from its first row, and its lines from every row", async () => {
    const { lines, refunds } = await read(
      `${HEADER}#1001,ann@example.com,paid,2026-11-01 08:26:00 +0100,EUR,45.00,4.90,7.18,5.00,2,Tee - M,20.00,T-M,0.00,DE,,0.00,web,987\n#1001,ann@example.com,,,,,,,,1,Mug,10.00,MUG,0.00,,,,,\n`,
      { preset: "shopify" },
    );
    expect(lines.map((line) => [line.sku, line.gross, line.discount])).toEqual([
      ["T-M", 4000, 0],
      ["MUG", 1000, 0],
    ]);
    expect(lines[1]?.order).toMatchObject({ orderId: "987", channel: "web", country: "DE", discount: 500, shipping: 490, tax: 718 });
    expect(refunds).toEqual([]);
  });

  it("does not count line discounts twice where the subtotal shows that the order's holds them", async () => {
    const row = (subtotal: string) =>
      `${HEADER}#1,a@b.c,paid,2026-11-01 08:00:00 +0100,EUR,${subtotal},0,0,5.00,1,Tee,20.00,T,2.00,DE,,0,web,1\n`;
    expect((await read(row("15.00"), { preset: "shopify" })).lines[0]).toMatchObject({ discount: 200, order: { discount: 300 } });
    expect((await read(row("13.00"), { preset: "shopify" })).lines[0]).toMatchObject({ discount: 200, order: { discount: 500 } });
  });

  it("reverses a cancelled order on the day of its cancellation, and a refund without a day on the order's", async () => {
    const { refunds, report } = await read(
      `${HEADER}#1,,voided,2026-11-01 08:00:00 +0100,EUR,20,0,0,0,1,Tee,20.00,T,0,DE,2026-11-03 09:00:00 +0100,0,web,1\n` +
        "#2,,partially_refunded,2026-11-01 08:00:00 +0100,EUR,20,0,0,0,1,Tee,20.00,T,0,DE,,7.50,web,2\n" +
        "#3,,refunded,2026-11-01 08:00:00 +0100,EUR,20,5,3,0,1,Tee,20.00,T,0,DE,,28.00,web,3\n",
      { preset: "shopify" },
    );
    expect(refunds.map(({ refundId, orderId, day, amount }) => [refundId, orderId, day, amount])).toEqual([
      ["1:cancelled", "1", "2026-11-03", 2000],
      ["2:refunded", "2", "2026-11-01", 750],
      ["3:refunded", "3", "2026-11-01", 2000],
    ]);
    expect(report.tally.undatedReversals).toBe(2);
  });

  it("takes the codes a buyer entered: in capitals, each once, in one order", async () => {
    const header = HEADER.replace("Id\n", "Id,Discount Code\n");
    const row = (name: string, code: string) =>
      `${name},,paid,2026-11-01 08:00:00 +0100,EUR,20,0,0,5.00,1,Tee,20.00,T,0,DE,,0,web,,${code}\n`;
    const { lines } = await read(
      `${header}${row("#1", '"Vip, save10,VIP"')}${row("#2", "")}${row("#3", " spring\u202e ")}${row("#4", "ann@example.com")}`,
      {
        preset: "shopify",
      },
    );
    expect(lines.map(({ order }) => order.discountCodes)).toEqual(["SAVE10 + VIP", "", "SPRING", "PERSONAL"]);
  });

  it("leaves a field out where its mapping is empty", async () => {
    const content = `${HEADER}#2,,partially_refunded,2026-11-01 08:00:00 +0100,EUR,20,0,0,0,1,Tee,20.00,T,0,DE,,7.50,web,2\n`;
    expect((await read(content, { preset: "shopify", map: { refunded_amount: "" } })).refunds).toEqual([]);
  });
});

describe("WooCommerce's order exports", () => {
  it("reads one row per item, with amounts before and after the coupon", async () => {
    const { lines } = await read(
      "order_id,date,status,shipping_total,tax_total,discount_total,order_currency,customer_id,billing_email,shipping_country,item_name,item_sku,item_quantity,item_subtotal,item_total\n" +
        "727,2026-11-01 16:28:02,processing,10.00,1.35,2.00,EUR,0,john@example.com,DE,Single,S,2,6.00,5.00\n" +
        "727,2026-11-01 16:28:02,processing,10.00,1.35,2.00,EUR,0,john@example.com,DE,Idea,I,1,12.00,11.00\n",
      { preset: "woocommerce" },
    );
    expect(lines.map((line) => [line.gross, line.discount, line.quantity])).toEqual([
      [600, 100, 2],
      [1200, 100, 1],
    ]);
    expect(lines[0]?.order).toMatchObject({ discount: 0, shipping: 1000, tax: 135, country: "DE" });
  });

  it("takes coupons as the exports write them", async () => {
    const header = "order_id,date,item_quantity,item_subtotal,coupon_items\n";
    const { lines } = await read(
      `${header}1,2026-11-01,1,9,code:save10|description:|amount:1.00;code:VIP|amount:2\n2,2026-11-01,1,9,\n3,2026-11-01,1,9,"A,b"\n`,
      { preset: "woocommerce" },
    );
    expect(lines.map(({ order }) => order.discountCodes)).toEqual(["SAVE10 + VIP", "", "A + B"]);
  });

  it("reads Advanced Order Export and takes failed orders back on their own day", async () => {
    const { lines, refunds } = await read(
      "Order Number,Order Status,Order Date,Email (Billing),Country Code (Billing),Cart Discount Amount,Order Shipping Amount,SKU,Item Name,Quantity,Item Cost\n" +
        "12,Failed,2026-11-01 16:28,j@e.c,DE,1.00,0,S,Single,2,3.00\n",
      { preset: "woocommerce" },
    );
    expect(lines[0]).toMatchObject({ gross: 600, order: { discount: 100, orderId: "12" } });
    expect(refunds[0]).toMatchObject({ refundId: "12:cancelled", amount: 500, day: "2026-11-01" });
  });
});

describe("Online Retail", () => {
  it("makes returns of C invoices and leaves adjustments and stock corrections out", async () => {
    const { lines, refunds, report } = await read(
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" +
        "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n" +
        "536365,71053,LANTERN,6,2010-12-01 08:27:00,3.395,,United Kingdom\n" +
        "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom\n" +
        "A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom\n" +
        "536414,22139,,56,2010-12-01 11:52:00,0,,United Kingdom\n" +
        "536589,21777,,-10,2010-12-01 16:50:00,1.25,,United Kingdom\n",
      { preset: "online-retail", code: "GBP" },
    );
    expect(lines.map((line) => [line.order.orderId, line.gross, line.order.placedAtMs])).toEqual([
      ["536365", 1530, lines[0]?.order.placedAtMs],
      ["536365", 2037, lines[0]?.order.placedAtMs],
    ]);
    expect(refunds).toMatchObject([{ refundId: "C536379", orderId: "", amount: 2750, quantity: 1, country: "United Kingdom" }]);
    expect(Object.fromEntries(report.tally.leftOut)).toEqual({
      "adjustments (invoice A…)": 1,
      "lines with quantity or price of 0 or less": 2,
    });
  });
});
