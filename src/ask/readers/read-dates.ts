/** One date or a range of dates, judged: impossible and reversed ones become problems with a correction. */
import { businessDayFromParts, daysBetween } from "../../core/calendar/business-day.ts";
import type { PartialDate, Period } from "../../core/calendar/period.ts";
import type { Localized } from "../../core/locale.ts";
import type { Clause, Reader } from "../clause.ts";
import { printPeriod } from "../print-period.ts";
import { impossibleDate, reversedDates } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import type { Token } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import { readDay, readDayNumber, readTrailingYear } from "./read-day.ts";

type Dates = Extract<Period, { type: "dates" }>;
export type PeriodClause = Extract<Clause, { type: "period" | "faulty" }>;

const RANGE_MARKS = buildLexicon<true>(
  ["-", "--", "–", "—", "−", "~", "〜", "..", "...", "→", "to", "till", "until", "up to", "through", "thru", "到", "至", "直到"].map(
    (mark) => [mark, true] as const,
  ),
);
/** Longer than this, dates the wrong way round are a slip and not a winter: as `resolvePeriod` sees it. */
const MAX_DAYS_OVER_NEW_YEAR = 183;
/** A leap year: a date that exists in some year exists in this one. */
const LEAP_YEAR = 2024;

export const readDates: Reader<PeriodClause> = ({ line }, at) => {
  const found = readRange(line.tokens, at) ?? readOneDay(line.tokens, at);
  return found === null ? null : { value: judge(found.value, wordsOf(line, at, found.end)), end: found.end };
};

function readOneDay(tokens: readonly Token[], at: number): Found<Dates> | null {
  const day = readDay(tokens, at);
  return day === null ? null : { value: { type: "dates", from: day.value, to: day.value }, end: day.end };
}

function readRange(tokens: readonly Token[], at: number): Found<Dates> | null {
  return readFromDate(tokens, at) ?? readFromDayNumber(tokens, at);
}

/** Nov 1 to Nov 11, Nov 1-11 2026, 11月1日到11日. */
function readFromDate(tokens: readonly Token[], at: number): Found<Dates> | null {
  const from = readDay(tokens, at);
  const mark = from === null ? null : readRangeMark(tokens, from.end, at);
  if (from === null || mark === null) return null;
  const to = readDay(tokens, mark.end);
  if (to !== null) return { value: datesOf(from.value, to.value), end: to.end };
  const day = readDayNumber(tokens, mark.end);
  if (day === null) return null;
  const year = readTrailingYear(tokens, day.end);
  const last = { ...from.value, year: year?.value ?? from.value.year, day: day.value };
  return { value: datesOf(from.value, last), end: year?.end ?? day.end };
}

/** 1-11 Nov, 1st to 11th of November 2026. */
function readFromDayNumber(tokens: readonly Token[], at: number): Found<Dates> | null {
  const day = readDayNumber(tokens, at);
  const mark = day === null ? null : readRangeMark(tokens, day.end, at);
  const to = mark === null ? null : readDay(tokens, mark.end);
  return day === null || to === null ? null : { value: datesOf({ ...to.value, day: day.value }, to.value), end: to.end };
}

/** "and" joins two dates only behind "between". */
export function readRangeMark(tokens: readonly Token[], at: number, from: number): Found<true> | null {
  if (tokens[at]?.text === "and" && tokens[from - 1]?.text === "between") return { value: true, end: at + 1 };
  return RANGE_MARKS.longest(tokens, at);
}

/** A year given at one end holds for both; a range over New Year has the two years around it. */
function datesOf(from: PartialDate, to: PartialDate): Dates {
  if (from.year === null && to.year !== null) {
    const same = { ...from, year: to.year };
    return { type: "dates", from: isShortWinter({ ...from, year: to.year - 1 }, same, to) ? { ...from, year: to.year - 1 } : same, to };
  }
  if (from.year !== null && to.year === null) {
    const same = { ...to, year: from.year };
    const later = { ...to, year: from.year + 1 };
    return { type: "dates", from, to: isBefore(same, from) && spanDays(from, later) < MAX_DAYS_OVER_NEW_YEAR ? later : same };
  }
  return { type: "dates", from, to };
}

function isShortWinter(earlier: PartialDate, same: PartialDate, to: PartialDate): boolean {
  return isBefore(to, same) && spanDays(earlier, to) < MAX_DAYS_OVER_NEW_YEAR;
}

function judge(dates: Dates, written: string): PeriodClause {
  const { from, to } = dates;
  for (const date of [from, to]) {
    const reason = whyImpossible(date);
    if (reason === null) continue;
    const mended = { ...dates, from: mend(from), to: mend(to) };
    const isMended = [mended.from, mended.to].every((end) => whyImpossible(end) === null);
    return { type: "faulty", problem: impossibleDate(written, reason), fixes: isMended ? [printPeriod(mended, "en")] : [] };
  }
  if (isReversed(from, to)) {
    return { type: "faulty", problem: reversedDates(written), fixes: [printPeriod({ ...dates, from: to, to: from }, "en")] };
  }
  return { type: "period", period: dates };
}

function isReversed(from: PartialDate, to: PartialDate): boolean {
  if (!isBefore(to, from)) return false;
  return from.year !== null || spanDays({ ...from, year: LEAP_YEAR }, { ...to, year: LEAP_YEAR + 1 }) >= MAX_DAYS_OVER_NEW_YEAR;
}

function isBefore(a: PartialDate, b: PartialDate): boolean {
  const rank = ({ year, month, day }: PartialDate) => ((year ?? 0) * 100 + month) * 100 + day;
  return rank(a) < rank(b);
}

function spanDays(from: PartialDate, to: PartialDate): number {
  const first = dayOf(from);
  const last = dayOf(to);
  return first === null || last === null ? 0 : daysBetween(first, last);
}

function dayOf({ year, month, day }: PartialDate) {
  return businessDayFromParts({ year: year ?? LEAP_YEAR, month, day });
}

function lastDayOf(year: number | null, month: number): number {
  return [31, 30, 29, 28].find((day) => dayOf({ year, month, day }) !== null) ?? 0;
}

function whyImpossible({ year, month, day }: PartialDate): Localized | null {
  if (month < 1 || month > 12) {
    return { en: `months go from 1 to 12, and the month comes first in 11/30`, zh: `月份只有 1 到 12,数字写法中月在前(如 11/30)` };
  }
  if (dayOf({ year, month, day }) !== null) return null;
  const last = lastDayOf(year, month);
  const inYear = year === null ? { en: "", zh: "" } : { en: ` in ${year}`, zh: `${year} 年` };
  return { en: `month ${month} has ${last} days${inYear.en}`, zh: `${inYear.zh}${month} 月只有 ${last} 天` };
}

/** The likeliest date meant: day and month exchanged, or the month's last day. */
function mend(date: PartialDate): PartialDate {
  const { year, month, day } = date;
  if (month > 12 && day <= 12) return { year, month: day, day: month };
  return day > 28 && month >= 1 && month <= 12 ? { year, month, day: Math.min(day, lastDayOf(year, month)) } : date;
}
