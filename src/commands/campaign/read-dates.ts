/** When a campaign is to be: dates and times as people type them, towards the future. */
import { parseQuestion } from "../../ask/parse-question.ts";
import { businessDayFromParts } from "../../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, PartialDate, TimeZone } from "../../core/calendar/period.ts";
import { businessDayOf } from "../../core/calendar/zone-clock.ts";
import { type Moment, parseMoment } from "../../core/campaigns/moment.ts";

export interface TypedDates {
  readonly start: Moment;
  /** Null where only a start was given. */
  readonly end: Moment | null;
}

const JOINED = /\s*(?:\.\.|–|—|~|\bto\b|\buntil\b|到|至)\s*/iu;

/** "2026-11-01..2026-11-11", "2026-11-01 20:00 to 2026-11-11 24:00", "Nov 26-30", "11月1日到11日"; null for anything else. */
export function readDates(text: string, nowMs: EpochMs, zone: TimeZone): TypedDates | null {
  const words = text.trim().replace(/^(?:to|from|on|从|改到)\s+/iu, "");
  const [from = "", to = ""] = words.split(JOINED);
  const start = parseMoment(from, "start");
  if (start !== null) {
    if (to === "") return { start, end: null };
    // "2026-11-01 20:00 to 23:00" ends on the same day.
    const end = parseMoment(/^\d{1,2}:\d{2}$/.test(to) ? `${start.slice(0, 10)} ${to}` : to, "end");
    return end === null ? null : { start, end };
  }
  return readNamedDates(words, businessDayOf(nowMs, zone));
}

/** By the grammar of questions; without a year, the next such dates. */
function readNamedDates(words: string, today: BusinessDay): TypedDates | null {
  const parsed = parseQuestion(`sales ${words}`, { shopNames: [], campaignNames: [], valueNames: {}, previous: null });
  if (parsed.type !== "question" || parsed.question.period.type !== "dates") return null;
  const { from, to } = parsed.question.period;
  const year = Number(today.slice(0, 4));
  const first = dayIn(from, year, today);
  if (first === null) return null;
  const firstYear = Number(first.slice(0, 4));
  const last = dayIn(to, firstYear, first);
  const [start, end] = [parseMoment(first, "start"), last === null ? null : parseMoment(last, "end")];
  return start === null || end === null ? null : { start, end };
}

/** In the year, or in the next where that would be before the day. */
function dayIn(date: PartialDate, year: number, notBefore: BusinessDay): BusinessDay | null {
  const day = businessDayFromParts({ ...date, year: date.year ?? year });
  if (day === null || date.year !== null || day >= notBefore) return day;
  return businessDayFromParts({ ...date, year: year + 1 });
}
