/** Times in the words of `/alerts`: how long, until when, from when to when. Pure. */
import { addDays, parseBusinessDay, weekdayOf } from "../../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../../core/calendar/period.ts";
import { businessDayOf, localToInstant } from "../../core/calendar/zone-clock.ts";
import { EVERY_DAY, parseTimeOfDay, printTimeOfDay, type TimeOfDay } from "../../core/schedule/recurrence.ts";
import { WEEKDAY_WORDS } from "../subscribe-vocabulary.ts";

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minutes?|分|分钟)$/u, 60_000],
  [/^(?:h|hr|hrs|hours?|小时|个小时)$/u, 3_600_000],
  [/^(?:d|days?|天)$/u, 86_400_000],
  [/^(?:w|weeks?|周)$/u, 7 * 86_400_000],
];
const LONGEST_MS = 30 * 86_400_000;

/** "2h", "90 minutes", "2小时"; null where it is none, or longer than a month. */
export function readDuration(text: string): number | null {
  const match = /^(\d{1,4}(?:\.\d)?)\s*([a-z]+|\p{Script=Han}+)$/u.exec(text.trim().toLowerCase());
  const unitMs = UNITS.find(([unit]) => unit.test(match?.[2] ?? ""))?.[1];
  const ms = Math.round(Number(match?.[1]) * (unitMs ?? Number.NaN));
  return ms > 0 && ms <= LONGEST_MS ? ms : null;
}

export interface Moment {
  readonly nowMs: EpochMs;
  readonly zone: TimeZone;
}

/** "18:00", "tomorrow 09:00", "monday", "2026-03-12 09:00": the next such time; a day alone begins at nine. */
export function readUntil(text: string, moment: Moment): EpochMs | null {
  const { day, rest } = readLeadingDay(text, moment);
  const at = rest === "" && day !== null ? { hour: 9, minute: 0 } : parseTimeOfDay(rest);
  if (at === null) return null;
  if (day !== null) return instantOf(day, at, moment.zone);
  const today = businessDayOf(moment.nowMs, moment.zone);
  const todayMs = instantOf(today, at, moment.zone);
  return todayMs !== null && todayMs > moment.nowMs ? todayMs : instantOf(addDays(today, 1), at, moment.zone);
}

/** "tomorrow 02:00-04:00 moving servers": over midnight where the second time is the earlier. Null where none stands there. */
export function readWindow(
  text: string,
  moment: Moment,
): { readonly fromMs: EpochMs; readonly toMs: EpochMs; readonly reason: string } | null {
  const { day, rest } = readLeadingDay(text, moment);
  const match = /^(\d{1,2}:\d{2})\s*(?:-|–|—|to|到|至|~)\s*(\d{1,2}:\d{2})\s*(.*)$/u.exec(rest);
  const [from, to] = [parseTimeOfDay(match?.[1] ?? ""), parseTimeOfDay(match?.[2] ?? "")];
  if (match === null || from === null || to === null) return null;
  const first = day ?? businessDayOf(moment.nowMs, moment.zone);
  const isOverMidnight = printTimeOfDay(to) <= printTimeOfDay(from);
  const fromMs = instantOf(first, from, moment.zone);
  const toMs = instantOf(isOverMidnight ? addDays(first, 1) : first, to, moment.zone);
  return fromMs === null || toMs === null ? null : { fromMs, toMs, reason: (match[3] ?? "").trim() };
}

function readLeadingDay(text: string, { nowMs, zone }: Moment): { readonly day: BusinessDay | null; readonly rest: string } {
  const line = text
    .normalize("NFKC")
    .trim()
    .replace(/(今天|明天|周.|星期.)(?=\d)/u, "$1 ");
  const [first = "", ...others] = line.split(/\s+/u);
  const word = first.toLowerCase();
  const today = businessDayOf(nowMs, zone);
  const weekday = EVERY_DAY.find((each) => WEEKDAY_WORDS[each].en.includes(word) || WEEKDAY_WORDS[each].zh.includes(word));
  const day =
    word === "today" || word === "今天"
      ? today
      : word === "tomorrow" || word === "明天"
        ? addDays(today, 1)
        : weekday !== undefined
          ? addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7)
          : parseBusinessDay(first);
  return day === null ? { day, rest: line } : { day, rest: others.join(" ") };
}

/** A time that the clock jumps over that day is the first after it. */
function instantOf(day: BusinessDay, at: TimeOfDay, zone: TimeZone): EpochMs | null {
  const found = localToInstant(`${day}T${printTimeOfDay(at)}`, zone);
  if (found.ok) return found.ms;
  const later = localToInstant(`${day}T${printTimeOfDay({ ...at, hour: Math.min(23, at.hour + 1) })}`, zone);
  return later.ok ? later.ms : null;
}
