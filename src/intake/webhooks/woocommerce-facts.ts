/** WooCommerce's order object to facts. A refund has no webhook of its own: it comes with the order it belongs to. */
import { z } from "zod";
import type { OrderHead, OrderLineFact, RefundFact } from "../../core/facts.ts";
import type { Shop } from "../../core/shop.ts";
import { describeIssues } from "../describe-issues.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCodes } from "../readers/code-reader.ts";
import { createBatch, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_WORD_CHARS } from "../rows/row-context.ts";
import type { PayloadFacts } from "../write-facts.ts";
import { createPayloadReader } from "./payload-reader.ts";

const Id = z.union([z.string().min(1).max(MAX_ID_CHARS), z.number()]).transform(String);
const Amount = z.union([z.string(), z.number()]).nullish();
const Text = z.string().nullish();
const Order = z.object({
  id: Id,
  status: z.string(),
  currency: z.string(),
  created_via: Text,
  date_created: z.string(),
  date_created_gmt: Text,
  date_modified: Text,
  date_modified_gmt: Text,
  total_tax: Amount,
  shipping_total: Amount,
  customer_id: z.union([z.string(), z.number()]).nullish(),
  billing: z.object({ email: Text, country: Text }).nullish(),
  shipping: z.object({ country: Text }).nullish(),
  coupon_lines: z.array(z.object({ code: Text })).nullish(),
  line_items: z.array(z.object({ name: Text, sku: Text, quantity: z.int(), subtotal: Amount, total: Amount })),
  refunds: z.array(z.object({ id: Id, reason: Text, total: Amount })).nullish(),
});

const DRAFTS = new Set(["auto-draft", "checkout-draft", "draft"]);
const TAKEN_BACK = new Set(["cancelled", "failed"]);

/** `topic` is the X-WC-Webhook-Topic header. */
export function readWoocommercePayload(topic: string, payload: unknown, shop: Shop): PayloadFacts {
  if (!["order.created", "order.updated", "order.restored"].includes(topic))
    return { type: "ignored", reason: `nothing to take from ${topic}` };
  const parsed = Order.safeParse(payload);
  if (!parsed.success) return { type: "invalid", problems: describeIssues(parsed.error) };
  const order = parsed.data;
  if (DRAFTS.has(order.status)) return { type: "ignored", reason: "a draft" };
  const reader = createPayloadReader(shop);
  reader.checkCurrency(order.currency);
  const placed = reader.time("date_created_gmt", utc(order.date_created_gmt) ?? order.date_created);
  const modified = reader.time(
    "date_modified_gmt",
    utc(order.date_modified_gmt) ?? order.date_modified ?? utc(order.date_created_gmt) ?? order.date_created,
  );
  if (order.line_items.length === 0) return { type: "ignored", reason: "an order without goods" };
  if (!placed || !modified) return { type: "invalid", problems: reader.problems };

  const head: OrderHead = {
    orderId: order.id,
    placedAtMs: placed.ms,
    day: placed.day,
    hourStartMs: placed.hourStartMs,
    channel: cleanText(order.created_via ?? "", MAX_WORD_CHARS),
    customer: reader.customer(order.customer_id === "0" ? 0 : order.customer_id, order.billing?.email),
    country: cleanText(order.shipping?.country || order.billing?.country || "", MAX_WORD_CHARS),
    status: cleanText(order.status, MAX_WORD_CHARS),
    discountCodes: readCodes((order.coupon_lines ?? []).map(({ code }) => code)),
    // Coupons are spread over the lines: before and after stand in each.
    discount: 0,
    tax: reader.amount("total_tax", order.total_tax),
    shipping: reader.amount("shipping_total", order.shipping_total),
  };
  const lines = order.line_items.map((item): OrderLineFact => {
    const gross = reader.amount("line_items.subtotal", item.subtotal ?? item.total);
    return {
      order: head,
      sku: cleanText(item.sku ?? "", MAX_ID_CHARS),
      product: cleanText(decodeEntities(item.name ?? ""), MAX_NAME_CHARS),
      quantity: item.quantity,
      gross,
      discount: Math.max(0, gross - reader.amount("line_items.total", item.total ?? item.subtotal)),
    };
  });
  let left = lines.reduce((total, line) => total + line.gross - line.discount, 0);
  const base = {
    ...{ orderId: order.id, refundedAtMs: modified.ms, day: modified.day, hourStartMs: modified.hourStartMs },
    ...{ sku: "", product: "", quantity: 0, channel: head.channel, country: head.country },
  };
  const refunds = (order.refunds ?? []).map((refund): RefundFact => {
    // Totals are negative and may hold tax and shipping: never more than the goods were sold for.
    const amount = Math.min(left, Math.abs(reader.amount("refunds.total", refund.total)));
    left -= amount;
    return { ...base, refundId: refund.id, amount, reason: cleanText(refund.reason ?? "", MAX_NAME_CHARS) };
  });
  // Paid after all, a failed order stands again: 0 takes its reversal back.
  if (topic !== "order.created" || TAKEN_BACK.has(order.status)) {
    refunds.push({ ...base, refundId: `${order.id}:cancelled`, amount: TAKEN_BACK.has(order.status) ? left : 0, reason: "cancelled" });
  }
  if (reader.problems.length > 0) return { type: "invalid", problems: reader.problems };
  return { type: "facts", batch: { ...createBatch(), lines, refunds } };
}

/** The `_gmt` fields are UTC and do not say so. */
function utc(text: string | null | undefined): string | undefined {
  return text ? `${text}Z` : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  ndash: "–",
  mdash: "—",
  nbsp: " ",
  hellip: "…",
};

/** WordPress keeps names as HTML text. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|(\w{2,6}));/g, (whole, code: string | undefined, name: string | undefined) => {
    if (code !== undefined) return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
    return ENTITIES[name ?? ""] ?? whole;
  });
}
