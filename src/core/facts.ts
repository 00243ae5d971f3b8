/**
 * Validated facts: what intake makes of any source and the store keeps. Money is minor units of the shop's currency,
 * already rounded (half-even, once per line). Identities are hashed before they come here.
 */
import type { BusinessDay, EpochMs } from "./calendar/period.ts";
import type { Measure } from "./metrics/metric.ts";
import type { MinorUnits } from "./money.ts";

/** What every line of an order says about the order. */
export interface OrderHead {
  readonly orderId: string;
  readonly placedAtMs: EpochMs;
  /** The business day and the start of the local hour of `placedAtMs` in the shop's zone. */
  readonly day: BusinessDay;
  readonly hourStartMs: EpochMs;
  /** "" = the source does not tell. */
  readonly channel: string;
  /** A keyed hash; null = guest. */
  readonly customer: string | null;
  /** ISO 3166 code or the source's own word; "" = unknown. */
  readonly country: string;
  readonly status: string;
  /** As `joinCodes` writes them; "" = none, or the source does not tell. */
  readonly discountCodes: string;
  /** Order-level amounts, given once an order; null = not told. A discount here comes on top of the lines' own. */
  readonly discount: MinorUnits | null;
  readonly tax: MinorUnits | null;
  readonly shipping: MinorUnits | null;
}

/** One row of an order. An order's rows may stand apart in a file. */
export interface OrderLineFact {
  readonly order: OrderHead;
  readonly sku: string;
  readonly product: string;
  readonly quantity: number;
  /** price x quantity before discounts. */
  readonly gross: MinorUnits;
  /** This line's own discount. */
  readonly discount: MinorUnits;
}

/** Value reversed on its own day. One refund may have several lines (same `refundId`), kept in the order given. */
export interface RefundFact {
  readonly refundId: string;
  /** "" where the source does not link it to an order. */
  readonly orderId: string;
  readonly refundedAtMs: EpochMs;
  readonly day: BusinessDay;
  readonly hourStartMs: EpochMs;
  readonly amount: MinorUnits;
  readonly sku: string;
  readonly product: string;
  readonly quantity: number;
  readonly reason: string;
  /** Used where the order is unknown; "" otherwise. */
  readonly channel: string;
  readonly country: string;
}

/** One row of an hourly or daily metrics file. A measure that is absent is unknown, not zero. */
export interface MeasureFact {
  readonly bucket:
    | { readonly grain: "hour"; readonly hourStartMs: EpochMs; readonly day: BusinessDay }
    | { readonly grain: "day"; readonly day: BusinessDay };
  readonly channel: string;
  readonly device: string;
  readonly country: string;
  readonly category: string;
  readonly values: Readonly<Partial<Record<Measure, number>>>;
  /** When the row became known. */
  readonly availableAtMs: EpochMs;
}
