/** Works a running campaign's pace out of the store: what its card says. */
import { evaluateReading, type Reading } from "../core/answers/reading.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hoursPeriod } from "../core/calendar/resolve-period.ts";
import { hourStartOf } from "../core/calendar/zone-clock.ts";
import { type Campaign, liftSpan, mainSpan } from "../core/campaigns/campaign.ts";
import { campaignsOf, findLastTime } from "../core/campaigns/find-campaign.ts";
import { spreadTarget } from "../core/campaigns/pace/curve-weights.ts";
import { type CampaignForecast, forecastCampaign, HISTORY_MS } from "../core/campaigns/pace/forecast-campaign.ts";
import type { HourSales } from "../core/campaigns/pace/hour-shape.ts";
import type { Pace } from "../core/campaigns/pace/pace.ts";
import { effectsAgainstPlan } from "../core/campaigns/pace/plan-effects.ts";
import { explainReadings } from "../core/explain/explain-readings.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { Shop } from "../core/shop.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { MeasureStore, Store } from "../ports/stores.ts";
import { campaignFilters, readCampaignHours } from "./read-campaign-hours.ts";
import { readCampaignProducts } from "./read-campaign-products.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";
import { shareTargets } from "./share-targets.ts";
import { readHolidays } from "./shop-calendar.ts";

export interface PaceRequest {
  readonly campaign: Campaign;
  readonly shop: Shop;
  /** All that are planned, to know last time and what is not usual. */
  readonly campaigns: readonly Campaign[];
  readonly nowMs: EpochMs;
}

export interface PaceSources {
  readonly store: Pick<Store, "measures" | "holidays" | "shops" | "rates">;
  readonly findPublicHolidays: PublicHolidays;
}

/** Of what is over of the main phase, up to where the orders are known to reach. Rejects with `StoreError`. */
export async function workOutPace({ campaign, shop, campaigns, nowMs }: PaceRequest, sources: PaceSources): Promise<Pace> {
  const { zone } = shop;
  const store = sources.store.measures;
  const span = mainSpan(campaign, zone);
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const told = watermarks.filter(({ measures }) => measures.includes("gross")).map(({ throughMs }) => throughMs);
  const asOfMs = Math.max(
    span.fromMs,
    Math.min(hourStartOf(nowMs, zone), span.toMs, ...(told.length === 0 ? [span.fromMs] : [Math.max(...told)])),
  );
  const lifted = campaignsOf(campaigns, shop).map((each) => ({ main: mainSpan(each, zone), lift: liftSpan(each, zone) }));
  const isLifted = (atMs: EpochMs) => lifted.some(({ lift }) => atMs >= lift.fromMs && atMs < lift.toMs);
  const before = findLastTime(campaigns, campaign, shop);
  const past = { fromMs: span.fromMs - HISTORY_MS, toMs: span.toMs };
  const [own, hours, lastTime, holidays] = await Promise.all([
    shareTargets({ campaign, shop }, sources.store),
    readCampaignHours(store, shop, campaign, past.fromMs, asOfMs),
    before === null ? null : readLastTime(store, shop, before),
    readHolidays(sources.store, sources.findPublicHolidays, shop, past),
  ]);
  const last = lastTime === null || lastTime.every(({ sales }) => sales === 0) ? null : lastTime;
  const earlier = lifted.map(({ main }) => main).filter(({ toMs }) => toMs <= span.fromMs);
  const forecast = forecastCampaign({ zone, span, asOfMs, curve: campaign.curve, hours, isLifted, holidays, lastTime: last, earlier });
  const { elapsed, sales } = forecast;
  const byHour = new Map(hours.map((hour) => [hour.atMs, hour]));
  const over = forecast.hours.slice(0, elapsed).map((atMs) => byHour.get(atMs) ?? { atMs, sales: 0, orders: 0 });
  const target = own.targets.sales ?? null;
  const plan = target === null ? null : cumulate(spreadTarget(target, forecast.weights));
  const planned = plan === null ? null : (plan[elapsed - 1] ?? 0);
  const lastLine = last === null ? null : cumulate(last.map((hour) => hour.sales));
  const hoursLeft = forecast.hours.length - elapsed;

  const scope = { shopId: shop.id, filters: campaignFilters(campaign), returnsClock: "own-day" } as const;
  const metrics = [METRICS.sales, METRICS.conversion, METRICS.profit, METRICS.ad_spend];
  const reader: PeriodReader = { store, shop, scope, metrics, watermarks, firstDay: extent?.firstDay ?? null };
  const soFar = await readSpan(reader, span.fromMs, asOfMs, nowMs);
  const lastSpan = before === null || last === null ? null : mainSpan(before, zone);
  const then =
    lastSpan === null
      ? null
      : await readSpan(reader, lastSpan.fromMs, Math.min(lastSpan.fromMs + asOfMs - span.fromMs, lastSpan.toMs), nowMs);
  const isAgainstPlan = planned !== null;
  return {
    ...{ asOfMs, hoursOver: elapsed, hoursInAll: forecast.hours.length, sales, orders: forecast.orders, target, planned },
    lastTime: lastLine === null ? null : { soFar: lastLine[Math.min(elapsed, lastLine.length) - 1] ?? 0, close: lastLine.at(-1) ?? 0 },
    projection: forecast.projection,
    neededPerHour: target === null || hoursLeft === 0 || sales >= target ? null : Math.ceil((target - sales) / hoursLeft),
    plannedPerHour: target === null || planned === null || hoursLeft === 0 ? null : Math.round((target - planned) / hoursLeft),
    perHour: elapsed === 0 ? null : Math.round(sales / elapsed),
    effects: effectsOf(soFar, isAgainstPlan ? planned : null, own, then),
    effectsAgainst: isAgainstPlan ? "plan" : "last-time",
    adSpend: evaluateKnown("ad_spend", soFar),
    budget: own.budget,
    targetShare: own.share,
    contribution: evaluateKnown("profit", soFar),
    ...(await readCampaignProducts(reader, over, asOfMs, nowMs)),
    line: {
      hours: forecast.hours,
      ...rangeAhead(forecast),
      now: pad(cumulate(over.map((hour) => hour.sales)), forecast.hours.length),
      planned: plan === null ? [] : pad(plan, forecast.hours.length),
      lastTime: lastLine === null ? [] : pad(lastLine.slice(0, forecast.hours.length), forecast.hours.length),
    },
  };
}

/** From here to the range's ends, as the curve goes. */
function rangeAhead({ weights, elapsed, sales, projection }: CampaignForecast): Pick<Pace["line"], "low" | "high"> {
  const ahead = cumulate(weights.slice(elapsed));
  const all = ahead.at(-1) ?? 0;
  if (projection === null || all <= 0) return { low: [], high: [] };
  const towards = (end: number) => [
    ...Array.from({ length: elapsed }, () => null),
    ...ahead.map((sum) => sales + ((end - sales) * sum) / all),
  ];
  return { low: towards(projection.low), high: towards(projection.high) };
}

function effectsOf(
  soFar: Reading | null,
  planned: number | null,
  { targets }: Pick<Campaign, "targets">,
  then: Reading | null,
): Pace["effects"] {
  if (soFar === null) return [];
  if (planned !== null) return effectsAgainstPlan(soFar, planned, targets, then);
  return then === null ? [] : explainReadings("sales", then, soFar).effects;
}

/** Hour by hour since its start, hours without sales too. */
async function readLastTime(store: MeasureStore, shop: Shop, campaign: Campaign): Promise<readonly HourSales[]> {
  const span = mainSpan(campaign, shop.zone);
  const known = new Map((await readCampaignHours(store, shop, campaign, span.fromMs, span.toMs)).map((hour) => [hour.atMs, hour]));
  const hours: HourSales[] = [];
  for (let atMs = span.fromMs; atMs < span.toMs; atMs += 3_600_000)
    hours.push(known.get(hourStartOf(atMs, shop.zone)) ?? { atMs, sales: 0, orders: 0 });
  return hours;
}

async function readSpan(reader: PeriodReader, fromMs: EpochMs, toMs: EpochMs, nowMs: EpochMs): Promise<Reading | null> {
  if (fromMs >= toMs) return null;
  const period = hoursPeriod(fromMs, toMs, { nowMs, zone: reader.shop.zone });
  return "problem" in period ? null : readPeriod(reader, { ...period, elapsedToMs: null });
}

function evaluateKnown(id: "ad_spend" | "profit", reading: Reading | null): number | null {
  return reading === null ? null : evaluateReading(id, reading).value;
}

function cumulate(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

function pad(values: readonly number[], length: number): readonly (number | null)[] {
  return Array.from({ length }, (_, index) => values[index] ?? null);
}
