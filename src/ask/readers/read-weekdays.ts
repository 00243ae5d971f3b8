/** Weekdays in a row: mon-fri last week, Monday to Friday, 上周一到周五. */
import type { Period, Weekday } from "../../core/calendar/period.ts";
import type { Reader } from "../clause.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { WEEKDAYS, WEEKS_AFTER, WEEKS_BEFORE } from "../vocabulary/periods.ts";
import type { PeriodClause } from "./read-dates.ts";
import { readRangeMark } from "./read-dates.ts";

const CHINESE_WEEKS = ["周", "星期", "礼拜"] as const;

const FIRST = buildLexicon<Weekday>(
  WEEKDAYS.flatMap(({ weekday, en, zh }) =>
    [...en, ...zh.flatMap((day) => CHINESE_WEEKS.map((week) => `${week}${day}`))].map((name) => [name, weekday] as const),
  ),
);
/** 周一到五: the second may leave the week out. */
const LAST = buildLexicon<Weekday>(
  WEEKDAYS.flatMap(({ weekday, en, zh }) =>
    [...en, ...zh.flatMap((day) => [day, ...CHINESE_WEEKS.map((week) => `${week}${day}`)])].map((name) => [name, weekday] as const),
  ),
);
const BEFORE = buildLexicon<number>(WEEKS_BEFORE);
const AFTER = buildLexicon<number>(WEEKS_AFTER);

export const readWeekdays: Reader<PeriodClause> = ({ line: { tokens } }, at) => {
  const before = BEFORE.longest(tokens, at);
  const start = before?.end ?? at;
  const from = FIRST.longest(tokens, start);
  const mark = from === null ? null : readRangeMark(tokens, from.end, start);
  // A hyphen between words leaves no token, only the second glued to the first: mon-fri.
  const isHyphened = from !== null && tokens[from.end]?.kind === "word" && tokens[from.end]?.glued === true;
  const next = mark?.end ?? (isHyphened ? from.end : null);
  const to = next === null ? null : LAST.longest(tokens, next);
  if (from === null || to === null || from.value === to.value) return null;
  const after = before === null ? AFTER.longest(tokens, to.end) : null;
  const weeksAgo = before?.value ?? after?.value;
  const period: Period = { type: "weekdays", from: from.value, to: to.value, ...(weeksAgo === undefined ? {} : { weeksAgo }) };
  return { value: { type: "period", period }, end: after?.end ?? to.end };
};
