/** Arbitrary facts that collide: few ids, days, channels and customers, so that they replace and move each other. */
import fc from "fast-check";
import { businessDayOf, hourStartOf } from "../../src/core/calendar/zone-clock.ts";
import type { FactBatch } from "./brute-force.ts";
import { BERLIN, daily, hourly, line, refund } from "./store-fixture.ts";

// Around the end of summer time: Sunday 25 October 2026 has 25 hours in Berlin.
const atMs = fc.integer({ min: 0, max: 4 * 96 }).map((quarter) => Date.parse("2026-10-23T20:00:00Z") + quarter * 900_000);
const at = atMs.map((ms) => new Date(ms).toISOString());
const channel = fc.constantFrom("", "web", "pos");
const country = fc.constantFrom("", "DE", "AT");
const product = fc.constantFrom("", "Lamp", "灯", "Shade");
const orderId = fc.constantFrom("1", "2", "3", "4", "5", "6", "7");
const amount = fc.integer({ min: 0, max: 5_000 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });

const orderLine = fc
  .record({
    ...{
      at,
      channel,
      country,
      product,
      customer: maybe(fc.constantFrom("ann", "bob", "cem")),
      discountCodes: fc.constantFrom("", "", "SAVE_10", "SAVE_10 + VIP", "SAVEX10"),
      status: fc.constantFrom("paid", "paid", "cancelled", "test"),
    },
    ...{
      discount: maybe(amount),
      tax: maybe(amount),
      shipping: maybe(amount),
      gross: amount,
      lineDiscount: fc.integer({ min: 0, max: 9 }),
    },
    ...{ sku: fc.constantFrom("", "L1", "S1"), quantity: fc.integer({ min: 1, max: 3 }) },
  })
  .chain((overrides) => orderId.map((id) => line(id, overrides)));

const refundLine = fc
  .record({
    atMs,
    orderId: fc.oneof(orderId, fc.constantFrom("", "unknown")),
    amount,
    product,
    channel,
    country,
    refundId: fc.constantFrom("r1", "r2", "r3"),
  })
  .map(({ atMs: refundedAtMs, refundId, ...rest }) =>
    refund(refundId, { ...rest, refundedAtMs, day: businessDayOf(refundedAtMs, BERLIN), hourStartMs: hourStartOf(refundedAtMs, BERLIN) }),
  );

const values = fc.record(
  { sessions: fc.integer({ min: 0, max: 99 }), adSpend: amount, orders: fc.integer({ min: 0, max: 9 }), gross: amount, returns: amount },
  { requiredKeys: [] },
);
const dimensions = fc.record({ channel, country, device: fc.constantFrom("", "phone"), category: fc.constantFrom("", "light") });
const metricsRow = fc.tuple(at, values, dimensions, fc.boolean()).map(([instant, told, rest, isDaily]) => {
  return isDaily ? daily(businessDayOf(Date.parse(instant), BERLIN), told, rest) : hourly(instant, told, rest);
});

const uniqueRows = fc.uniqueArray(metricsRow, {
  maxLength: 12,
  selector: ({ bucket, channel, device, country, category }) => JSON.stringify([bucket, channel, device, country, category]),
});

const batch: fc.Arbitrary<FactBatch> = fc.record({
  source: fc.constantFrom("a", "b"),
  lines: fc.oneof(fc.array(orderLine, { maxLength: 12 }), fc.constant([])),
  refunds: fc.array(refundLine, { maxLength: 4 }),
  measures: uniqueRows,
});

/** Imports one after another. */
export const anyBatches = fc.array(batch, { minLength: 1, maxLength: 4 });
