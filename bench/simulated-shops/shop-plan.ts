/** What a simulated shop is like: drawn once, and true of all its hours. */
import type { TimeZone } from "../../src/core/calendar/period.ts";
import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import { pick, type Random } from "../random.ts";

const HISTORY_DAYS = 180;
const TEST_DAYS = 90;

/** Countries with a few of their public holidays: what the calendar knows. */
const COUNTRIES = [
  { country: "GB", zone: "Europe/London", currency: "GBP" },
  { country: "DE", zone: "Europe/Berlin", currency: "EUR" },
  { country: "US", zone: "America/New_York", currency: "USD" },
  { country: "AU", zone: "Australia/Sydney", currency: "AUD" },
] as const;

export const HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  GB: ["2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05"],
  DE: ["2024-05-01", "2024-05-09", "2024-05-20", "2024-10-03", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21"],
  US: ["2024-05-27", "2024-07-04", "2024-09-02", "2024-11-28", "2024-12-25", "2025-01-01", "2025-05-26"],
  AU: ["2024-04-25", "2024-12-25", "2024-12-26", "2025-01-01", "2025-01-27", "2025-04-18", "2025-04-21", "2025-04-25"],
};

/** By hour of the local day, Sunday to Saturday as factors. */
const RHYTHMS = [
  { peaks: [11, 20], width: 4, floor: 0.08, days: [1.05, 1, 1, 1, 1, 0.95, 0.95] },
  { peaks: [23, 2], width: 3, floor: 0.1, days: [1.1, 0.9, 0.9, 0.9, 1, 1.2, 1.3] },
  { peaks: [12], width: 30, floor: 0.5, days: [1, 1, 1, 1, 1, 1, 1] },
  { peaks: [14, 19], width: 3, floor: 0.03, days: [1.8, 0.7, 0.7, 0.75, 0.8, 1.1, 1.9] },
  { peaks: [10, 15], width: 3, floor: 0.02, days: [0.3, 1.2, 1.3, 1.3, 1.25, 1.15, 0.4] },
] as const;

/** A share of the sessions, and what its visitors are like beside others. */
const CHANNELS = [
  [{ name: "direct", share: 1, conversion: 1, lift: 1 }],
  [
    { name: "organic", share: 0.6, conversion: 1, lift: 0.7 },
    { name: "paid", share: 0.4, conversion: 0.75, lift: 1.2 },
  ],
  [
    { name: "organic", share: 0.47, conversion: 1, lift: 0.6 },
    { name: "paid", share: 0.35, conversion: 0.75, lift: 1 },
    { name: "email", share: 0.18, conversion: 2, lift: 1.4 },
  ],
  [
    { name: "organic", share: 0.3, conversion: 1, lift: 0.6 },
    { name: "paid", share: 0.25, conversion: 0.75, lift: 1 },
    { name: "email", share: 0.12, conversion: 2, lift: 1.4 },
    { name: "direct", share: 0.23, conversion: 1.4, lift: 0.7 },
    { name: "social", share: 0.1, conversion: 0.4, lift: 1.3 },
  ],
] as const;

/** Sessions a day. */
const SIZES = [20, 50, 200, 1_000, 5_000, 20_000] as const;

export interface ShopChannel {
  readonly name: string;
  readonly share: number;
  readonly conversion: number;
  readonly lift: number;
}

export interface SimulatedCampaign {
  readonly fromMs: number;
  readonly toMs: number;
  readonly name: string;
  readonly lift: number;
  /** What is left of the lift at its end. */
  readonly lasting: number;
  readonly conversion: number;
  readonly orderValue: number;
  readonly paleness: number;
}

export interface ShopPlan {
  readonly shop: string;
  readonly size: "small" | "medium" | "large";
  readonly zone: TimeZone;
  readonly country: string;
  readonly currency: string;
  readonly isFaulty: boolean;
  readonly historyMs: number;
  readonly testMs: number;
  readonly endMs: number;
  readonly sessionsADay: number;
  readonly growthADay: number;
  /** By local hour of the week from Sunday 0:00, mean 1. */
  readonly rhythm: readonly number[];
  readonly channels: readonly ShopChannel[];
  readonly conversion: number;
  readonly orderValue: number;
  /** Standard deviation of an order's logarithm. */
  readonly valueSpread: number;
  readonly refundShare: number;
  readonly costPerClick: number;
  /** Standard deviations of the logarithms of a day's traffic and conversion. */
  readonly dayMood: { readonly traffic: number; readonly conversion: number };
  readonly holidayFactor: number;
  readonly hasLateRows: boolean;
  readonly campaigns: readonly SimulatedCampaign[];
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Shop `index` of a set: sizes take turns, and of two shops of a size more than one in two has faults. */
export function planShop(index: number, random: Random): ShopPlan {
  const typical = SIZES[index % SIZES.length] ?? 1_000;
  const historyMs = Date.UTC(2024, 2, 4) + 7 * Math.floor(random.uniform() * 34) * DAY_MS;
  const endMs = historyMs + (HISTORY_DAYS + TEST_DAYS) * DAY_MS;
  const { country, currency, zone } = pick(COUNTRIES, random);
  return {
    ...{ country, currency, zone: readZone(zone) },
    shop: `s${String(index + 1).padStart(3, "0")}`,
    size: typical < 100 ? "small" : typical < 3_000 ? "medium" : "large",
    isFaulty: Math.floor(index / SIZES.length) % 9 < 5,
    ...{ historyMs, endMs, testMs: historyMs + HISTORY_DAYS * DAY_MS },
    sessionsADay: typical * Math.exp(0.25 * random.normal()),
    growthADay: 0.001 * random.normal(),
    rhythm: drawRhythm(random),
    channels: pick(CHANNELS, random),
    conversion: 0.015 + 0.02 * random.uniform(),
    orderValue: 35 + 110 * random.uniform(),
    valueSpread: 0.5 + 0.3 * random.uniform(),
    refundShare: 0.05 + 0.1 * random.uniform(),
    costPerClick: 0.3 + 0.6 * random.uniform(),
    dayMood: { traffic: 0.06 + 0.06 * random.uniform(), conversion: 0.04 + 0.05 * random.uniform() },
    holidayFactor: Math.exp(-0.15 + 0.15 * random.normal()),
    hasLateRows: random.uniform() < 0.5,
    campaigns: drawCampaigns(historyMs, endMs, random),
  };
}

function readZone(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === null) throw new RangeError(`no time zone ${name}`);
  return zone;
}

function drawRhythm(random: Random): readonly number[] {
  const { peaks, width, floor, days } = pick(RHYTHMS, random);
  const factors = Array.from({ length: 168 }, (_, cell) => {
    const near = peaks.map((peak) => {
      const away = Math.abs((((((cell % 24) - peak) % 24) + 36) % 24) - 12);
      return Math.exp(-(away * away) / (2 * width * width));
    });
    return (floor + Math.max(...near)) * (days[Math.floor(cell / 24)] ?? 1) * Math.exp(0.06 * random.normal());
  });
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / factors.length;
  return factors.map((factor) => factor / mean);
}

function drawCampaigns(fromMs: number, toMs: number, random: Random): readonly SimulatedCampaign[] {
  const campaigns: SimulatedCampaign[] = [];
  let startMs = fromMs + (15 + 20 * random.uniform()) * DAY_MS;
  while (startMs < toMs - 6 * DAY_MS) {
    const beginMs = Math.floor(startMs / HOUR_MS) * HOUR_MS;
    const hours = pick([24, 36, 48, 72, 96], random);
    campaigns.push({
      ...{ fromMs: beginMs, toMs: beginMs + hours * HOUR_MS, name: `campaign-${campaigns.length + 1}` },
      lift: Math.min(10, Math.max(2.5, 5 * Math.exp(0.35 * random.normal()))),
      lasting: 0.65 + 0.35 * random.uniform(),
      conversion: Math.exp(0.05 + 0.22 * random.normal()),
      orderValue: Math.exp(-0.07 + 0.1 * random.normal()),
      paleness: 0.75 + 0.25 * random.uniform(),
    });
    startMs = beginMs + (hours / 24 + 18 + 25 * random.uniform()) * DAY_MS;
  }
  return campaigns;
}
