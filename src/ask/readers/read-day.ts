/** Single dates, numeric or in words, without judging whether the calendar has them. */
import type { PartialDate } from "../../core/calendar/period.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { readNumber } from "../text/read-number.ts";
import type { Token } from "../text/tokenize.ts";
import { MONTH_NAMES } from "../vocabulary/periods.ts";

const MONTHS = buildLexicon<number>(MONTH_NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const ORDINAL_ENDINGS: readonly string[] = ["st", "nd", "rd", "th"];
/** What may stand behind the number of a day. */
export const DAY_ENDINGS: readonly string[] = [...ORDINAL_ENDINGS, "日", "号"];

/** The date that begins at `at`; the longest where several readings do. */
export function readDay(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  return (
    readIsoDay(tokens, at) ??
    readChineseDay(tokens, at) ??
    readMonthFirst(tokens, at) ??
    readDayFirst(tokens, at) ??
    readSlashDay(tokens, at)
  );
}

/** A month's name or three letters, with the dot of an abbreviation. */
export function readMonthName(tokens: readonly Token[], at: number): Found<number> | null {
  const month = MONTHS.longest(tokens, at);
  if (month === null) return null;
  return isMark(tokens, month.end, ".") && isGlued(tokens, month.end) ? { value: month.value, end: month.end + 1 } : month;
}

/** A year of four digits between 1900 and 2199, unless it begins an ISO date. */
export function readYear(tokens: readonly Token[], at: number): Found<number> | null {
  const year = digitsAt(tokens, at, 4);
  if (year === null || tokens[at]?.text.length !== 4 || year < 1900 || year > 2199) return null;
  const beginsDate = isDateMark(tokens, at + 1) && isGlued(tokens, at + 1) && tokens[at + 2]?.kind === "number" && isGlued(tokens, at + 2);
  return beginsDate ? null : { value: year, end: at + 1 };
}

/** 2026年, 26年, 二〇二六年. */
export function readChineseYear(tokens: readonly Token[], at: number): Found<number> | null {
  const number = readNumber(tokens, at);
  if (number === null || tokens[number.end]?.text !== "年") return null;
  const { value, end } = number;
  if (value >= 1900 && value <= 2199) return { value, end: end + 1 };
  return tokens[at]?.kind === "number" && tokens[at]?.text.length === 2 ? { value: 2000 + value, end: end + 1 } : null;
}

/** 11月, 十一月, 11月份. A count of months has 个. */
export function readChineseMonth(tokens: readonly Token[], at: number): Found<number> | null {
  const number = readNumber(tokens, at);
  if (number === null || tokens[at]?.kind === "word" || tokens[number.end]?.text !== "月" || number.value > 99) return null;
  const end = tokens[number.end + 1]?.text === "份" ? number.end + 2 : number.end + 1;
  return { value: number.value, end };
}

/** The day of a month on its own, as the second half of "Nov 1-11": 11, 11th, 11日, 十一号. */
export function readDayNumber(tokens: readonly Token[], at: number): Found<number> | null {
  const token = tokens[at];
  if (token === undefined || token.kind === "word") return null;
  const number = readNumber(tokens, at);
  if (number === null || number.value > 99 || token.text.length > 2) return null;
  const next = tokens[number.end];
  const isEnding = next !== undefined && (["日", "号"].includes(next.text) || (next.glued && ORDINAL_ENDINGS.includes(next.text)));
  return { value: number.value, end: isEnding ? number.end + 1 : number.end };
}

/** A year behind an English date, with or without a comma. */
export function readTrailingYear(tokens: readonly Token[], at: number): Found<number> | null {
  return readYear(tokens, isMark(tokens, at, ",") ? at + 1 : at);
}

/** 2026-11-01, 2026/11/1, 2026.11.01, 20261101. */
function readIsoDay(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  const whole = tokens[at];
  if (whole?.kind !== "number") return null;
  if (/^(19|20|21)\d{6}$/.test(whole.text)) {
    const part = (from: number, to: number) => Number(whole.text.slice(from, to));
    return { value: { year: part(0, 4), month: part(4, 6), day: part(6, 8) }, end: at + 1 };
  }
  const year = whole.text.length === 4 ? Number(whole.text) : null;
  const month = digitsAt(tokens, at + 2, 2);
  const day = digitsAt(tokens, at + 4, 2);
  if (year === null || month === null || day === null || !isDateMark(tokens, at + 1)) return null;
  return tokens[at + 1]?.text === tokens[at + 3]?.text ? { value: { year, month, day }, end: at + 5 } : null;
}

/** 11月1日, 11月1号, 2026年十一月十一日. */
function readChineseDay(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  const year = readChineseYear(tokens, at);
  const month = readChineseMonth(tokens, year?.end ?? at);
  const day = month === null ? null : readDayNumber(tokens, month.end);
  return month === null || day === null ? null : { value: { year: year?.value ?? null, month: month.value, day: day.value }, end: day.end };
}

/** Nov 1, November 1st, 2026. */
function readMonthFirst(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  const month = readMonthName(tokens, at);
  if (month === null) return null;
  const day = readDayNumber(tokens, tokens[month.end]?.text === "the" ? month.end + 1 : month.end);
  return day === null ? null : withTrailingYear(tokens, { month: month.value, day: day.value }, day.end);
}

/** 1 Nov, 1st of November 2026. */
function readDayFirst(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  const day = readDayNumber(tokens, at);
  if (day === null) return null;
  const month = readMonthName(tokens, tokens[day.end]?.text === "of" ? day.end + 1 : day.end);
  return month === null ? null : withTrailingYear(tokens, { month: month.value, day: day.value }, month.end);
}

/** 11/1, 11/01/2026, 11.11: the month comes first. */
function readSlashDay(tokens: readonly Token[], at: number): Found<PartialDate> | null {
  const month = digitsAt(tokens, at, 2);
  const mark = tokens[at + 1];
  const day = digitsAt(tokens, at + 2, 2);
  const isDot = mark?.text === "." && mark.glued && isGlued(tokens, at + 2);
  if (month === null || day === null || !(mark?.text === "/" || isDot)) return null;
  const year = tokens[at + 3]?.text === mark?.text ? digitsAt(tokens, at + 4, 4) : null;
  if (year !== null && year >= 1900) return { value: { year, month, day }, end: at + 5 };
  return { value: { year: null, month, day }, end: at + 3 };
}

function withTrailingYear(tokens: readonly Token[], date: Omit<PartialDate, "year">, end: number): Found<PartialDate> {
  const year = readTrailingYear(tokens, end);
  return { value: { year: year?.value ?? null, ...date }, end: year?.end ?? end };
}

function digitsAt(tokens: readonly Token[], at: number, most: number): number | null {
  const token = tokens[at];
  return token?.kind === "number" && token.text.length <= most ? Number(token.text) : null;
}

function isDateMark(tokens: readonly Token[], at: number): boolean {
  return isMark(tokens, at, "-") || isMark(tokens, at, "/") || isMark(tokens, at, ".");
}

export function isMark(tokens: readonly Token[], at: number, mark: string): boolean {
  const token = tokens[at];
  return token?.kind === "mark" && token.text === mark;
}

function isGlued(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued ?? false;
}
