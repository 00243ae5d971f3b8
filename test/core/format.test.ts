import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatCompact,
  formatCompactMoney,
  formatCount,
  formatMoney,
  formatMultiple,
  formatPoints,
  formatRatio,
} from "../../src/core/format.ts";
import { LOCALES } from "../../src/core/locale.ts";
import { type Currency, parseCurrency, toDecimalString } from "../../src/core/money.ts";

function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(`no currency ${code}`);
  return parsed;
}

const anyLocale = fc.constantFrom(...LOCALES);
const anyCurrency = fc.constantFrom("USD", "EUR", "CNY", "JPY", "KWD", "CHF", "HUF", "CLF").map(currency);

describe("money", () => {
  it.each([
    [123450, "USD", "$1,234.50", "US$1,234.50"],
    [-123450, "USD", "-$1,234.50", "-US$1,234.50"],
    [123450, "EUR", "€1,234.50", "€1,234.50"],
    [123450, "CNY", "CN¥1,234.50", "¥1,234.50"],
    [123450, "GBP", "£1,234.50", "£1,234.50"],
    [1234, "JPY", "¥1,234", "JP¥1,234"],
    [1234500, "KWD", "KWD 1,234.500", "KWD 1,234.500"],
    [123450, "HUF", "HUF 1,234.50", "HUF 1,234.50"],
    [0, "USD", "$0.00", "US$0.00"],
    [-0.2, "USD", "$0.00", "US$0.00"],
    [46425.5, "GBP", "£464.26", "£464.26"],
  ])("%d in %s", (minor, code, en, zh) => {
    expect([formatMoney(minor, currency(code), "en"), formatMoney(minor, currency(code), "zh")]).toEqual([en, zh]);
  });

  it("shows the digits of its decimal string", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), anyCurrency, anyLocale, (minor, code, locale) => {
        expect(formatMoney(minor, code, locale).replace(/[^\d.-]/g, "")).toBe(toDecimalString(minor, code));
      }),
    );
  });

  it("has a compact form", () => {
    expect([formatCompactMoney(123456789, currency("USD"), "en"), formatCompactMoney(123456789, currency("CNY"), "zh")]).toEqual([
      "$1.23M",
      "¥123万",
    ]);
  });
});

describe("counts", () => {
  it.each([
    [0, "0", "0"],
    [1234567, "1,234,567", "1,234,567"],
    [-12, "-12", "-12"],
  ])("%d", (count, en, zh) => {
    expect([formatCount(count, "en"), formatCount(count, "zh")]).toEqual([en, zh]);
  });

  it.each([
    [999, "999", "999"],
    [1234, "1.23K", "1230"],
    [1_200_000, "1.2M", "120万"],
    [250_000_000, "250M", "2.5亿"],
  ])("%d compactly", (count, en, zh) => {
    expect([formatCompact(count, "en"), formatCompact(count, "zh")]).toEqual([en, zh]);
  });
});

describe("ratios", () => {
  it.each([
    [0, "0%"],
    [0.00031, "0.031%"],
    [0.004, "0.4%"],
    [0.0312, "3.12%"],
    [0.45678, "45.7%"],
    [0.09999, "10%"],
    [1, "100%"],
    [12.345, "1,235%"],
    [-0.021, "-2.1%"],
  ])("%d as percent", (ratio, text) => {
    expect([formatRatio(ratio, "en"), formatRatio(ratio, "zh")]).toEqual([text, text]);
  });

  it.each([
    [3.2, "3.2×"],
    [3.249, "3.25×"],
    [12.34, "12.3×"],
    [0, "0×"],
    [1234.5, "1,235×"],
  ])("%d as a multiple", (ratio, text) => {
    expect(formatMultiple(ratio, "en")).toBe(text);
  });
});

describe("changes", () => {
  it.each([
    [0.124, "▲ 12.4%"],
    [-0.03, "▼ 3.0%"],
    [0, "±0"],
    [0.0004, "±0"],
    [-0.0006, "▼ 0.1%"],
    [12.5, "▲ 1,250%"],
    [-1, "▼ 100.0%"],
  ])("%d", (ratio, text) => {
    expect([formatChange(ratio, "en"), formatChange(ratio, "zh")]).toEqual([text, text]);
  });

  it("relative to nothing are not numbers", () => {
    expect([formatChange(null, "en"), formatChange(null, "zh")]).toEqual(["n/a", "无可比"]);
  });

  it.each([
    [0.003, "+0.3 pp", "+0.3个百分点"],
    [-0.0025, "-0.25 pp", "-0.25个百分点"],
    [0.00002, "±0", "±0"],
    [0.1234, "+12.3 pp", "+12.3个百分点"],
  ])("of a rate by %d are points", (change, en, zh) => {
    expect([formatPoints(change, "en"), formatPoints(change, "zh")]).toEqual([en, zh]);
  });
});

describe("every format", () => {
  it("is free of no-break spaces, of minus zero and of long tails", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), anyCurrency, anyLocale, (value, code, locale) => {
        const texts = [
          formatMoney(value, code, locale),
          formatCompactMoney(value, code, locale),
          formatCount(value, locale),
          formatCompact(value, locale),
          formatRatio(value, locale),
          formatMultiple(value, locale),
          formatChange(value, locale),
          formatPoints(value, locale),
        ];
        for (const text of texts) {
          expect(text).not.toMatch(/[\u00a0\u202f\u2009\u200e\u200f]|NaN|∞/);
          expect(text).not.toMatch(/^-[^1-9]*$/);
          expect(text.length).toBeLessThan(48);
        }
      }),
    );
  });
});
