/** Adds up what the demo shop generates, and names stretches of it. */
import { parseBusinessDay } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import { dayBounds } from "../../src/core/calendar/zone-clock.ts";
import { type DemoRange, demoRange } from "../../src/demo/demo-range.ts";
import { DEMO_SHOP } from "../../src/demo/demo-shop.ts";
import { generateAdSpend, generateCogs } from "../../src/demo/generate-costs.ts";
import { generateOrderLines } from "../../src/demo/generate-order-lines.ts";
import { generateRefunds } from "../../src/demo/generate-refunds.ts";
import { generateSessions } from "../../src/demo/generate-sessions.ts";

const NOW_MS = Date.parse("2026-11-22T13:24:00Z");
export const RANGE = demoRange(NOW_MS);

export function day(text: string): BusinessDay {
  const parsed = parseBusinessDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

/** Whole days, the last one included. */
export function days(from: string, to: string): DemoRange {
  return { fromDay: day(from), untilMs: dayBounds(day(to), DEMO_SHOP.zone).toMs };
}

export interface Sums {
  orders: number;
  siteOrders: number;
  net: number;
  advertised: number;
  returns: number;
  sessions: number;
  converted: number;
  adSpend: number;
  cogs: number;
}

export function emptySums(): Sums {
  return { orders: 0, siteOrders: 0, net: 0, advertised: 0, returns: 0, sessions: 0, converted: 0, adSpend: 0, cogs: 0 };
}

/** Sums of everything in the range by a key of its day and instant. */
export function sumBy(range: DemoRange, keyOf: (day: BusinessDay, atMs: number) => string): ReadonlyMap<string, Sums> {
  const all = new Map<string, Sums>();
  const at = (dayOf: BusinessDay, atMs: number): Sums => {
    const key = keyOf(dayOf, atMs);
    const sums = all.get(key) ?? emptySums();
    all.set(key, sums);
    return sums;
  };
  const met = new Set<string>();
  for (const { order, gross, discount } of generateOrderLines(range)) {
    const sums = at(order.day, order.placedAtMs);
    const isNew = !met.has(order.orderId);
    met.add(order.orderId);
    const net = gross - discount - (isNew ? (order.discount ?? 0) : 0);
    sums.net += net;
    if (order.channel === "paid" || order.channel === "social") sums.advertised += net;
    if (isNew) sums.orders++;
    if (isNew && order.channel !== "pos" && order.channel !== "marketplace") sums.siteOrders++;
  }
  for (const refund of generateRefunds(range)) at(refund.day, refund.refundedAtMs).returns += refund.amount;
  for (const { bucket, values } of generateSessions(range)) {
    if (bucket.grain === "day") continue;
    const sums = at(bucket.day, bucket.hourStartMs);
    sums.sessions += values.sessions ?? 0;
    sums.converted += values.convertedSessions ?? 0;
  }
  for (const { bucket, values } of generateAdSpend(range)) at(bucket.day, 0).adSpend += values.adSpend ?? 0;
  for (const { bucket, values } of generateCogs(range)) at(bucket.day, 0).cogs += values.cogs ?? 0;
  return all;
}
