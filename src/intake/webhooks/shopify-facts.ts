/** Shopify's order and refund objects to facts. Money is the shop's own (`shop_money`), never the buyer's currency. */
import { z } from "zod";
import type { OrderHead, OrderLineFact, RefundFact } from "../../core/facts.ts";
import type { Shop } from "../../core/shop.ts";
import { describeIssues } from "../describe-issues.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCodes } from "../readers/code-reader.ts";
import { createBatch, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_WORD_CHARS } from "../rows/row-context.ts";
import type { PayloadFacts } from "../write-facts.ts";
import type { PayloadReader } from "./payload-reader.ts";
import { createPayloadReader } from "./payload-reader.ts";

const Id = z.union([z.string().min(1).max(MAX_ID_CHARS), z.number()]).transform(String);
const Amount = z.union([z.string(), z.number()]).nullish();
const MoneySet = z.object({ shop_money: z.object({ amount: Amount }) }).nullish();
const Text = z.string().nullish();
const Address = z.object({ country_code: Text }).nullish();
const LineItem = z.object({
  sku: Text,
  title: Text,
  name: Text,
  quantity: z.int(),
  price: Amount,
  price_set: MoneySet,
  gift_card: z.boolean().nullish(),
  total_discount: Amount,
  discount_allocations: z.array(z.object({ amount: Amount, amount_set: MoneySet })).nullish(),
  tax_lines: z.array(z.object({ price: Amount, price_set: MoneySet })).nullish(),
});
const Refund = z.object({
  id: Id,
  order_id: Id,
  created_at: z.string(),
  processed_at: Text,
  note: Text,
  refund_line_items: z
    .array(
      z.object({
        quantity: z.int(),
        subtotal: Amount,
        subtotal_set: MoneySet,
        total_tax: Amount,
        total_tax_set: MoneySet,
        line_item: LineItem,
      }),
    )
    .default([]),
  order_adjustments: z.array(z.object({ amount: Amount, amount_set: MoneySet, kind: Text })).default([]),
});
const Order = z.object({
  id: Id,
  created_at: z.string(),
  processed_at: Text,
  cancelled_at: Text,
  test: z.boolean().nullish(),
  currency: z.string(),
  financial_status: Text,
  taxes_included: z.boolean().nullish(),
  total_discounts: Amount,
  total_discounts_set: MoneySet,
  total_tax: Amount,
  total_tax_set: MoneySet,
  total_shipping_price_set: MoneySet,
  shipping_lines: z.array(z.object({ price: Amount })).nullish(),
  discount_codes: z.array(z.object({ code: Text })).nullish(),
  source_name: Text,
  email: Text,
  customer: z.object({ id: Id.nullish(), email: Text }).nullish(),
  shipping_address: Address,
  billing_address: Address,
  line_items: z.array(LineItem),
  refunds: z.array(Refund).nullish(),
});
type Order = z.infer<typeof Order>;
type Refund = z.infer<typeof Refund>;
type LineItem = z.infer<typeof LineItem>;

const ORDER_TOPICS = new Set(["orders/create", "orders/updated", "orders/paid", "orders/cancelled", "orders/edited", "orders/fulfilled"]);

/** `topic` is the X-Shopify-Topic header. */
export function readShopifyPayload(topic: string, payload: unknown, shop: Shop): PayloadFacts {
  if (topic === "refunds/create") {
    const refund = Refund.safeParse(payload);
    if (!refund.success) return { type: "invalid", problems: describeIssues(refund.error) };
    const reader = createPayloadReader(shop);
    return finish(reader, [], refundFacts(refund.data, reader, NO_ORDER));
  }
  // An edit's own webhook holds only the change; orders/updated follows with the whole order.
  if (!ORDER_TOPICS.has(topic) || topic === "orders/edited") return { type: "ignored", reason: `nothing to take from ${topic}` };
  const order = Order.safeParse(payload);
  if (!order.success) return { type: "invalid", problems: describeIssues(order.error) };
  if (order.data.test) return { type: "ignored", reason: "a test order" };
  return orderFacts(order.data, createPayloadReader(shop));
}

function orderFacts(order: Order, reader: PayloadReader): PayloadFacts {
  reader.checkCurrency(order.currency);
  const placed = reader.time("processed_at", order.processed_at ?? order.created_at);
  // A gift card is money held for later: its sale comes when it is spent.
  const items = order.line_items.filter((item) => !item.gift_card);
  if (items.length === 0 && reader.problems.length === 0) return { type: "ignored", reason: "an order without goods" };
  if (!placed) return finish(reader, [], []);
  const allocated = items.some((item) => (item.discount_allocations ?? []).length > 0);
  const head: OrderHead = {
    orderId: order.id,
    placedAtMs: placed.ms,
    day: placed.day,
    hourStartMs: placed.hourStartMs,
    channel: cleanText(order.source_name ?? "", MAX_WORD_CHARS),
    customer: reader.customer(order.email, order.customer?.email, order.customer?.id),
    country: cleanText(order.shipping_address?.country_code ?? order.billing_address?.country_code ?? "", MAX_WORD_CHARS),
    status: cleanText(order.financial_status ?? "", MAX_WORD_CHARS),
    discountCodes: readCodes((order.discount_codes ?? []).map(({ code }) => code)),
    // The order's discount is spread over its lines; only old payloads do not say how.
    discount: allocated ? 0 : reader.amount("total_discounts", shopMoney(order.total_discounts_set, order.total_discounts)),
    tax: reader.amount("total_tax", shopMoney(order.total_tax_set, order.total_tax)),
    shipping:
      order.total_shipping_price_set?.shop_money.amount !== undefined
        ? reader.amount("total_shipping_price_set", order.total_shipping_price_set?.shop_money.amount)
        : sum((order.shipping_lines ?? []).map((line) => reader.amount("shipping_lines", line.price))),
  };
  const lines = items.map((item) => lineFact(item, order.taxes_included === true, head, reader));
  const place = { channel: head.channel, country: head.country, taxesIncluded: order.taxes_included === true };
  const refunds = (order.refunds ?? []).flatMap((refund) => refundFacts(refund, reader, place));
  const cancelled = order.cancelled_at ? reader.time("cancelled_at", order.cancelled_at) : null;
  if (cancelled) {
    const net = sum(lines.map((line) => line.gross - line.discount)) - (head.discount ?? 0);
    // What its refunds have reversed already is not reversed again; 0 is written too, over an earlier amount.
    const amount = Math.max(0, net - sum(refunds.map((refund) => refund.amount)));
    refunds.push({
      ...{ refundId: `${order.id}:cancelled`, orderId: order.id, amount, sku: "", product: "", quantity: 0, reason: "cancelled" },
      ...{
        refundedAtMs: cancelled.ms,
        day: cancelled.day,
        hourStartMs: cancelled.hourStartMs,
        channel: head.channel,
        country: head.country,
      },
    });
  }
  return finish(reader, lines, refunds);
}

function lineFact(item: LineItem, taxesIncluded: boolean, order: OrderHead, reader: PayloadReader): OrderLineFact {
  const gross = reader.product("line_items.price", shopMoney(item.price_set, item.price), item.quantity);
  const allocations = item.discount_allocations ?? [];
  const discount = sum(allocations.map((part) => reader.amount("discount_allocations.amount", shopMoney(part.amount_set, part.amount))));
  const tax = sum((item.tax_lines ?? []).map((line) => reader.amount("tax_lines.price", shopMoney(line.price_set, line.price))));
  const paid = gross - discount;
  // Prices with tax inside: tax was charged on what was paid, so the discount shrinks by the same share.
  const discountNet = taxesIncluded && paid > 0 ? Math.round((discount * (paid - tax)) / paid) : discount;
  return {
    order,
    sku: cleanText(item.sku ?? "", MAX_ID_CHARS),
    product: cleanText(item.name ?? item.title ?? "", MAX_NAME_CHARS),
    quantity: item.quantity,
    gross: taxesIncluded ? paid - tax + discountNet : gross,
    discount: discountNet,
  };
}

const NO_ORDER = { channel: "", country: "", taxesIncluded: false };

function refundFacts(refund: Refund, reader: PayloadReader, place: typeof NO_ORDER): RefundFact[] {
  const when = reader.time("processed_at", refund.processed_at ?? refund.created_at);
  if (!when) return [];
  const base = {
    ...{ refundId: refund.id, orderId: refund.order_id, refundedAtMs: when.ms, day: when.day, hourStartMs: when.hourStartMs },
    ...{ reason: cleanText(refund.note ?? "", MAX_NAME_CHARS), channel: place.channel, country: place.country },
  };
  const lines = refund.refund_line_items
    .filter((line) => !line.line_item.gift_card)
    .map((line) => {
      const subtotal = shopMoney(line.subtotal_set, line.subtotal);
      const price = shopMoney(line.line_item.price_set, line.line_item.price);
      const value = subtotal == null ? reader.product("line_item.price", price, line.quantity) : reader.amount("subtotal", subtotal);
      const tax = place.taxesIncluded ? reader.amount("total_tax", shopMoney(line.total_tax_set, line.total_tax)) : 0;
      return {
        ...base,
        amount: value - tax,
        sku: cleanText(line.line_item.sku ?? "", MAX_ID_CHARS),
        product: cleanText(line.line_item.name ?? line.line_item.title ?? "", MAX_NAME_CHARS),
        quantity: line.quantity,
      };
    });
  // More or less than the goods' price was given back; shipping given back is no reversal of sales.
  const discrepancies = refund.order_adjustments
    .filter((adjustment) => adjustment.kind === "refund_discrepancy")
    .map((adjustment) => ({
      ...base,
      amount: -reader.amount("order_adjustments.amount", shopMoney(adjustment.amount_set, adjustment.amount)),
      ...{ sku: "", product: "", quantity: 0 },
    }));
  return [...lines, ...discrepancies];
}

function shopMoney(set: z.infer<typeof MoneySet>, plain: z.infer<typeof Amount>): z.infer<typeof Amount> {
  return set?.shop_money.amount ?? plain;
}

function finish(reader: PayloadReader, lines: OrderLineFact[], refunds: RefundFact[]): PayloadFacts {
  if (reader.problems.length > 0) return { type: "invalid", problems: reader.problems };
  if (lines.length === 0 && refunds.length === 0) return { type: "ignored", reason: "nothing was sold or given back" };
  return { type: "facts", batch: { ...createBatch(), lines, refunds } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
