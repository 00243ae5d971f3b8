import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curveWeights, profileVariance, spreadTarget } from "../../../src/core/campaigns/pace/curve-weights.ts";
import { forecastCampaign } from "../../../src/core/campaigns/pace/forecast-campaign.ts";
import { estimateHourShape, type HourSales } from "../../../src/core/campaigns/pace/hour-shape.ts";
import { type Milestone, milestonesReached } from "../../../src/core/campaigns/pace/pace.ts";
import { projectClose } from "../../../src/core/campaigns/pace/project-close.ts";
import { BERLIN } from "../../contracts/store-fixture.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-10-23T22:00:00Z");

const anyHours = (count: number) =>
  fc.array(fc.record({ sales: fc.nat(100_000), orders: fc.nat(50) }), { minLength: count, maxLength: count });
const hoursFrom = (fromMs: number, values: readonly { readonly sales: number; readonly orders: number }[]): readonly HourSales[] =>
  values.map((value, index) => ({ ...value, atMs: fromMs + index * HOUR_MS }));

describe("a planned curve", () => {
  it("adds up to the target in whole units, whatever its weights", () => {
    fc.assert(
      fc.property(
        fc.nat(1e12),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (target, weights) => {
          fc.pre(weights.some((weight) => weight > 0));
          const planned = spreadTarget(target, weights);
          expect(planned.reduce((sum, part) => sum + part, 0)).toBe(target);
          expect(planned.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        },
      ),
    );
  });

  it("has a weight for every hour and is never all zero, with and without a last time, shorter or longer", () => {
    fc.assert(
      fc.property(
        anyHours(72),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom("usual", "last-time", "shop-hours"),
        (values, count, type) => {
          const lastTime = hoursFrom(START_MS - 364 * 24 * HOUR_MS, values);
          const shape = estimateHourShape(hoursFrom(START_MS - 72 * HOUR_MS, values), BERLIN);
          const hours = Array.from({ length: count }, (_, index) => START_MS + index * HOUR_MS);
          for (const last of [lastTime, null]) {
            const weights = curveWeights({ type }, { hours, shape, lastTime: last });
            expect(weights).toHaveLength(count);
            expect(weights.every((weight) => weight >= 0 && Number.isFinite(weight))).toBe(true);
            expect(weights.some((weight) => weight > 0)).toBe(true);
          }
        },
      ),
    );
  });

  it("follows last time's peaks where it had orders enough to show them", () => {
    const flat = estimateHourShape([], BERLIN);
    const lastTime = Array.from({ length: 24 }, (_, index) => ({
      atMs: START_MS + index * HOUR_MS,
      sales: index === 0 ? 50_000 : 1_000,
      orders: index === 0 ? 500 : 10,
    }));
    const hours = lastTime.map(({ atMs }) => atMs);
    const [first = 0, second = 0] = curveWeights({ type: "last-time" }, { hours, shape: flat, lastTime });
    expect(first / second).toBeGreaterThan(8);
    const rare = lastTime.map((hour) => ({ ...hour, orders: 1 }));
    const [rareFirst = 0, rareSecond = 0] = curveWeights({ type: "last-time" }, { hours, shape: flat, lastTime: rare });
    expect(rareFirst / rareSecond).toBeLessThan(first / second / 2);
  });
});

describe("last time's days", () => {
  const lastTime = Array.from({ length: 72 }, (_, index) => {
    const orders = index < 48 ? 2 : 12;
    return { atMs: START_MS - 364 * 24 * HOUR_MS + index * HOUR_MS, sales: orders * 1_000, orders };
  });
  const hours = lastTime.map((_, index) => START_MS + index * HOUR_MS);
  const share = (weights: readonly number[]) =>
    weights.slice(48).reduce((sum, weight) => sum + weight, 0) / weights.reduce((sum, weight) => sum + weight, 0);

  it("come again in the plan, though none of their hours alone had orders enough to say so", () => {
    const weights = curveWeights({ type: "usual" }, { hours, shape: estimateHourShape([], BERLIN), lastTime });
    // Three quarters of last time's sales came on its last day.
    expect(share(weights)).toBeGreaterThan(0.72);
    expect(share(weights)).toBeLessThan(0.76);
  });

  it("leave a doubt of a fifth to each day that is yet to come: one day is less sure than many", () => {
    const day = Array.from({ length: 24 }, () => 1);
    expect(profileVariance(day, 48)).toBeCloseTo(0.04);
    expect(profileVariance([...day, ...day, ...day, ...day], 24)).toBeCloseTo(0.01);
    expect(profileVariance([], 72)).toBe(0);
  });
});

describe("a projected close", () => {
  const input = {
    soFar: { sales: 100_000, orders: 100, hours: 24, weight: 50_000 },
    rest: { hours: 48, weight: 100_000 },
    scatter: { orders: 1000, valuePerOrder: 1000, perOrder: 1.9, perDay: 0.0144 },
    prior: { lift: Math.log(3), variance: 1 },
    doubt: 0,
    hasOwnProfile: false,
  };

  it("lies within its range, never below what is in, and grows with what is in", () => {
    const sold = fc.record({ sales: fc.integer({ min: 1, max: 1e9 }), orders: fc.integer({ min: 1, max: 1e5 }) });
    fc.assert(
      fc.property(sold, fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 0, max: 300 }), ({ sales, orders }, more, hours) => {
        const at = (amount: number) =>
          projectClose({ ...input, soFar: { ...input.soFar, sales: amount, orders }, rest: { hours, weight: hours * 2_000 } });
        const [less, greater] = [at(sales), at(sales + more)];
        if (less === null || greater === null) throw new Error("an hour is over");
        expect(less.low).toBeGreaterThanOrEqual(sales);
        expect(less.low).toBeLessThanOrEqual(less.high);
        expect(greater.close).toBeGreaterThanOrEqual(less.close);
      }),
    );
  });

  it("is what is in once nothing is left, and unknown before the first hour", () => {
    expect(projectClose({ ...input, rest: { hours: 0, weight: 0 } })).toEqual({ close: 100_000, low: 100_000, high: 100_000 });
    expect(projectClose({ ...input, soFar: { sales: 0, orders: 0, hours: 0, weight: 0 } })).toBeNull();
  });

  it("grows surer as the campaign goes on", () => {
    const widthAfter = (hours: number) => {
      const share = hours / 72;
      const soFar = { sales: 300_000 * share, orders: 300 * share, hours, weight: 150_000 * share };
      const projection = projectClose({ ...input, soFar, rest: { hours: 72 - hours, weight: 150_000 * (1 - share) } });
      return projection === null ? 0 : projection.high - projection.low;
    };
    const widths = [6, 18, 36, 54, 66].map(widthAfter);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it("before the first orders is what earlier campaigns lifted, not nothing", () => {
    const early = projectClose({
      ...input,
      soFar: { sales: 0, orders: 0, hours: 1, weight: 1_000 },
      prior: { lift: Math.log(4), variance: 0.4 },
    });
    expect(early?.close).toBeGreaterThan(100_000);
  });
});

describe("a forecast", () => {
  it("looks at nothing later than the hours that are over", () => {
    fc.assert(
      fc.property(anyHours(24 * 28), fc.integer({ min: 1, max: 70 }), (values, over) => {
        const span = { fromMs: START_MS, toMs: START_MS + 72 * HOUR_MS };
        const hours = hoursFrom(START_MS - 24 * 25 * HOUR_MS, values);
        const asOfMs = START_MS + over * HOUR_MS;
        const forecast = (told: readonly HourSales[]) =>
          forecastCampaign({
            zone: BERLIN,
            span,
            asOfMs,
            curve: { type: "usual" },
            hours: told,
            isLifted: (atMs) => atMs >= span.fromMs,
            lastTime: null,
            earlier: [],
            holidays: new Set(),
          });
        expect(forecast(hours)).toEqual(forecast(hours.filter(({ atMs }) => atMs < asOfMs)));
      }),
      { numRuns: 20 },
    );
  });

  it("counts the hour that the clock passes twice, and one more of them", () => {
    // From the 24th, 00:00, to the 27th, 00:00, in Berlin: the clocks go back on the 25th.
    const span = { fromMs: START_MS, toMs: START_MS + 73 * HOUR_MS };
    const { hours } = forecastCampaign({
      zone: BERLIN,
      span,
      asOfMs: span.fromMs,
      curve: { type: "usual" },
      hours: [],
      isLifted: () => false,
      lastTime: null,
      earlier: [],
      holidays: new Set(),
    });
    expect(hours).toHaveLength(73);
  });
});

describe("milestones", () => {
  it("are those reached, last time only where there was one and it is passed", () => {
    const reached = (sales: number, close: number | null): readonly Milestone[] =>
      milestonesReached({ sales, target: 1000, lastTime: close === null ? null : { soFar: 0, close } });
    expect(reached(249, null)).toEqual([]);
    expect(reached(500, 500)).toEqual(["25", "50"]);
    expect(reached(1000, 999)).toEqual(["25", "50", "75", "100", "last-time"]);
    expect(milestonesReached({ sales: 5, target: null, lastTime: null })).toEqual([]);
  });
});
