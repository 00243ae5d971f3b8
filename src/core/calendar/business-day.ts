/** Arithmetic on business days: dates of the Gregorian calendar, no zone and no clock. */
import type { BusinessDay, Weekday } from "./period.ts";

export const DAY_MS = 86_400_000;

/** A calendar date in numbers, month 1–12. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Years outside these are typing errors; four digits, with room for arithmetic, keep days sorting as text. */
const FIRST_YEAR = 1200;
const LAST_YEAR = 9000;

/** Days are asked for again and again; a shop's whole history is some thousand of them. */
const dayTexts = new Map<number, BusinessDay>();
const DAY_TEXTS_KEPT = 100_000;

/** The day of that date; null where there is none (30 February) or it lies outside the years of any shop. */
export function businessDayFromParts({ year, month, day }: DateParts): BusinessDay | null {
  if (![year, month, day].every(Number.isInteger) || year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return null;
  return day < 1 || day > daysInMonth(year, month) ? null : dayOfNumber(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** Reads `YYYY-MM-DD`; null for anything else and for dates that do not exist. */
export function parseBusinessDay(text: string): BusinessDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match && businessDayFromParts({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** Days since 1970-01-01. */
export function dayNumberOf(day: BusinessDay): number {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/** The inverse of `dayNumberOf`. */
export function dayOfNumber(dayNumber: number): BusinessDay {
  const known = dayTexts.get(dayNumber);
  if (known !== undefined) return known;
  const text = new Date(dayNumber * DAY_MS).toISOString().slice(0, 10) as BusinessDay;
  if (dayTexts.size >= DAY_TEXTS_KEPT) dayTexts.clear();
  dayTexts.set(dayNumber, text);
  return text;
}

export function partsOf(day: BusinessDay): DateParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

export function addDays(day: BusinessDay, days: number): BusinessDay {
  return dayOfNumber(dayNumberOf(day) + days);
}

/** The same date so many months away; a date the month lacks becomes its last (31 March - 1 month = 28 or 29 February). */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  const parts = partsOf(day);
  const index = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOfNumber(Date.UTC(year, month - 1, Math.min(parts.day, daysInMonth(year, month))) / DAY_MS);
}

/** How many days `to` is after `from`; negative where it is before. */
export function daysBetween(from: BusinessDay, to: BusinessDay): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

export function weekdayOf(day: BusinessDay): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((dayNumberOf(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** `YYYY-MM`. */
export function monthOf(day: BusinessDay): string {
  return day.slice(0, 7);
}

export function weekStartOf(day: BusinessDay, weekStart: Weekday): BusinessDay {
  return addDays(day, -((weekdayOf(day) - weekStart + 7) % 7));
}

export function monthStartOf(day: BusinessDay): BusinessDay {
  return addDays(day, 1 - partsOf(day).day);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
