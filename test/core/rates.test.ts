import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCurrency } from "../../src/core/money.ts";
import { type CurrencyRate, commonCurrency, convertMoney, parseRate } from "../../src/core/rates.ts";
import { day, must } from "../contracts/store-fixture.ts";

const currency = (code: string) => must(parseCurrency(code));
const [EUR, USD, JPY, KWD] = [currency("EUR"), currency("USD"), currency("JPY"), currency("KWD")];
const rate = (from: typeof EUR, to: typeof EUR, text: string): CurrencyRate => ({ from, to, rate: text, day: day("2026-11-20") });

describe("rates", () => {
  it("convert by hand, in either direction, with each currency's digits", () => {
    const rates = [rate(EUR, USD, "1.08"), rate(EUR, JPY, "165.5"), rate(KWD, EUR, "3")];
    expect(convertMoney(100_00, EUR, USD, rates)?.minor).toBe(108_00);
    expect(convertMoney(108_00, USD, EUR, rates)?.minor).toBe(100_00);
    expect(convertMoney(10_00, EUR, JPY, rates)?.minor).toBe(1_655);
    expect(convertMoney(1_500, KWD, EUR, rates)?.minor).toBe(4_50);
    expect(convertMoney(1, EUR, USD, [rate(EUR, USD, "0.5")])?.minor).toBe(1);
    expect(convertMoney(-1, EUR, USD, [rate(EUR, USD, "0.5")])?.minor).toBe(-1);
    expect(convertMoney(7, EUR, EUR, [])).toEqual({ minor: 7, by: null });
  });

  it("do not chain, and are not guessed", () => {
    expect(convertMoney(1, USD, JPY, [rate(EUR, USD, "1.08"), rate(EUR, JPY, "165")])).toBeNull();
    expect(commonCurrency([EUR, USD], [])).toBeNull();
    expect(commonCurrency([EUR, EUR], [])).toBe(EUR);
    expect(commonCurrency([USD, JPY], [rate(EUR, USD, "1.08"), rate(EUR, JPY, "165")])).toBe(EUR);
    expect(commonCurrency([EUR, USD, USD], [rate(EUR, USD, "1.08")])).toBe(USD);
    expect(commonCurrency([], [])).toBeNull();
  });

  it("come back within a rounding, for any amount and rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 9_999_999 }), (minor, digits) => {
        const rates = [rate(EUR, USD, `${Math.floor(digits / 1e4)}.${String(digits % 1e4).padStart(4, "0")}`)];
        const there = must(convertMoney(minor, EUR, USD, rates)).minor;
        const back = must(convertMoney(there, USD, EUR, rates)).minor;
        const step = 1 / (digits / 1e4);
        expect(Math.abs(back - minor)).toBeLessThanOrEqual(0.5 * step + 0.5);
        expect(must(convertMoney(-minor, EUR, USD, rates)).minor + there).toBe(0);
      }),
    );
  });

  it.each(["1.08", "1,08", "165", "0.0000000001"])("read %s", (text) => expect(parseRate(text)).not.toBeNull());
  it.each(["", "0", "0.0", "-1", "1.2.3", "1e5", "abc", ".5", "1.12345678901"])("refuse “%s”", (text) =>
    expect(parseRate(text)).toBeNull(),
  );
});
