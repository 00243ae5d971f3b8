/** What the store contracts share: how to open an empty store, a shop, and facts that say only what matters. */

import { parseBusinessDay } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay, TimeZone } from "../../src/core/calendar/period.ts";
import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import { businessDayOf, hourStartOf } from "../../src/core/calendar/zone-clock.ts";
import type { MeasureFact, OrderHead, OrderLineFact, RefundFact } from "../../src/core/facts.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import type { FactWriter, ImportOutcome, MeasureQuery, Store } from "../../src/ports/stores.ts";

export interface OpenedStore {
  readonly store: Store;
  /** Every row of every table but the log of imports, in an order of its own; without the numbers of imports and places in them. */
  dump(): Promise<Readonly<Record<string, readonly object[]>>>;
  close(): Promise<void>;
}

/** Opens an empty store with its tables. */
export type OpenStore = () => Promise<OpenedStore>;

export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("the test's own data is wrong");
  return value;
}

export const zone = (name: string): TimeZone => must(parseTimeZone(name));
export const day = (text: string): BusinessDay => must(parseBusinessDay(text));

export const BERLIN = zone("Europe/Berlin");

export const SHOP: Shop = {
  id: "lamps",
  name: "Lamps & more 灯",
  zone: BERLIN,
  currency: must(parseCurrency("EUR")),
  country: "DE",
  weekStart: 1,
  simulated: false,
};

type LineOverrides = Partial<Omit<OrderHead, "day" | "hourStartMs" | "placedAtMs">> &
  Partial<Pick<OrderLineFact, "sku" | "product" | "quantity" | "gross">> & {
    readonly at?: string;
    readonly lineDiscount?: number;
    readonly zone?: TimeZone;
  };

/** A line of one lamp for 10.00 by a guest, placed at `at` (ISO 8601 with an offset). */
export function line(orderId: string, overrides: LineOverrides = {}): OrderLineFact {
  const {
    at = "2026-03-02T10:30:00Z",
    sku = "L1",
    product = "Lamp",
    quantity = 1,
    gross = 1000,
    lineDiscount = 0,
    zone: inZone = BERLIN,
    ...head
  } = overrides;
  const placedAtMs = Date.parse(at);
  const order: OrderHead = {
    ...{ orderId, placedAtMs, day: businessDayOf(placedAtMs, inZone), hourStartMs: hourStartOf(placedAtMs, inZone) },
    ...{ channel: "web", customer: null, country: "DE", status: "paid", discountCodes: "", discount: null, tax: null, shipping: null },
    ...head,
  };
  return { order, sku, product, quantity, gross, discount: lineDiscount };
}

export function refund(refundId: string, overrides: Partial<RefundFact> & { readonly at?: string } = {}): RefundFact {
  const { at = "2026-03-05T12:00:00Z", ...rest } = overrides;
  const refundedAtMs = Date.parse(at);
  return {
    ...{ refundId, orderId: "", refundedAtMs, day: businessDayOf(refundedAtMs, BERLIN), hourStartMs: hourStartOf(refundedAtMs, BERLIN) },
    ...{ amount: 500, sku: "", product: "", quantity: 1, reason: "", channel: "", country: "" },
    ...rest,
  };
}

type Bucketless = Partial<Omit<MeasureFact, "bucket" | "values">>;

export function hourly(at: string, values: MeasureFact["values"], rest: Bucketless = {}): MeasureFact {
  const hourStartMs = hourStartOf(Date.parse(at), BERLIN);
  return metrics({ grain: "hour", hourStartMs, day: businessDayOf(hourStartMs, BERLIN) }, values, rest);
}

export function daily(date: string, values: MeasureFact["values"], rest: Bucketless = {}): MeasureFact {
  return metrics({ grain: "day", day: day(date) }, values, rest);
}

function metrics(bucket: MeasureFact["bucket"], values: MeasureFact["values"], rest: Bucketless): MeasureFact {
  return { bucket, channel: "web", device: "", country: "", category: "", values, availableAtMs: 0, ...rest };
}

export function importInto(
  store: Store,
  work: (writer: FactWriter) => Promise<void>,
  source = "orders",
  shopId = SHOP.id,
): Promise<ImportOutcome> {
  return store.facts.importFacts({ shopId, source, origin: "test", startedAtMs: 0 }, work);
}

export function days(from: string, to: string): MeasureQuery["range"] {
  return { grain: "days", fromDay: day(from), toDay: day(to) };
}

/** March 2026, in total, unless said otherwise. */
export function query(overrides: Partial<MeasureQuery> = {}): MeasureQuery {
  return { shopId: SHOP.id, range: days("2026-03-01", "2026-04-01"), by: [], filters: [], returnsClock: "own-day", ...overrides };
}
