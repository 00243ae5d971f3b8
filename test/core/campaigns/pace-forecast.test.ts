import { describe, expect, it } from "vitest";
import type { BusinessDay } from "../../../src/core/calendar/period.ts";
import { businessDayOf, hourStarts, localMsOf } from "../../../src/core/calendar/zone-clock.ts";
import { type ForecastInput, forecastCampaign } from "../../../src/core/campaigns/pace/forecast-campaign.ts";
import type { HourSales } from "../../../src/core/campaigns/pace/hour-shape.ts";
import type { Projection } from "../../../src/core/campaigns/pace/project-close.ts";
import { quantileOfRest } from "../../../src/core/campaigns/pace/quantile-of-rest.ts";
import { learnQuietEffects, quietDayOf } from "../../../src/core/campaigns/pace/quiet-days.ts";
import { learnWidth, widen } from "../../../src/core/campaigns/pace/range-width.ts";
import { BERLIN } from "../../contracts/store-fixture.ts";
import { createRandom, drawCount, drawNormal } from "../anomalies/simulate-shop.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A shop of a daily rhythm; `lift` is what is on at an instant, days scatter by a tenth. */
function simulate(fromMs: number, toMs: number, ordersADay: number, lift: (atMs: number) => number, seed: number): readonly HourSales[] {
  const random = createRandom(seed);
  const moods = new Map<string, number>();
  return hourStarts(fromMs, toMs, BERLIN).map((atMs) => {
    const day = businessDayOf(atMs, BERLIN);
    const mood = moods.get(day) ?? Math.exp(0.1 * drawNormal(random));
    moods.set(day, mood);
    const rhythm = 1 - 0.8 * Math.cos((2 * Math.PI * ((localMsOf(atMs, BERLIN) / HOUR_MS) % 24)) / 24);
    const orders = drawCount((ordersADay / 24) * rhythm * mood * lift(atMs), random);
    const sales = Array.from({ length: orders }, () => Math.round(3000 * Math.exp(0.6 * drawNormal(random)))).reduce(
      (sum, each) => sum + each,
      0,
    );
    return { atMs, sales, orders };
  });
}

interface Replay {
  readonly hours: readonly HourSales[];
  readonly span: ForecastInput["span"];
  readonly share: number;
  readonly holidays?: ReadonlySet<BusinessDay>;
}

function replay({ hours, span, share, holidays = new Set() }: Replay): { readonly projection: Projection; readonly close: number } {
  const asOfMs = span.fromMs + Math.round((share * (span.toMs - span.fromMs)) / HOUR_MS) * HOUR_MS;
  const { projection } = forecastCampaign({
    ...{ zone: BERLIN, span, asOfMs, holidays, curve: { type: "usual" }, lastTime: null, earlier: [] },
    hours: hours.filter(({ atMs }) => atMs < asOfMs),
    isLifted: (atMs) => atMs >= span.fromMs && atMs < span.toMs,
  });
  if (projection === null) throw new Error("an hour is over");
  const close = hours.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs).reduce((sum, { sales }) => sum + sales, 0);
  return { projection, close };
}

const START_MS = Date.parse("2026-09-07T00:00+02:00");
const span = { fromMs: START_MS, toMs: START_MS + 3 * DAY_MS };
const onlyThen = (lift: number) => (atMs: number) => (atMs >= span.fromMs ? lift : 1);

describe("the range of a projected close", () => {
  it.each([2, 20, 400])("holds about four times of five in a shop of %i orders a day", (ordersADay) => {
    let [held, count] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const hours = simulate(START_MS - 56 * DAY_MS, span.toMs, ordersADay, onlyThen(2 + (seed % 7)), seed);
      for (const share of [0.25, 0.5, 0.75]) {
        const { projection, close } = replay({ hours, span, share });
        held += close >= projection.low && close <= projection.high ? 1 : 0;
        count += 1;
      }
    }
    // 180 replays of 60 campaigns: five per cent of chance on either side.
    expect(held / count).toBeGreaterThan(0.7);
    expect(held / count).toBeLessThan(0.95);
  });

  it("is wider where the shop's own past shows that projections miss, and narrower where they never do", () => {
    const trial = (close: number) => ({ projection: { close: 100, low: 90, high: 120 }, close });
    expect(learnWidth([])).toBe(1);
    expect(learnWidth(Array.from({ length: 20 }, () => trial(150)))).toBeCloseTo(Math.sqrt(2.5));
    expect(learnWidth(Array.from({ length: 20 }, () => trial(100)))).toBeCloseTo(Math.sqrt(0.5));
    // A tenth of them missed: the range held often enough.
    expect(learnWidth(Array.from({ length: 20 }, (_, index) => trial(index < 2 ? 300 : 120)))).toBe(1);
    expect(widen({ close: 100, low: 90, high: 120 }, 2, 85)).toEqual({ close: 100, low: 85, high: 140 });
  });

  it("begins at what is in where nothing more may come", () => {
    const outlook = { mean: 1000, variance: 2, chanceOfNone: 0.3 };
    expect(quantileOfRest(outlook, 0.29)).toBe(0);
    expect(quantileOfRest(outlook, 0.31)).toBeGreaterThan(0);
    // The median of an exponential distribution.
    expect(quantileOfRest({ mean: 1000, variance: 1, chanceOfNone: 0 }, 0.5) / (1000 * Math.LN2)).toBeCloseTo(1, 1);
  });
});

describe("days of a campaign on which people buy less", () => {
  const holidays = new Set(["2026-12-25", "2026-12-26", "2026-10-03"] as BusinessDay[]);
  const day = (text: string) => text as BusinessDay;

  it("are holidays, and those before Christmas by a fifth a day, only where Christmas is one", () => {
    expect(quietDayOf(day("2026-10-03"), holidays)?.kind).toBe("holiday");
    expect(quietDayOf(day("2026-12-18"), holidays)).toBeNull();
    expect(quietDayOf(day("2026-12-19"), holidays)?.share).toBeCloseTo(0.8);
    expect(quietDayOf(day("2026-12-24"), holidays)?.share).toBeCloseTo(0.8 ** 6);
    expect(quietDayOf(day("2026-12-24"), new Set())).toBeNull();
  });

  it("are as quiet as the shop's own were, the surer the more of them are known", () => {
    const { holiday } = learnQuietEffects([0, 0, 0].map((ratio) => ({ kind: "holiday", ratio })));
    expect(holiday).toEqual({ factor: 0.25, variance: 0.0625 });
    expect(learnQuietEffects([]).holiday).toEqual({ factor: 1, variance: 0.25 });
  });

  it("lower and widen a season's projection before they come, in a shop without any history", () => {
    const season = { fromMs: Date.parse("2026-12-01T00:00+01:00"), toMs: Date.parse("2026-12-24T00:00+01:00") };
    const hours = simulate(season.fromMs, season.toMs, 60, () => 1, 1);
    const plain = replay({ hours, span: season, share: 0.5 }).projection;
    const quiet = replay({ hours, span: season, share: 0.5, holidays }).projection;
    expect(quiet.close).toBeLessThan(0.95 * plain.close);
    expect((quiet.high - quiet.low) / quiet.close).toBeGreaterThan((plain.high - plain.low) / plain.close);
  });
});

describe("a plan", () => {
  it("does not move with what is sold, even in a shop without history", () => {
    const weights = (sales: number) =>
      forecastCampaign({
        ...{
          zone: BERLIN,
          span,
          asOfMs: span.fromMs + HOUR_MS,
          holidays: new Set(),
          curve: { type: "usual" },
          lastTime: null,
          earlier: [],
        },
        hours: [{ atMs: span.fromMs, sales, orders: 1 }],
        isLifted: () => true,
      }).weights;
    expect(weights(1000)).toEqual(weights(90_000));
  });
});
