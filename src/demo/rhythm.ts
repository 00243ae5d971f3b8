/** How busy the shop is: growth over the years, seasons, the week and the hours of a day. All multiply. */
import { dayNumberOf, partsOf, weekdayOf } from "../core/calendar/business-day.ts";
import type { BusinessDay, Weekday } from "../core/calendar/period.ts";

/** Orders a day in October 2024, and how many more with every year. */
const LEVEL = { orders: 62, moreAYear: 22, sinceDayNumber: 20_000 };
const LEAST_ORDERS = 25;

/** At the first of each month; between two of them on a straight line. */
const SEASON = [0.82, 0.88, 0.92, 0.97, 0.98, 0.95, 0.9, 0.88, 0.95, 1, 1.04, 1.02] as const;

const WEEK: Readonly<Record<Weekday, number>> = { 1: 1.06, 2: 1, 3: 0.98, 4: 0.98, 5: 0.91, 6: 0.9, 7: 1.17 };
/** The newsletter goes out on Tuesdays and Thursdays. */
const NEWSLETTER_WEEK: Readonly<Record<Weekday, number>> = { 1: 0.7, 2: 1.9, 3: 0.9, 4: 1.7, 5: 0.7, 6: 0.5, 7: 0.6 };
/** The store's door is shut on Sundays. */
const STORE_WEEK: Readonly<Record<Weekday, number>> = { 1: 0.85, 2: 0.9, 3: 0.95, 4: 1.05, 5: 1.3, 6: 1.95, 7: 0 };
const STORE_CLOSED = new Set(["01-01", "05-01", "10-03", "12-25", "12-26"]);

/** Per mille of a day's visits in each local hour: the screen at night, the store by daylight. */
const SITE_HOURS = [16, 9, 6, 4, 4, 7, 14, 25, 36, 45, 51, 53, 54, 52, 50, 50, 52, 56, 62, 74, 88, 84, 62, 36] as const;
const STORE_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 70, 100, 120, 110, 100, 110, 130, 140, 120, 0, 0, 0, 0, 0] as const;

/** Orders of a usual day, all channels together. */
export function levelOn(day: BusinessDay): number {
  const { orders, moreAYear, sinceDayNumber } = LEVEL;
  return Math.max(LEAST_ORDERS, orders + (moreAYear * (dayNumberOf(day) - sinceDayNumber)) / 365.25);
}

/** December rises until parcels no longer arrive in time, then falls. */
export function seasonOn(day: BusinessDay): number {
  const { month, day: date } = partsOf(day);
  const here = SEASON[month - 1] ?? 1;
  const next = SEASON[month % 12] ?? 1;
  const usual = here + ((next - here) * (date - 1)) / 31;
  if (month !== 12) return usual;
  return usual * (date <= 18 ? 1.1 + 0.025 * date : Math.max(0.7, 1.55 - 0.2 * (date - 18)));
}

export function isGiftSeason(day: BusinessDay): boolean {
  return day.slice(5) >= "11-09" && day.slice(5) <= "12-23";
}

export function siteWeek(day: BusinessDay): number {
  return WEEK[weekdayOf(day)];
}

export function newsletterWeek(day: BusinessDay): number {
  return NEWSLETTER_WEEK[weekdayOf(day)];
}

export function storeWeek(day: BusinessDay): number {
  return STORE_CLOSED.has(day.slice(5)) ? 0 : STORE_WEEK[weekdayOf(day)];
}

/** The share of its day that falls into a local hour, 0 to 23. */
export function siteHour(hour: number): number {
  return (SITE_HOURS[hour] ?? 0) / 990;
}

export function storeHour(hour: number): number {
  return (STORE_HOURS[hour] ?? 0) / 1000;
}
