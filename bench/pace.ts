/**
 * Replays the pace card: at 25, 50 and 75 % of each campaign's time, how far off the projected close is, and how often the
 * 80 % range holds. `npm run bench:pace`, with ../shared/data beside the project.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TimeZone } from "../src/core/calendar/period.ts";
import { parseTimeZone } from "../src/core/calendar/time-zone.ts";
import { localToInstant } from "../src/core/calendar/zone-clock.ts";
import type { Span } from "../src/core/campaigns/campaign.ts";
import { forecastCampaign, measureLift, SHAPE_MS } from "../src/core/campaigns/pace/forecast-campaign.ts";
import type { HourSales } from "../src/core/campaigns/pace/hour-shape.ts";

const DATA = join(import.meta.dirname, "../../shared/data");
const HOUR_MS = 3_600_000;
const MOMENTS = [0.25, 0.5, 0.75] as const;

interface Replayed {
  readonly group: string;
  readonly moment: number;
  /** Projected over actual close, less 1. */
  readonly error: number;
  readonly holds: boolean;
}

if (!existsSync(DATA)) {
  console.warn(`SKIPPED: ${DATA} is not here`);
} else {
  const results = [...replayBench("small"), ...replayBench("large"), ...replayChristmas()];
  console.log("group            moment  campaigns  median error  90 % below  bias     range holds");
  for (const group of [...new Set(results.map((each) => each.group))]) {
    for (const moment of MOMENTS)
      print(
        group,
        `${moment * 100} %`,
        results.filter((each) => each.group === group && each.moment === moment),
      );
  }
  print(
    "all campaigns",
    "",
    results.filter(({ group }) => group !== "online retail"),
  );
}

function print(group: string, moment: string, rows: readonly Replayed[]): void {
  const errors = rows.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const biases = rows.map(({ error }) => error).sort((a, b) => a - b);
  const at = (values: readonly number[], share: number) =>
    values[Math.min(Math.floor(values.length * share), values.length - 1)] ?? Number.NaN;
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const holds = rows.filter((each) => each.holds).length / rows.length;
  const cells = [percent(at(errors, 0.5)), percent(at(errors, 0.9)), percent(at(biases, 0.5)), percent(holds)];
  console.log(group.padEnd(17) + moment.padEnd(8) + String(rows.length).padEnd(11) + cells.map((cell) => cell.padEnd(13)).join(""));
}

/** Every campaign of the bench with two weeks of history; "last time" is none, as no name comes back within its year. */
function replayBench(folder: "small" | "large"): readonly Replayed[] {
  const path = join(DATA, "anomaly-bench", folder);
  const shops: readonly { readonly shop: string; readonly size: string; readonly timezone: string }[] = JSON.parse(
    readFileSync(join(path, "shops.json"), "utf8"),
  );
  const hours = readHours(join(path, "hourly.csv.xz"));
  const [, ...rows] = readFileSync(join(path, "campaigns.csv"), "utf8").trim().split("\n");
  const campaigns = rows
    .map((row) => row.split(","))
    .map(([shop = "", start = "", end = ""]) => ({ shop, fromMs: Date.parse(start), toMs: Date.parse(end) }));
  return shops.flatMap(({ shop, size, timezone }) => {
    const own = campaigns.filter((each) => each.shop === shop).sort((a, b) => a.fromMs - b.fromMs);
    return replayShop(`${folder} ${size}`, hours.get(shop) ?? [], own, requireZone(timezone));
  });
}

function replayShop(group: string, hours: readonly HourSales[], spans: readonly Span[], zone: TimeZone): readonly Replayed[] {
  const isLifted = (atMs: number) => spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const lifts: number[] = [];
  return spans.flatMap((span) => {
    const near = hours.filter(({ atMs }) => atMs >= span.fromMs - SHAPE_MS && atMs < span.toMs);
    const lift = measureLift(near, span, zone, isLifted);
    if (lift === null) return [];
    const replayed = replay(group, near, span, { zone, isLifted, lifts: [...lifts] });
    lifts.push(lift);
    return replayed;
  });
}

function replay(
  group: string,
  hours: readonly HourSales[],
  span: Span,
  known: { readonly zone: TimeZone; readonly isLifted: (atMs: number) => boolean; readonly lifts: readonly number[] },
): readonly Replayed[] {
  const close = hours.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs).reduce((sum, { sales }) => sum + sales, 0);
  return MOMENTS.flatMap((moment) => {
    const asOfMs = Math.floor((span.fromMs + moment * (span.toMs - span.fromMs)) / HOUR_MS) * HOUR_MS;
    const told = hours.filter(({ atMs }) => atMs < asOfMs);
    const { projection } = forecastCampaign({ ...known, span, asOfMs, curve: { type: "usual" }, hours: told, lastTime: null });
    if (projection === null) return [];
    return [{ group, moment, error: projection.close / close - 1, holds: projection.low <= close && close <= projection.high }];
  });
}

/** The shop's first season, 1 to 23 December 2010, and the same weeks cut at each of its days: it has no history before. */
function replayChristmas(): readonly Replayed[] {
  const zone = requireZone("Europe/London");
  const text = execFileSync("xz", ["-dc", join(DATA, "online-retail/orders.csv.xz")], { maxBuffer: 1 << 28 }).toString("utf8");
  const byHour = new Map<number, { sales: number; orders: Set<string> }>();
  for (const line of text.split("\n").slice(1)) {
    const match = /^([^,]*),.*,(-?\d+),(\d{4}-\d\d-\d\d) (\d\d):\d\d:\d\d,(-?[\d.]+),[^,]*,[^,]*$/.exec(line.trim());
    const [, invoice = "", quantity, date, hour, price] = match ?? [];
    if (invoice === "" || invoice.startsWith("A")) continue;
    const at = localToInstant(`${date}T${hour}:00`, zone);
    if (!at.ok) continue;
    const entry = byHour.get(at.ms) ?? { sales: 0, orders: new Set() };
    entry.sales += Math.round(Number(quantity) * Number(price) * 100);
    if (!invoice.startsWith("C")) entry.orders.add(invoice);
    byHour.set(at.ms, entry);
  }
  const hours = [...byHour].map(([atMs, { sales, orders }]) => ({ atMs, sales, orders: orders.size })).sort((a, b) => a.atMs - b.atMs);
  const span = { fromMs: Date.parse("2010-12-01T00:00:00Z"), toMs: Date.parse("2010-12-24T00:00:00Z") };
  return replay("online retail", hours, span, { zone, isLifted: () => false, lifts: [] });
}

function readHours(path: string): ReadonlyMap<string, readonly HourSales[]> {
  const text = execFileSync("xz", ["-dc", path], { maxBuffer: 1 << 29 }).toString("utf8");
  const shops = new Map<string, Map<number, { sales: number; orders: number }>>();
  let from = text.indexOf("\n") + 1;
  while (from < text.length) {
    const to = text.indexOf("\n", from);
    const [timestamp = "", shop = "", , , orders, revenue] = text.slice(from, to < 0 ? undefined : to).split(",");
    from = to < 0 ? text.length : to + 1;
    const atMs = Date.parse(timestamp);
    const hours = shops.get(shop) ?? new Map<number, { sales: number; orders: number }>();
    shops.set(shop, hours);
    const hour = hours.get(atMs) ?? { sales: 0, orders: 0 };
    hours.set(atMs, { sales: hour.sales + Math.round(Number(revenue) * 100), orders: hour.orders + Number(orders) });
  }
  return new Map([...shops].map(([shop, hours]) => [shop, [...hours].map(([atMs, hour]) => ({ atMs, ...hour }))]));
}

function requireZone(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === null) throw new Error(`${name} is no time zone`);
  return zone;
}
