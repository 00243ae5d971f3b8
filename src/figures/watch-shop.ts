/** Live detection: the same steps as a replay, one closed hour at a time. */
import type { ExpectedHours } from "../core/anomalies/day-context.ts";
import { describeIncident } from "../core/anomalies/describe-incident.ts";
import type { Detector } from "../core/anomalies/detector.ts";
import type { Incident } from "../core/anomalies/incident.ts";
import type { WatchedRow } from "../core/anomalies/watched-row.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { dayBounds, hourStartOf, hourStarts, nextHourStart } from "../core/calendar/zone-clock.ts";
import type { Shop } from "../core/shop.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";
import { readWatchedRows } from "./read-watched-rows.ts";
import { replayShop } from "./replay-shop.ts";
import { readShopCalendar } from "./shop-calendar.ts";

const DAY_MS = 86_400_000;
/** What a restart looks back over: more than a year teaches little more. */
const HISTORY_MS = 400 * DAY_MS;
/** How far back a feed may restate hours and be heard at once; older changes are heard at the next restart. */
const RESTATED_MS = 8 * DAY_MS;
/** What ended so recently is still told, so that its end is heard of. */
const TOLD_AFTER_END_MS = 3 * DAY_MS;

/** False alarms accepted a month of each shop: one in four months. */
export const DEFAULT_FALSE_ALARMS = 0.25;

export interface WatchOptions {
  readonly store: Store;
  readonly findPublicHolidays: PublicHolidays;
  readonly falseAlarms: number;
}

export interface ShopTask {
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  /** Hours that teach the baseline nothing and ring nothing. */
  readonly expected: readonly ExpectedHours[];
  /** Sources whose next delivery is waited for: see `readWatchedRows`. */
  readonly batches: ReadonlySet<string>;
}

interface Watched {
  readonly detector: Detector;
  /** Campaigns, holidays, expected hours and zone: when these change, the past means something else. */
  readonly calendar: string;
  nextHourMs: EpochMs;
}

/**
 * Gives what looks at one shop: it takes the hours that closed since the last look, late and restated rows too, and
 * resolves to the incidents that go on or have just ended. Hours that no source has reached are waited for.
 *
 * What is learned lives in memory and is rebuilt from the store at the first look, and whenever campaigns, holidays or
 * expected hours change: a second or so a shop, no second truth beside the facts, and a campaign declared late explains
 * the hours that rang. So `state` is nothing but how far the last look got.
 */
export function createWatchShop({ store, findPublicHolidays, falseAlarms }: WatchOptions) {
  const shops = new Map<string, Watched>();

  async function rebuild(
    task: ShopTask,
    calendar: Awaited<ReturnType<typeof readShopCalendar>>,
    key: string,
    toMs: EpochMs,
  ): Promise<Watched> {
    const { shop, batches } = task;
    const extent = await store.measures.extent(shop.id);
    const firstMs = extent === null ? toMs : dayBounds(extent.firstDay, shop.zone).fromMs;
    const rows = await readWatchedRows(store, shop, Math.max(firstMs, hourStartOf(toMs - HISTORY_MS, shop.zone)), toMs, batches);
    return { detector: replayShop(rows, calendar, falseAlarms, toMs), calendar: key, nextHourMs: toMs };
  }

  async function catchUp(watched: Watched, { shop, batches }: ShopTask, toMs: EpochMs): Promise<void> {
    const { detector, nextHourMs } = watched;
    const rows = await readWatchedRows(store, shop, hourStartOf(nextHourMs - RESTATED_MS, shop.zone), toMs, batches);
    const restated = rows.filter((row) => row.hourMs < nextHourMs && !isKnown(detector, row));
    for (const [index, hourMs] of hourStarts(nextHourMs, toMs, shop.zone).entries()) {
      const own = rows.filter((row) => row.hourMs === hourMs);
      detector.step({ hourMs, nowMs: nextHourStart(hourMs, shop.zone), rows: index === 0 ? [...restated, ...own] : own });
    }
    watched.nextHourMs = toMs;
  }

  return async (task: ShopTask): Promise<{ readonly state: unknown; readonly incidents: readonly Incident[] }> => {
    const { shop, nowMs, expected } = task;
    const watermarks = await store.measures.watermarks(shop.id);
    const reachedMs = Math.max(0, ...watermarks.map(({ throughMs }) => throughMs));
    const toMs = hourStartOf(Math.min(nowMs, reachedMs), shop.zone);
    const calendar = await readShopCalendar(store, findPublicHolidays, shop, { fromMs: nowMs - HISTORY_MS, toMs: nowMs }, expected);
    const key = JSON.stringify([calendar.zone, calendar.campaigns, [...calendar.holidays], calendar.expected]);
    let watched = shops.get(shop.id);
    if (watched === undefined || watched.calendar !== key) watched = await rebuild(task, calendar, key, toMs);
    else await catchUp(watched, task, toMs);
    shops.set(shop.id, watched);
    const { detector } = watched;
    const current = detector.incidents.filter(({ endMs }) => endMs === null || endMs > nowMs - TOLD_AFTER_END_MS);
    return { state: { throughMs: toMs }, incidents: current.map((incident) => describeIncident(shop.id, incident, detector)) };
  };
}

function isKnown({ records }: Detector, row: WatchedRow): boolean {
  const known = records.of(row.hourMs)?.rows.get(row.channel);
  if (known === undefined) return false;
  const { sessions, orders, valueMinor, returnsMinor, adSpendMinor } = row;
  return (
    known.sessions === sessions &&
    known.orders === orders &&
    known.valueMinor === valueMinor &&
    known.returnsMinor === returnsMinor &&
    known.adSpendMinor === adSpendMinor
  );
}
