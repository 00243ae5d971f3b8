import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAhead } from "../../../src/core/targets/stand-target.ts";

const minor = fc.integer({ min: 0, max: 10_000_000 });
const running = fc
  .record({
    target: fc.integer({ min: 1, max: 100_000_000 }),
    complete: fc.array(fc.integer({ min: -1_000_000, max: 10_000_000 }), { maxLength: 30 }),
    daysLeft: fc.integer({ min: 1, max: 31 }),
    today: minor,
    point: fc.double({ min: 0, max: 1e8, noNaN: true }),
    reach: fc.double({ min: 1, max: 5, noNaN: true }),
  })
  .map(({ today, point, reach, ...rest }) => ({
    ...rest,
    actual: rest.complete.reduce((sum, value) => sum + value, 0) + today,
    rest: { point, range: { low: point / reach, high: point * reach } },
  }));

describe("how a running target stands", () => {
  it("never forecasts less than what is in, nor a point outside its range", () => {
    fc.assert(
      fc.property(running, (sum) => {
        const { point = 0, range = { low: 0, high: 0 } } = lookAhead(sum).forecast ?? {};
        expect(point).toBeGreaterThanOrEqual(sum.actual);
        expect(range.low).toBeLessThanOrEqual(point);
        expect(range.high).toBeGreaterThanOrEqual(point);
      }),
    );
  });

  it("ends as what is in where nothing more is to come", () => {
    fc.assert(
      fc.property(running, (sum) => {
        const nothing = { point: 0, range: { low: 0, high: 0 } };
        expect(lookAhead({ ...sum, rest: nothing }).forecast).toEqual({
          point: sum.actual,
          range: { low: sum.actual, high: sum.actual },
        });
      }),
    );
  });

  it("reaches the target exactly where each day left brings what it needs", () => {
    fc.assert(
      fc.property(running, (sum) => {
        const { neededPerDay } = lookAhead(sum);
        const before = sum.complete.reduce((total, value) => total + value, 0);
        expect(before + neededPerDay * sum.daysLeft).toBeCloseTo(Math.max(sum.target, before), 3);
      }),
    );
  });

  it("knows what a day brought only after the first, and nothing of the end without a forecast", () => {
    const { perDay, forecast, neededPerDay } = lookAhead({ target: 300, complete: [], daysLeft: 3, actual: 20, rest: null });
    expect({ perDay, forecast, neededPerDay }).toEqual({ perDay: null, forecast: null, neededPerDay: 100 });
  });
});
