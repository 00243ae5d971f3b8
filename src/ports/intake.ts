/** Facts that other programs send over HTTP: what the HTTP adapter hands on, and what comes back. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { ImportOutcome } from "./stores.ts";

export type FactKind = "orders" | "refunds" | "metrics";

/** One thing wrong with one item. `field` is "" where the item as a whole is wrong. */
export interface ItemProblem {
  /** Position in the array or the line of NDJSON, from 0. */
  readonly index: number;
  readonly field: string;
  /** What was found, what was expected. */
  readonly problem: string;
}

export type IntakeAnswer =
  | { readonly type: "accepted"; readonly outcome: ImportOutcome }
  | { readonly type: "unknown-shop"; readonly problem: string }
  /** None of the items was taken. */
  | { readonly type: "invalid"; readonly problems: readonly ItemProblem[] };

export interface FactDelivery {
  readonly kind: FactKind;
  /** Whose facts; null = the items say it themselves, or there is only one shop. */
  readonly shopId: string | null;
  readonly items: readonly unknown[];
  readonly receivedAtMs: EpochMs;
}

export interface WebhookDelivery {
  readonly source: "shopify" | "woocommerce";
  readonly shopId: string;
  /** Null where the header is absent; names in any case. */
  header(name: string): string | null;
  /** The body as it came: signatures are made over these bytes. */
  readonly body: Uint8Array;
  readonly receivedAtMs: EpochMs;
}

export type WebhookAnswer =
  | IntakeAnswer
  /** A delivery we have no use for (a ping, another topic): taken, so that the sender does not try again. */
  | { readonly type: "ignored"; readonly reason: string }
  /** No signature, or one that no known secret made. */
  | { readonly type: "forged" }
  /** No secret is configured for this source. */
  | { readonly type: "closed"; readonly problem: string };

/** Takes facts in. Both reject only where the store fails. */
export interface Intake {
  accept(delivery: FactDelivery): Promise<IntakeAnswer>;
  receive(delivery: WebhookDelivery): Promise<WebhookAnswer>;
}
