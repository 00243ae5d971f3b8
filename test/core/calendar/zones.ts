/** Zones whose clocks do something out of the ordinary, and some that do not. */
import fc from "fast-check";
import { parseBusinessDay } from "../../../src/core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../../../src/core/calendar/period.ts";
import { parseTimeZone } from "../../../src/core/calendar/time-zone.ts";

export function zone(name: string): TimeZone {
  const parsed = parseTimeZone(name);
  if (parsed === null) throw new Error(`no zone ${name}`);
  return parsed;
}

export function day(text: string): BusinessDay {
  const parsed = parseBusinessDay(text);
  if (parsed === null) throw new Error(`no day ${text}`);
  return parsed;
}

export function utc(text: string): EpochMs {
  return Date.parse(`${text}Z`);
}

const ZONE_NAMES = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "America/Asuncion",
  "Asia/Beirut",
  "Asia/Shanghai",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Pyongyang",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Australia/Eucla",
  "Antarctica/Troll",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Kwajalein",
];

export const anyZone = fc.constantFrom(...ZONE_NAMES).map(zone);

/** From 1975 to 2040, to the second. */
export const anyInstant = fc
  .integer({ min: Date.UTC(1975, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);
