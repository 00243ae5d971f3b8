/**
 * The forecast behind targets, tried on past months: `npm run bench:forecast`. On seven days of each month its net sales are
 * forecast from the days before alone, beside the two guesses everybody makes: the rest of the month as last month's, and as
 * last year's. All three know what the month has brought so far. The simulated shops of the anomaly bench, faults and all,
 * are looked at and nothing was chosen on them.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findPublicHolidays } from "../src/adapters/holidays/find-public-holidays.ts";
import { addDays, addMonths, daysBetween, monthStartOf, parseBusinessDay } from "../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../src/core/calendar/period.ts";
import { businessDayOf, dayBounds } from "../src/core/calendar/zone-clock.ts";
import { forecastTotal, RANGE_SHARE } from "../src/core/targets/forecast.ts";
import { endOf, type ShopDays } from "../src/core/targets/shop-days.ts";
import { DEMO_CAMPAIGNS } from "../src/demo/campaigns.ts";
import { daysOf, demoRange } from "../src/demo/demo-range.ts";
import { DEMO_SHOP } from "../src/demo/demo-shop.ts";
import { generateOrderLines } from "../src/demo/generate-order-lines.ts";
import { generateRefunds } from "../src/demo/generate-refunds.ts";
import { readAnomalyBench, requireZone } from "./anomaly-bench.ts";
import { type Finding, printFindings } from "./statistics.ts";

const DATA = resolve(import.meta.dirname, "../../shared/data");
const TRUTH = resolve(DATA, "online-retail/truth.json");
/** The demo shop as it stood then: the same every time. */
const DEMO_NOW_MS = Date.parse("2026-11-22T13:24:00Z");
/** Days of the month that are over. */
const ELAPSED_DAYS = [0, 2, 6, 9, 14, 19, 24];

interface Trial {
  readonly elapsed: number;
  readonly actual: number;
  readonly forecast: number;
  readonly lastMonth: number;
  readonly lastYear: number | null;
  readonly isInRange: boolean;
  /** The range's width, as a share of what came. */
  readonly width: number;
}

const hasData = existsSync(DATA);
if (!hasData) console.warn(`SKIPPED: ${DATA} is not here`);
else print("Online Retail", tryMonths(await readOnlineRetail()));
print("Demo shop", tryMonths(await simulateDemo()));
if (hasData) {
  const shops = [...readAnomalyBench("small"), ...readAnomalyBench("large")].map(({ size, ...shop }) => ({
    size,
    days: daysOfBench(shop),
  }));
  for (const size of new Set(shops.map((shop) => shop.size))) {
    const some = shops.filter((shop) => shop.size === size);
    print(
      `${some.length} simulated shops, ${size}`,
      some.flatMap(({ days }) => tryMonths(days)),
    );
  }
}

function print(name: string, trials: readonly Trial[]): void {
  printFindings(`${name}: sales of whole months`, [
    ...ELAPSED_DAYS.flatMap((elapsed) =>
      judge(
        `after ${elapsed} days`,
        trials.filter((trial) => trial.elapsed === elapsed),
      ),
    ),
    ...judge("all together", trials),
  ]);
}

function judge(what: string, trials: readonly Trial[]): readonly Finding[] {
  const known = trials.filter(({ lastYear }) => lastYear !== null);
  const covered = trials.filter(({ isInRange }) => isInRange).length / trials.length;
  const widths = trials.map(({ width }) => width).sort((a, b) => a - b);
  const beside = (name: string, some: readonly Trial[], guess: (trial: Trial) => number): Finding => {
    const [own, other] = [weightedError(some, ({ forecast }) => forecast), weightedError(some, guess)];
    return {
      what: `${what}, beside ${name}`,
      measured: `WAPE ${percent(own)}`,
      target: `< ${percent(other)}`,
      isMet: own < other,
      note: `${some.length} replays; bias ${percent(bias(some))}`,
    };
  };
  return [
    beside("last month", trials, ({ lastMonth }) => lastMonth),
    ...(known.length === 0 ? [] : [beside("last year", known, ({ lastYear }) => lastYear ?? 0)]),
    {
      what: `${what}, inside the ${percent(RANGE_SHARE)} range`,
      measured: percent(covered),
      target: null,
      isMet: true,
      note: `of ${trials.length} ranges, in the median ${percent(widths[Math.floor(widths.length / 2)] ?? 0)} of the month wide`,
    },
  ];
}

/** Each month but the first, from each of its days. */
function tryMonths(days: ShopDays): readonly Trial[] {
  const { fromDay: first, values } = days;
  const trials: Trial[] = [];
  for (let month = addMonths(monthStartOf(addDays(first, -1)), 2); addMonths(month, 1) <= endOf(days); month = addMonths(month, 1)) {
    const [from, to] = [daysBetween(first, month), daysBetween(first, addMonths(month, 1))];
    const before = daysBetween(first, addMonths(month, -1));
    const lastYear = daysBetween(first, addMonths(month, -12));
    for (const elapsed of ELAPSED_DAYS) {
      const origin = from + elapsed;
      const forecast = forecastTotal({ ...days, values: values.slice(0, origin) }, to - origin);
      const [soFar, rest] = [sum(values.slice(from, origin)), sum(values.slice(origin, to))];
      if (forecast === null || soFar + rest <= 0) continue;
      const { point, range } = forecast;
      trials.push({
        elapsed,
        actual: soFar + rest,
        forecast: soFar + point,
        lastMonth: soFar + sum(values.slice(before + elapsed, from)),
        lastYear: lastYear < 0 ? null : soFar + sum(values.slice(lastYear + elapsed, daysBetween(first, addMonths(month, -11)))),
        isInRange: range.low <= rest && rest <= range.high,
        width: (range.high - range.low) / (soFar + rest),
      });
    }
  }
  return trials;
}

/** Every pound counts the same, in whichever month. */
function weightedError(trials: readonly Trial[], guess: (trial: Trial) => number): number {
  return sum(trials.map((trial) => Math.abs(guess(trial) - trial.actual))) / sum(trials.map(({ actual }) => actual));
}

function bias(trials: readonly Trial[]): number {
  return sum(trials.map(({ forecast, actual }) => forecast - actual)) / sum(trials.map(({ actual }) => actual));
}

/** Days without a line are closed days: nothing was sold. */
async function readOnlineRetail(): Promise<ShopDays> {
  const { daily }: { daily: Readonly<Record<string, { readonly net_revenue: string }>> } = JSON.parse(readFileSync(TRUTH, "utf8"));
  const known = Object.keys(daily).sort();
  const [first, last] = [dayOf(known[0]), dayOf(known.at(-1))];
  const values = Array.from({ length: daysBetween(first, last) + 1 }, (_, at) =>
    Math.round(Number(daily[addDays(first, at)]?.net_revenue ?? 0) * 100),
  );
  const holidays = new Set((await findPublicHolidays("GB", 2010, 2012)).map(({ day }) => day));
  return { fromDay: first, values, calendar: { zone: requireZone("Europe/London"), holidays, campaigns: [] } };
}

async function simulateDemo(): Promise<ShopDays> {
  const { zone } = DEMO_SHOP;
  const range = demoRange(DEMO_NOW_MS);
  const values = [...daysOf(range)].map(() => 0);
  const add = (day: BusinessDay, minor: number): void => {
    const index = daysBetween(range.fromDay, day);
    values[index] = (values[index] ?? 0) + minor;
  };
  const met = new Set<string>();
  for (const { order, gross, discount } of generateOrderLines(range)) {
    // An order's own discount stands on each of its lines.
    add(order.day, gross - discount - (met.has(order.orderId) ? 0 : (order.discount ?? 0)));
    met.add(order.orderId);
  }
  for (const refund of generateRefunds(range)) add(refund.day, -refund.amount);
  const holidays = new Set((await findPublicHolidays("DE", 2024, 2027)).map(({ day }) => day));
  const campaigns = [2024, 2025, 2026].flatMap((year) =>
    DEMO_CAMPAIGNS.map(({ name, firstDay, days }) => {
      const [first, last] = [firstDay(year), addDays(firstDay(year), days.length - 1)];
      return { name, fromMs: dayBounds(first, zone).fromMs, toMs: dayBounds(last, zone).toMs };
    }),
  );
  // The last day is not over.
  return { fromDay: range.fromDay, values: values.slice(0, -1), calendar: { zone, holidays, campaigns } };
}

/** The first and the last day may be cut short. */
function daysOfBench({ zone, hours, holidays, campaigns }: Omit<ReturnType<typeof readAnomalyBench>[number], "size">): ShopDays {
  const sums = new Map<BusinessDay, number>();
  for (const { atMs, sales } of hours) {
    const day = businessDayOf(atMs, zone);
    sums.set(day, (sums.get(day) ?? 0) + sales);
  }
  const days = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).slice(1, -1);
  // No name comes back within a year.
  const named = campaigns.map((span, index) => ({ ...span, name: `${index}` }));
  return { fromDay: dayOf(days[0]?.[0]), values: days.map(([, sales]) => sales), calendar: { zone, holidays, campaigns: named } };
}

function dayOf(text: string | undefined): BusinessDay {
  const day = parseBusinessDay(text ?? "");
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
