/** Reads what detection and rules watch: every closed hour by channel, and when it became known. */
import type { WatchedRow } from "../core/anomalies/watched-row.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hourStartOf, hourStarts, nextHourStart } from "../core/calendar/zone-clock.ts";
import type { Measure, MeasureSums } from "../core/metrics/metric.ts";
import { addSums } from "../core/metrics/sum-measures.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore, Store, Watermark } from "../ports/stores.ts";

/** Feeds with a row for this share of hours write zeros out: a missing row is a gap. In sparser ones nothing happened. */
const DENSE_SHARE = 0.9;

/** A restart reads a year and more: in pieces, so that others get their turn. */
const PIECE_MS = 92 * 86_400_000;

const ORDER_MEASURES: readonly Measure[] = ["orders", "gross", "discounts", "returns"];
const FACT_MEASURES: readonly Measure[] = ["orders", "units", "gross", "discounts"];
const FEED_MEASURES: readonly Measure[] = ["sessions", "adSpend"];

type Hours = Map<EpochMs, MeasureSums>;

/**
 * Rows of the closed hours in `[fromMs, toMs)` that a source has reached, in order of hour. Where nothing happened in an
 * hour that a source left out, as order facts do, it is written out as 0; where a feed writes its zeros itself, an hour
 * without a row is unknown: null, or no row. So are the orders of hours that none of the `batches` has reached yet,
 * where orders come in these only: a file that is brought at night tells nothing of the day before it comes.
 */
export async function readWatchedRows(
  store: Pick<Store, "measures">,
  shop: Shop,
  fromMs: EpochMs,
  toMs: EpochMs,
  batches: ReadonlySet<string> = new Set(),
): Promise<readonly WatchedRow[]> {
  const { measures } = store;
  const watermarks = await measures.watermarks(shop.id);
  const endMs = hourStartOf(Math.min(toMs, Math.max(fromMs, ...watermarks.map(({ throughMs }) => throughMs))), shop.zone);
  const channels = joinUnrelated(await readChannels(measures, shop.id, fromMs, endMs));
  const late = new Map<string, EpochMs>();
  for (const { hourMs, channel, availableAtMs } of await measures.lateHours(shop.id, fromMs, endMs)) {
    late.set(`${hourMs} ${channels.has(channel) ? channel : ""}`, availableAtMs);
  }
  const firstMs = Math.min(endMs, ...[...channels.values()].flatMap((hours) => [...hours.keys()].slice(0, 1)));
  const hours = hourStarts(firstMs, endMs, shop.zone);
  const rows = [...channels].flatMap(([channel, known]) => {
    const zeros = findZeros(known, hours, watermarks, batches);
    return hours.flatMap((hourMs) => {
      const sums = { ...zerosAt(hourMs, zeros), ...known.get(hourMs) };
      if (Object.keys(sums).length === 0) return [];
      return toRow(channel, hourMs, sums, late.get(`${hourMs} ${channel}`) ?? nextHourStart(hourMs, shop.zone));
    });
  });
  return rows.sort((a, b) => a.hourMs - b.hourMs);
}

async function readChannels(measures: MeasureStore, shopId: string, fromMs: EpochMs, endMs: EpochMs): Promise<Map<string, Hours>> {
  const channels = new Map<string, Hours>();
  for (let pieceMs = fromMs; pieceMs < endMs; pieceMs += PIECE_MS) {
    const range = { grain: "hours", fromMs: pieceMs, toMs: Math.min(pieceMs + PIECE_MS, endMs) } as const;
    const rows = await measures.measures({ shopId, range, by: ["hour", "channel"], filters: [], returnsClock: "own-day" });
    for (const {
      keys: [hour = "", channel = ""],
      sums,
    } of rows) {
      const hours = channels.get(channel) ?? new Map();
      channels.set(channel, hours.set(Date.parse(hour), sums));
    }
  }
  return channels;
}

/** Sessions and orders of channels that have no name in common are only comparable in total. */
function joinUnrelated(channels: Map<string, Hours>): Map<string, Hours> {
  const tells = (measure: Measure) =>
    [...channels].filter(([, hours]) => [...hours.values()].some((sums) => (sums[measure] ?? 0) > 0)).map(([name]) => name);
  const [visited, selling] = [tells("sessions"), tells("orders")];
  if (visited.length === 0 || selling.length === 0 || visited.some((name) => selling.includes(name))) return channels;
  const total: Hours = new Map();
  for (const hours of channels.values()) for (const [hourMs, sums] of hours) total.set(hourMs, addSums(total.get(hourMs) ?? {}, sums));
  return new Map([["", new Map([...total].sort(([a], [b]) => a - b))]]);
}

/** The measures whose missing hours are zeros, and until when. */
function findZeros(
  known: Hours,
  hours: readonly EpochMs[],
  watermarks: readonly Watermark[],
  batches: ReadonlySet<string>,
): ReadonlyMap<Measure, EpochMs> {
  const zeros = new Map<Measure, EpochMs>();
  const orderFacts = watermarks.filter(isOfOrderFacts);
  const hasOrderFacts = orderFacts.length > 0;
  // Order facts know of no hour without orders: none were placed up to where some source reaches.
  const reaching = orderFacts.every(({ source }) => batches.has(source)) ? orderFacts : watermarks;
  for (const measure of [...ORDER_MEASURES, ...FEED_MEASURES]) {
    const isFact = hasOrderFacts && ORDER_MEASURES.includes(measure);
    const sources = isFact ? reaching : watermarks.filter(({ measures }) => measures.includes(measure));
    const told = [...known.values()].filter((sums) => sums[measure] !== undefined).length;
    if (sources.length === 0 || (told === 0 && !isFact)) continue;
    if (isFact || told < hours.length * DENSE_SHARE) zeros.set(measure, Math.max(...sources.map(({ throughMs }) => throughMs)));
  }
  return zeros;
}

/** Single orders tell all of these and no sessions; files of hourly sums rarely do. */
function isOfOrderFacts({ measures }: Watermark): boolean {
  return FACT_MEASURES.every((measure) => measures.includes(measure)) && !FEED_MEASURES.some((measure) => measures.includes(measure));
}

function zerosAt(hourMs: EpochMs, zeros: ReadonlyMap<Measure, EpochMs>): MeasureSums {
  return Object.fromEntries([...zeros].filter(([, throughMs]) => hourMs < throughMs).map(([measure]) => [measure, 0]));
}

function toRow(channel: string, hourMs: EpochMs, sums: MeasureSums, availableAtMs: EpochMs): WatchedRow {
  const { sessions = null, orders = null, gross = null, discounts = 0, returns = null, adSpend = null } = sums;
  const valueMinor = gross === null ? null : gross - discounts;
  return { hourMs, channel, sessions, orders, valueMinor, returnsMinor: returns, adSpendMinor: adSpend, availableAtMs };
}
