import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Currency, currencyDigits, parseCurrency, roundMinor, toDecimalString } from "../../src/core/money.ts";

function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(`no currency ${code}`);
  return parsed;
}

describe("a currency", () => {
  it("is read in any case", () => {
    expect(parseCurrency("usd")).toBe("USD");
    expect(parseCurrency(" Eur ")).toBe("EUR");
  });

  it.each(["", "US", "USDT", "EURO", "$", "XXX", "BTC", "CNH", "__proto__"])("is not %j", (text) => {
    expect(parseCurrency(text)).toBeNull();
  });

  it.each([
    ["USD", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["VND", 0],
    ["ISK", 0],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["HUF", 2],
    ["TWD", 2],
    ["IDR", 2],
    ["COP", 2],
    ["IQD", 3],
    ["PKR", 2],
    ["MGA", 2],
  ])("%s is counted in %i digits, as ISO 4217 has it", (code, digits) => {
    expect(currencyDigits(currency(code))).toBe(digits);
  });

  it("covers every currency in use that the platform knows", () => {
    // Withdrawn before any shop of ours, or no currency of trade.
    const withdrawn = /^(HRK|LTL|LVL|EEK|SKK|SLL|MRO|STD|ZMK|BYR|VEF|CUC|ZWL|VED|XSU|XUA|XDR|CHE|CHW|MXV|UYI|COU|USN|BOV|XCG)$/;
    const active = Intl.supportedValuesOf("currency").filter(
      (code) => new Intl.DisplayNames("en", { type: "currency" }).of(code)?.match(/\d{4}/) === null,
    );
    const missing = active.filter((code) => !withdrawn.test(code) && !code.startsWith("XB") && parseCurrency(code) === null);
    expect(missing).toEqual([]);
  });
});

describe("a decimal string", () => {
  it.each([
    [123450, "USD", "1234.50"],
    [5, "USD", "0.05"],
    [-5, "USD", "-0.05"],
    [0, "USD", "0.00"],
    [-0, "USD", "0.00"],
    [980, "JPY", "980"],
    [-980, "JPY", "-980"],
    [1, "KWD", "0.001"],
    [-1234, "KWD", "-1.234"],
    [12345, "CLF", "1.2345"],
    [Number.MAX_SAFE_INTEGER, "USD", "90071992547409.91"],
    [-Number.MAX_SAFE_INTEGER, "JPY", "-9007199254740991"],
    [46425.5, "GBP", "464.26"],
    [-46425.5, "GBP", "-464.26"],
    [0.4, "USD", "0.00"],
    [-0.4, "USD", "0.00"],
  ])("of %d in %s is %s", (minor, code, text) => {
    expect(toDecimalString(minor, currency(code))).toBe(text);
  });

  it("is exact: read back as digits it is the same number of minor units", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom("USD", "JPY", "KWD", "CLF"), (minor, code) => {
        const text = toDecimalString(minor, currency(code));
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(BigInt(text.replace(".", ""))).toBe(BigInt(minor));
        expect(text.split(".")[1]?.length ?? 0).toBe(currencyDigits(currency(code)));
      }),
    );
  });
});

describe("an average of money", () => {
  it("rounds half away from zero, the same for losses as for gains", () => {
    expect([0.5, 1.5, 2.5, 2.4999].map(roundMinor)).toEqual([1, 2, 3, 2]);
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (minor) => {
        expect(roundMinor(-minor) + roundMinor(minor)).toBe(0);
        expect(Math.abs(roundMinor(minor) - minor)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it("of integers rounds as exact arithmetic does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 1e6 }), (total, count) => {
        const exact = (BigInt(total) * 2n + BigInt(count)) / (BigInt(count) * 2n);
        expect(BigInt(roundMinor(total / count))).toBe(exact);
      }),
    );
  });
});
