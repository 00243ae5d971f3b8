/** Channels of a shop, or shops, side by side: what `/channels` and `/shops` show, worked out and not yet said. */
import type { ViewScope } from "../answers/view-scope.ts";
import type { Currency } from "../money.ts";
import type { CurrencyRate } from "../rates.ts";
import type { ChannelStanding } from "./channel-standing.ts";
import type { ReportKind } from "./report-schedule.ts";

export interface ChannelRow extends ChannelStanding {
  /** Null: the days before are not known whole. */
  readonly before: number | null;
  readonly orders: number | null;
}

/** What "usual" is made of. */
export interface Yardstick {
  readonly kind: ReportKind;
  readonly periods: number;
}

export interface ChannelFigures {
  readonly scope: ViewScope;
  /** Furthest from its own usual first. */
  readonly rows: readonly ChannelRow[];
  readonly yardstick: Yardstick;
}

export interface ShopRow {
  readonly scope: ViewScope;
  /** Net sales in the shop's own currency; null = nothing is known of the period. */
  readonly sales: number | null;
  readonly before: number | null;
  readonly expected: number | null;
  readonly distance: number | null;
  /** In the common currency; null = unknown, or there is none. */
  readonly converted: number | null;
  readonly convertedBefore: number | null;
}

export interface ShopFigures {
  /** Furthest from its own usual first. */
  readonly rows: readonly ShopRow[];
  readonly yardstick: Yardstick;
  /** What sums are in; null = rates are missing. */
  readonly currency: Currency | null;
  /** The rates that sums use. */
  readonly rates: readonly CurrencyRate[];
  /** Simulated shops left out beside real ones. */
  readonly leftOut: readonly string[];
}

/** Of the sum of all; null where there is none to be a share of. */
export function shareOf(part: number | null, all: readonly (number | null)[]): number | null {
  if (part === null || all.includes(null)) return null;
  const total = all.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return total > 0 ? part / total : null;
}
