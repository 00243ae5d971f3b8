import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMoneyReader } from "../../../src/intake/readers/money-reader.ts";
import { createTally, roundingMovedText } from "../../../src/intake/readers/tally.ts";

function read(text: string, digits = 2): unknown {
  return createMoneyReader(digits, createTally()).amount(text);
}

describe("the money reader", () => {
  it.each([
    ["2.55", 255],
    ["2.5", 250],
    ["2", 200],
    ["0.005", 0],
    ["0.015", 2],
    ["0.025", 2],
    ["2.345", 234],
    ["-27.5", -2750],
    ["+1.00", 100],
    ["12,50", 1250],
    ["1.234,50", 123450],
    ["1,234.50", 123450],
    ["1 234,50", 123450],
    ["1’234.50", 123450],
    ["1,234,567", 123456700],
    ["1.234.567", 123456700],
    ["0,500", 50],
    [".5", 50],
    ["5.", 500],
    ["2.5500000000000003", 255],
    ["-0", 0],
  ])("reads %s", (text, minor) => {
    expect(read(text)).toBe(minor);
  });

  it.each(["", "abc", "1e3", "NaN", "12.5.3", "1,2,3", "$5", "5 €", "--5", "1.23,45.6", "12 50", "Infinity", "0x10", "1".repeat(41)])(
    "refuses %j",
    (text) => {
      expect(read(text)).toEqual({ expected: "a decimal amount without currency sign, such as 1234.50" });
    },
  );

  it("refuses what could mean two amounts", () => {
    expect(read("1,234")).toEqual({ expected: "1234 or 1.234: this could mean either" });
    expect(read("1.234", 0)).toEqual({ expected: "1234 or 1.234: this could mean either" });
    expect(read("1,234", 0)).toBe(1234);
  });

  it("refuses a file that writes both 12,50 and 1.234", () => {
    const money = createMoneyReader(2, createTally());
    expect(money.amount("1.234")).toBe(123);
    expect(money.amount("12,50")).toHaveProperty("expected", expect.stringContaining("one decimal mark in the whole file"));
  });

  it("knows the digits of each currency", () => {
    expect(read("1500", 0)).toBe(1500);
    expect(read("1.5", 3)).toBe(1500);
    expect(read("1.2345", 3)).toBe(1234);
  });

  it("knows no negative zero: a free article given back is worth 0", () => {
    const money = createMoneyReader(2, createTally());
    expect([money.product("0.00", -5), money.product("0.000", -5), money.amount("-0.00")]).toEqual([0, 0, 0]);
  });

  it("refuses amounts beyond exact integers", () => {
    expect(read("99999999999999999")).toHaveProperty("expected");
  });

  it("rounds half-even once after multiplying, exactly as decimal.js does, and tells what it moved", () => {
    const price = fc
      .tuple(fc.nat(99_999), fc.nat(999_999), fc.integer({ min: 0, max: 6 }))
      .map(([whole, fraction, digits]) =>
        digits === 0 ? String(whole) : `${whole}.${String(fraction).padStart(6, "0").slice(0, digits)}`,
      );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(price, fc.integer({ min: -500, max: 500 })), { maxLength: 20 }),
        fc.constantFrom(0, 2, 3),
        (rows, digits) => {
          const tally = createTally();
          const money = createMoneyReader(digits, tally);
          let moved = new Decimal(0);
          for (const [text, quantity] of rows) {
            // A lone group of three after the point of a currency without decimals is refused: see above.
            if (digits === 0 && /^[1-9]\d{0,2}\.\d{3}$/.test(text)) continue;
            const exact = new Decimal(text).times(quantity);
            const rounded = exact.toDecimalPlaces(digits, Decimal.ROUND_HALF_EVEN);
            moved = moved.plus(rounded.minus(exact));
            const minor = money.product(text, quantity);
            expect(minor).toBe(rounded.times(10 ** digits).toNumber() + 0);
          }
          expect(roundingMovedText(tally)).toBe(moved.toFixed());
        },
      ),
    );
  });
});
