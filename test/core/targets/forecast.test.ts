import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../../src/core/calendar/period.ts";
import { dayBounds } from "../../../src/core/calendar/zone-clock.ts";
import { forecastDays, forecastTotal } from "../../../src/core/targets/forecast.ts";
import type { DayCalendar, ShopDays } from "../../../src/core/targets/shop-days.ts";
import { BERLIN, day, must } from "../../contracts/store-fixture.ts";

/** A Monday. */
const FIRST = day("2026-01-05");

const history = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 28, maxLength: 500 });
const count = fc.integer({ min: 1, max: 40 });

/** Seven days a week, the last of them closed. */
const WEEK = [100, 110, 90, 100, 150, 200, 0];
const weeks = (number: number): readonly number[] => Array.from({ length: number * 7 }, (_, index) => WEEK[index % 7] ?? 0);

function daysOf(values: readonly number[], calendar: Partial<DayCalendar> = {}): ShopDays {
  return { fromDay: FIRST, values, calendar: { zone: BERLIN, holidays: new Set(), campaigns: [], ...calendar } };
}

/** Whole days from the first one, `toIndex` not among them. */
function campaign(name: string, fromIndex: number, toIndex: number) {
  const at = (index: number): BusinessDay => addDays(FIRST, index);
  return { name, fromMs: dayBounds(at(fromIndex), BERLIN).fromMs, toMs: dayBounds(at(toIndex), BERLIN).fromMs };
}

const total = (days: ShopDays, ahead: number): number => must(forecastTotal(days, ahead)).point;

describe("a forecast", () => {
  it("goes on as the shop's weeks have gone, its closed days among them", () => {
    expect(forecastDays(daysOf(weeks(8)), 9)?.map(Math.round)).toEqual([...WEEK, 100, 110]);
    expect(total(daysOf(weeks(20)), 14)).toBeCloseTo(1_500, 6);
  });

  it("is not carried away by one day that nobody told of", () => {
    expect(total(daysOf(weeks(8).with(50, 20_000)), 7)).toBeLessThan(total(daysOf(weeks(8)), 7) * 1.1);
  });

  it("expects the season that last year brought, but half of it", () => {
    const calm = weeks(60);
    const rose = calm.map((value, index) => (index >= 420 - 364 && index < 420 - 364 + 28 ? value * 4 : value));
    const ratio = total(daysOf(rose), 14) / total(daysOf(calm), 14);
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.1);
  });

  it("says nothing from less than four weeks, nor of what brings nothing or loses more than it brings", () => {
    expect(forecastTotal(daysOf(weeks(3)), 7)).toBeNull();
    expect(forecastTotal(daysOf(weeks(8).map((value) => -value)), 7)).toBeNull();
    expect(forecastTotal(daysOf(weeks(8).map(() => 0)), 7)).toBeNull();
  });

  it("expects a coming holiday to be as closed as the shop's holidays have been, which do not make its weeks smaller", () => {
    const fridays = [11, 25, 39, 53, 67, 81];
    const holidays = new Set(fridays.map((index) => addDays(FIRST, index)));
    const closed = weeks(11).map((value, index) => (fridays.includes(index) ? 0 : value));
    const [week, friday] = [must(forecastDays(daysOf(closed, { holidays }), 7)), must(forecastDays(daysOf(weeks(11), { holidays }), 7))];
    expect(week.map(Math.round)).toEqual([100, 110, 90, 100, expect.any(Number), 200, 0]);
    expect(week[4]).toBeLessThan(30);
    expect(friday[4]).toBeGreaterThan(140);
  });

  it("expects of a planned campaign what the last of its name brought, and of the days around it what is usual", () => {
    const campaigns = [campaign("Spring", 28, 31), campaign("Flash", 50, 51), campaign("Spring", 77, 80)];
    const values = weeks(11).map((value, index) => (index >= 28 && index < 31 ? value * 4 : index === 50 ? value * 9 : value));
    expect(forecastDays(daysOf(values, { campaigns }), 7)?.map(Math.round)).toEqual([400, 440, 360, 100, 150, 200, 0]);
  });

  it("takes the mean of the last campaigns for one of a new name, and three times the usual for a shop's first", () => {
    const campaigns = [campaign("A", 28, 29), campaign("B", 50, 51), campaign("C", 77, 78)];
    const values = weeks(11).map((value, index) => (index === 28 ? value * 2 : index === 50 ? value * 6 : value));
    expect(must(forecastDays(daysOf(values, { campaigns }), 1))[0]).toBeCloseTo(400, 6);
    expect(must(forecastDays(daysOf(weeks(11), { campaigns: campaigns.slice(2) }), 1))[0]).toBeCloseTo(300, 6);
  });

  it("learns from the days a campaign has had: one that goes badly is expected to go on so in part", () => {
    const campaigns = [campaign("Spring", 28, 31), campaign("Spring", 77, 81)];
    const values = [...weeks(11).map((value, index) => (index >= 28 && index < 31 ? value * 4 : value)), 100, 110];
    const [next = 0] = must(forecastDays(daysOf(values, { campaigns }), 1));
    expect(next).toBeGreaterThan(90);
    expect(next).toBeLessThan(360);
  });

  it("is less sure of days whose campaign nobody has seen before", () => {
    const widthOf = (calendar: Partial<DayCalendar>): number => {
      const { point, range } = must(forecastTotal(daysOf(weeks(11), calendar), 7));
      return (range.high - range.low) / point;
    };
    expect(widthOf({ campaigns: [campaign("Spring", 77, 79)] })).toBeGreaterThan(1.5 * widthOf({}));
  });

  it("looks at nothing later than its days: what is on after them changes nothing", () => {
    const late = campaign("Spring", 90, 95);
    expect(forecastTotal(daysOf(weeks(11), { campaigns: [late] }), 7)).toEqual(forecastTotal(daysOf(weeks(11)), 7));
  });

  it("lies inside its range, which is never below zero", () => {
    fc.assert(
      fc.property(history, count, (values, ahead) => {
        const { point, range } = must(forecastTotal(daysOf(values, { campaigns: [campaign("x", 20, 22), campaign("x", 40, 50)] }), ahead));
        expect(Number.isFinite(point) && Number.isFinite(range.high)).toBe(true);
        expect(range.low).toBeGreaterThanOrEqual(0);
        expect(range.low).toBeLessThanOrEqual(point);
        expect(range.high).toBeGreaterThanOrEqual(point);
      }),
    );
  });

  it("is the sum of its days", () => {
    fc.assert(
      fc.property(history, count, (values, ahead) => {
        const days = must(forecastDays(daysOf(values), ahead));
        expect(days.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total(daysOf(values), ahead), 4);
      }),
    );
  });

  it("grows with the currency's units: cents forecast what dollars do, as surely", () => {
    fc.assert(
      fc.property(history, count, (values, ahead) => {
        const [dollars, cents] = [values, values.map((value) => value * 100)].map((each) => must(forecastTotal(daysOf(each), ahead)));
        expect(cents?.point).toBeCloseTo((dollars?.point ?? 0) * 100, 0);
        expect(cents?.range.high).toBeCloseTo((dollars?.range.high ?? 0) * 100, -1);
      }),
    );
  });
});
