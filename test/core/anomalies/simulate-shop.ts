/** A shop of two channels with a daily and weekly rhythm, seeded, and what may happen to it. */

import type { ShopCalendar } from "../../../src/core/anomalies/day-context.ts";
import { type DetectedIncident, Detector } from "../../../src/core/anomalies/detector.ts";
import { replay, type WatchedRow } from "../../../src/core/anomalies/watched-row.ts";
import { businessDayOf, hourStarts, localMsOf, nextHourStart } from "../../../src/core/calendar/zone-clock.ts";
import type { MeasureFact } from "../../../src/core/facts.ts";
import { BERLIN } from "../../contracts/store-fixture.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A Monday, local midnight. */
export const START_MS = Date.parse("2026-02-02T00:00+01:00");

/** Factors on what the shop would do, by hour and channel. */
export type Event = (
  hourMs: number,
  channel: string,
) => { readonly visits?: number; readonly conversion?: number; readonly counted?: number; readonly price?: number };

const CHANNELS = [
  { channel: "organic", visitsADay: 2000, conversion: 0.03 },
  { channel: "paid", visitsADay: 1000, conversion: 0.02 },
];

export const NO_PLANS: ShopCalendar = { zone: BERLIN, campaigns: [], holidays: new Set(), expected: [] };

export function between(fromDay: number, toDay: number): (hourMs: number) => boolean {
  return (hourMs) => hourMs >= START_MS + fromDay * DAY_MS && hourMs < START_MS + toDay * DAY_MS;
}

export function simulateRows(days: number, event: Event = () => ({}), seed = 1): readonly WatchedRow[] {
  const random = createRandom(seed);
  return hourStarts(START_MS, START_MS + days * DAY_MS, BERLIN).flatMap((hourMs) => {
    const local = localMsOf(hourMs, BERLIN) / HOUR_MS;
    const rhythm = 1 - 0.9 * Math.cos((2 * Math.PI * ((local % 24) - 2)) / 24);
    return CHANNELS.map(({ channel, visitsADay, conversion }): WatchedRow => {
      const { visits = 1, conversion: factor = 1, counted = 1, price = 1 } = event(hourMs, channel);
      const sessions = drawCount((visitsADay / 24) * rhythm * visits * Math.exp(0.08 * drawNormal(random)), random);
      const orders = drawCount(sessions * conversion * factor, random);
      return {
        ...{ hourMs, channel, sessions: Math.round(sessions * counted), orders, valueMinor: orders * 5000 },
        ...{
          returnsMinor: 0,
          adSpendMinor: channel === "paid" ? Math.round(sessions * 30 * price) : 0,
          availableAtMs: nextHourStart(hourMs, BERLIN),
        },
      };
    });
  });
}

/** As a metrics feed would tell it. */
export function toFact({
  hourMs,
  channel,
  sessions,
  orders,
  valueMinor,
  returnsMinor,
  adSpendMinor,
  availableAtMs,
}: WatchedRow): MeasureFact {
  const bucket = { grain: "hour", hourStartMs: hourMs, day: businessDayOf(hourMs, BERLIN) } as const;
  const money = { gross: valueMinor ?? 0, returns: returnsMinor ?? 0, adSpend: adSpendMinor ?? 0 };
  const values = { sessions: sessions ?? 0, orders: orders ?? 0, ...money };
  return { bucket, channel, device: "", country: "", category: "", values, availableAtMs };
}

export function detect(rows: readonly WatchedRow[], days: number, calendar: Partial<ShopCalendar> = {}): readonly DetectedIncident[] {
  const detector = new Detector({ ...NO_PLANS, ...calendar }, 0.25);
  const endMs = START_MS + days * DAY_MS;
  for (const step of replay(rows, hourStarts(START_MS, endMs, BERLIN), endMs)) detector.step(step);
  return detector.incidents;
}

/** Mulberry32. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function drawCount(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count += 1;
  return Math.max(0, count);
}
