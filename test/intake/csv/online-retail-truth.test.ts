/** Real orders against figures that somebody else computed from the same file, day by day. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importOrders } from "../../../src/intake/csv/import-orders.ts";
import { roundingMovedText } from "../../../src/intake/readers/tally.ts";
import { makeShop } from "../make-shop.ts";
import { createMemoryFactStore } from "../memory-fact-store.ts";

const FOLDER = "../shared/data/online-retail";
const present = existsSync(`${FOLDER}/orders.csv.xz`);
if (!present) console.warn(`SKIPPED: ${FOLDER} is not here, so real orders are not compared with their truth`);

interface DayTruth {
  readonly orders: number;
  readonly gross_revenue: string;
  readonly units: number;
  readonly cancelled_invoices: number;
  readonly cancelled_value: string;
  readonly distinct_customers: number;
  readonly guest_orders: number;
}

describe.runIf(present)("Online Retail", () => {
  it("gives every day the orders, gross, units, returns and customers of the truth", async () => {
    const { daily } = JSON.parse(readFileSync(`${FOLDER}/truth.json`, "utf8")) as { daily: Record<string, DayTruth> };
    const facts = createMemoryFactStore();
    const open = () => spawn("xz", ["-dc", `${FOLDER}/orders.csv.xz`], { stdio: ["ignore", "pipe", "inherit"] }).stdout;
    const shop = makeShop("uk", "Europe/London", "GBP");
    const report = await importOrders({ file: { name: "orders.csv", open }, shop, facts, nowMs: 0, preset: "online-retail" });
    expect(report).toMatchObject({ rows: 245_903, badRowCount: 0, tally: { roundedLines: 1 } });
    // One price of 0.001 rounds to nothing: the only difference to the exact sums.
    expect(roundingMovedText(report.tally)).toBe("-0.001");

    const days = new Map<
      string,
      { gross: number; units: number; returns: number; orders: Set<string>; guests: Set<string>; customers: Set<string> }
    >();
    const dayOf = (day: string) => {
      const found = days.get(day) ?? { gross: 0, units: 0, returns: 0, orders: new Set(), guests: new Set(), customers: new Set() };
      days.set(day, found);
      return found;
    };
    for (const { order, gross, quantity } of facts.lines) {
      const day = dayOf(order.day);
      day.gross += gross;
      day.units += quantity;
      day.orders.add(order.orderId);
      if (order.customer === null) day.guests.add(order.orderId);
      else day.customers.add(order.customer);
    }
    for (const refund of facts.refunds) dayOf(refund.day).returns += refund.amount;

    const roundedDay = facts.lines.find((line) => line.gross === 0)?.order.day;
    for (const [day, truth] of Object.entries(daily)) {
      const found = dayOf(day);
      expect(
        {
          gross: (found.gross / 100).toFixed(2),
          units: found.units,
          orders: found.orders.size,
          guests: found.guests.size,
          customers: found.customers.size,
          returns: (found.returns / 100).toFixed(2),
        },
        day,
      ).toEqual({
        gross:
          day === roundedDay ? (Math.floor(Number(truth.gross_revenue) * 100) / 100).toFixed(2) : Number(truth.gross_revenue).toFixed(2),
        units: truth.units,
        orders: truth.orders,
        guests: truth.guest_orders,
        customers: truth.distinct_customers,
        returns: Number(truth.cancelled_value).toFixed(2),
      });
    }
    expect([...days.keys()].filter((day) => !(day in daily))).toEqual([]);
  });
});
