/** Times as people plan them: by the wall clock of whichever shop they are read for. */
import { addDays, businessDayFromParts, DAY_MS, dayNumberOf } from "../calendar/business-day.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { firstInstantAt, localMsOf } from "../calendar/zone-clock.ts";

/** `2026-11-11T00:00`, local to each shop; with a `Z` behind it, the same instant everywhere. Only this file makes one. */
export type Moment = string & { readonly __brand: "Moment" };

const FORM = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const MINUTE_MS = 60_000;

/**
 * Reads ISO 8601 to the minute, with or without an offset; 24:00 is the midnight after. A date alone is its first minute
 * as a start and the midnight after it as an end: "until 11 Nov" includes the 11th. Null for anything else.
 */
export function parseMoment(text: string, edge: "start" | "end"): Moment | null {
  const match = FORM.exec(text.trim());
  if (match === null) return null;
  const [, year, month, date, hourText, minuteText, offset] = match;
  const day = businessDayFromParts({ year: Number(year), month: Number(month), day: Number(date) });
  const [hour, minute] = [Number(hourText ?? 0), Number(minuteText ?? 0)];
  if (day === null || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  const days = hourText === undefined && edge === "end" ? 1 : 0;
  const localMs = dayNumberOf(addDays(day, days)) * DAY_MS + (hour * 60 + minute) * MINUTE_MS;
  return offset === undefined ? printLocal(localMs) : asMoment(`${printLocal(localMs - offsetMsOf(offset))}Z`);
}

/** The local time of an instant, to the minute. */
export function momentAt(instantMs: EpochMs, zone: TimeZone): Moment {
  return printLocal(localMsOf(instantMs, zone));
}

/** A time the clock jumps over is the first instant after the gap; one it passes twice, the first of the two. */
export function instantOf(moment: Moment, zone: TimeZone): EpochMs {
  return moment.endsWith("Z") ? Date.parse(moment) : firstInstantAt(Date.parse(`${moment}Z`), zone);
}

/** By every shop's own clock: a day begins, or one has ended. */
export function isLocalMidnight(moment: Moment): boolean {
  return moment.endsWith("T00:00");
}

/** The last date before the moment: what "until" is followed by. */
export function lastDateOf(moment: Moment): string {
  return printLocal(Date.parse(`${moment.replace(/Z$/, "")}Z`) - 1).slice(0, 10);
}

/** The instant so far away by the wall clock: seven days before 18:00 is 18:00, whatever the clocks did in between. */
export function shiftLocal(instantMs: EpochMs, zone: TimeZone, byMs: number): EpochMs {
  return byMs === 0 ? instantMs : firstInstantAt(localMsOf(instantMs, zone) + byMs, zone);
}

function printLocal(localMs: number): Moment {
  return asMoment(new Date(localMs).toISOString().slice(0, 16));
}

function asMoment(text: string): Moment {
  return text as Moment;
}

function offsetMsOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
