import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, parseBusinessDay } from "../../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../../src/core/calendar/period.ts";
import { planDays, spreadTarget, type WeighDays } from "../../../src/core/targets/spread-target.ts";
import type { Target } from "../../../src/core/targets/target.ts";

function day(text: string): BusinessDay {
  const parsed = parseBusinessDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

function target(from: string, to: string, value: number): Target {
  return { shopId: "s", metric: "sales", channel: "", fromDay: day(from), toDay: day(to), value };
}

const FIRST = day("2026-11-01");
const EVENLY: WeighDays = ({ fromDay, toDay }) => Array.from({ length: daysBetween(fromDay, toDay) }, () => 1);

const anyTarget = fc
  .record({ from: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 1, max: 60 }), value: fc.integer({ min: 1, max: 9e12 }) })
  .map(({ from, length, value }): Target => {
    const fromDay = addDays(FIRST, from);
    return { shopId: "s", metric: "sales", channel: "", fromDay, toDay: addDays(fromDay, length), value };
  });
/** Of any scale, with days that bring nothing. */
const anyWeights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true })), { minLength: 7, maxLength: 7 });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("a target spread over its days", () => {
  it("adds up to the last minor unit, in whole units and none below zero, whatever else is set inside it", () => {
    fc.assert(
      fc.property(anyTarget, fc.array(anyTarget, { maxLength: 6 }), anyWeights, (outer, others, weights) => {
        const weigh: WeighDays = (days) => EVENLY(days).map((_, index) => weights[(daysBetween(FIRST, days.fromDay) + index) % 7] ?? 0);
        const plan = spreadTarget(outer, others, weigh);
        expect(plan).toHaveLength(daysBetween(outer.fromDay, outer.toDay));
        expect(sum(plan)).toBe(outer.value);
        expect(plan.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });

  it("follows the days' weights", () => {
    expect(spreadTarget(target("2026-11-02", "2026-11-05", 100), [], () => [1, 3, 0])).toEqual([25, 75, 0]);
    expect(spreadTarget(target("2026-11-02", "2026-11-05", 100), [], () => [0, 0, 0])).toEqual([34, 33, 33]);
  });

  it("keeps finer targets inside it, and spreads the rest around them", () => {
    const singles = target("2026-11-03", "2026-11-04", 70);
    expect(spreadTarget(target("2026-11-02", "2026-11-05", 100), [singles], EVENLY)).toEqual([15, 70, 15]);
  });

  it("does not heed finer targets that want more than there is", () => {
    const greedy = target("2026-11-03", "2026-11-04", 170);
    expect(spreadTarget(target("2026-11-02", "2026-11-05", 90), [greedy], EVENLY)).toEqual([30, 30, 30]);
  });
});

describe("the plan of some days", () => {
  const month = target("2026-11-01", "2026-12-01", 3_000);
  const quarter = target("2026-10-01", "2027-01-01", 9_200);

  it("is the target set for exactly these days, though months inside it add up to something else", () => {
    expect(sum(planDays(quarter, [month, quarter], EVENLY) ?? [])).toBe(9_200);
    expect(sum(planDays(month, [month, quarter], EVENLY) ?? [])).toBe(3_000);
  });

  it("is a part of the narrowest target that holds the days", () => {
    const week = { fromDay: day("2026-11-09"), toDay: day("2026-11-16") };
    expect(planDays(week, [quarter, month], EVENLY)).toEqual([100, 100, 100, 100, 100, 100, 100]);
  });

  it("is put together where several targets cover the days, and missing where one day has none", () => {
    const december = target("2026-12-01", "2027-01-01", 6_200);
    const days = { fromDay: day("2026-11-30"), toDay: day("2026-12-02") };
    expect(planDays(days, [month, december], EVENLY)).toEqual([100, 200]);
    expect(planDays(days, [month], EVENLY)).toBeNull();
  });
});
