/** Periods, days and instants in words: short, and read in one way only. */
import type { Locale } from "../locale.ts";
import { addDays, addMonths, DAY_MS, dayOfNumber, partsOf, weekdayOf } from "./business-day.ts";
import type { BusinessDay, EpochMs, ResolvedPeriod, TimeZone } from "./period.ts";
import { dayBounds, localMsOf, localToInstant } from "./zone-clock.ts";

const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const WEEKDAYS = {
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
} as const;

/** "Sat 21 Nov 2026", "16–22 Nov 2026", "Nov 2026", "2026", "Sat 21 Nov 2026, 00:00–14:00", "16–22 Nov 2026, until 14:00". */
export function labelPeriod(resolved: ResolvedPeriod, locale: Locale): string {
  return resolved.grain === "days" ? labelDays(resolved.fromDay, addDays(resolved.toDay, -1), locale) : labelHours(resolved, locale);
}

/** "Sat 21 Nov 2026", "2026年11月21日 周六". */
export function labelDay(day: BusinessDay, locale: Locale): string {
  const weekday = labelWeekday(day, locale);
  return locale === "en" ? `${weekday} ${dateText(day, locale)}` : `${dateText(day, locale)} ${weekday}`;
}

/** "Sat", "周六". */
export function labelWeekday(day: BusinessDay, locale: Locale): string {
  return WEEKDAYS[locale][weekdayOf(day) - 1] ?? "";
}

/** Without year and weekday, for axes and tables whose title says the year: "21 Nov", "11月21日". */
export function labelShortDay(day: BusinessDay, locale: Locale): string {
  const { month, day: dayOfMonth } = partsOf(day);
  return locale === "en" ? `${dayOfMonth} ${MONTHS_EN[month - 1]}` : `${month}月${dayOfMonth}日`;
}

/** "Nov 2026", "2026年11月". Takes any day of the month. */
export function labelMonth(day: BusinessDay, locale: Locale): string {
  const { year, month } = partsOf(day);
  return locale === "en" ? `${MONTHS_EN[month - 1]} ${year}` : `${year}年${month}月`;
}

/** The local time of day, "14:00"; with its offset where the clock passes the time twice: "02:00 (UTC+1)". */
export function labelTime(instantMs: EpochMs, zone: TimeZone): string {
  const local = localIso(instantMs, zone);
  const back = localToInstant(local.slice(0, 19), zone);
  return back.ok && back.ambiguous ? `${local.slice(11, 16)} (${offsetName(instantMs, zone)})` : local.slice(11, 16);
}

/** "Sat 21 Nov 2026, 14:35", "2026年11月21日 周六 14:35": the shop's local time. */
export function formatInstant(instantMs: EpochMs, zone: TimeZone, locale: Locale): string {
  return `${labelDay(localDateOf(instantMs, zone), locale)}${locale === "en" ? ", " : " "}${labelTime(instantMs, zone)}`;
}

/** ISO 8601 with the offset in force: "2026-11-21T14:00:00+01:00". */
export function toIsoWithOffset(instantMs: EpochMs, zone: TimeZone): string {
  return `${localIso(instantMs, zone).slice(0, 19)}${offsetText(instantMs, zone)}`;
}

/** Both days included. */
export function labelDays(first: BusinessDay, last: BusinessDay, locale: Locale): string {
  if (first >= last) return labelDay(first, locale);
  const from = partsOf(first);
  const to = partsOf(last);
  const isWholeMonths = from.day === 1 && partsOf(addDays(last, 1)).day === 1;
  if (isWholeMonths && from.month === 1 && to.month === 12) {
    const years = from.year === to.year ? `${from.year}` : `${from.year}–${to.year}`;
    return locale === "en" ? years : `${years}年`;
  }
  if (isWholeMonths && addMonths(first, 1) > last) return labelMonth(first, locale);
  return labelRange(first, last, locale);
}

/** From one date to another, saying year and month once where they are the same. */
function labelRange(first: BusinessDay, last: BusinessDay, locale: Locale): string {
  const from = partsOf(first);
  const to = partsOf(last);
  if (from.year !== to.year) return `${dateText(first, locale)} – ${dateText(last, locale)}`;
  if (locale === "zh") {
    return from.month === to.month
      ? `${labelMonth(first, locale)}${from.day}–${to.day}日`
      : `${dateText(first, locale)}–${labelShortDay(last, locale)}`;
  }
  return from.month === to.month ? `${from.day}–${dateText(last, locale)}` : `${labelShortDay(first, locale)} – ${dateText(last, locale)}`;
}

function labelHours({ fromMs, toMs, fromDay, toDay, zone }: ResolvedPeriod, locale: Locale): string {
  const lastDay = addDays(toDay, -1);
  const startsWithDay = fromMs === dayBounds(fromDay, zone).fromMs;
  const endsWithDay = toMs === dayBounds(lastDay, zone).toMs;
  if (startsWithDay && endsWithDay) return labelDays(fromDay, lastDay, locale);
  if (fromDay >= lastDay) return `${formatInstant(fromMs, zone, locale)}–${endsWithDay ? "24:00" : labelTime(toMs, zone)}`;
  if (!startsWithDay) return `${formatInstant(fromMs, zone, locale)} – ${formatInstant(toMs, zone, locale)}`;
  const days = labelRange(fromDay, lastDay, locale);
  return locale === "en" ? `${days}, until ${labelTime(toMs, zone)}` : `${days}，截至${labelTime(toMs, zone)}`;
}

function dateText(day: BusinessDay, locale: Locale): string {
  const { year } = partsOf(day);
  return locale === "en" ? `${labelShortDay(day, locale)} ${year}` : `${year}年${labelShortDay(day, locale)}`;
}

/** What the wall calendar shows, which business days follow but where clocks are set back over midnight. */
function localDateOf(instantMs: EpochMs, zone: TimeZone): BusinessDay {
  return dayOfNumber(Math.floor(localMsOf(instantMs, zone) / DAY_MS));
}

function localIso(instantMs: EpochMs, zone: TimeZone): string {
  return new Date(localMsOf(instantMs, zone)).toISOString();
}

function offsetText(instantMs: EpochMs, zone: TimeZone): string {
  const minutes = Math.round((localMsOf(instantMs, zone) - instantMs) / 60_000);
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(Math.abs(minutes) % 60).padStart(2, "0")}`;
}

/** "UTC+1", "UTC-3:30". */
function offsetName(instantMs: EpochMs, zone: TimeZone): string {
  return `UTC${offsetText(instantMs, zone)
    .replace(/([+-])0?/, "$1")
    .replace(":00", "")}`;
}
