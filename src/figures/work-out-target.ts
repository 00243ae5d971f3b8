/** A metric beside its target: spread over the days by the shop's own rhythm, and looked ahead to the end of the period. */
import type { Reading } from "../core/answers/reading.ts";
import { addDays, daysBetween } from "../core/calendar/business-day.ts";
import { closedPart } from "../core/calendar/compare-periods.ts";
import { labelTime } from "../core/calendar/format-period.ts";
import type { BusinessDay, EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { daysPeriod } from "../core/calendar/resolve-period.ts";
import { businessDayOf, dayBounds } from "../core/calendar/zone-clock.ts";
import { measuresOf } from "../core/metrics/measures-of.ts";
import type { MetricDefinition } from "../core/metrics/metric.ts";
import type { Filter } from "../core/questions/question.ts";
import { forecastDays, forecastTotal, HISTORY_DAYS } from "../core/targets/forecast.ts";
import { type DayCalendar, endOf, type ShopDays } from "../core/targets/shop-days.ts";
import { narrowestHolding, planDays, type WeighDays } from "../core/targets/spread-target.ts";
import { lookAhead, type TargetStanding } from "../core/targets/stand-target.ts";
import { type Target, targetKind } from "../core/targets/target.ts";
import { evaluate } from "./figures-of.ts";
import { type PeriodReader, readByTime } from "./read-period.ts";
import type { TargetBook } from "./read-targets.ts";
import { valuesOverTime } from "./work-out-day-trend.ts";

/** The days whose hours say how a day fills up. */
const HOURS_FROM_DAYS = 28;

export interface TargetWork {
  readonly reader: PeriodReader;
  readonly metric: MetricDefinition;
  /** The shop's, of any metric and channel. */
  readonly book: TargetBook;
  /** The whole period, over or not. */
  readonly period: ResolvedPeriod;
  /** What came in of its closed part. */
  readonly reading: Reading | null;
  readonly nowMs: EpochMs;
}

export interface TargetPlan {
  readonly standing: TargetStanding;
  /** The target of each of the period's days that have begun, of today its closed hours; null where days do not add up to it. */
  readonly days: readonly number[] | null;
}

/** Null where nothing is aimed at for all of the period. */
export async function workOutTarget({ reader, metric, book, period, reading, nowMs }: TargetWork): Promise<TargetPlan | null> {
  const channel = targetChannel(reader.scope.filters);
  const kind = targetKind(metric.id);
  const own = book.targets.filter((target) => target.metric === metric.id && target.channel.toLowerCase() === channel);
  if (channel === null || kind === null || own.length === 0 || period.grain !== "days") return null;
  const actual = evaluate(metric, reading).value;
  if (kind === "level") {
    const value = narrowestHolding(period, own)?.value;
    if (value === undefined) return null;
    return { standing: { period, target: value, toDate: value, actual, outlook: null }, days: null };
  }
  const history = await readHistory({ ...reader, metrics: [metric] }, metric, own, book.calendarOf(channel), nowMs);
  const days = planDays(period, own, weighBy(history));
  if (days === null) return null;
  const target = sum(days);
  if (period.elapsedToMs === null) return { standing: { period, target, toDate: target, actual, outlook: null }, days };
  const begun = await daysToDate({ ...reader, metrics: [metric] }, metric, period, days);
  const outlook = actual === null ? null : outlookOf(history, period, target, actual);
  return { standing: { period, target, toDate: sum(begun), actual, outlook }, days: begun };
}

/** Targets are set for the whole shop or for one channel; null = for nothing else that could be asked about. */
function targetChannel(filters: readonly Filter[]): string | null {
  const [first, ...others] = filters;
  if (first === undefined) return "";
  const [value, ...values] = first.values;
  return first.dimension === "channel" && others.length === 0 && values.length === 0 ? value.toLowerCase() : null;
}

/** The days that are known, the last of them the last that is complete. */
async function readHistory(
  reader: PeriodReader,
  metric: MetricDefinition,
  targets: readonly Target[],
  calendar: DayCalendar,
  nowMs: EpochMs,
): Promise<ShopDays> {
  const { zone } = reader.shop;
  const wanted = new Set<string>(measuresOf(metric.formula));
  const needed = reader.watermarks.filter(({ measures }) => measures.some((measure) => wanted.has(measure)));
  const toDay = businessDayOf(Math.min(nowMs, ...needed.map(({ throughMs }) => throughMs)), zone);
  const [first = toDay] = [...targets.map((target) => target.fromDay), toDay].sort();
  const wantedFrom = addDays(first, -HISTORY_DAYS);
  const fromDay = reader.firstDay !== null && reader.firstDay > wantedFrom ? reader.firstDay : wantedFrom;
  const nothing: ShopDays = { fromDay: toDay, values: [], calendar };
  if (reader.firstDay === null || fromDay >= toDay) return nothing;
  const days = daysPeriod(fromDay, toDay, { nowMs, zone });
  if ("problem" in days) return nothing;
  const values = valuesOverTime(metric, await readByTime(reader, days, "day")).map(({ value }) => value);
  const known = values.slice(values.lastIndexOf(null) + 1).filter((value) => value !== null);
  return { fromDay: addDays(toDay, -known.length), values: known, calendar };
}

/** By what was known when the days began: their targets do not move while they pass. */
function weighBy(history: ShopDays): WeighDays {
  const toDay = endOf(history);
  return (days) => {
    const [start = toDay] = [days.fromDay, toDay].sort();
    const before = { ...history, values: history.values.slice(0, Math.max(0, daysBetween(history.fromDay, start))) };
    const ahead = daysBetween(start, days.fromDay);
    const weights = forecastDays(before, daysBetween(start, days.toDay))?.slice(ahead);
    return weights ?? Array.from({ length: daysBetween(days.fromDay, days.toDay) }, () => 1);
  };
}

/** The days that are over, and of today the share that its closed hours usually bring. */
async function daysToDate(
  reader: PeriodReader,
  metric: MetricDefinition,
  period: ResolvedPeriod,
  days: readonly number[],
): Promise<readonly number[]> {
  const closed = closedPart(period);
  if (closed.toMs <= closed.fromMs) return [];
  const today = addDays(closed.toDay, -1);
  const over = daysBetween(period.fromDay, today);
  const share = await dayShare(reader, metric, today, closed.toMs);
  return [...days.slice(0, over), Math.round((days[over] ?? 0) * share)];
}

async function dayShare(reader: PeriodReader, metric: MetricDefinition, today: BusinessDay, untilMs: EpochMs): Promise<number> {
  const { zone } = reader.shop;
  const bounds = dayBounds(today, zone);
  const elapsed = (untilMs - bounds.fromMs) / (bounds.toMs - bounds.fromMs);
  const weeks = daysPeriod(addDays(today, -HOURS_FROM_DAYS), today, { nowMs: untilMs, zone });
  if (elapsed >= 1 || "problem" in weeks) return elapsed;
  const hours = valuesOverTime(metric, await readByTime(reader, weeks, "hour"));
  const until = labelTime(untilMs, zone).slice(0, 5);
  const all = sum(hours.map(({ value }) => value ?? 0));
  const passed = sum(hours.filter(({ key }) => key < until).map(({ value }) => value ?? 0));
  // What is told by day only has no hours to go by.
  return all > 0 && passed >= 0 && passed <= all ? passed / all : elapsed;
}

function outlookOf(history: ShopDays, period: ResolvedPeriod, target: number, actual: number): TargetStanding["outlook"] {
  const { fromDay, values } = history;
  const toDay = endOf(history);
  const [, firstLeft = toDay] = [toDay, period.fromDay].sort();
  const daysLeft = daysBetween(firstLeft, period.toDay);
  if (daysLeft <= 0) return null;
  const complete = firstLeft === toDay && fromDay <= period.fromDay ? values.slice(daysBetween(fromDay, period.fromDay)) : [];
  // A forecast begins where the history ends: a source that lags into the period before leaves a hole between them.
  const rest = firstLeft === toDay && complete.length === daysBetween(period.fromDay, toDay) ? forecastTotal(history, daysLeft) : null;
  return lookAhead({ target, complete, daysLeft, actual, rest });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
