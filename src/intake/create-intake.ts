/** The intake port: what the HTTP adapter hands facts and webhooks to. */
import type { Intake } from "../ports/intake.ts";
import type { FactStore, ShopStore } from "../ports/stores.ts";
import { acceptFacts } from "./api/accept-facts.ts";
import { describeUnknownShop } from "./unknown-shop.ts";
import { receiveWebhook } from "./webhooks/receive-webhook.ts";

export interface IntakeOptions {
  readonly shops: ShopStore;
  readonly facts: FactStore;
  /** Secrets that may sign; empty = that webhook is closed. */
  readonly shopifySecrets: readonly string[];
  readonly woocommerceSecrets: readonly string[];
}

export function createIntake({ shops, facts, shopifySecrets, woocommerceSecrets }: IntakeOptions): Intake {
  return {
    async accept(delivery) {
      return acceptFacts(delivery, await shops.list(), facts);
    },
    async receive(delivery) {
      const shop = await shops.find(delivery.shopId);
      if (!shop) {
        const known = (await shops.list()).map(({ id }) => id);
        return { type: "unknown-shop", problem: describeUnknownShop(delivery.shopId, known) };
      }
      return receiveWebhook(delivery, shop, delivery.source === "shopify" ? shopifySecrets : woocommerceSecrets, facts);
    },
  };
}
