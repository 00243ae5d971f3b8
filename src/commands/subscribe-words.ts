/** The small grammar of subscriptions: words → what is wanted, and back. Pure. */
import type { TimeZone, Weekday } from "../core/calendar/period.ts";
import { parseTimeZone } from "../core/calendar/time-zone.ts";
import { LOCALES, type Locale, type Localized } from "../core/locale.ts";
import type { SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import { REPORT_SECTIONS, type ReportSection, SECTION_NAMES } from "../core/reports/report-section.ts";
import { EVERY_DAY, parseTimeOfDay, type TimeOfDay } from "../core/schedule/recurrence.ts";
import { findByWord } from "../core/words.ts";
import {
  JOINING_WORDS,
  KIND_WORDS,
  LANGUAGE_WORDS,
  SHOP_WORDS,
  type SubscriptionVerb,
  VERB_WORDS,
  WEEKDAY_SETS,
  WEEKDAY_WORDS,
} from "./subscribe-vocabulary.ts";

export type SubscriptionRequest =
  /** No shops = the channel's own; no zone = each shop's own; no locale = that of the channel. */
  | {
      readonly type: "subscribe";
      readonly schedule: SubscriptionSchedule;
      readonly shops: readonly string[];
      readonly locale: Locale | null;
      readonly zone: TimeZone | null;
    }
  | { readonly type: "list" }
  | { readonly type: "pause" | "resume" | "remove" | "run"; readonly number: number }
  /** No number = the channel's first. */
  | { readonly type: "preview"; readonly number: number | null }
  /** `zone` null leaves the zone as it is. */
  | { readonly type: "move"; readonly number: number; readonly at: TimeOfDay; readonly zone: TimeZone | null }
  | { readonly type: "sections"; readonly number: number; readonly sections: readonly ReportSection[] }
  | { readonly type: "wait"; readonly number: number; readonly waitMs: number };

export type SubscriptionParse =
  | { readonly ok: true; readonly request: SubscriptionRequest }
  /** What is wrong, and a whole line to say instead. */
  | { readonly ok: false; readonly problem: Localized; readonly example: Localized };

/** Nine in the morning is when people look. */
const USUAL_TIME: TimeOfDay = { hour: 9, minute: 0 };
const HOUR_MS = 3_600_000;
/** Longer than this and the next report is near. */
const LONGEST_WAIT_HOURS = 12;

const EXAMPLES = {
  subscribe: { en: "shopbell subscribe daily at 09:00", zh: "shopbell 订阅 每日 09:00" },
  number: { en: "shopbell subscriptions", zh: "shopbell 订阅列表" },
  move: { en: "shopbell move 1 to 08:30", zh: "shopbell 改到 1 08:30" },
  sections: { en: "shopbell sections 1 summary, channels, chart", zh: "shopbell 版块 1 摘要 渠道 图表" },
  wait: { en: "shopbell wait 1 3h", zh: "shopbell 等待 1 3小时" },
} as const satisfies Record<string, Localized>;

/** The verb a line begins with; null where it is about something else. */
export function findVerb(word: string): SubscriptionVerb | null {
  return findByWord(VERB_WORDS, word);
}

/** `words` is what stands behind the verb. Never throws. */
export function parseSubscription(verb: SubscriptionVerb, words: string): SubscriptionParse {
  const tokens = tokenize(words);
  switch (verb) {
    case "subscribe":
      return parseSubscribe(tokens);
    case "subscriptions":
      return { ok: true, request: { type: "list" } };
    case "preview": {
      const number = readNumber(tokens[0]);
      if (tokens.length > 0 && number === null) return noNumber(verb);
      return { ok: true, request: { type: "preview", number } };
    }
    default: {
      const number = readNumber(tokens[0]);
      return number === null ? noNumber(verb) : parseNumbered(verb, number, tokens.slice(1));
    }
  }
}

function parseNumbered(
  verb: Exclude<SubscriptionVerb, "subscribe" | "subscriptions" | "preview">,
  number: number,
  tokens: readonly string[],
): SubscriptionParse {
  switch (verb) {
    case "pause":
    case "resume":
    case "run":
      return { ok: true, request: { type: verb, number } };
    case "unsubscribe":
      return { ok: true, request: { type: "remove", number } };
    case "move":
      return parseMove(number, tokens);
    case "sections":
      return parseSections(number, tokens);
    case "wait":
      return parseWait(number, tokens);
  }
}

function parseSubscribe(tokens: readonly string[]): SubscriptionParse {
  let kind: SubscriptionSchedule["type"] | null = null;
  let at: TimeOfDay | null = null;
  let dayOfMonth: number | null = null;
  let locale: Locale | null = null;
  let zone: TimeZone | null = null;
  const weekdays = new Set<Weekday>();
  const shops: string[] = [];
  let isNamingShops = false;
  for (const token of tokens) {
    if (isShopWord(token)) isNamingShops = true;
    else if (JOINING_WORDS.includes(token)) isNamingShops &&= token === "and" || token === "和";
    else if (isNamingShops && !isKnownWord(token)) shops.push(token);
    else {
      isNamingShops = false;
      const set = WEEKDAY_SETS.find(({ words }) => words.en.includes(token) || words.zh.includes(token));
      const weekday = findWeekday(token);
      const time = readTime(token);
      const foundKind = findByWord(KIND_WORDS, token);
      const language = LOCALES.find((each) => LANGUAGE_WORDS[each].includes(token));
      const date = /^([1-9]|[12]\d|3[01])(st|nd|rd|th)?$/.exec(token);
      if (foundKind !== null) kind = foundKind;
      else if (set !== undefined) for (const each of set.weekdays) weekdays.add(each);
      else if (weekday !== null) weekdays.add(weekday);
      else if (language !== undefined) locale = language;
      else if (time !== null) at = time;
      else if (date !== null) dayOfMonth = Number(date[1]);
      else if (/^\d/.test(token)) return fail(badTime(token), EXAMPLES.subscribe);
      else {
        zone = parseTimeZone(token);
        if (zone === null) return fail(notUnderstood(token), EXAMPLES.subscribe);
      }
    }
  }
  const schedule = scheduleOf(kind, at, [...weekdays].sort(), dayOfMonth);
  if (schedule === null) {
    return fail(
      {
        en: "Say how often: daily, weekly or monthly and when, or hourly during campaigns.",
        zh: "请说明频率：每日、每周或每月以及时间，或活动期间每小时。",
      },
      EXAMPLES.subscribe,
    );
  }
  return { ok: true, request: { type: "subscribe", schedule, shops, locale, zone } };
}

/** Null where the days do not go with the kind. */
export function scheduleOf(
  kind: SubscriptionSchedule["type"] | null,
  time: TimeOfDay | null,
  weekdays: readonly Weekday[],
  dayOfMonth: number | null,
): SubscriptionSchedule | null {
  const [weekday, ...others] = weekdays;
  const at = time ?? USUAL_TIME;
  switch (kind) {
    case "daily":
      return dayOfMonth === null ? { type: "daily", at, weekdays: weekday === undefined ? EVERY_DAY : weekdays } : null;
    case "weekly":
      return others.length > 0 || dayOfMonth !== null ? null : { type: "weekly", at, weekday: weekday ?? 1 };
    case "monthly":
      return weekday === undefined ? { type: "monthly", at, dayOfMonth: dayOfMonth ?? 1 } : null;
    case "hourly":
      return time === null && weekday === undefined && dayOfMonth === null ? { type: "hourly", minute: 0 } : null;
    case null:
      // "on monday at 09:00" alone means each week.
      return weekday !== undefined && others.length === 0 && dayOfMonth === null ? { type: "weekly", at, weekday } : null;
  }
}

function parseMove(number: number, tokens: readonly string[]): SubscriptionParse {
  let at: TimeOfDay | null = null;
  let zone: TimeZone | null = null;
  for (const token of tokens.filter((each) => !JOINING_WORDS.includes(each))) {
    const time = readTime(token);
    if (time !== null) at = time;
    else if (/^\d/.test(token)) return fail(badTime(token), EXAMPLES.move);
    else {
      zone = parseTimeZone(token);
      if (zone === null) {
        return fail(
          {
            en: `There is no time zone “${token}”. Zones are named like Europe/Berlin.`,
            zh: `没有时区“${token}”。时区写法如 Asia/Shanghai。`,
          },
          { en: `${EXAMPLES.move.en} Europe/Berlin`, zh: `${EXAMPLES.move.zh} Asia/Shanghai` },
        );
      }
    }
  }
  if (at === null) return fail({ en: "Say the new time.", zh: "请说明新的时间。" }, EXAMPLES.move);
  return { ok: true, request: { type: "move", number, at, zone } };
}

function parseSections(number: number, tokens: readonly string[]): SubscriptionParse {
  const wanted = new Set<ReportSection>();
  for (const token of tokens.filter((each) => !JOINING_WORDS.includes(each))) {
    const section = REPORT_SECTIONS.find((each) => SECTION_NAMES[each].en.includes(token) || SECTION_NAMES[each].zh.includes(token));
    if (section !== undefined) wanted.add(section);
    else if (token === "all" || token === "全部") for (const each of REPORT_SECTIONS) wanted.add(each);
    // The headline is always there: naming it is no mistake.
    else if (!["sales", "headline", "销售额"].includes(token)) return fail(noSection(token), EXAMPLES.sections);
  }
  if (tokens.length === 0) return fail(noSection(""), EXAMPLES.sections);
  return { ok: true, request: { type: "sections", number, sections: REPORT_SECTIONS.filter((each) => wanted.has(each)) } };
}

function parseWait(number: number, tokens: readonly string[]): SubscriptionParse {
  const hours = Number(/^(\d+(?:\.\d+)?)(h|hours?|小时)?$/.exec(tokens.filter((each) => !JOINING_WORDS.includes(each)).join(""))?.[1]);
  if (!(hours >= 0 && hours <= LONGEST_WAIT_HOURS)) {
    return fail(
      {
        en: `Say how many hours to wait for late data, 0 to ${LONGEST_WAIT_HOURS}.`,
        zh: `请说明等待迟到数据的小时数，0 到 ${LONGEST_WAIT_HOURS}。`,
      },
      EXAMPLES.wait,
    );
  }
  return { ok: true, request: { type: "wait", number, waitMs: Math.round(hours * HOUR_MS) } };
}

function tokenize(words: string): readonly string[] {
  return (
    words
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[,、,;；]/gu, " ")
      // "每周一09:00" and "每月1日" are written without spaces.
      .replace(/(\p{Script=Han})(?=[\p{Script=Latin}\d])/gu, "$1 ")
      .replace(/([\p{Script=Latin}\d])(?=\p{Script=Han})/gu, "$1 ")
      .split(/\s+/u)
      .filter((token) => token !== "")
  );
}

/** "09:00", "9:00", "9am", "9:30pm"; a bare number is no time. */
export function readTime(token: string): TimeOfDay | null {
  const half = /^(\d{1,2})(?::(\d{2}))?(am|pm)$/.exec(token);
  if (half === null) return parseTimeOfDay(token);
  const hour = Number(half[1]);
  const minute = Number(half[2] ?? 0);
  if (hour < 1 || hour > 12 || minute > 59) return null;
  return { hour: (hour % 12) + (half[3] === "pm" ? 12 : 0), minute };
}

function readNumber(token: string | undefined): number | null {
  const match = /^#?(\d{1,4})$/.exec(token ?? "");
  return match === null ? null : Number(match[1]);
}

function isShopWord(token: string): boolean {
  return SHOP_WORDS.en.includes(token) || SHOP_WORDS.zh.includes(token);
}

function isKnownWord(token: string): boolean {
  return (
    findByWord(KIND_WORDS, token) !== null ||
    findWeekday(token) !== null ||
    readTime(token) !== null ||
    token.includes("/") ||
    WEEKDAY_SETS.some(({ words }) => words.en.includes(token) || words.zh.includes(token))
  );
}

export function findWeekday(token: string): Weekday | null {
  return EVERY_DAY.find((day) => WEEKDAY_WORDS[day].en.includes(token) || WEEKDAY_WORDS[day].zh.includes(token)) ?? null;
}

function fail(problem: Localized, example: Localized): SubscriptionParse {
  return { ok: false, problem, example };
}

function noNumber(verb: SubscriptionVerb): SubscriptionParse {
  return fail(
    {
      en: `Say which one: “${verb} 1”. The list shows their numbers.`,
      zh: `请说明是哪一个，例如“${VERB_WORDS[verb].zh[0]} 1”。列表里有编号。`,
    },
    EXAMPLES.number,
  );
}

function badTime(token: string): Localized {
  return { en: `“${token}” is no time of day. Times run from 00:00 to 23:59.`, zh: `“${token}”不是有效时间。时间从 00:00 到 23:59。` };
}

function notUnderstood(token: string): Localized {
  return {
    en: `I did not understand “${token}”. Say how often, when, and if you like which shop, language and time zone.`,
    zh: `没看懂“${token}”。请说明频率、时间，也可以加店铺、语言和时区。`,
  };
}

function noSection(token: string): Localized {
  return {
    en: `${token === "" ? "Name the sections" : `There is no section “${token}”`}: ${REPORT_SECTIONS.join(", ")}, or all.`,
    zh: `${token === "" ? "请列出版块" : `没有版块“${token}”`}：${REPORT_SECTIONS.map((each) => SECTION_NAMES[each].zh[0]).join("、")}，或“全部”。`,
  };
}
