/** A period in canonical words, which parse back to the same period. */
import type { CalendarUnit, PartialDate, Period } from "../core/calendar/period.ts";
import type { Locale } from "../core/locale.ts";
import { quote } from "./text/quotes.ts";
import {
  MONTH_NAMES,
  MONTHS_AFTER,
  MONTHS_BEFORE,
  WEEKDAYS,
  WEEKS_AFTER,
  WEEKS_BEFORE,
  YEARS_AFTER,
  YEARS_BEFORE,
} from "./vocabulary/periods.ts";
import { UNIT_WORDS } from "./vocabulary/units.ts";

const UNIT_PHRASES: Readonly<Record<Locale, Readonly<Record<CalendarUnit, Readonly<Record<number, string>>>>>> = {
  en: {
    day: { 1: "tomorrow", 0: "today", "-1": "yesterday", "-2": "day before yesterday" },
    week: { 1: "next week", 0: "this week", "-1": "last week" },
    month: { 1: "next month", 0: "this month", "-1": "last month" },
    quarter: { 1: "next quarter", 0: "this quarter", "-1": "last quarter" },
    year: { 1: "next year", 0: "this year", "-1": "last year" },
  },
  zh: {
    day: { 1: "明天", 0: "今天", "-1": "昨天", "-2": "前天" },
    week: { 1: "下周", 0: "本周", "-1": "上周" },
    month: { 1: "下月", 0: "本月", "-1": "上月" },
    quarter: { 1: "下季度", 0: "本季度", "-1": "上季度" },
    year: { 1: "明年", 0: "今年", "-1": "去年" },
  },
};

const TO_DATE = {
  en: { week: "wtd", month: "mtd", quarter: "qtd", year: "ytd" },
  zh: { week: "本周至今", month: "本月至今", quarter: "本季度至今", year: "今年至今" },
} as const;

const WEEKENDS: Readonly<Record<Locale, Readonly<Record<number, string>> & { readonly latest: string }>> = {
  en: { latest: "the weekend", 0: "this weekend", 1: "last weekend", 2: "weekend before last" },
  zh: { latest: "周末", 0: "本周末", 1: "上周末", 2: "上上周末" },
};

const ENGLISH_ORDINALS = new Intl.PluralRules("en", { type: "ordinal" });
const ORDINALS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: "st", two: "nd", few: "rd", other: "th" };

const CHINESE_DIGITS = ["零", "一", "二", "三", "四"] as const;

/** Prints a period that `parseQuestion` can make; a unit further ahead than the next has no words and prints as the next. */
export function printPeriod(period: Period, locale: Locale): string {
  switch (period.type) {
    case "unit":
      return printUnit(period.unit, period.offset, locale);
    case "to-date":
      return TO_DATE[locale][period.unit];
    case "last":
      return locale === "en" ? `last ${count(period.count, period.unit)}` : `最近${period.count}${UNIT_WORDS[period.unit].zh[0]}`;
    case "weekday":
      return printWeekday(period, locale);
    case "weekdays":
      return printWeekdays(period, locale);
    case "dates": {
      const printed = printDates(period.from, period.to, locale);
      if (period.isOver) return locale === "en" ? `last ${printed}` : `上个${printed}`;
      return withYear(printed, period.yearsAgo, locale);
    }
    case "weekend":
      return WEEKENDS[locale][period.weeksAgo ?? "latest"] ?? WEEKENDS[locale].latest;
    case "days-of-month":
      return printDaysOfMonth(period, locale);
    case "since":
      return printSince(period, locale);
    case "named":
      return printNamed(period, locale);
    case "campaign":
      return printCampaign(period, locale);
  }
}

function printUnit(unit: CalendarUnit, offset: number, locale: Locale): string {
  const phrase = UNIT_PHRASES[locale][unit][Math.min(offset, 1)];
  if (phrase !== undefined) return phrase;
  return locale === "en" ? `${count(-offset, unit)} ago` : `${-offset}${UNIT_WORDS[unit].zh[0]}前`;
}

function count(number: number, unit: "hour" | CalendarUnit): string {
  const [one, many] = UNIT_WORDS[unit].en;
  return `${number} ${number === 1 ? one : many}`;
}

function printWeekday({ weekday, weeksAgo }: Extract<Period, { type: "weekday" }>, locale: Locale): string {
  const names = WEEKDAYS[weekday - 1];
  if (names === undefined) throw new RangeError(`no weekday ${weekday}`);
  if (locale === "zh") return `${"上".repeat(weeksAgo ?? 0)}${weeksAgo === 0 ? "本" : ""}周${names.zh[0]}`;
  const week = ["this week", "last week", "week before last"][weeksAgo ?? -1];
  return week === undefined ? names.en[0] : `${names.en[0]} ${week}`;
}

function printWeekdays({ from, to, weeksAgo }: Extract<Period, { type: "weekdays" }>, locale: Locale): string {
  const isMeant = ([, weeks]: readonly [string, number]) => weeks === weeksAgo;
  const [first, last] = [WEEKDAYS[from - 1], WEEKDAYS[to - 1]];
  if (locale === "zh") return `${WEEKS_BEFORE.find(isMeant)?.[0] ?? ""}周${first?.zh[0]}到周${last?.zh[0]}`;
  return [`${first?.en[0]} to ${last?.en[0]}`, ...WEEKS_AFTER.filter(isMeant).map(([words]) => words)].slice(0, 2).join(" ");
}

function printCampaign({ name, when }: Extract<Period, { type: "campaign" }>, locale: Locale): string {
  const printed = locale === "en" ? `during ${quote(name)}` : `活动${quote(name)}`;
  if (when === undefined) return printed;
  if ("yearsAgo" in when) return withYear(printed, when.yearsAgo, locale);
  return locale === "en" ? `${printed} ${when.year}` : `${when.year}年${printed}`;
}

function printDates(from: PartialDate, to: PartialDate, locale: Locale): string {
  const isOneDay = from.year === to.year && from.month === to.month && from.day === to.day;
  if (from.year !== null || to.year !== null) return isOneDay ? iso(from) : `${iso(from)}..${iso(to)}`;
  if (isOneDay) return inWords(from, locale);
  if (locale === "zh") return `${inWords(from, locale)}到${from.month === to.month ? `${to.day}日` : inWords(to, locale)}`;
  return from.month === to.month ? `${inWords(from, locale)}-${to.day}` : `${inWords(from, locale)} to ${inWords(to, locale)}`;
}

/** The year a date or month lies in, counted from this one. */
function withYear(printed: string, yearsAgo: number | undefined, locale: Locale): string {
  const isMeant = ([, years]: readonly [string, number]) => years === yearsAgo;
  if (yearsAgo === undefined) return printed;
  return locale === "en" ? `${printed} ${YEARS_AFTER.find(isMeant)?.[0]}` : `${YEARS_BEFORE.find(isMeant)?.[0]}${printed}`;
}

function printDaysOfMonth(period: Extract<Period, { type: "days-of-month" }>, locale: Locale): string {
  const isMeant = ([, months]: readonly [string, number]) => months === period.monthsAgo;
  const printed = printDaysOfAMonth(period, locale);
  if (period.monthsAgo === undefined) return printed;
  return locale === "en" ? `${printed} ${MONTHS_AFTER.find(isMeant)?.[0]}` : `${MONTHS_BEFORE.find(isMeant)?.[0]}${printed}`;
}

function printDaysOfAMonth({ from, to }: Extract<Period, { type: "days-of-month" }>, locale: Locale): string {
  const print = (day: number) => (locale === "en" ? `the ${day}${ORDINALS[ENGLISH_ORDINALS.select(day)]}` : `${day}号`);
  if (from === to) return print(from);
  return `${print(from)}${locale === "en" ? " to " : "到"}${print(to)}`;
}

function printSince({ start, until }: Extract<Period, { type: "since" }>, locale: Locale): string {
  const from = printPeriod(start, locale);
  if (locale === "zh") return until === "today" ? `${from}以来` : `${from}到昨天`;
  return until === "today" ? `since ${from}` : `${from} to yesterday`;
}

function iso({ year, month, day }: PartialDate): string {
  const padded = (value: number, length: number) => String(value).padStart(length, "0");
  return `${padded(year ?? 0, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function inWords({ month, day }: PartialDate, locale: Locale): string {
  return locale === "en" ? `${capital(MONTH_NAMES[month - 1]?.[1] ?? "")} ${day}` : `${month}月${day}日`;
}

function printNamed(period: Extract<Period, { type: "named" }>, locale: Locale): string {
  const printed = printNamedPlain(period, locale);
  if (period.which === "over") return locale === "en" ? `last ${printed}` : `上个${printed}`;
  return withYear(printed, period.which?.yearsAgo, locale);
}

function printNamedPlain({ unit, year, index }: Extract<Period, { type: "named" }>, locale: Locale): string {
  if (unit === "year") return locale === "en" ? `year ${year}` : `${year}年`;
  if (locale === "zh") return `${year === null ? "" : `${year}年`}${unit === "month" ? `${index}月` : `第${CHINESE_DIGITS[index]}季度`}`;
  const name = unit === "month" ? capital(MONTH_NAMES[index - 1]?.[0] ?? "") : `Q${index}`;
  return year === null ? name : `${name} ${year}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
