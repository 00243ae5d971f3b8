/**
 * The forecast behind targets, tried on past months: `npm run bench:forecast`. At the start of each month and after 7, 14
 * and 21 days of it, the month's net sales are forecast from the days before alone, beside the two guesses everybody makes:
 * the rest of the month as last month's, and as last year's. All three know what the month has brought so far.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { addMonths, daysBetween, monthStartOf, parseBusinessDay } from "../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../src/core/calendar/period.ts";
import { forecastTotal, RANGE_SHARE } from "../src/core/targets/forecast.ts";
import { daysOf, demoRange } from "../src/demo/demo-range.ts";
import { generateOrderLines } from "../src/demo/generate-order-lines.ts";
import { generateRefunds } from "../src/demo/generate-refunds.ts";
import { type Finding, printFindings } from "./statistics.ts";

const TRUTH = resolve(import.meta.dirname, "../../shared/data/online-retail/truth.json");
/** The demo shop as it stood then: the same every time. */
const DEMO_NOW_MS = Date.parse("2026-11-22T13:24:00Z");
const ELAPSED_DAYS = [0, 7, 14, 21];

/** Net sales of whole days in a row, minor units. */
interface Days {
  readonly name: string;
  readonly first: BusinessDay;
  readonly values: readonly number[];
}

interface Trial {
  readonly actual: number;
  readonly forecast: number;
  readonly lastMonth: number;
  readonly lastYear: number | null;
  readonly isInRange: boolean | null;
  /** The range's width, as a share of what came. */
  readonly width: number | null;
}

const shops = [...(existsSync(TRUTH) ? [readOnlineRetail()] : []), simulateDemo()];
if (shops.length === 1) console.warn("SKIPPED: ../shared/data/online-retail is not here");
for (const shop of shops) {
  const trials = ELAPSED_DAYS.map((elapsed) => ({ elapsed, trials: tryMonths(shop, elapsed) }));
  printFindings(`${shop.name}: net sales of whole months`, [
    ...trials.flatMap(({ elapsed, trials: some }) => judge(`after ${elapsed} days`, some)),
    ...judge(
      "all together",
      trials.flatMap(({ trials: some }) => some),
    ),
  ]);
}

function judge(what: string, trials: readonly Trial[]): readonly Finding[] {
  const known = trials.filter(({ lastYear }) => lastYear !== null);
  const ranged = trials.filter(({ isInRange }) => isInRange !== null);
  const covered = ranged.filter(({ isInRange }) => isInRange === true).length / ranged.length;
  const width = ranged.reduce((sum, trial) => sum + (trial.width ?? 0), 0) / ranged.length;
  const beside = (name: string, some: readonly Trial[], guess: (trial: Trial) => number): Finding => {
    const [own, other] = [weightedError(some, ({ forecast }) => forecast), weightedError(some, guess)];
    return {
      what: `${what}, beside ${name}`,
      measured: `WAPE ${percent(own)}, MAPE ${percent(meanError(some, ({ forecast }) => forecast))}`,
      target: `< ${percent(other)}`,
      isMet: own < other,
      note: `${some.length} months; ${name} MAPE ${percent(meanError(some, guess))}`,
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
      note: `of ${ranged.length} ranges, ${percent(width)} of the month wide`,
    },
  ];
}

function tryMonths({ first, values }: Days, elapsed: number): readonly Trial[] {
  const trials: Trial[] = [];
  const end = values.length;
  for (let month = addMonths(monthStartOf(first), 1); ; month = addMonths(month, 1)) {
    const [from, to] = [daysBetween(first, month), daysBetween(first, addMonths(month, 1))];
    if (to > end) return trials;
    const before = daysBetween(first, addMonths(month, -1));
    const lastYear = daysBetween(first, addMonths(month, -12));
    const origin = from + elapsed;
    const forecast = forecastTotal(values.slice(0, origin), to - origin);
    if (forecast === null || before < 0) continue;
    const soFar = sum(values.slice(from, origin));
    const rest = sum(values.slice(origin, to));
    const { point, range } = forecast;
    trials.push({
      actual: soFar + rest,
      forecast: soFar + point,
      lastMonth: soFar + sum(values.slice(before + elapsed, from)),
      lastYear: lastYear < 0 ? null : soFar + sum(values.slice(lastYear + elapsed, daysBetween(first, addMonths(month, -11)))),
      isInRange: range === null ? null : range.low <= rest && rest <= range.high,
      width: range === null ? null : (range.high - range.low) / (soFar + rest),
    });
  }
}

/** Every pound counts the same, in whichever month. */
function weightedError(trials: readonly Trial[], guess: (trial: Trial) => number): number {
  return sum(trials.map((trial) => Math.abs(guess(trial) - trial.actual))) / sum(trials.map(({ actual }) => actual));
}

/** Every month counts the same. */
function meanError(trials: readonly Trial[], guess: (trial: Trial) => number): number {
  return sum(trials.map((trial) => Math.abs(guess(trial) - trial.actual) / trial.actual)) / trials.length;
}

/** Days without a line are closed days: nothing was sold. */
function readOnlineRetail(): Days {
  const { daily }: { daily: Readonly<Record<string, { readonly net_revenue: string }>> } = JSON.parse(readFileSync(TRUTH, "utf8"));
  const known = Object.keys(daily).sort();
  const [first, last] = [dayOf(known[0]), dayOf(known.at(-1))];
  const values = Array.from({ length: daysBetween(first, last) + 1 }, () => 0);
  for (const day of known) values[daysBetween(first, dayOf(day))] = Math.round(Number(daily[day]?.net_revenue) * 100);
  return { name: "Online Retail", first, values };
}

function simulateDemo(): Days {
  const range = demoRange(DEMO_NOW_MS);
  const days = [...daysOf(range)];
  const values = days.map(() => 0);
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
  // The last day is not over.
  return { name: "Demo shop", first: range.fromDay, values: values.slice(0, -1) };
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
