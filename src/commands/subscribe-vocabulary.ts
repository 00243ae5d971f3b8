/** The words of subscriptions, in both languages; the first of each is what Shopbell prints back. */
import type { Weekday } from "../core/calendar/period.ts";
import type { Locale } from "../core/locale.ts";
import type { SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import type { Words } from "../core/words.ts";

export const KIND_WORDS: Readonly<Record<SubscriptionSchedule["type"], Words>> = {
  daily: { en: ["daily", "everyday", "day"], zh: ["每日", "每天", "日报"] },
  weekly: { en: ["weekly", "week"], zh: ["每周", "周报", "每星期"] },
  monthly: { en: ["monthly", "month"], zh: ["每月", "月报"] },
  hourly: { en: ["hourly"], zh: ["每小时"] },
};

export const WEEKDAY_WORDS: Readonly<Record<Weekday, Words>> = {
  1: { en: ["monday", "mon", "mondays"], zh: ["周一", "星期一", "每周一"] },
  2: { en: ["tuesday", "tue", "tues", "tuesdays"], zh: ["周二", "星期二", "每周二"] },
  3: { en: ["wednesday", "wed", "wednesdays"], zh: ["周三", "星期三", "每周三"] },
  4: { en: ["thursday", "thu", "thurs", "thursdays"], zh: ["周四", "星期四", "每周四"] },
  5: { en: ["friday", "fri", "fridays"], zh: ["周五", "星期五", "每周五"] },
  6: { en: ["saturday", "sat", "saturdays"], zh: ["周六", "星期六", "每周六"] },
  7: { en: ["sunday", "sun", "sundays"], zh: ["周日", "星期日", "周天", "星期天", "每周日"] },
};

export const WEEKDAY_SETS: readonly { readonly words: Words; readonly weekdays: readonly Weekday[] }[] = [
  { words: { en: ["weekdays", "workdays"], zh: ["工作日"] }, weekdays: [1, 2, 3, 4, 5] },
  { words: { en: ["weekends", "weekend"], zh: ["周末"] }, weekdays: [6, 7] },
];

export const LANGUAGE_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  en: ["en", "english", "英文", "英语"],
  zh: ["zh", "chinese", "zh-cn", "中文", "汉语"],
};

export const SHOP_WORDS: Words = { en: ["for"], zh: ["店铺", "店"] };

/** Words that only join others. */
export const JOINING_WORDS: readonly string[] = [
  "at",
  "on",
  "in",
  "to",
  "the",
  "of",
  "and",
  "every",
  "zone",
  "during",
  "campaigns",
  "在",
  "到",
  "于",
  "和",
  "用",
  "语言",
  "时区",
  "日",
  "号",
  "报告",
  "活动",
  "期间",
  "活动期间",
];

export type SubscriptionVerb =
  | "subscribe"
  | "subscriptions"
  | "pause"
  | "resume"
  | "move"
  | "unsubscribe"
  | "preview"
  | "run"
  | "sections"
  | "wait";

export const VERB_WORDS: Readonly<Record<SubscriptionVerb, Words>> = {
  subscribe: { en: ["subscribe"], zh: ["订阅"] },
  subscriptions: { en: ["subscriptions"], zh: ["订阅列表"] },
  pause: { en: ["pause"], zh: ["暂停"] },
  resume: { en: ["resume"], zh: ["恢复"] },
  move: { en: ["move"], zh: ["改到", "移动"] },
  unsubscribe: { en: ["unsubscribe"], zh: ["退订", "取消订阅"] },
  preview: { en: ["preview"], zh: ["预览"] },
  run: { en: ["run"], zh: ["立即发送"] },
  sections: { en: ["sections"], zh: ["版块", "栏目"] },
  wait: { en: ["wait"], zh: ["等待"] },
};
