import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Shop } from "../../src/core/shop.ts";
import { createIntake } from "../../src/intake/create-intake.ts";
import type { FactDelivery, WebhookDelivery } from "../../src/ports/intake.ts";
import { makeShop } from "./make-shop.ts";
import { createMemoryFactStore } from "./memory-fact-store.ts";

const usd = makeShop("us", "America/New_York", "USD");
const NOW = Date.parse("2026-11-22T12:00:00Z");

function build(shops: readonly Shop[] = [usd], secrets = ["new", "old"]) {
  const facts = createMemoryFactStore();
  const store = {
    list: async () => shops,
    find: async (id: string) => shops.find((shop) => shop.id === id) ?? null,
    add: async () => {},
    update: async () => {},
  };
  return { facts, intake: createIntake({ shops: store, facts, shopifySecrets: secrets, woocommerceSecrets: secrets }) };
}

function deliver(kind: FactDelivery["kind"], items: readonly unknown[], shopId: string | null = null): FactDelivery {
  return { kind, items, shopId, receivedAtMs: NOW };
}

describe("facts over HTTP", () => {
  it("reads the fields of the files, as texts or numbers", async () => {
    const { facts, intake } = build();
    const answer = await intake.accept(
      deliver("orders", [
        {
          order_id: 1001,
          placed_at: "2026-11-01T08:26:00Z",
          quantity: 2,
          unit_price: "19.90",
          product: "Tee",
          shipping: 4.9,
          discount_code: "save10",
        },
        { order_id: 1001, placed_at: "2026-11-01T08:26:00Z", quantity: 1, unit_price: 8, product: null },
      ]),
    );
    expect(answer).toMatchObject({ type: "accepted", outcome: { orders: 1, lines: 2 } });
    expect(facts.lines.map((line) => line.gross)).toEqual([3980, 800]);
    expect(facts.lines[0]?.order).toMatchObject({ orderId: "1001", shipping: 490, discountCodes: "SAVE10" });
    expect(facts.imports[0]).toMatchObject({ shopId: "us", source: "orders", origin: "POST /v1/orders", startedAtMs: NOW });
  });

  it("takes all items or none, and says what is wrong with each", async () => {
    const { facts, intake } = build();
    const answer = await intake.accept(
      deliver("refunds", [
        { refund_id: "R1", refunded_at: "2026-11-01T08:26:00Z", amount: "5.00" },
        { refund_id: "R2", refunded_at: "2026-11-01T08:26:00Z", amount: "five" },
        { refund_id: "R3", refundedat: "2026-11-01T08:26:00Z", amount: "5.00" },
        "R4",
        { refund_id: "R5", refunded_at: ["now"], amount: 1 },
      ]),
    );
    expect(answer).toEqual({
      type: "invalid",
      problems: [
        { index: 1, field: "amount", problem: 'found "five", expected a decimal amount without currency sign, such as 1234.50' },
        { index: 2, field: "refundedat", problem: "no such field; did you mean refunded_at?" },
        { index: 3, field: "", problem: "expected an object of fields" },
        { index: 4, field: "refunded_at", problem: "expected a text or a number" },
      ],
    });
    expect(facts.imports).toEqual([]);
  });

  it("sends each item to the shop it names", async () => {
    const { facts, intake } = build([usd, makeShop("jp", "Asia/Tokyo", "JPY")]);
    const row = { date: "2026-11-20", sessions: 5, revenue: "100" };
    expect(
      await intake.accept(
        deliver("metrics", [
          { ...row, shop: "us" },
          { ...row, shop: "jp" },
        ]),
      ),
    ).toMatchObject({ outcome: { measures: 2 } });
    expect(facts.measures.map((fact) => fact.values.gross)).toEqual([10_000, 100]);
    expect(await intake.accept(deliver("metrics", [row]))).toEqual({
      type: "unknown-shop",
      problem: 'say which shop: add the field "shop" (shops: us, jp)',
    });
    expect(await intake.accept(deliver("metrics", [row], "uss"))).toEqual({
      type: "unknown-shop",
      problem: 'there is no shop "uss"; did you mean us? (shops: us, jp)',
    });
  });
});

function sign(
  source: WebhookDelivery["source"],
  topic: string,
  payload: unknown,
  { secret = "new", shopId = "us" }: { secret?: string; shopId?: string } = {},
): WebhookDelivery {
  const body = new TextEncoder().encode(typeof payload === "string" ? payload : JSON.stringify(payload));
  const prefix = source === "shopify" ? "x-shopify" : "x-wc-webhook";
  const headers: Record<string, string> = {
    [`${prefix}-topic`]: topic,
    [source === "shopify" ? "x-shopify-hmac-sha256" : "x-wc-webhook-signature"]: createHmac("sha256", secret).update(body).digest("base64"),
  };
  return { source, shopId, body, receivedAtMs: NOW, header: (name) => headers[name.toLowerCase()] ?? null };
}

const ORDER = {
  id: 42,
  created_at: "2026-11-01T23:30:00-05:00",
  currency: "USD",
  financial_status: "paid",
  source_name: "web",
  discount_codes: [{ code: "vip", amount: "4.00", type: "fixed_amount" }, { code: "Save10" }],
  email: "ann@example.com",
  total_tax: "2.00",
  total_shipping_price_set: { shop_money: { amount: "5.00" }, presentment_money: { amount: "4.60" } },
  shipping_address: { country_code: "US" },
  line_items: [
    {
      sku: "T",
      name: "Tee",
      quantity: 2,
      price: "18.40",
      price_set: { shop_money: { amount: "20.00" } },
      discount_allocations: [{ amount: "3.68", amount_set: { shop_money: { amount: "4.00" } } }],
    },
    { sku: "GC", name: "Gift card", quantity: 1, price: "50.00", gift_card: true },
  ],
};

describe("webhooks", () => {
  it("believes a signature of any secret in use, and no other", async () => {
    const { intake } = build();
    expect(await intake.receive(sign("shopify", "orders/create", ORDER))).toMatchObject({ type: "accepted" });
    expect(await intake.receive(sign("shopify", "orders/create", ORDER, { secret: "old" }))).toMatchObject({ type: "accepted" });
    expect(await intake.receive(sign("shopify", "orders/create", ORDER, { secret: "older" }))).toEqual({ type: "forged" });
    const unsigned = { ...sign("shopify", "orders/create", ORDER), header: () => null };
    expect(await intake.receive(unsigned)).toEqual({ type: "forged" });
    const changed = { ...sign("shopify", "orders/create", ORDER), body: new TextEncoder().encode("{}") };
    expect(await intake.receive(changed)).toEqual({ type: "forged" });
  });

  it("is closed without a secret and does not know every shop", async () => {
    expect(await build([usd], []).intake.receive(sign("shopify", "orders/create", ORDER))).toEqual({
      type: "closed",
      problem: "set SHOPIFY_WEBHOOK_SECRET to take webhooks of shopify",
    });
    expect(await build().intake.receive(sign("shopify", "orders/create", ORDER, { shopId: "eu" }))).toMatchObject({ type: "unknown-shop" });
  });

  it("counts the shop's own money, discounts by line, and no gift cards", async () => {
    const { facts, intake } = build();
    await intake.receive(sign("shopify", "orders/create", ORDER));
    expect(facts.lines).toMatchObject([{ sku: "T", product: "Tee", quantity: 2, gross: 4000, discount: 400 }]);
    expect(facts.lines[0]?.order).toMatchObject({ orderId: "42", day: "2026-11-01", discount: 0, tax: 200, shipping: 500, country: "US" });
    expect(facts.lines[0]?.order.discountCodes).toBe("SAVE10 + VIP");
  });

  it("takes tax out of prices that include it", async () => {
    const { facts, intake } = build();
    const item = { sku: "T", quantity: 1, price: "119.00", tax_lines: [{ price: "19.00" }] };
    await intake.receive(sign("shopify", "orders/create", { ...ORDER, taxes_included: true, line_items: [item] }));
    expect(facts.lines[0]).toMatchObject({ gross: 10_000, discount: 0 });
  });

  it("reverses what is left of a cancelled order on the day of the cancellation", async () => {
    const { facts, intake } = build();
    const refund = {
      id: 7,
      order_id: 42,
      created_at: "2026-11-03T10:00:00-05:00",
      refund_line_items: [{ quantity: 1, subtotal: "16.00", line_item: { quantity: 2, price: "20.00", sku: "T" } }],
      order_adjustments: [{ amount: "-5.00", kind: "shipping_refund" }],
    };
    await intake.receive(sign("shopify", "orders/cancelled", { ...ORDER, cancelled_at: "2026-11-04T10:00:00-05:00", refunds: [refund] }));
    expect(facts.refunds.map(({ refundId, day, amount }) => [refundId, day, amount])).toEqual([
      ["7", "2026-11-03", 1600],
      ["42:cancelled", "2026-11-04", 2000],
    ]);
  });

  it("ignores tests and topics it has no use for, and names what is wrong with a body", async () => {
    const { intake } = build();
    expect(await intake.receive(sign("shopify", "orders/create", { ...ORDER, test: true }))).toEqual({
      type: "ignored",
      reason: "a test order",
    });
    expect(await intake.receive(sign("shopify", "products/update", {}))).toMatchObject({ type: "ignored" });
    expect(await intake.receive(sign("shopify", "orders/create", "{"))).toMatchObject({ type: "invalid" });
    expect(await intake.receive(sign("shopify", "orders/create", { ...ORDER, currency: "EUR" }))).toEqual({
      type: "invalid",
      problems: [{ index: 0, field: "currency", problem: 'found "EUR", expected USD, the shop\'s currency' }],
    });
    expect(await intake.receive(sign("shopify", "orders/create", { id: 1 }))).toMatchObject({
      type: "invalid",
      problems: expect.arrayContaining([expect.objectContaining({ field: "line_items" })]),
    });
  });

  it.each([
    ["shopify", "orders/delete"],
    ["woocommerce", "order.deleted"],
  ] as const)("marks an order deleted where %s sends %s", async (source, topic) => {
    const { facts, intake } = build();
    await intake.receive(sign(source, topic, { id: 42 }));
    expect(facts.lines).toMatchObject([{ gross: 0, order: { orderId: "42", status: "deleted" } }]);
  });

  it("answers WooCommerce's ping, which nobody signs", async () => {
    const ping = { ...sign("woocommerce", "", "webhook_id=142"), header: () => null };
    expect(await build().intake.receive(ping)).toEqual({ type: "ignored", reason: "a ping" });
  });

  it("takes WooCommerce's refunds with their order, and a reversal back when a failed order is paid", async () => {
    const order = {
      id: 9,
      status: "failed",
      currency: "USD",
      date_created: "2026-11-01T08:00:00",
      date_created_gmt: "2026-11-01T13:00:00",
      date_modified_gmt: "2026-11-02T13:00:00",
      line_items: [{ name: "A &amp; B", quantity: 1, subtotal: "12.00", total: "10.00" }],
      coupon_lines: [{ code: "save10" }],
      refunds: [{ id: 3, reason: "late", total: "-4.00" }],
    };
    const { facts, intake } = build();
    await intake.receive(sign("woocommerce", "order.updated", order));
    await intake.receive(sign("woocommerce", "order.updated", { ...order, status: "processing" }));
    expect(facts.lines[0]).toMatchObject({ product: "A & B", gross: 1200, discount: 200, order: { discountCodes: "SAVE10" } });
    expect(facts.refunds.map(({ refundId, amount, day }) => [refundId, amount, day])).toEqual([
      ["3", 400, "2026-11-02"],
      ["9:cancelled", 600, "2026-11-02"],
      ["3", 400, "2026-11-02"],
      ["9:cancelled", 0, "2026-11-02"],
    ]);
  });

  const samples = "../shared/data/payloads";
  const present = existsSync(samples);
  if (!present) console.warn(`SKIPPED: ${samples} is not here, so the platforms' sample payloads are not read`);

  it.runIf(present).each([
    ["shopify", "orders/create", "shopify/webhook_orders_create_shape.json", { lines: 3, gross: 59_700, refunds: 0 }],
    ["shopify", "refunds/create", "shopify/webhook_refunds_create_shape.json", { lines: 0, gross: 0, refunds: 39_800 }],
    ["woocommerce", "order.created", "woocommerce/orders_01_create_an_order.json", { lines: 2, gross: 1_800, refunds: 0 }],
  ] as const)("reads the sample of %s %s", async (source, topic, path, expected) => {
    const { facts, intake } = build();
    expect(await intake.receive(sign(source, topic, readFileSync(`${samples}/${path}`, "utf8")))).toMatchObject({ type: "accepted" });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect({
      lines: facts.lines.length,
      gross: sum(facts.lines.map((line) => line.gross)),
      refunds: sum(facts.refunds.map((refund) => refund.amount)),
    }).toEqual(expected);
  });
});
