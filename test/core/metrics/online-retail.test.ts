import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluateMetric } from "../../../src/core/metrics/evaluate.ts";
import { parseCurrency, toDecimalString } from "../../../src/core/money.ts";

const TRUTH = new URL("../../../../shared/data/online-retail/truth.json", import.meta.url);
const isHere = existsSync(TRUTH);
if (!isHere) console.warn("SKIPPED: average order values of Online Retail; ../shared/data/online-retail/truth.json is not here");

interface Truth {
  readonly orders: number;
  readonly gross_revenue: string;
  readonly aov: string | null;
}

describe.skipIf(!isHere)("the average order value of Online Retail", () => {
  it("prints as the truth has it, every day and every month", () => {
    const truth: { readonly daily: Record<string, Truth>; readonly monthly: Record<string, Truth> } = JSON.parse(
      readFileSync(TRUTH, "utf8"),
    );
    const pounds = parseCurrency("GBP");
    const entries = Object.entries({ ...truth.daily, ...truth.monthly });
    expect(entries.length).toBeGreaterThan(150);
    for (const [when, { orders, gross_revenue, aov }] of entries) {
      const gross = Math.round(Number(gross_revenue) * 100);
      const { value } = evaluateMetric("aov", { gross, orders, discounts: 0 });
      expect([when, value === null || pounds === null ? null : toDecimalString(value, pounds)]).toEqual([when, aov]);
    }
  });
});
