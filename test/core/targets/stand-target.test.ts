import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAhead } from "../../../src/core/targets/stand-target.ts";

const minor = fc.integer({ min: -1_000_000, max: 100_000_000 });

describe("how a target stands", () => {
  it("is never forecast below what is in, and the forecast lies inside its range", () => {
    fc.assert(
      fc.property(
        fc.array(minor, { maxLength: 30 }),
        fc.integer({ min: 1, max: 30 }),
        minor,
        fc.tuple(fc.nat(1e8), fc.nat(1e8), fc.nat(1e8)).map((three) => three.sort((a, b) => a - b)),
        (complete, daysLeft, today, [low = 0, point = 0, high = 0]) => {
          const actual = complete.reduce((sum, value) => sum + value, 0) + today;
          const { forecast, neededPerDay } = lookAhead({
            target: 1_000_000,
            complete,
            daysLeft,
            actual,
            rest: { point, range: { low, high } },
          });
          if (forecast?.range == null) throw new Error("a rest with a range was given");
          expect(forecast.point).toBeGreaterThanOrEqual(actual);
          expect(forecast.range.low).toBeLessThanOrEqual(forecast.point);
          expect(forecast.range.high).toBeGreaterThanOrEqual(forecast.point);
          expect(neededPerDay).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("is what came in on a last day that is as good as over", () => {
    const rest = { point: 0, range: { low: 0, high: 0 } };
    const { forecast } = lookAhead({ target: 900, complete: [100, 200], daysLeft: 1, actual: 450, rest });
    expect(forecast).toEqual({ point: 450, range: { low: 450, high: 450 } });
  });
});
