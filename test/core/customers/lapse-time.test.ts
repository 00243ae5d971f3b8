import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLapseTime, LEAST_RETURNING_CUSTOMERS } from "../../../src/core/customers/lapse-time.ts";

const anyGaps = fc.array(fc.record({ days: fc.integer({ min: 1, max: 700 }), customers: fc.double({ min: 0.01, max: 40, noNaN: true }) }), {
  minLength: 1,
  maxLength: 60,
});

describe("the lapse time of a shop", () => {
  it("is where 80 % and 95 % of reorders have come", () => {
    const gaps = Array.from({ length: 100 }, (_, index) => ({ days: index + 1, customers: 1 }));
    expect(findLapseTime(gaps)).toEqual({ lapsingAfterDays: 80, lostAfterDays: 95, returningCustomers: 100 });
  });

  it("leaves the share of reorders on its side, for any shop", () => {
    fc.assert(
      fc.property(anyGaps, (gaps) => {
        const found = findLapseTime(gaps);
        const total = gaps.reduce((sum, { customers }) => sum + customers, 0);
        const shareWithin = (limit: number) =>
          gaps.filter(({ days }) => days <= limit).reduce((sum, { customers }) => sum + customers, 0) / total;
        if (found === null) {
          expect(total).toBeLessThan(LEAST_RETURNING_CUSTOMERS);
          return;
        }
        expect(shareWithin(found.lapsingAfterDays)).toBeGreaterThanOrEqual(0.8 - 1e-6);
        expect(shareWithin(found.lapsingAfterDays - 1)).toBeLessThan(0.8 + 1e-6);
        expect(shareWithin(found.lostAfterDays)).toBeGreaterThanOrEqual(0.95 - 1e-6);
        expect(found.lostAfterDays).toBeGreaterThan(found.lapsingAfterDays);
      }),
    );
  });

  it("is not told by few, nor by one who comes every day", () => {
    expect(findLapseTime([])).toBeNull();
    expect(findLapseTime([{ days: 1, customers: 1 }])).toBeNull();
    expect(findLapseTime([{ days: 30, customers: LEAST_RETURNING_CUSTOMERS - 1 }])).toBeNull();
    expect(findLapseTime([{ days: 30, customers: LEAST_RETURNING_CUSTOMERS }])).toMatchObject({ lapsingAfterDays: 30, lostAfterDays: 31 });
  });
});
