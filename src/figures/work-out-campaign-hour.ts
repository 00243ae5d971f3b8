/** Works out an hour of a campaign: its sales, those of the campaign so far, and what both are compared with. */
import { DAY_MS } from "../core/calendar/business-day.ts";
import type { EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { hoursPeriod, instantsPeriod, type PeriodProblem } from "../core/calendar/resolve-period.ts";
import { hourStartOf } from "../core/calendar/zone-clock.ts";
import { type Campaign, mainSpan } from "../core/campaigns/campaign.ts";
import { findLastTime } from "../core/campaigns/find-campaign.ts";
import { shiftLocal } from "../core/campaigns/moment.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { CampaignHour, PeriodSales } from "../core/reports/campaign-hour.ts";
import { findLateSources, type LateSource } from "../core/reports/freshness-gate.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore } from "../ports/stores.ts";
import { evaluate, startsBeforeData } from "./figures-of.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";

const SHOWN = [METRICS.sales, METRICS.orders];

export interface CampaignHourRequest {
  readonly shop: Shop;
  readonly campaign: Campaign;
  /** All there are: last time is among them. */
  readonly campaigns: readonly Campaign[];
  /** The end of the hour: a full local hour within the main phase, or its end. */
  readonly endMs: EpochMs;
}

export async function workOutCampaignHour(request: CampaignHourRequest, store: MeasureStore): Promise<CampaignHour> {
  const { shop, campaign, campaigns, endMs } = request;
  const { zone } = shop;
  const { fromMs } = mainSpan(campaign, zone);
  const startMs = Math.max(hourStartOf(endMs - 1, zone), fromMs);
  const lastTime = findLastTime(campaigns, campaign, shop);
  const last = lastTime === null ? null : mainSpan(lastTime, zone);
  const dayBeforeMs = shiftLocal(startMs, zone, -DAY_MS);
  const context = { nowMs: endMs, zone };
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const reader: PeriodReader = {
    ...{ store, shop, scope: { shopId: shop.id, filters: [], returnsClock: "own-day" }, metrics: SHOWN, watermarks },
    firstDay: extent?.firstDay ?? null,
  };
  const read = (period: ResolvedPeriod | PeriodProblem) => readSales(reader, period);
  const [hour, dayBefore, lastTimeHour, soFar, lastTimeSoFar] = await Promise.all([
    read(hoursPeriod(hourStartOf(startMs, zone), endMs, context)),
    dayBeforeMs < fromMs ? null : read(hoursPeriod(dayBeforeMs, shiftLocal(endMs, zone, -DAY_MS), context)),
    last === null ? null : read(instantsPeriod(last.fromMs + startMs - fromMs, Math.min(last.fromMs + endMs - fromMs, last.toMs), context)),
    read(instantsPeriod(fromMs, endMs, context)),
    last === null ? null : read(instantsPeriod(last.fromMs, Math.min(last.fromMs + endMs - fromMs, last.toMs), context)),
  ]);
  if (hour === null || soFar === null) throw new Error(`the hour before ${new Date(endMs).toISOString()} is none of ${campaign.id}`);
  return {
    ...{ shop, campaign: campaign.name, hour, dayBefore, lastTimeHour, soFar, lastTimeSoFar },
    late: findLateSources(watermarks, [METRICS.sales], endMs),
  };
}

/** The sources of sales that have not reached the instant. */
export async function readLateSales(shopId: string, toMs: EpochMs, store: MeasureStore): Promise<readonly LateSource[]> {
  return findLateSources(await store.watermarks(shopId), [METRICS.sales], toMs);
}

/** Null where there is no such stretch: a campaign of last time that was shorter has no such hour. */
async function readSales(reader: PeriodReader, period: ResolvedPeriod | PeriodProblem): Promise<PeriodSales | null> {
  if ("problem" in period) return null;
  const reading = startsBeforeData(period, reader) ? null : await readPeriod(reader, period);
  return { period, sales: evaluate(METRICS.sales, reading).value, orders: evaluate(METRICS.orders, reading).value };
}
