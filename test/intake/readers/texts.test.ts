import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../src/intake/readers/clean-text.ts";
import { createCustomerHasher } from "../../../src/intake/readers/customer-hasher.ts";

describe("cleanText", () => {
  it("leaves formulas, markup and every script as they are", () => {
    for (const text of ["=1+1", "@everyone", "<b>x</b>", "双十一 礼盒", "👨‍👩‍👧 set", "قميص"]) expect(cleanText(text, 200)).toBe(text);
  });

  it("keeps one line without control or direction characters", () => {
    expect(cleanText(" a\r\nb\u0000\u001b[31mc \u202Egnp.exe  d ", 200)).toBe("a b [31mc gnp.exe d");
  });

  it("never gives more than asked for, nor half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const clean = cleanText(text, max);
        expect(Array.from(clean).length).toBeLessThanOrEqual(max);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u);
      }),
    );
  });
});

describe("the customer hasher", () => {
  it("knows a customer whatever the case and spaces, within one shop only", () => {
    const hash = createCustomerHasher("a");
    expect(hash(" Ann@Example.com ")).toBe(hash("ann@example.com"));
    expect(hash("ann@example.com")).not.toBe(createCustomerHasher("b")("ann@example.com"));
    expect(hash("ann@example.com")).toMatch(/^[0-9a-f]{32}$/);
  });

  it("makes a guest of an empty id", () => {
    expect(createCustomerHasher("a")("  ")).toBeNull();
  });
});
