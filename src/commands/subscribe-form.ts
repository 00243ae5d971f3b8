/** `/shopbell subscribe` as a form. */
import type { FilledForm, FormReading, FormSpec } from "../core/forms/form.ts";
import { LOCALES, type Locale, type Localized } from "../core/locale.ts";
import type { SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import { EVERY_DAY, parseTimeOfDay } from "../core/schedule/recurrence.ts";
import { printSubscription } from "./print-subscription.ts";
import { WEEKDAY_WORDS } from "./subscribe-vocabulary.ts";
import { scheduleOf } from "./subscribe-words.ts";

const KINDS: readonly { readonly value: SubscriptionSchedule["type"]; readonly label: Localized }[] = [
  { value: "daily", label: { en: "Daily", zh: "每日" } },
  { value: "weekly", label: { en: "Weekly", zh: "每周" } },
  { value: "monthly", label: { en: "Monthly, on the 1st", zh: "每月 1 日" } },
  { value: "hourly", label: { en: "Hourly during campaigns", zh: "活动期间每小时" } },
];

const DAY_PROBLEMS: Readonly<Record<SubscriptionSchedule["type"], Localized>> = {
  daily: { en: "Choose the days.", zh: "请选择日期。" },
  weekly: { en: "A weekly report comes on one day: choose one.", zh: "周报每周只发一天，请选择一天。" },
  hourly: { en: "Hourly posts come while a campaign runs: choose no weekday.", zh: "每小时的播报只在活动期间发送，请不要选择星期。" },
  monthly: { en: "A monthly report comes on the 1st: choose no weekday.", zh: "月报在每月 1 日发送，请不要选择星期。" },
};

export const subscribeForm: FormSpec = {
  openedBy: ["shopbell subscribe", "shopbell 订阅", "subscribe", "订阅"],
  title: { en: "Subscribe to a report", zh: "订阅报告" },
  submit: { en: "Subscribe", zh: "订阅" },
  fields: [
    {
      ...{ name: "every", label: { en: "How often", zh: "频率" }, required: true, initial: ["daily"] },
      hint: { en: "Daily reports are about the day before", zh: "日报讲的是前一天" },
      input: { kind: "choice", choices: KINDS },
    },
    {
      ...{ name: "at", label: { en: "Time", zh: "时间" }, required: true, initial: ["09:00"] },
      hint: { en: "In the shop's time zone, such as 09:00", zh: "按店铺所在时区，例如 09:00" },
      input: { kind: "time" },
    },
    {
      ...{ name: "days", label: { en: "Days", zh: "星期" }, required: false, initial: [] },
      hint: { en: "Empty: daily on every day, weekly on Monday", zh: "不选：日报每天发送，周报周一发送" },
      input: {
        kind: "choices",
        choices: EVERY_DAY.map((day) => ({
          value: String(day),
          label: { en: capital(WEEKDAY_WORDS[day].en[0]), zh: WEEKDAY_WORDS[day].zh[0] },
        })),
      },
    },
    {
      ...{ name: "shops", label: { en: "Shops", zh: "店铺" }, required: false, initial: [] },
      hint: { en: "Empty: this channel's own", zh: "不选：本频道的店铺" },
      input: { kind: "choices", choices: "shops" },
    },
    {
      ...{ name: "language", label: { en: "Language", zh: "语言" }, required: false, initial: [] },
      hint: { en: "Empty: this channel's own", zh: "不选：本频道的语言" },
      input: { kind: "choice", choices: LOCALES.map((value) => ({ value, label: value === "zh" ? both("中文") : both("English") })) },
    },
  ],
  toWords,
};

function toWords(filled: FilledForm, locale: Locale): FormReading<Localized> {
  const kind = KINDS.find(({ value }) => value === filled.every?.[0])?.value ?? "daily";
  // Each hour's end is a time of its own.
  const at = kind === "hourly" ? null : parseTimeOfDay(filled.at?.[0] ?? "");
  const weekdays = EVERY_DAY.filter((day) => filled.days?.includes(String(day)));
  const schedule = scheduleOf(kind, at, weekdays, null);
  if (schedule === null) return { ok: false, problems: { days: DAY_PROBLEMS[kind] } };
  const language = LOCALES.find((each) => each === filled.language?.[0]) ?? null;
  const request = { type: "subscribe", schedule, shops: filled.shops ?? [], locale: language, zone: null } as const;
  return { ok: true, words: `shopbell ${printSubscription(request, locale)}` };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function both(text: string): Localized {
  return { en: text, zh: text };
}
