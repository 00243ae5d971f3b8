/** Months, quarters and years by name or number: November 2026, 2026-11, 十一月, Q3, 第三季度, 2026. */
import type { Reader } from "../clause.ts";
import { impossibleDate } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { readNumber } from "../text/read-number.ts";
import type { Token } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import type { PeriodClause } from "./read-dates.ts";
import { isMark, readChineseMonth, readChineseYear, readMonthName, readTrailingYear, readYear } from "./read-day.ts";

interface Named {
  readonly unit: "month" | "quarter" | "year";
  readonly year: number | null;
  readonly index: number;
}

const MOST = { month: 12, quarter: 4, year: 1 } as const;

const QUARTER_NAMES = buildLexicon<number>([
  ...["first quarter", "1st quarter"].map((name) => [name, 1] as const),
  ...["second quarter", "2nd quarter"].map((name) => [name, 2] as const),
  ...["third quarter", "3rd quarter"].map((name) => [name, 3] as const),
  ...["fourth quarter", "4th quarter"].map((name) => [name, 4] as const),
]);

export const readNamedPeriod: Reader<PeriodClause> = ({ line }, at) => {
  const found = longest([readNumericMonth, readEnglish, readChinese, readWholeYear].map((read) => read(line.tokens, at)));
  if (found === null) return null;
  const { unit, index } = found.value;
  if (index >= 1 && index <= MOST[unit]) return { value: { type: "period", period: { type: "named", ...found.value } }, end: found.end };
  const reason =
    unit === "month" ? { en: "months go from 1 to 12", zh: "月份只有 1 到 12" } : { en: "quarters go from 1 to 4", zh: "季度只有 1 到 4" };
  return { value: { type: "faulty", problem: impossibleDate(wordsOf(line, at, found.end), reason), fixes: [] }, end: found.end };
};

/** 2026-11, 2026/11, 11/2026. */
function readNumericMonth(tokens: readonly Token[], at: number): Found<Named> | null {
  const [first, mark, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== "number" || second?.kind !== "number" || mark?.kind !== "mark" || !mark.glued || !second.glued) return null;
  if (!["-", "/", "."].includes(mark.text)) return null;
  const [year, month] = first.text.length === 4 ? [first, second] : [second, first];
  const isMonth = year.text.length === 4 && month.text.length <= 2 && /^(19|20|21)/.test(year.text);
  return isMonth ? { value: { unit: "month", year: Number(year.text), index: Number(month.text) }, end: at + 3 } : null;
}

/** November 2026, Nov, 2026 Q3, Q3/2026, third quarter of 2026. */
function readEnglish(tokens: readonly Token[], at: number): Found<Named> | null {
  const before = readChineseYear(tokens, at) ?? readLeadingYear(tokens, at);
  const from = before?.end ?? at;
  const month = readMonthName(tokens, from);
  const quarter = month === null ? readQuarter(tokens, from) : null;
  const named = month ?? quarter;
  if (named === null) return null;
  const after = before === null ? readYearAfter(tokens, named.end) : null;
  const year = before?.value ?? after?.value ?? null;
  return { value: { unit: month === null ? "quarter" : "month", year, index: named.value }, end: after?.end ?? named.end };
}

/** 2026年11月, 十一月, 2026年第三季度, 三季度. */
function readChinese(tokens: readonly Token[], at: number): Found<Named> | null {
  const year = readChineseYear(tokens, at) ?? readLeadingYear(tokens, at);
  const from = year?.end ?? at;
  const month = readChineseMonth(tokens, from);
  if (month !== null) return { value: { unit: "month", year: year?.value ?? null, index: month.value }, end: month.end };
  const hasOrdinal = tokens[from]?.text === "第";
  const number = readNumber(tokens, hasOrdinal ? from + 1 : from);
  if (number === null || tokens[number.end]?.text !== "季") return null;
  const end = tokens[number.end + 1]?.text === "度" ? number.end + 2 : number.end + 1;
  return { value: { unit: "quarter", year: year?.value ?? null, index: number.value }, end };
}

/** 2026, year 2026, 2026年, 2026全年. */
function readWholeYear(tokens: readonly Token[], at: number): Found<Named> | null {
  const from = tokens[at]?.text === "year" ? at + 1 : at;
  const year = readChineseYear(tokens, from) ?? readYear(tokens, from);
  if (year === null) return null;
  const isWhole = tokens[year.end]?.text === "全" && tokens[year.end + 1]?.text === "年";
  return { value: { unit: "year", year: year.value, index: 1 }, end: isWhole ? year.end + 2 : year.end };
}

function readQuarter(tokens: readonly Token[], at: number): Found<number> | null {
  const named = QUARTER_NAMES.longest(tokens, at);
  if (named !== null) return named;
  const number = tokens[at + 1];
  if (tokens[at]?.text !== "q" || number?.kind !== "number" || number.text.length > 2) return null;
  return { value: Number(number.text), end: at + 2 };
}

/** A year before what it belongs to, joined or not: 2026 Nov, 2026Q3, 2026-Q3. */
function readLeadingYear(tokens: readonly Token[], at: number): Found<number> | null {
  const year = readYear(tokens, at);
  if (year === null) return null;
  return isMark(tokens, year.end, "-") || isMark(tokens, year.end, "/") ? { value: year.value, end: year.end + 1 } : year;
}

function readYearAfter(tokens: readonly Token[], at: number): Found<number> | null {
  if (tokens[at]?.text === "of" || isMark(tokens, at, "/") || isMark(tokens, at, "-")) return readYear(tokens, at + 1);
  return readTrailingYear(tokens, at);
}

function longest(readings: readonly (Found<Named> | null)[]): Found<Named> | null {
  let best: Found<Named> | null = null;
  for (const reading of readings) if (reading !== null && (best === null || reading.end > best.end)) best = reading;
  return best;
}
