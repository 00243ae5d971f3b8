/** The simulated shops of ../shared/data/anomaly-bench, hour by hour. Nothing is chosen on them: they are only looked at. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseBusinessDay } from "../src/core/calendar/business-day.ts";
import type { BusinessDay, TimeZone } from "../src/core/calendar/period.ts";
import { parseTimeZone } from "../src/core/calendar/time-zone.ts";
import type { Span } from "../src/core/campaigns/campaign.ts";
import type { HourSales } from "../src/core/campaigns/pace/hour-shape.ts";

const DATA = join(import.meta.dirname, "../../shared/data/anomaly-bench");

interface BenchShop {
  readonly size: string;
  readonly zone: TimeZone;
  readonly hours: readonly HourSales[];
  readonly holidays: ReadonlySet<BusinessDay>;
  /** Earliest first. */
  readonly campaigns: readonly Span[];
}

export function readAnomalyBench(folder: "small" | "large"): readonly BenchShop[] {
  const path = join(DATA, folder);
  const shops: readonly { readonly shop: string; readonly size: string; readonly timezone: string; readonly country: string }[] =
    JSON.parse(readFileSync(join(path, "shops.json"), "utf8"));
  const hours = readHours(join(path, "hourly.csv.xz"));
  const holidays = readRows(join(path, "holidays.csv")).flatMap(([country = "", date = ""]) => {
    const day = parseBusinessDay(date);
    return day === null ? [] : [{ country, day }];
  });
  const campaigns = readRows(join(path, "campaigns.csv"))
    .map(([shop = "", start = "", end = ""]) => ({ shop, fromMs: Date.parse(start), toMs: Date.parse(end) }))
    .sort((a, b) => a.fromMs - b.fromMs);
  return shops.map(({ shop, size, timezone, country }) => ({
    ...{ size, zone: requireZone(timezone), hours: hours.get(shop) ?? [] },
    holidays: new Set(holidays.filter((each) => each.country === country).map(({ day }) => day)),
    campaigns: campaigns.filter((each) => each.shop === shop),
  }));
}

function readRows(path: string): readonly (readonly string[])[] {
  const [, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  return rows.map((row) => row.split(","));
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

export function requireZone(name: string): TimeZone {
  const zone = parseTimeZone(name);
  if (zone === null) throw new Error(`${name} is no time zone`);
  return zone;
}
