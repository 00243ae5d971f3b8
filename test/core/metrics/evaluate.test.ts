import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/core/metrics/catalogue.ts";
import { evaluateMetric } from "../../../src/core/metrics/evaluate.ts";
import { MEASURES, METRIC_IDS, type MeasureSums } from "../../../src/core/metrics/metric.ts";

const FULL: MeasureSums = {
  sessions: 1000,
  visitors: 800,
  convertedSessions: 28,
  orders: 30,
  units: 45,
  gross: 300_000,
  discounts: 30_000,
  returns: 13_500,
  tax: 20_000,
  shipping: 5_000,
  duties: 1_000,
  adSpend: 54_000,
  cogs: 120_000,
  newCustomers: 12,
};
const CUSTOMERS = { customers: 25, newCustomers: 12, repeatCustomers: 10 };

const anySums: fc.Arbitrary<MeasureSums> = fc.record(
  Object.fromEntries(MEASURES.map((measure) => [measure, fc.integer({ min: 0, max: 1e9 })])),
  { requiredKeys: [] },
);

describe("a metric", () => {
  it.each([
    ["sales", 256_500],
    ["gross", 300_000],
    ["total_sales", 282_500],
    ["discounts", 30_000],
    ["orders", 30],
    ["units", 45],
    ["traffic", 1000],
    ["visitors", 800],
    ["conversion", 0.028],
    ["aov", 9_000],
    ["refunds", 13_500],
    ["refund_rate", 0.05],
    ["ad_spend", 54_000],
    ["roas", 5],
    ["cogs", 120_000],
    ["profit", 82_500],
    ["customers", 25],
    ["new_customers", 12],
    ["returning_customers", 13],
    ["returning_rate", 0.4],
  ] as const)("%s follows its definition", (id, value) => {
    expect(evaluateMetric(id, FULL, { customers: CUSTOMERS })).toMatchObject({ value, missing: [] });
  });

  it.each(METRIC_IDS)("%s of nothing is unknown, not zero", (id) => {
    expect(evaluateMetric(id, {}).value).toBeNull();
  });

  it.each(["conversion", "aov", "refund_rate", "roas", "returning_rate"] as const)("%s over zero is unknown", (id) => {
    const zeros = Object.fromEntries(MEASURES.map((measure) => [measure, 0]));
    const customers = { customers: 0, newCustomers: 0, repeatCustomers: 0 };
    expect(evaluateMetric(id, zeros, { customers }).value).toBeNull();
  });

  it("is a finite number or unknown, never anything between", () => {
    fc.assert(
      fc.property(fc.constantFrom(...METRIC_IDS), anySums, (id, sums) => {
        const { value } = evaluateMetric(id, sums, { customers: CUSTOMERS });
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it("of money sums stays whole minor units", () => {
    fc.assert(
      fc.property(fc.constantFrom(...METRIC_IDS), anySums, (id, sums) => {
        if (METRICS[id].formula.type !== "sum") return;
        const { value } = evaluateMetric(id, sums);
        expect(value === null || Number.isInteger(value)).toBe(true);
      }),
    );
  });
});

describe("what no source tells", () => {
  it("is left out of sales and named", () => {
    expect(evaluateMetric("sales", { gross: 1000, returns: 100 })).toEqual({ value: 900, missing: ["discounts"] });
  });

  it("is left out of contribution and named", () => {
    const { adSpend: _, ...withoutAds } = FULL;
    expect(evaluateMetric("profit", withoutAds)).toEqual({ value: 136_500, missing: ["adSpend"] });
  });

  it("leaves no contribution where it is all the costs: that would be sales under another name", () => {
    const { adSpend: _, cogs: __, ...withoutCosts } = FULL;
    expect(evaluateMetric("profit", withoutCosts)).toEqual({ value: null, missing: ["adSpend", "cogs"] });
  });

  it("makes a metric that needs it unknown", () => {
    expect(evaluateMetric("aov", { gross: 1000 })).toEqual({ value: null, missing: ["discounts", "orders"] });
    expect(evaluateMetric("conversion", { orders: 3 })).toEqual({ value: null, missing: ["sessions"], basis: "online-orders" });
    expect(evaluateMetric("refund_rate", { gross: 1000 })).toEqual({ value: null, missing: ["returns", "discounts"] });
  });
});

describe("conversion", () => {
  it("says what it was counted from", () => {
    expect(evaluateMetric("conversion", FULL).basis).toBe("converted-sessions");
    expect(evaluateMetric("conversion", { sessions: 1000, orders: 30 })).toEqual({ value: 0.03, missing: [], basis: "online-orders" });
  });

  it("is of the online channels alone", () => {
    const online = { sessions: 1000, orders: 20 };
    expect(evaluateMetric("conversion", { sessions: 1000, orders: 30 }, { online }).value).toBe(0.02);
  });

  it("times sessions and average order value is sales before returns, for the channels it covers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e5 }),
        fc.integer({ min: 0, max: 1e9 }),
        (sessions, orders, gross) => {
          const sums = { sessions, orders, gross, discounts: 0 };
          const product = sessions * (evaluateMetric("conversion", sums).value ?? 0) * (evaluateMetric("aov", sums).value ?? 0);
          expect(product).toBeCloseTo(gross, 0);
        },
      ),
    );
  });
});

describe("ROAS", () => {
  it("is of the channels with spend, or blended where none are given", () => {
    const advertised = { gross: 100_000, discounts: 0, adSpend: 50_000 };
    expect(evaluateMetric("roas", FULL, { advertised }).value).toBe(2);
    expect(evaluateMetric("roas", FULL).value).toBe(5);
  });
});

describe("new customers", () => {
  it("come from counting where no source adds them up", () => {
    const { newCustomers: _, ...sums } = FULL;
    expect(evaluateMetric("new_customers", sums, { customers: CUSTOMERS })).toEqual({ value: 12, missing: [] });
  });
});
