/** Periods of every kind: the longest reading wins, fixed words before the others. */
import type { Period } from "../../core/calendar/period.ts";
import type { Reader } from "../clause.ts";
import { badCount } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { readNumber } from "../text/read-number.ts";
import type { Token } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import { AGO_WORDS, LAST_WORDS, PERIOD_PHRASES, PERIOD_PREFIXES } from "../vocabulary/periods.ts";
import type { CountedUnit } from "../vocabulary/units.ts";
import { UNIT_WORDS, UNITS } from "../vocabulary/units.ts";
import { longestOf } from "./longest-of.ts";
import { readCampaign } from "./read-campaign.ts";
import { readDatedPeriod, readYearApart } from "./read-dated-period.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readDaysOfMonth } from "./read-days-of-month.ts";
import { orSince } from "./read-since.ts";
import { readWeekdays } from "./read-weekdays.ts";

const words = (list: readonly string[]) => buildLexicon(list.map((word) => [word, true] as const));

const FIXED = buildLexicon<Period>(PERIOD_PHRASES);
const PREFIXES = words(PERIOD_PREFIXES);
const LAST = words(LAST_WORDS);
const AGO = words(AGO_WORDS);
/** A period as it stands behind "vs": without "in", "on", "for" before it. */
export const readBarePeriod: Reader<PeriodClause> = (input, at) =>
  longestOf(input, at, [readSimple, readWeekdays, readLast, readCounted, readCampaign]);

/** A period clause, with the small words people put before it. What stands in quotes behind them is no campaign: for "Berlin". */
export const readPeriod: Reader<PeriodClause> = (input, at) => {
  const { tokens } = input.line;
  const prefix = PREFIXES.longest(tokens, at);
  const readPrefixed = () =>
    prefix === null || tokens[prefix.end]?.kind === "quoted" ? null : longestOf(input, prefix.end, [readBarePeriod, readYearApart]);
  return longestOf(input, at, [readBarePeriod, readYearApart, readPrefixed]);
};

const readFixed: Reader<PeriodClause> = ({ line }, at) => {
  const found = FIXED.longest(line.tokens, at);
  return found === null ? null : { value: { type: "period", period: found.value }, end: found.end };
};

/** last 7 days, 最近30天, 过去两周, past month. In "vs previous 2 years ago" and "vs previous 9月" the number belongs to what follows. */
const readLast: Reader<PeriodClause> = (input, at) => {
  const { tokens } = input.line;
  const opener = LAST.longest(tokens, at);
  if (opener === null) return null;
  const number = readNumber(tokens, opener.end);
  const unit = UNITS.longest(tokens, number?.end ?? opener.end);
  if (unit === null || (number === null && tokens[opener.end]?.kind === "han")) return null;
  const isEnglish = tokens[at]?.kind === "word";
  if (isEnglish && (AGO.longest(tokens, unit.end) !== null || isDatePart(tokens[number?.end ?? opener.end]))) return null;
  return counted(input, at, number?.value ?? 1, unit, (count) => ({ type: "last", count, unit: unit.value }));
};

/** 11月 is a month, 2026年 a year. */
function isDatePart(unit: Token | undefined): boolean {
  return ["月", "年", "日", "季"].includes(unit?.text ?? "");
}

/** 7 days, 24h, 7天, 3个月: the last so many. */
const readCounted: Reader<PeriodClause> = (input, at) => {
  const { tokens } = input.line;
  const number = readNumber(tokens, at);
  const unit = number === null ? null : UNITS.longest(tokens, number.end);
  if (number === null || unit === null || number.value === 0) return null;
  if (isDatePart(tokens[number.end]) || tokens[at]?.text === "a" || tokens[at]?.text === "an") return null;
  return counted(input, at, number.value, unit, (count) => ({ type: "last", count, unit: unit.value }));
};

/** 3 weeks ago, a month ago, 两周前, 3天前. */
const readAgo: Reader<PeriodClause> = (input, at) => {
  const { tokens } = input.line;
  const number = readNumber(tokens, at);
  const unit = number === null ? null : UNITS.longest(tokens, number.end);
  const ago = unit === null ? null : AGO.longest(tokens, unit.end);
  if (number === null || unit === null || ago === null) return null;
  const { value: name } = unit;
  if (name === "hour") return null;
  return counted(input, at, number.value, { value: name, end: ago.end }, (count) => ({ type: "unit", unit: name, offset: -count }));
};

/** What begins on one day may begin a longer stretch: "since Monday". */
const readSimple = orSince((input, at) => longestOf(input, at, [readFixed, readAgo, readDatedPeriod, readDaysOfMonth]));

function counted(
  { line }: Parameters<Reader<PeriodClause>>[0],
  at: number,
  count: number,
  unit: Found<CountedUnit>,
  make: (count: number) => Period,
): Found<PeriodClause> {
  const { most } = UNIT_WORDS[unit.value];
  if (count >= 1 && count <= most) return { value: { type: "period", period: make(count) }, end: unit.end };
  const nearest = make(count < 1 ? 1 : most);
  const fixes = nearest.type === "last" ? [`last ${nearest.count} ${UNIT_WORDS[unit.value].en[1]}`] : [];
  return { value: { type: "faulty", problem: badCount(wordsOf(line, at, unit.end), most), fixes }, end: unit.end };
}
