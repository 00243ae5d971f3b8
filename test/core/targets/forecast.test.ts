import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastDays, forecastTotal } from "../../../src/core/targets/forecast.ts";

const history = fc.array(fc.integer({ min: -5_000, max: 100_000 }), { minLength: 28, maxLength: 500 });
const count = fc.integer({ min: 1, max: 40 });

/** Seven days a week, the last of them closed. */
const WEEK = [100, 110, 90, 100, 150, 200, 0];
const weeks = (number: number): readonly number[] => Array.from({ length: number * 7 }, (_, index) => WEEK[index % 7] ?? 0);

describe("a forecast", () => {
  it("goes on as the shop's weeks have gone, its closed days among them", () => {
    expect(forecastDays(weeks(8), 9)?.map(Math.round)).toEqual([...WEEK, 100, 110]);
    expect(forecastTotal(weeks(20), 14)).toEqual({ point: expect.closeTo(1_500, 6), range: expect.anything() });
  });

  it("is not carried away by one day of campaign", () => {
    const calm = forecastTotal(weeks(8), 7)?.point ?? 0;
    const wild = forecastTotal(weeks(8).with(50, 20_000), 7)?.point ?? 0;
    expect(wild).toBeLessThan(calm * 1.1);
  });

  it("expects the season that last year brought, but half of it", () => {
    const calm = weeks(60);
    const rose = calm.map((value, index) => (index >= 420 - 364 && index < 420 - 364 + 28 ? value * 4 : value));
    const ratio = (forecastTotal(rose, 14)?.point ?? 0) / (forecastTotal(calm, 14)?.point ?? 1);
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.1);
  });

  it("says nothing from less than four weeks, and names no range before it could be tried", () => {
    expect(forecastTotal(weeks(3), 7)).toBeNull();
    expect(forecastTotal(weeks(5), 14)?.range).toBeNull();
    expect(forecastTotal(weeks(12), 14)?.range).not.toBeNull();
  });

  it("lies inside its range, which is never below zero", () => {
    fc.assert(
      fc.property(history, count, (days, ahead) => {
        const forecast = forecastTotal(days, ahead);
        if (forecast === null) throw new Error("four weeks are enough");
        const { point, range } = forecast;
        expect(Number.isFinite(point) && point >= 0).toBe(true);
        if (range === null) return;
        expect(range.low).toBeGreaterThanOrEqual(0);
        expect(range.low).toBeLessThanOrEqual(point);
        expect(range.high).toBeGreaterThanOrEqual(point);
      }),
    );
  });

  it("grows with the currency's units: cents forecast what dollars do", () => {
    fc.assert(
      fc.property(history, count, (days, ahead) => {
        const dollars = forecastTotal(days, ahead)?.point ?? 0;
        const cents =
          forecastTotal(
            days.map((value) => value * 100),
            ahead,
          )?.point ?? 0;
        expect(cents).toBeCloseTo(dollars * 100, 0);
      }),
    );
  });
});
