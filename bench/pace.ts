/**
 * Replays the pace card: at 25, 50 and 75 % of each campaign's time, how far off the projected close is, and how often the
 * 80 % range holds. `npm run bench:pace`, with ../shared/data beside the project; `-- odd` or `-- even` takes every second
 * simulated shop, for choosing constants on one half and looking at the other.
 */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findPublicHolidays } from "../src/adapters/holidays/find-public-holidays.ts";
import { parseBusinessDay } from "../src/core/calendar/business-day.ts";
import type { BusinessDay, TimeZone } from "../src/core/calendar/period.ts";
import { localToInstant } from "../src/core/calendar/zone-clock.ts";
import type { Span } from "../src/core/campaigns/campaign.ts";
import { forecastCampaign, HISTORY_MS } from "../src/core/campaigns/pace/forecast-campaign.ts";
import type { HourSales } from "../src/core/campaigns/pace/hour-shape.ts";
import { readAnomalyBench, requireZone } from "./anomaly-bench.ts";
import { createRandom } from "./random.ts";
import { FaultDeck, planFaults } from "./simulated-shops/faults.ts";
import { HOLIDAYS, planShop } from "./simulated-shops/shop-plan.ts";
import { simulateShop } from "./simulated-shops/simulate-shop.ts";
import { median, percentile } from "./statistics.ts";

const DATA = join(import.meta.dirname, "../../shared/data");
const HOUR_MS = 3_600_000;
/** What says what is usual. */
const LEAST_MS = 14 * 24 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const LONDON = requireZone("Europe/London");
const BRITISH = new Set((await findPublicHolidays("GB", 2010, 2011)).map(({ day }) => day));
const UNSEEN_SEEDS = [701, 702];
const UNSEEN_SHOPS = 54;
const FAULTS_A_SHOP = 7;
const MOMENTS = [0.25, 0.5, 0.75] as const;

interface Replayed {
  readonly group: string;
  readonly moment: number;
  /** Projected over actual close, less 1. */
  readonly error: number;
  readonly holds: boolean;
  /** Of the range, over the actual close. */
  readonly width: number;
}

if (!existsSync(DATA)) {
  console.warn(`SKIPPED: ${DATA} is not here`);
} else {
  const bench = [...replayBench("small"), ...replayBench("large")];
  const unseen = UNSEEN_SEEDS.flatMap(replayUnseen);
  const results = [...bench, ...unseen, ...replayChristmas(), ...replayWeeks()];
  console.log("group             time over  replays  median error  90 % below  bias      range holds    its median width");
  for (const group of [...new Set(results.map((each) => each.group))]) {
    for (const moment of MOMENTS)
      print(
        group,
        `${moment * 100} %`,
        results.filter((each) => each.group === group && each.moment === moment),
      );
  }
  print("all of the bench", "", bench);
  print("all unseen", "", unseen);
}

function print(group: string, moment: string, rows: readonly Replayed[]): void {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  // A small shop's campaign may sell nothing: that is no share of anything.
  const sold = rows.filter(({ error, width }) => Number.isFinite(error) && Number.isFinite(width));
  const errors = sold.map(({ error }) => Math.abs(error));
  const holds = rows.filter((each) => each.holds).length / rows.length;
  // One standard deviation of chance, were it four of five.
  const chance = `± ${(100 * Math.sqrt(0.16 / rows.length)).toFixed(1)}`;
  const cells = [median(errors), percentile(errors, 0.9), median(sold.map(({ error }) => error)), holds].map(percent);
  const [error = "", most = "", bias = "", held = ""] = cells;
  const width = percent(median(sold.map((row) => row.width)));
  console.log(
    [group.padEnd(18), moment.padEnd(11), String(rows.length).padEnd(9), error.padEnd(14), most.padEnd(12), bias.padEnd(10)].join("") +
      (rows.length === 1 ? (holds === 1 ? "yes" : "no") : `${held} ${chance}`).padEnd(15) +
      width,
  );
}

/** Every campaign of the bench with two weeks of history; "last time" is none, as no name comes back within its year. */
function replayBench(folder: "small" | "large"): readonly Replayed[] {
  const half = process.argv[2];
  return readAnomalyBench(folder)
    .filter((_, index) => (half === "odd" ? index % 2 === 0 : half === "even" ? index % 2 === 1 : true))
    .flatMap(({ size, zone, holidays, campaigns, hours }) => replayShop(`${folder} ${size}`, hours, campaigns, zone, holidays));
}

/** Shops of our own simulator: other sizes, rhythms and moods, campaigns that fade by up to a third. Nothing was chosen on them. */
function replayUnseen(seed: number): readonly Replayed[] {
  const random = createRandom(seed);
  const deck = new FaultDeck(random);
  return Array.from({ length: UNSEEN_SHOPS }, (_, index) => {
    const plan = planShop(index, random);
    const faults = plan.isFaulty ? planFaults(deck.deal(FAULTS_A_SHOP), plan, random) : [];
    const hours = new Map<number, HourSales>();
    for (const { hourMs, orders, revenue } of simulateShop(plan, faults, seed * 1_000 + index).rows) {
      const hour = hours.get(hourMs) ?? { atMs: hourMs, sales: 0, orders: 0 };
      hours.set(hourMs, { atMs: hourMs, sales: hour.sales + Math.round(revenue * 100), orders: hour.orders + orders });
    }
    const holidays = new Set((HOLIDAYS[plan.country] ?? []).flatMap((day) => parseBusinessDay(day) ?? []));
    return replayShop(`unseen ${plan.size}`, [...hours.values()], plan.campaigns, plan.zone, holidays);
  }).flat();
}

function replayShop(
  group: string,
  hours: readonly HourSales[],
  spans: readonly Span[],
  zone: TimeZone,
  holidays: ReadonlySet<BusinessDay>,
): readonly Replayed[] {
  const isLifted = (atMs: number) => spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const firstMs = hours[0]?.atMs ?? 0;
  return spans.flatMap((span, index) => {
    if (span.fromMs - firstMs < LEAST_MS) return [];
    const near = hours.filter(({ atMs }) => atMs >= span.fromMs - HISTORY_MS && atMs < span.toMs);
    return replay(group, near, span, { zone, isLifted, earlier: spans.slice(0, index), holidays });
  });
}

function replay(
  group: string,
  hours: readonly HourSales[],
  span: Span,
  known: {
    readonly zone: TimeZone;
    readonly isLifted: (atMs: number) => boolean;
    readonly earlier: readonly Span[];
    readonly holidays: ReadonlySet<BusinessDay>;
  },
): readonly Replayed[] {
  const close = hours.filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs).reduce((sum, { sales }) => sum + sales, 0);
  return MOMENTS.flatMap((moment) => {
    const asOfMs = Math.floor((span.fromMs + moment * (span.toMs - span.fromMs)) / HOUR_MS) * HOUR_MS;
    const told = hours.filter(({ atMs }) => atMs < asOfMs);
    const { projection } = forecastCampaign({ ...known, span, asOfMs, curve: { type: "usual" }, hours: told, lastTime: null });
    if (projection === null) return [];
    return [
      {
        group,
        moment,
        error: projection.close / close - 1,
        holds: projection.low <= close && close <= projection.high,
        width: (projection.high - projection.low) / close,
      },
    ];
  });
}

/** The shop's first season, 1 to 23 December 2010: it has no history before. */
function replayChristmas(): readonly Replayed[] {
  const span = { fromMs: Date.parse("2010-12-01T00:00:00Z"), toMs: Date.parse("2010-12-24T00:00:00Z") };
  return replay("retail Christmas", readRetail(), span, { zone: LONDON, isLifted: () => false, earlier: [], holidays: BRITISH });
}

/**
 * Ordinary stretches of the same shop taken as campaigns, one beginning each week: with the weeks before them, and, as at
 * Christmas, as if the shop had been new on their first day.
 */
function replayWeeks(): readonly Replayed[] {
  const hours = readRetail();
  const first = Date.parse("2011-01-10T00:00:00Z");
  const last = hours.at(-1)?.atMs ?? first;
  return [3, 7, 14, 23].flatMap((days) => {
    const starts = Array.from({ length: 30 }, (_, week) => first + (7 * week + (week % 7)) * DAY_MS).filter(
      (fromMs) => fromMs + days * DAY_MS <= last,
    );
    return starts.flatMap((fromMs) => {
      const span = { fromMs, toMs: fromMs + days * DAY_MS };
      const known = { zone: LONDON, isLifted: (atMs: number) => atMs >= span.fromMs && atMs < span.toMs, earlier: [], holidays: BRITISH };
      const near = hours.filter(({ atMs }) => atMs < span.toMs);
      const young = near.filter(({ atMs }) => atMs >= span.fromMs);
      return [...replay(`retail ${days} d`, near, span, known), ...(days < 14 ? [] : replay(`new shop ${days} d`, young, span, known))];
    });
  });
}

function readRetail(): readonly HourSales[] {
  const text = execFileSync("xz", ["-dc", join(DATA, "online-retail/orders.csv.xz")], { maxBuffer: 1 << 28 }).toString("utf8");
  const byHour = new Map<number, { sales: number; orders: Set<string> }>();
  for (const line of text.split("\n").slice(1)) {
    const match = /^([^,]*),.*,(-?\d+),(\d{4}-\d\d-\d\d) (\d\d):\d\d:\d\d,(-?[\d.]+),[^,]*,[^,]*$/.exec(line.trim());
    const [, invoice = "", quantity, date, hour, price] = match ?? [];
    if (invoice === "" || invoice.startsWith("A")) continue;
    const at = localToInstant(`${date}T${hour}:00`, LONDON);
    if (!at.ok) continue;
    const entry = byHour.get(at.ms) ?? { sales: 0, orders: new Set() };
    entry.sales += Math.round(Number(quantity) * Number(price) * 100);
    if (!invoice.startsWith("C")) entry.orders.add(invoice);
    byHour.set(at.ms, entry);
  }
  return [...byHour].map(([atMs, { sales, orders }]) => ({ atMs, sales, orders: orders.size })).sort((a, b) => a.atMs - b.atMs);
}
