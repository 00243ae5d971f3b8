/** Dates, months and quarters in a year counted from this one: 去年11月, November last year, last November. */
import type { Period } from "../../core/calendar/period.ts";
import type { Input, Reader } from "../clause.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { OVER_WORDS, YEARS_AFTER, YEARS_BEFORE } from "../vocabulary/periods.ts";
import { longestOf } from "./longest-of.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readDates } from "./read-dates.ts";
import { readHalf } from "./read-half.ts";
import { readNamedPeriod } from "./read-named-period.ts";

const BEFORE = buildLexicon<number>(YEARS_BEFORE);
const AFTER = buildLexicon<number>(YEARS_AFTER);
const ANY = buildLexicon<number>([...YEARS_BEFORE, ...YEARS_AFTER]);
const OVER = buildLexicon(OVER_WORDS.map((word) => [word, true] as const));

/** Dates and named periods, their year before them, behind them or left open. */
export const readDatedPeriod: Reader<PeriodClause> = (input, at) => longestOf(input, at, [readYearBefore, readDated, readMostRecentOver]);

/** 去年11月, 去年的Q3: in one word, for "对比去年 11月" compares November with last year's. */
const readYearBefore: Reader<PeriodClause> = (input, at) => {
  const year = BEFORE.longest(input.line.tokens, at);
  return year !== null && input.line.tokens[year.end]?.glued === true ? readInYear(input, year.end, year.value) : null;
};

/** 去年 11月, last year November: only where the year is not what is compared with. */
export const readYearApart: Reader<PeriodClause> = (input, at) => {
  const year = ANY.longest(input.line.tokens, at);
  return year === null ? null : readInYear(input, year.end, year.value);
};

function readInYear(input: Input, at: number, yearsAgo: number): Found<PeriodClause> | null {
  const found = readWithoutYear(input, at);
  const value = found === null ? null : inYear(found.value, yearsAgo);
  return found === null || value === null ? null : { value, end: found.end };
}

/** With a year behind it or without: Nov 1-11, November last year; "november 2 years ago" is no second of November. */
const withYearAfter =
  (read: Reader<PeriodClause>): Reader<PeriodClause> =>
  (input, at) => {
    const found = read(input, at);
    const year = found === null ? null : AFTER.longest(input.line.tokens, found.end);
    const value = found === null || year === null ? null : inYear(found.value, year.value);
    return year === null || value === null ? found : { value, end: year.end };
  };

const readDated: Reader<PeriodClause> = (input, at) => longestOf(input, at, [readDates, readNamedPeriod, readHalf].map(withYearAfter));

/** last November, 上个11月, last Nov 11. */
const readMostRecentOver: Reader<PeriodClause> = (input, at) => {
  const opener = OVER.longest(input.line.tokens, at);
  const found = opener === null ? null : readWithoutYear(input, opener.end);
  const period = found?.value.type === "period" ? thatIsOver(found.value.period) : null;
  return found === null || period === null ? null : { value: { type: "period", period }, end: found.end };
};

const readWithoutYear: Reader<PeriodClause> = (input, at) => longestOf(input, at, [readDates, readNamedPeriod, readHalf]);

/** Null where the year is given. */
function thatIsOver(period: Period): Period | null {
  if (period.type === "named") return period.year === null ? { ...period, which: "over" } : null;
  return period.type === "dates" && period.from.year === null && period.to.year === null ? { ...period, isOver: true } : null;
}

/** Null where the year is given already. */
function inYear(clause: PeriodClause, yearsAgo: number): PeriodClause | null {
  if (clause.type === "faulty") return { ...clause, fixes: clause.fixes.map((fix) => `${fix} ${wordsFor(yearsAgo)}`) };
  const period = datedInYear(clause.period, yearsAgo);
  return period === null ? null : { type: "period", period };
}

function datedInYear(period: Period, yearsAgo: number): Period | null {
  if (period.type === "named") return period.year === null ? { ...period, which: { yearsAgo } } : null;
  return period.type === "dates" && period.from.year === null && period.to.year === null ? { ...period, yearsAgo } : null;
}

function wordsFor(yearsAgo: number): string {
  return YEARS_AFTER.find(([, years]) => years === yearsAgo)?.[0] ?? "";
}
