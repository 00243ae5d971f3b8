/** The demo shop's numbers could be a shop's. */
import { describe, expect, it } from "vitest";
import { daysBetween, weekdayOf } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import { localMsOf } from "../../src/core/calendar/zone-clock.ts";
import type { OrderLineFact } from "../../src/core/facts.ts";
import { DEMO_SHOP } from "../../src/demo/demo-shop.ts";
import { generateOrderLines } from "../../src/demo/generate-order-lines.ts";
import { generateRefunds } from "../../src/demo/generate-refunds.ts";
import { generateSessions } from "../../src/demo/generate-sessions.ts";
import { DEMO_PRODUCTS } from "../../src/demo/products.ts";
import { day, days, RANGE, sumBy } from "./sum-demo.ts";

const HOUR_MS = 3_600_000;

describe("the demo shop in numbers", () => {
  it("stays a plausible shop in every whole month", () => {
    const months = [...sumBy(RANGE, (dayOf) => dayOf.slice(0, 7))].filter(([month]) => month > "2024-10" && month < "2026-11");
    expect(months).toHaveLength(24);
    for (const [month, { orders, net, converted, sessions, returns, advertised, adSpend, cogs }] of months) {
      expect(orders / 30, `orders a day, ${month}`).toBeGreaterThan(50);
      expect(orders / 30, `orders a day, ${month}`).toBeLessThan(140);
      expect(net / orders / 100, `average order value, ${month}`).toBeGreaterThan(58);
      expect(net / orders / 100, `average order value, ${month}`).toBeLessThan(80);
      expect(converted / sessions, `conversion, ${month}`).toBeGreaterThan(0.02);
      expect(converted / sessions, `conversion, ${month}`).toBeLessThan(0.03);
      expect(returns / net, `refund rate, ${month}`).toBeGreaterThan(0.035);
      expect(returns / net, `refund rate, ${month}`).toBeLessThan(0.1);
      expect(advertised / adSpend, `return on ad spend, ${month}`).toBeGreaterThan(3);
      expect(advertised / adSpend, `return on ad spend, ${month}`).toBeLessThan(6);
      expect(net - returns - cogs - adSpend, `contribution, ${month}`).toBeGreaterThan(0.3 * net);
    }
  });

  it("grows from year to year", () => {
    const ordersIn = (from: string, to: string) => sumBy(days(from, to), () => "all").get("all")?.orders ?? 0;
    expect(ordersIn("2026-03-01", "2026-08-31")).toBeGreaterThan(1.15 * ordersIn("2025-03-01", "2025-08-31"));
  });

  it("has a week: Sundays online, the store on Saturdays and never on Sundays", () => {
    const counts = new Map<string, Set<string>>();
    for (const { order } of generateOrderLines(days("2026-05-04", "2026-07-26"))) {
      const key = `${order.channel === "pos" ? "pos" : "site"} ${weekdayOf(order.day)}`;
      counts.set(key, (counts.get(key) ?? new Set()).add(order.orderId));
    }
    const of = (key: string) => counts.get(key)?.size ?? 0;
    expect(of("site 7")).toBeGreaterThan(1.1 * of("site 5"));
    expect(of("pos 6")).toBeGreaterThan(1.5 * of("pos 3"));
    expect(of("pos 7")).toBe(0);
  });

  it("has a day: the evening is busy and the night is not", () => {
    const hours = sumBy(days("2026-05-04", "2026-05-31"), (_, atMs) => String(Math.floor(localMsOf(atMs, DEMO_SHOP.zone) / HOUR_MS) % 24));
    expect(hours.get("20")?.sessions ?? 0).toBeGreaterThan(10 * (hours.get("3")?.sessions ?? 0));
    expect(hours.get("20")?.siteOrders ?? 0).toBeGreaterThan(1.3 * (hours.get("12")?.siteOrders ?? 0));
  });

  it("counts the same sessions by hour as by device, in a tracking outage too", () => {
    const totals = { hour: { sessions: 0, converted: 0 }, day: { sessions: 0, converted: 0 } };
    for (const { bucket, device, values } of generateSessions(days("2026-03-01", "2026-07-31"))) {
      expect(["mobile", "desktop"].includes(device)).toBe(bucket.grain === "day");
      totals[bucket.grain].sessions += values.sessions ?? 0;
      totals[bucket.grain].converted += values.convertedSessions ?? 0;
    }
    expect(totals.day).toEqual(totals.hour);
    expect(totals.day.sessions).toBeGreaterThan(100_000);
  });

  it("keeps whole cents, no discount above its price, no refund above its line, and no order twice", () => {
    const lines = new Map<string, OrderLineFact[]>();
    for (const line of generateOrderLines(days("2026-09-01", "2026-10-20"))) {
      expect([line.gross, line.discount, line.order.discount, line.order.tax, line.order.shipping].every(Number.isSafeInteger)).toBe(true);
      expect(line.discount).toBeLessThanOrEqual(line.gross);
      lines.set(line.order.orderId, [...(lines.get(line.order.orderId) ?? []), line]);
    }
    for (const order of lines.values()) expect(new Set(order.map(({ sku }) => sku)).size).toBe(order.length);
    const refunds = [...generateRefunds(days("2026-10-10", "2026-10-20"))];
    expect(refunds.length).toBeGreaterThan(20);
    for (const refund of refunds) {
      const line = lines.get(refund.orderId)?.find(({ sku }) => sku === refund.sku);
      expect(line?.order.placedAtMs ?? Number.POSITIVE_INFINITY).toBeLessThan(refund.refundedAtMs);
      expect(refund.amount).toBeLessThanOrEqual((line?.gross ?? 0) - (line?.discount ?? 0));
    }
  });

  it("sells some forty products, each named in English and Chinese", () => {
    expect(DEMO_PRODUCTS).toHaveLength(40);
    expect(new Set(DEMO_PRODUCTS.map(({ sku }) => sku)).size).toBe(40);
    for (const { name } of DEMO_PRODUCTS) expect(name).toMatch(/^[A-Z][a-zA-Z0-9, -]+ \p{Script=Han}+/u);
  });

  it("has a ladder of customers: most once, some again, a few time after time, many not for half a year", () => {
    const orders = new Map<string, Set<string>>();
    const last = new Map<string, BusinessDay>();
    for (const { order } of generateOrderLines(RANGE)) {
      if (order.customer === null) continue;
      orders.set(order.customer, (orders.get(order.customer) ?? new Set()).add(order.orderId));
      last.set(order.customer, order.day);
    }
    const share = (holds: (count: number) => boolean) => [...orders.values()].filter(({ size }) => holds(size)).length / orders.size;
    expect(share((count) => count === 1)).toBeGreaterThan(0.5);
    expect(share((count) => count >= 2)).toBeGreaterThan(0.2);
    expect(share((count) => count >= 5)).toBeGreaterThan(0.02);
    const lost = [...last.values()].filter((date) => daysBetween(date, day("2026-11-22")) > 180).length / last.size;
    expect(lost).toBeGreaterThan(0.3);
  });
});
