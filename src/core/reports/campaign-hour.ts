/** One closed hour of a campaign, and the campaign so far: plain numbers, ready to be said. Money in minor units. */
import type { ResolvedPeriod } from "../calendar/period.ts";
import type { Shop } from "../shop.ts";
import type { LateSource } from "./freshness-gate.ts";

export interface PeriodSales {
  readonly period: ResolvedPeriod;
  /** Null: not known. */
  readonly sales: number | null;
  readonly orders: number | null;
}

export interface CampaignHour {
  readonly shop: Shop;
  readonly campaign: string;
  readonly hour: PeriodSales;
  /** The same hour of the campaign's day before; null on its first day. */
  readonly dayBefore: PeriodSales | null;
  /** The same hour since the start, last time; null where there was none. */
  readonly lastTimeHour: PeriodSales | null;
  readonly soFar: PeriodSales;
  /** As many hours of last time. */
  readonly lastTimeSoFar: PeriodSales | null;
  /** Sources of sales that have not reached the hour's end. */
  readonly late: readonly LateSource[];
}
