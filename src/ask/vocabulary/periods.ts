/** Periods that are said in fixed words. */
import type { CalendarUnit, Period, Weekday } from "../../core/calendar/period.ts";

type Phrases = readonly (readonly [phrase: string, period: Period])[];

const unit = (name: CalendarUnit, offset: number): Period => ({ type: "unit", unit: name, offset });

const DAYS: Phrases = [
  ...["today", "今天", "今日", "当天", "当日"].map((word) => [word, unit("day", 0)] as const),
  ...["yesterday", "last day", "previous day", "昨天", "昨日"].map((word) => [word, unit("day", -1)] as const),
  ...["day before yesterday", "前天", "前日"].map((word) => [word, unit("day", -2)] as const),
  ["大前天", unit("day", -3)],
  ...["tomorrow", "明天", "明日"].map((word) => [word, unit("day", 1)] as const),
];

/** Every unit longer than a day can be this one, the last one, the one before that. */
const CALENDAR_UNITS: readonly { readonly unit: CalendarUnit; readonly en: string; readonly zh: readonly string[] }[] = [
  { unit: "week", en: "week", zh: ["周", "星期", "礼拜"] },
  { unit: "month", en: "month", zh: ["月"] },
  { unit: "quarter", en: "quarter", zh: ["季度", "季"] },
  { unit: "year", en: "year", zh: ["年"] },
];

const CALENDAR: Phrases = CALENDAR_UNITS.flatMap(({ unit: name, en, zh }) => [
  ...[`this ${en}`, `current ${en}`, `the current ${en}`].map((word) => [word, unit(name, 0)] as const),
  ...[`last ${en}`, `previous ${en}`, `prior ${en}`].map((word) => [word, unit(name, -1)] as const),
  [`next ${en}`, unit(name, 1)],
  ...[`${en} before last`, `the ${en} before last`].map((word) => [word, unit(name, -2)] as const),
  ...zh.flatMap((word) => [
    ...["本", "这", "这个", "本个", "当", "这一"].map((prefix) => [prefix + word, unit(name, 0)] as const),
    ...["上", "上个", "上一", "上一个"].map((prefix) => [prefix + word, unit(name, -1)] as const),
    ...["下", "下个", "下一个"].map((prefix) => [prefix + word, unit(name, 1)] as const),
    ...["上上", "上上个"].map((prefix) => [prefix + word, unit(name, -2)] as const),
  ]),
]);

/** "all last year" is the year itself where "vs last year" would be the same days a year ago. */
const YEARS: Phrases = [
  ["今年", unit("year", 0)],
  ...["去年", "all last year", "all of last year", "whole last year", "the whole of last year", "去年全年"].map(
    (word) => [word, unit("year", -1)] as const,
  ),
  ["前年", unit("year", -2)],
  ["明年", unit("year", 1)],
];

const TO_DATE_WORDS = {
  week: ["wtd", "week to date", "this week so far", "this week to date", "本周至今", "周初至今", "本周以来"],
  month: ["mtd", "month to date", "this month so far", "this month to date", "本月至今", "月初至今", "本月以来", "本月累计"],
  quarter: ["qtd", "quarter to date", "this quarter so far", "this quarter to date", "本季度至今", "本季至今", "季初至今", "本季度累计"],
  year: ["ytd", "year to date", "this year so far", "this year to date", "今年至今", "年初至今", "今年以来", "今年累计", "本年至今"],
} as const;

const TO_DATE: Phrases = (["week", "month", "quarter", "year"] as const).flatMap((name) =>
  TO_DATE_WORDS[name].map((word) => [word, { type: "to-date", unit: name }] as const),
);

export const WEEKDAYS: readonly {
  readonly weekday: Weekday;
  readonly en: readonly [string, ...string[]];
  readonly zh: readonly [string, ...string[]];
}[] = [
  { weekday: 1, en: ["monday", "mon"], zh: ["一"] },
  { weekday: 2, en: ["tuesday", "tue", "tues"], zh: ["二"] },
  { weekday: 3, en: ["wednesday", "wed"], zh: ["三"] },
  { weekday: 4, en: ["thursday", "thu", "thur", "thurs"], zh: ["四"] },
  { weekday: 5, en: ["friday", "fri"], zh: ["五"] },
  { weekday: 6, en: ["saturday", "sat"], zh: ["六"] },
  { weekday: 7, en: ["sunday", "sun"], zh: ["日", "天"] },
];

/** 上周五 is the Friday of last week; "last friday" is, as "friday", the most recent one. */
const WEEKDAY_PHRASES: Phrases = WEEKDAYS.flatMap(({ weekday, en, zh }) => {
  const recent: Period = { type: "weekday", weekday };
  const inWeek = (weeksAgo: number): Period => ({ type: "weekday", weekday, weeksAgo });
  return [
    ...en.flatMap((name) => [
      ...[name, `last ${name}`, `past ${name}`].map((word) => [word, recent] as const),
      ...[`this ${name}`, `${name} this week`, `${name} of this week`].map((word) => [word, inWeek(0)] as const),
      ...[`${name} last week`, `${name} of last week`, `last week ${name}`].map((word) => [word, inWeek(1)] as const),
      ...[`${name} week before last`, `${name} the week before last`].map((word) => [word, inWeek(2)] as const),
    ]),
    ...zh.flatMap((day) =>
      ["周", "星期", "礼拜"].flatMap((week) => [
        [`${week}${day}`, recent] as const,
        ...["本", "这", "这个"].map((prefix) => [`${prefix}${week}${day}`, inWeek(0)] as const),
        ...["上", "上个"].map((prefix) => [`${prefix}${week}${day}`, inWeek(1)] as const),
        [`上上${week}${day}`, inWeek(2)] as const,
      ]),
    ),
  ];
});

/** Monday to Friday, "weekend" and "last weekend" are the same; on a weekend the former has begun and the latter is over. */
const WEEKEND_PHRASES: Phrases = [
  ...["weekend", "the weekend", "周末"].map((word) => [word, { type: "weekend" }] as const),
  ...["this weekend", "本周末", "这周末", "这个周末"].map((word) => [word, { type: "weekend", weeksAgo: 0 }] as const),
  ...["last weekend", "past weekend", "previous weekend", "上周末", "上个周末"].map(
    (word) => [word, { type: "weekend", weeksAgo: 1 }] as const,
  ),
  ...["weekend before last", "the weekend before last", "上上周末", "上上个周末"].map(
    (word) => [word, { type: "weekend", weeksAgo: 2 }] as const,
  ),
];

export const PERIOD_PHRASES: Phrases = [...DAYS, ...CALENDAR, ...YEARS, ...TO_DATE, ...WEEKDAY_PHRASES, ...WEEKEND_PHRASES];

type YearPhrases = readonly (readonly [phrase: string, yearsAgo: number])[];

/** A year counted from this one, before a date or a month. */
export const YEARS_BEFORE: YearPhrases = [
  ...["今年", "今年的", "本年", "本年的"].map((word) => [word, 0] as const),
  ...["去年", "去年的", "上年", "上年的"].map((word) => [word, 1] as const),
  ...["前年", "前年的"].map((word) => [word, 2] as const),
  ...["大前年", "大前年的"].map((word) => [word, 3] as const),
];
/** The same behind it. Of each year the first is printed. */
export const YEARS_AFTER: YearPhrases = [
  ...["this year", "of this year"].map((word) => [word, 0] as const),
  ...["last year", "of last year"].map((word) => [word, 1] as const),
  ...["year before last", "the year before last", "of the year before last", "2 years ago", "two years ago"].map(
    (word) => [word, 2] as const,
  ),
  ...["3 years ago", "three years ago"].map((word) => [word, 3] as const),
];
/** A week or a month counted from this one, before its days (Chinese) and behind them. Of each the first is printed. */
export const WEEKS_BEFORE: readonly (readonly [phrase: string, weeksAgo: number])[] = [
  ...["本", "这", "这个"].map((word) => [word, 0] as const),
  ...["上", "上个", "last week"].map((word) => [word, 1] as const),
  ["上上", 2],
];
export const WEEKS_AFTER: readonly (readonly [phrase: string, weeksAgo: number])[] = [
  ...["this week", "of this week"].map((word) => [word, 0] as const),
  ...["last week", "of last week"].map((word) => [word, 1] as const),
  ...["week before last", "the week before last", "of the week before last"].map((word) => [word, 2] as const),
];
export const MONTHS_BEFORE: readonly (readonly [phrase: string, monthsAgo: number])[] = [
  ...["本月", "这个月", "本月的", "这个月的"].map((word) => [word, 0] as const),
  ...["上月", "上个月", "上月的", "上个月的"].map((word) => [word, 1] as const),
  ...["上上月", "上上个月", "上上个月的"].map((word) => [word, 2] as const),
];
export const MONTHS_AFTER: readonly (readonly [phrase: string, monthsAgo: number])[] = [
  ...["of this month", "this month"].map((word) => [word, 0] as const),
  ...["of last month", "last month"].map((word) => [word, 1] as const),
  ...["of the month before last", "month before last"].map((word) => [word, 2] as const),
];
/** Before a date, month or quarter: the most recent that is over. */
export const OVER_WORDS: readonly string[] = ["last", "past", "上个", "上一个"];

/** What begins and what ends a stretch that runs until today. */
export const SINCE_OPENERS: readonly string[] = ["since", "自从"];
export const SINCE_CLOSERS: readonly string[] = ["以来", "至今", "起", "开始", "到现在", "到目前", "到目前为止"];
/** Behind "to": where such a stretch ends. */
export const UNTIL_WORDS: readonly (readonly [phrase: string, until: "today" | "yesterday"])[] = [
  ...["today", "now", "date", "今天", "今日", "现在"].map((word) => [word, "today"] as const),
  ...["yesterday", "昨天", "昨日"].map((word) => [word, "yesterday"] as const),
];

/** Months by number; the second is printed. */
export const MONTH_NAMES: readonly (readonly [long: string, short: string, ...other: string[]])[] = [
  ["january", "jan"],
  ["february", "feb"],
  ["march", "mar"],
  ["april", "apr"],
  ["may", "may"],
  ["june", "jun"],
  ["july", "jul"],
  ["august", "aug"],
  ["september", "sep", "sept"],
  ["october", "oct"],
  ["november", "nov"],
  ["december", "dec"],
];

/** Stands before a period and adds nothing. */
export const PERIOD_PREFIXES: readonly string[] = [
  "on",
  "in",
  "in the",
  "for",
  "for the",
  "of",
  "of the",
  "over",
  "over the",
  "within",
  "from",
  "between",
  "at",
  "在",
  "从",
  "自",
];

/** What comes before "7 days", and what comes after it. */
export const LAST_WORDS: readonly string[] = [
  ..."last past previous prior latest trailing".split(" "),
  ..."最近 近 过去 前 最后 之前 最近的 过去的".split(" "),
  "most recent",
];
export const AGO_WORDS: readonly string[] = ["ago", "back", "earlier", "前", "以前", "之前"];
