/** Works out how channels, and how shops, stand beside each other and beside what is usual for each. */
import type { ViewScope } from "../core/answers/view-scope.ts";
import type { EpochMs, Period } from "../core/calendar/period.ts";
import type { PeriodProblem } from "../core/calendar/resolve-period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { commonCurrency, convertMoney } from "../core/rates.ts";
import { type ChannelStanding, standChannels } from "../core/reports/channel-standing.ts";
import { earlierPeriods, kindOfPeriod } from "../core/reports/report-period.ts";
import type { ChannelFigures, ShopFigures, ShopRow, Yardstick } from "../core/reports/standing-figures.ts";
import type { Shop } from "../core/shop.ts";
import type { Store } from "../ports/stores.ts";
import { openView, type ViewContext } from "./open-view.ts";
import { readChannelSales } from "./read-channel-sales.ts";

export async function workOutChannels(period: Period, context: ViewContext): Promise<ChannelFigures | PeriodProblem> {
  const scope = await openView(period, context);
  if ("problem" in scope) return scope;
  const { now, before, earlier, yardstick } = await readStanding(scope, context);
  if (scope.span === null) return { scope, rows: [], yardstick };
  const { fromDay, toDay } = scope.span;
  const counted = await context.store.measures.measures({
    ...{ shopId: context.shop.id, by: ["channel"], filters: [], returnsClock: "own-day" },
    range: { grain: "days", fromDay, toDay },
  });
  const orders = new Map(counted.map(({ keys: [channel = ""], sums }) => [channel, sums.orders ?? null]));
  const rows = standChannels(now, earlier).map((standing) => ({
    ...standing,
    before: before === null ? null : (before.get(standing.channel) ?? 0),
    orders: orders.get(standing.channel) ?? null,
  }));
  return { scope, rows, yardstick };
}

export interface ShopsContext {
  readonly store: Pick<Store, "measures" | "customers" | "baskets" | "rates">;
  readonly shops: readonly Shop[];
  readonly nowMs: EpochMs;
  readonly campaigns: readonly Campaign[];
}

/** Each shop over the period in its own zone. Made-up numbers are never added to real ones. */
export async function workOutShops(period: Period, { shops, ...context }: ShopsContext): Promise<ShopFigures | PeriodProblem> {
  const real = shops.filter(({ simulated }) => !simulated);
  const shown = real.length > 0 ? real : shops;
  const rates = await context.store.rates.list();
  const currency = commonCurrency(
    shown.map((shop) => shop.currency),
    rates,
  );
  const rows: ShopRow[] = [];
  let yardstick: Yardstick = { kind: "daily", periods: 0 };
  for (const shop of shown) {
    const scope = await openView(period, { ...context, shop });
    if ("problem" in scope) return scope;
    const { now, before, earlier, yardstick: own } = await readStanding(scope, { ...context, shop });
    if (own.periods >= yardstick.periods) yardstick = own;
    const sales = scope.span === null ? null : sumOf(now);
    const [standing] =
      sales === null
        ? []
        : standChannels(
            new Map([[shop.id, sales]]),
            earlier.map((each) => new Map([[shop.id, sumOf(each)]])),
          );
    const salesBefore = before === null ? null : sumOf(before);
    const convert = (minor: number | null) =>
      minor === null || currency === null ? null : (convertMoney(minor, shop.currency, currency, rates)?.minor ?? null);
    rows.push({
      ...{ scope, sales, before: salesBefore, converted: convert(sales), convertedBefore: convert(salesBefore) },
      ...{ expected: standing?.expected ?? null, distance: standing?.distance ?? null },
    });
  }
  const used = currency === null ? [] : shown.flatMap((shop) => convertMoney(0, shop.currency, currency, rates)?.by ?? []);
  return {
    rows: rows.sort((a, b) => distanceOf(b) - distanceOf(a)),
    ...{ yardstick, currency, rates: [...new Set(used)] },
    leftOut: real.length === 0 ? [] : shops.filter(({ simulated }) => simulated).map(({ name }) => name),
  };
}

interface Readings {
  readonly now: ReadonlyMap<string, number>;
  readonly before: ReadonlyMap<string, number> | null;
  readonly earlier: readonly ReadonlyMap<string, number>[];
  readonly yardstick: Yardstick;
}

/** Net sales by channel over the view's days, those compared with, and those that say what is usual. */
async function readStanding({ span, compared }: ViewScope, { store, shop }: ViewContext): Promise<Readings> {
  if (span === null) return { now: new Map(), before: null, earlier: [], yardstick: { kind: "daily", periods: 0 } };
  const kind = kindOfPeriod(span);
  const extent = await store.measures.extent(shop.id);
  const usual = earlierPeriods(span, kind).filter(({ fromDay }) => extent !== null && fromDay >= extent.firstDay);
  const reader = { store: store.measures, scope: { shopId: shop.id, filters: [], returnsClock: "own-day" as const } };
  const [now = new Map<string, number>(), ...others] = await readChannelSales(reader, [
    span,
    ...usual,
    ...(compared === null ? [] : [compared]),
  ]);
  const before = compared === null ? null : (others.at(-1) ?? null);
  return { now, before, earlier: others.slice(0, usual.length), yardstick: { kind, periods: usual.length } };
}

function sumOf(sales: ReadonlyMap<string, number>): number {
  return [...sales.values()].reduce((sum, each) => sum + each, 0);
}

function distanceOf({ distance }: Pick<ChannelStanding, "distance">): number {
  return Math.abs(distance ?? 0);
}
