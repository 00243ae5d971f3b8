/** Days of a month that is left open or counted from this one: 15号, 1号到11号, the 15th, the 1st to the 11th of last month, 上月15号. */
import type { Reader } from "../clause.ts";
import { printPeriod } from "../print-period.ts";
import { impossibleDate, reversedDates } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import type { Token } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import { MONTHS_AFTER, MONTHS_BEFORE } from "../vocabulary/periods.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readDates, readRangeMark } from "./read-dates.ts";
import { DAY_ENDINGS, readDayNumber } from "./read-day.ts";

export const readDaysOfMonth: Reader<PeriodClause> = (input, at) => {
  const { line } = input;
  const before = MONTHS.before.longest(line.tokens, at);
  const from = skipThe(line.tokens, before !== null && line.tokens[before.end]?.glued === true ? before.end : at);
  const found = readRange(line.tokens, from) ?? readOne(line.tokens, from);
  // "the 11th of November" is a date.
  if (found === null || readDates(input, from) !== null) return null;
  const month = from > at && before !== null ? before : MONTHS.after.longest(line.tokens, found.end);
  const end = Math.max(found.end, month?.end ?? 0);
  const monthsAgo = month === null ? {} : { monthsAgo: month.value };
  return { value: judge(found.value, wordsOf(line, at, end), monthsAgo), end };
};

const MONTHS = { before: buildLexicon<number>(MONTHS_BEFORE), after: buildLexicon<number>(MONTHS_AFTER) };

type Days = readonly [from: number, to: number];

function readOne(tokens: readonly Token[], at: number): Found<Days> | null {
  const day = readMarkedDay(tokens, at);
  return day === null ? null : { value: [day.value, day.value], end: day.end };
}

function readRange(tokens: readonly Token[], at: number): Found<Days> | null {
  const from = readDayNumber(tokens, at);
  const mark = from === null ? null : readRangeMark(tokens, from.end, at);
  const to = mark === null ? null : readMarkedDay(tokens, skipThe(tokens, mark.end));
  return from === null || to === null ? null : { value: [from.value, to.value], end: to.end };
}

/** A bare number is no day. */
function readMarkedDay(tokens: readonly Token[], at: number): Found<number> | null {
  const day = readDayNumber(tokens, at);
  return day !== null && DAY_ENDINGS.includes(tokens[day.end - 1]?.text ?? "") ? day : null;
}

function skipThe(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === "the" ? at + 1 : at;
}

function judge([from, to]: Days, written: string, month: { readonly monthsAgo?: number }): PeriodClause {
  if (![from, to].every((day) => day >= 1 && day <= 31)) {
    const reason = { en: "days go from 1 to 31", zh: "日期只有 1 到 31" };
    return { type: "faulty", problem: impossibleDate(written, reason), fixes: [] };
  }
  if (from <= to) return { type: "period", period: { type: "days-of-month", from, to, ...month } };
  return {
    type: "faulty",
    problem: reversedDates(written),
    fixes: [printPeriod({ type: "days-of-month", from: to, to: from, ...month }, "en")],
  };
}
