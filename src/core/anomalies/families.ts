/** The series that are watched, in families of one metric: all channels together, and each of them. */
import type { WatchedMetric } from "./incident.ts";
import type { LargestLump } from "./largest-lump.ts";
import type { ShopForecast, ShopModel } from "./shop-model.ts";
import { sumOf } from "./shop-model.ts";
import type { StreamHour, StreamKind } from "./stream.ts";
import type { WatchedRow } from "./watched-row.ts";

export type FamilyMetric = Extract<WatchedMetric, "sessions" | "orders" | "conversion" | "aov" | "refund_rate" | "roas">;

/** In the order they are looked at: what comes first may explain what comes later. */
export const FAMILY_METRICS: readonly FamilyMetric[] = ["sessions", "orders", "conversion", "aov", "refund_rate", "roas"];

const WEEK = 168;

export const KINDS: Readonly<Record<FamilyMetric, StreamKind>> = {
  sessions: {
    type: "count",
    shortestWindow: 1,
    longestWindow: WEEK,
    shortestRise: 1,
    moods: "of the day",
    prior: { hour: 0.02, day: 0.02 },
  },
  orders: {
    type: "count",
    shortestWindow: 1,
    longestWindow: WEEK,
    shortestRise: 24,
    moods: "of the day",
    prior: { hour: 0.03, day: 0.03 },
  },
  conversion: {
    type: "count",
    shortestWindow: 1,
    longestWindow: 2 * WEEK,
    shortestRise: 1,
    moods: "of the day",
    prior: { hour: 0.01, day: 0.008 },
  },
  aov: { type: "mean", shortestWindow: 1, longestWindow: WEEK, shortestRise: 1, moods: "none", prior: { hour: 0.003, day: 0.002 } },
  refund_rate: { type: "count", shortestWindow: 6, longestWindow: 72, shortestRise: 6, moods: "none", prior: { hour: 0.3, day: 0.1 } },
  roas: {
    type: "mean",
    shortestWindow: 1,
    longestWindow: WEEK,
    shortestRise: 1,
    moods: "of the last day",
    prior: { hour: 0.03, day: 0.02 },
  },
};

/**
 * What each metric gets of the accepted false alarms, falling and rising: what happens most often and costs most is looked
 * at closest, and what comes in lumps of money, with heavier tails than the model, least. Visitors that have become cheaper ring nothing.
 * Orders are weighed only where no sessions are told.
 */
export const SHARES: Readonly<Record<FamilyMetric, Readonly<Record<"down" | "up", number>>>> = {
  sessions: { down: 0.28, up: 0.1 },
  orders: { down: 0.28, up: 0.1 },
  conversion: { down: 0.35, up: 0.01 },
  aov: { down: 0.1, up: 0.05 },
  refund_rate: { down: 0.005, up: 0.02 },
  roas: { down: 0, up: 0.01 },
};

/** What one hour can add to the evidence: deviations of its order value; expected hours of refunds, beside one lump of them. */
const MOST_DEVIATIONS = 3;
const MOST_REFUNDS = 4;

/** Relative scatter of single orders and of a session's cost: variance over squared mean. */
export interface Scatter {
  readonly orderValue: number;
  readonly cost: number;
}

/** The hour of every channel for one metric; channels that do not tell it are left out. */
export function channelHours(
  metric: FamilyMetric,
  model: ShopModel,
  forecast: ShopForecast,
  rows: readonly WatchedRow[],
  scatter: Scatter,
  largestValue: LargestLump,
  ordinary: boolean,
): ReadonlyMap<string, StreamHour> {
  const weekday = Math.floor(forecast.context.hourOfWeek / 24);
  const hours = new Map<string, StreamHour>();
  for (const row of rows) {
    const due = forecast.channels.get(row.channel);
    const traffic = model.trafficOf(row);
    if (due === undefined || traffic === null) continue;
    const counts = model.counts(row.channel);
    const put = (observed: number, expected: number, variance: number, own = 0): void => {
      const unsure = Math.sqrt(variance + sharedVariance(metric, forecast));
      // An hour without visits tells nothing of orders: counted, but empty.
      hours.set(row.channel, { observed: expected > 0 ? observed : 0, expected, unsure, scatter: own, weekday, ordinary });
    };
    if (metric === counts) put(traffic, due.traffic, due.unsure.traffic);
    else if (metric === "conversion" && counts === "sessions" && row.orders !== null)
      put(row.orders, traffic * due.conversion, due.unsure.conversion);
    else if (metric === "aov" && row.orders !== null && row.valueMinor !== null) {
      const expected = row.orders * due.orderValue;
      const variance = scatter.orderValue * row.orders * due.orderValue ** 2;
      const value = largestValue.weigh(row.valueMinor, expected, MOST_DEVIATIONS * Math.sqrt(variance));
      put(value, expected, due.unsure.orderValue, variance);
    } else if (metric === "roas" && counts === "sessions" && row.adSpendMinor !== null && due.cost > 0)
      put(row.adSpendMinor, traffic * due.cost, due.unsure.cost, scatter.cost * traffic * due.cost ** 2);
  }
  return hours;
}

/** All channels together. What they share is unsure for all alike, what is their own partly cancels out. */
export function totalHour(
  metric: FamilyMetric,
  forecast: ShopForecast,
  rows: readonly WatchedRow[],
  channels: ReadonlyMap<string, StreamHour>,
  refundUnit: number,
  largestReturns: LargestLump,
  ordinary: boolean,
): StreamHour | null {
  const weekday = Math.floor(forecast.context.hourOfWeek / 24);
  if (metric === "refund_rate") {
    const returns = sumOf(rows, "returnsMinor");
    if (returns === null || forecast.returns <= 0 || refundUnit <= 0) return null;
    return {
      observed: largestReturns.weigh(returns, forecast.returns, MOST_REFUNDS * forecast.returns + refundUnit) / refundUnit,
      expected: forecast.returns / refundUnit,
      unsure: Math.sqrt(forecast.unsure.returns),
      scatter: 0,
      weekday,
      ordinary,
    };
  }
  const shared = sharedVariance(metric, forecast);
  let [observed, expected, own, scatter] = [0, 0, 0, 0];
  for (const hour of channels.values()) {
    observed += hour.observed;
    expected += hour.expected;
    own += hour.expected ** 2 * (hour.unsure ** 2 - shared);
    scatter += hour.scatter;
  }
  if (expected <= 0) return null;
  const unsure = Math.sqrt(shared + own / expected ** 2);
  return { observed, expected, unsure, scatter, weekday, ordinary };
}

function sharedVariance(metric: FamilyMetric, { unsure }: ShopForecast): number {
  if (metric === "sessions" || metric === "orders") return unsure.traffic;
  if (metric === "conversion") return unsure.conversion;
  if (metric === "roas") return unsure.cost;
  return metric === "aov" ? unsure.orderValue : 0;
}
