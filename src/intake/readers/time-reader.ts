/** Timestamps of files to instants: ISO 8601 with an offset, or without one the shop's local time. */
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../../core/calendar/period.ts";
import { businessDayOf, dayBounds, firstInstantAt, hourStartOf, localMsOf, localToInstant } from "../../core/calendar/zone-clock.ts";
import type { Fault } from "./fault.ts";
import type { Tally } from "./tally.ts";

/** An instant, and where it falls in the shop's calendar. */
export interface Moment {
  readonly ms: EpochMs;
  readonly day: BusinessDay;
  readonly hourStartMs: EpochMs;
}

export interface TimeReader {
  read(text: string): Moment | Fault;
}

const TIMESTAMP =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const NOT_A_TIME: Fault = { expected: "a time such as 2026-11-01T08:26:00+01:00, or 2026-11-01 08:26:00 in the shop's zone" };
const DAY_FIRST: Fault = { expected: "the year first, such as 2026-11-01 08:26: day and month cannot be told apart here" };

/** Instants outside are typing errors, not orders. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Rows of one order share a time: the last one read is kept. */
export function createTimeReader(zone: TimeZone, tally: Tally): TimeReader {
  let lastText = "";
  let lastMoment: Moment | null = null;

  function toMoment(ms: EpochMs): Moment {
    return { ms, day: businessDayOf(ms, zone), hourStartMs: hourStartOf(ms, zone) };
  }

  function readAnew(text: string): Moment | Fault {
    const match = TIMESTAMP.exec(text);
    if (!match) return /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text) ? DAY_FIRST : NOT_A_TIME;
    const [, year = "", month = "", day = "", hour, minute = "", second = "00", fraction = "", offset] = match;
    if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return { expected: `a year from ${FIRST_YEAR} to ${LAST_YEAR}` };
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (hour === undefined) {
      const businessDay = parseBusinessDay(date);
      if (!businessDay) return { expected: `a day of the calendar: there is no ${date}` };
      tally.dateOnly++;
      return toMoment(dayBounds(businessDay, zone).fromMs);
    }
    const local = `${date}T${hour.padStart(2, "0")}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}`;
    if (offset !== undefined) {
      const ms = Date.parse(`${local}Z`) - offsetMsOf(offset);
      // Date rolls 30 February over into March; the text must come back as it was.
      if (Number.isNaN(ms) || !new Date(ms + offsetMsOf(offset)).toISOString().startsWith(date)) return NOT_A_TIME;
      return toMoment(ms);
    }
    const instant = localToInstant(local, zone);
    if (!instant.ok) return instant.reason === "gap" ? gapFault(local, zone) : NOT_A_TIME;
    if (instant.ambiguous) tally.repeatedHours++;
    return toMoment(instant.ms);
  }

  return {
    read(text) {
      if (text === lastText && lastMoment) return lastMoment;
      const moment = readAnew(text);
      if ("expected" in moment) return moment;
      lastText = text;
      lastMoment = moment;
      return moment;
    },
  };
}

function offsetMsOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function gapFault(local: string, zone: TimeZone): Fault {
  const end = firstInstantAt(Date.parse(`${local}Z`), zone);
  const [from, to] = [localMsOf(end - 1, zone) + 1, localMsOf(end, zone)].map((ms) => new Date(ms).toISOString().slice(11, 16));
  return { expected: `a time that exists in ${zone}: on ${local.slice(0, 10)} clocks went from ${from} to ${to}` };
}
