import { describe, expect, it } from "vitest";
import type { MetricId } from "../../../src/core/metrics/metric.ts";
import { parseCurrency } from "../../../src/core/money.ts";
import { parseTargetValue } from "../../../src/core/targets/parse-target-value.ts";

function read(text: string, metric: MetricId = "sales", code = "EUR"): number | null {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error(`${code} is no currency`);
  return parseTargetValue(text, metric, currency);
}

describe("a target's value", () => {
  it.each([
    ["3,000,000", 300_000_000],
    ["3.000.000", 300_000_000],
    ["3'000'000.50", 300_000_050],
    ["€3m", 300_000_000],
    ["1.25M", 125_000_000],
    ["300k", 30_000_000],
    ["300万", 300_000_000],
    ["1.5亿", 15_000_000_000],
    ["２０万", 20_000_000],
    ["0.29", 29],
  ])("is money: %s", (text, value) => {
    expect(read(text)).toBe(value);
  });

  it("is counted in the currency's own digits", () => {
    expect(read("3,000,000", "sales", "JPY")).toBe(3_000_000);
    expect(read("3000.125", "sales", "KWD")).toBe(3_000_125);
  });

  it("is a whole count, a rate or a multiple, as the metric is", () => {
    expect(read("12k", "orders")).toBe(12_000);
    expect(read("3.5%", "conversion")).toBeCloseTo(0.035, 12);
    expect(read("0.035", "conversion")).toBe(0.035);
    expect(read("3.5", "conversion")).toBeCloseTo(0.035, 12);
    expect(read("4.5x", "roas")).toBe(4.5);
  });

  it.each(["3.000", "three", "", "-5", "0", "1e9", "3,00", "12.345", "5%", "1,000,00", "99999999999999999999"])(
    "is not guessed: %j",
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it("is not guessed for counts and rates either", () => {
    expect(read("1.5", "orders")).toBeNull();
    expect(read("4x", "conversion")).toBeNull();
    expect(read("4%", "roas")).toBeNull();
  });
});
