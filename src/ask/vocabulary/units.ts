/** Words for stretches of time, and how many of each may be asked for. */
import type { CalendarUnit } from "../../core/calendar/period.ts";
import { buildLexicon } from "../text/lexicon.ts";

export type CountedUnit = "hour" | CalendarUnit;

interface UnitWords {
  /** Singular first, then plural: what is printed. Short forms after them. */
  readonly en: readonly [one: string, many: string, ...short: string[]];
  /** After a number, the first is printed (7天, 三个月). */
  readonly zh: readonly [string, ...string[]];
  /** The most that "last N" or "N ago" may name: ten years. */
  readonly most: number;
}

export const UNIT_WORDS: Readonly<Record<CountedUnit, UnitWords>> = {
  hour: { en: ["hour", "hours", "hr", "hrs", "h"], zh: ["小时", "个小时", "钟头", "个钟头"], most: 87_600 },
  day: { en: ["day", "days", "d"], zh: ["天", "日"], most: 3_660 },
  week: { en: ["week", "weeks", "wk", "wks", "w"], zh: ["周", "个星期", "星期", "个礼拜", "礼拜", "个周"], most: 520 },
  month: { en: ["month", "months", "mth", "mths", "mo"], zh: ["个月", "月"], most: 120 },
  quarter: { en: ["quarter", "quarters", "qtr", "qtrs"], zh: ["个季度", "季度", "个季"], most: 40 },
  year: { en: ["year", "years", "yr", "yrs", "y"], zh: ["年"], most: 10 },
};

/** Any word for a unit, as it stands behind a number. */
export const UNITS = buildLexicon<CountedUnit>(
  unitEntries().flatMap(([unit, words]) => [...words.en, ...words.zh].map((word) => [word, unit] as const)),
);

function unitEntries(): readonly (readonly [CountedUnit, UnitWords])[] {
  const units: readonly CountedUnit[] = ["hour", "day", "week", "month", "quarter", "year"];
  return units.map((unit) => [unit, UNIT_WORDS[unit]] as const);
}
