/** A signed webhook to facts. Late, repeated and out-of-order deliveries are fine: the same facts change nothing. */
import type { Shop } from "../../core/shop.ts";
import type { WebhookAnswer, WebhookDelivery } from "../../ports/intake.ts";
import type { FactStore } from "../../ports/stores.ts";
import { writeFacts } from "../write-facts.ts";
import { readDeletedOrder } from "./deleted-order.ts";
import { readShopifyPayload } from "./shopify-facts.ts";
import { verifySignature } from "./verify-signature.ts";
import { readWoocommercePayload } from "./woocommerce-facts.ts";

const SOURCES = {
  shopify: { signature: "X-Shopify-Hmac-SHA256", topic: "X-Shopify-Topic", read: readShopifyPayload, variable: "SHOPIFY_WEBHOOK_SECRET" },
  woocommerce: {
    signature: "X-WC-Webhook-Signature",
    topic: "X-WC-Webhook-Topic",
    read: readWoocommercePayload,
    variable: "WOOCOMMERCE_WEBHOOK_SECRET",
  },
} as const;

/** The body of the unsigned request that WooCommerce sends when a webhook is saved: it must be answered well, or saving fails. */
const WOOCOMMERCE_PING = /^webhook_id=\d+$/;

const DELETED_TOPICS = new Set(["orders/delete", "order.deleted"]);

export async function receiveWebhook(
  delivery: WebhookDelivery,
  shop: Shop,
  secrets: readonly string[],
  facts: FactStore,
): Promise<WebhookAnswer> {
  const source = SOURCES[delivery.source];
  if (secrets.length === 0) return { type: "closed", problem: `set ${source.variable} to take webhooks of ${delivery.source}` };
  if (delivery.source === "woocommerce" && delivery.body.length < 40 && WOOCOMMERCE_PING.test(new TextDecoder().decode(delivery.body))) {
    return { type: "ignored", reason: "a ping" };
  }
  if (!verifySignature(delivery.body, delivery.header(source.signature), secrets)) return { type: "forged" };
  const payload = parseJson(delivery.body);
  if (payload === undefined) return { type: "invalid", problems: [{ index: 0, field: "", problem: "the body is not JSON" }] };
  const topic = delivery.header(source.topic) ?? "";
  const read = DELETED_TOPICS.has(topic) ? readDeletedOrder(payload, shop, delivery.receivedAtMs) : source.read(topic, payload, shop);
  if (read.type !== "facts") return read;
  const origin = `${delivery.source} ${topic}`;
  return {
    type: "accepted",
    outcome: await writeFacts(read.batch, { facts, shop, source: "orders", origin, nowMs: delivery.receivedAtMs }),
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
