import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OrderOrigin, shareOrigins } from "../../../src/core/customers/order-origins.ts";
import { joinCodes, splitCodes } from "../../../src/core/discount-codes.ts";

const origin = (channel: string, codes = "", rest: Partial<OrderOrigin> = {}): OrderOrigin => ({
  ...{ channel, codes, isDiscounted: codes !== "", orders: 1, sales: 100, newCustomers: 0 },
  ...rest,
});
const SUMS = { orders: 1, sales: 100, newCustomers: 0 };
const none = { channels: ["email", "preference"], tellsDiscounts: false };

describe("how orders came", () => {
  it("takes for a referral what a channel or a code is named, in both languages", () => {
    const origins = [
      origin("referral-program"),
      origin("老带新"),
      origin("email", "REFER-ANNA10"),
      origin("email", "PREFERRED"),
      origin("web"),
    ];
    expect(shareOrigins(origins, none).referred).toEqual({ orders: 3, sales: 300, newCustomers: 0 });
  });

  it("does not take untold for zero", () => {
    expect(shareOrigins([origin("email")], none)).toMatchObject({ all: SUMS, referred: null, coded: null, discounted: null, codes: [] });
    expect(shareOrigins([], { channels: ["referral"], tellsDiscounts: true })).toMatchObject({
      referred: { orders: 0 },
      coded: null,
      discounted: { orders: 0 },
    });
  });

  it("counts an order once among orders with a code, and under each of its codes", () => {
    const { coded, codes } = shareOrigins([origin("web", "SAVE10 + VIP", { newCustomers: 1 }), origin("web", "VIP")], none);
    expect(coded).toEqual({ orders: 2, sales: 200, newCustomers: 1 });
    expect(codes).toEqual([
      { code: "VIP", orders: 2, sales: 200, newCustomers: 1 },
      { code: "SAVE10", orders: 1, sales: 100, newCustomers: 1 },
    ]);
  });
});

describe("an order's discount codes", () => {
  it("are the same text in whatever order and letter case they were entered", () => {
    expect(joinCodes(["vip", " Save10", "VIP", ""])).toBe("SAVE10 + VIP");
    expect(joinCodes([])).toBe("");
  });

  it("come apart as they were put together, for any codes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (codes) => {
        const joined = joinCodes(codes);
        expect(joinCodes(splitCodes(joined))).toBe(joined);
        expect(splitCodes(joined)).toHaveLength(new Set(splitCodes(joined)).size);
      }),
    );
  });
});
