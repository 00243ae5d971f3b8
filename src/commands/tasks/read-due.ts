/** By when something is to be done, as people say it: "tomorrow 10:00", "friday", "in 2 hours", 明天下午3点, 下周一. Pure. */
import { parseQuestion } from "../../ask/parse-question.ts";
import { addDays, businessDayFromParts, weekdayOf } from "../../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone, Weekday } from "../../core/calendar/period.ts";
import { businessDayOf } from "../../core/calendar/zone-clock.ts";
import type { TimeOfDay } from "../../core/schedule/recurrence.ts";
import { instantOn } from "../../core/tasks/task-list.ts";
import { findWeekday } from "../subscribe-words.ts";

export type DueReading = { readonly ok: true; readonly dueMs: EpochMs } | { readonly ok: false; readonly reason: "unclear" | "past" };

/** What a day without a time means: the end of the working day. */
const END_OF_DAY: TimeOfDay = { hour: 18, minute: 0 };
const LAST_MINUTE: TimeOfDay = { hour: 23, minute: 59 };
const MINUTE_MS = 60_000;

const RELATIVE =
  /^(?:in |within )?(\d{1,3}|an?|one|半|一|两|三)\s*个?\s*(min(?:ute)?s?|分钟|h(?:ou)?rs?|h|小时|days?|天|weeks?|周|星期)\s*(?:内|之内|以内|后|之后)?$/u;
const TIME =
  /(\d{1,2}):(\d{2})\s*(am|pm)?|(\d{1,2})\s*(am|pm)\b|(上午|早上|中午|下午|晚上)?\s*(\d{1,2})\s*点\s*(半|\d{1,2}(?=分)|\d{1,2})?分?|\bnoon\b|\b(?:eod|end of day|cob)\b|中午|下班/u;
const WORDS_AROUND = /^(?:by|until|before|at|on|于|在)\s+|\s*(?:之前|以前|前)$/u;
/** Between a day and its time. */
const JOINING = /\s+(?:at|by)\s*$|^\s*(?:at|by|on)\s+/u;

/** The next such time; one that is over today is tomorrow's, a weekday is the coming one. */
export function readDue(text: string, nowMs: EpochMs, zone: TimeZone): DueReading {
  const words = text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim().replace(WORDS_AROUND, "").replace(WORDS_AROUND, "");
  const today = businessDayOf(nowMs, zone);
  const relative = RELATIVE.exec(words);
  if (relative !== null) return after(relative[1] ?? "", relative[2] ?? "", nowMs, zone);
  const match = TIME.exec(words);
  const time = match === null ? null : readTime(match);
  const rest = match === null ? words : words.replace(match[0], " ").replace(/\s+/gu, " ").replace(JOINING, "").trim();
  if (words === "" || (match !== null && time === null)) return { ok: false, reason: "unclear" };
  if (rest === "") {
    if (time === null) return { ok: false, reason: "unclear" };
    const dueMs = instantOn(today, time, zone);
    return { ok: true, dueMs: dueMs > nowMs ? dueMs : instantOn(addDays(today, 1), time, zone) };
  }
  const day = readDay(rest, today, time === null || instantOn(today, time, zone) > nowMs);
  if (day === null) return { ok: false, reason: "unclear" };
  const dueMs = instantOn(day, time ?? END_OF_DAY, zone);
  if (dueMs > nowMs) return { ok: true, dueMs };
  const lastMs = instantOn(day, LAST_MINUTE, zone);
  return time === null && lastMs > nowMs ? { ok: true, dueMs: lastMs } : { ok: false, reason: "past" };
}

function after(count: string, unit: string, nowMs: EpochMs, zone: TimeZone): DueReading {
  const known: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, 一: 1, 两: 2, 三: 3, 半: 0.5 };
  const number = known[count] ?? Number(count);
  if (number === 0) return { ok: false, reason: "past" };
  const minutes = /^min|分/u.test(unit) ? 1 : /^h|小时/u.test(unit) ? 60 : null;
  if (minutes !== null) return { ok: true, dueMs: Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS + Math.round(number * minutes) * MINUTE_MS };
  const days = Math.ceil(number) * (/^week|周|星期/u.test(unit) ? 7 : 1);
  return { ok: true, dueMs: instantOn(addDays(businessDayOf(nowMs, zone), days), END_OF_DAY, zone) };
}

/** Null for no time of any clock. */
function readTime(match: RegExpExecArray): TimeOfDay | null {
  const [all, hours, minutes = "0", half, bare, bareHalf, part, chinese, chineseMinutes = "0"] = match;
  if (/noon|^中午$/u.test(all)) return { hour: 12, minute: 0 };
  const said = hours ?? bare ?? chinese;
  if (said === undefined) return END_OF_DAY;
  const minute = Number(chinese === undefined ? minutes : chineseMinutes === "半" ? "30" : chineseMinutes);
  const isLater = [half, bareHalf].includes("pm") || ["下午", "晚上", "中午"].includes(part ?? "");
  const isTwelve = isLater || [half, bareHalf].includes("am");
  const hour = Number(said);
  if (isTwelve && (hour < 1 || hour > 12) && part === undefined) return null;
  const shifted = isTwelve && hour <= 12 ? (hour % 12) + (isLater ? 12 : 0) : hour;
  return shifted <= 23 && minute <= 59 ? { hour: shifted, minute } : null;
}

/** `isAhead`: the time said is still to come today, so that today's weekday means today. */
function readDay(text: string, today: BusinessDay, isAhead: boolean): BusinessDay | null {
  if (/^(?:today|tonight|今天|今日)$/u.test(text)) return today;
  if (/^(?:tomorrow|tmr|明天|明日)$/u.test(text)) return addDays(today, 1);
  if (/^(?:(?:the )?day after tomorrow|后天)$/u.test(text)) return addDays(today, 2);
  const [, next, name = ""] = /^(next |下(?=周|星期)|(?:this |本|这)?)(.+)$/u.exec(text) ?? [];
  const weekday = findWeekday(name);
  if (weekday !== null) return comingWeekday(weekday, today, isAhead, next === "next " || next === "下");
  return readDate(text, today);
}

/** "next friday" is that of the week that begins with the coming Monday. */
function comingWeekday(weekday: Weekday, today: BusinessDay, isAhead: boolean, isNextWeek: boolean): BusinessDay {
  if (isNextWeek) return addDays(today, 7 - (weekdayOf(today) - 1) + (weekday - 1));
  const days = (weekday - weekdayOf(today) + 7) % 7;
  return addDays(today, days === 0 && !isAhead ? 7 : days);
}

/** By the grammar of questions; without a year, the next such date. */
function readDate(text: string, today: BusinessDay): BusinessDay | null {
  const parsed = parseQuestion(`sales ${text}`, { shopNames: [], campaignNames: [], valueNames: {}, previous: null });
  if (parsed.type !== "question" || parsed.question.period.type !== "dates") return null;
  const { from, to } = parsed.question.period;
  if (from.day !== to.day || from.month !== to.month || from.year !== to.year) return null;
  const year = Number(today.slice(0, 4));
  const day = businessDayFromParts({ ...from, year: from.year ?? year });
  return day === null || from.year !== null || day >= today ? day : businessDayFromParts({ ...from, year: year + 1 });
}
