/** `/tasks request` and `/tasks add` as forms. */
import type { FilledForm, FormReading, FormSpec } from "../../core/forms/form.ts";
import type { Locale, Localized } from "../../core/locale.ts";
import { EVERY_DAY } from "../../core/schedule/recurrence.ts";
import { TASK_VERBS } from "../../core/tasks/task-verbs.ts";
import { WEEKDAY_WORDS } from "../subscribe-vocabulary.ts";
import { MAX_TITLE_CHARS } from "./task-input.ts";

const WHO_HINT: Localized = { en: "@name, me, or a department such as warehouse", zh: "@某人、我，或部门（如 仓库）" };
const TITLE_PROBLEM: Localized = { en: `At most ${MAX_TITLE_CHARS} characters.`, zh: `最多 ${MAX_TITLE_CHARS} 个字符。` };

export const requestForm: FormSpec = {
  openedBy: ["tasks request", "tasks 请求", "tasks ask", "tasks 拜托"],
  title: { en: "Ask somebody", zh: "请人协助" },
  submit: { en: "Ask", zh: "发送请求" },
  fields: [
    { ...{ name: "who", label: { en: "Who", zh: "请谁" }, hint: WHO_HINT, required: true, initial: [] }, input: { kind: "text" } },
    {
      ...{ name: "what", label: { en: "What", zh: "做什么" }, required: true, initial: [] },
      hint: { en: "Such as: refill the desk lamps", zh: "例如：补台灯库存" },
      input: { kind: "text" },
    },
    {
      ...{ name: "day", label: { en: "By which day", zh: "截止日期" }, required: false, initial: [] },
      hint: { en: "Such as 2026-11-27. Empty: the next time the clock says so", zh: "例如 2026-11-27。不填：下一个到达该时间的日子" },
      input: { kind: "date" },
    },
    {
      ...{ name: "time", label: { en: "By what time", zh: "截止时间" }, required: true, initial: ["18:00"] },
      hint: { en: "In the shop's time zone", zh: "按店铺所在时区" },
      input: { kind: "time" },
    },
  ],
  toWords: (filled, locale) => {
    const what = text(filled, "what");
    if (what.length > MAX_TITLE_CHARS) return { ok: false, problems: { what: TITLE_PROBLEM } };
    const due = [text(filled, "day"), text(filled, "time")].filter((part) => part !== "").join(" ");
    return said(locale, "request", [`"${text(filled, "who")}"`, `"${what}"`, locale === "zh" ? due : `by ${due}`]);
  },
};

export const addForm: FormSpec = {
  openedBy: ["tasks add", "tasks 添加", "tasks new", "tasks 新增"],
  title: { en: "Add to the routine", zh: "添加例行任务" },
  submit: { en: "Add", zh: "添加" },
  fields: [
    {
      ...{ name: "what", label: { en: "What", zh: "做什么" }, required: true, initial: [] },
      hint: { en: "Such as: count the returns", zh: "例如：清点退货" },
      input: { kind: "text" },
    },
    {
      ...{ name: "days", label: { en: "Days", zh: "星期" }, required: false, initial: [] },
      hint: { en: "Empty: every day", zh: "不选：每天" },
      input: {
        kind: "choices",
        choices: EVERY_DAY.map((day) => ({
          value: String(day),
          label: { en: capital(WEEKDAY_WORDS[day].en[0]), zh: WEEKDAY_WORDS[day].zh[0] },
        })),
      },
    },
    {
      ...{ name: "time", label: { en: "By what time", zh: "截止时间" }, required: true, initial: ["12:00"] },
      hint: { en: "In the shop's time zone", zh: "按店铺所在时区" },
      input: { kind: "time" },
    },
    { ...{ name: "who", label: { en: "Who", zh: "由谁" }, hint: WHO_HINT, required: false, initial: [] }, input: { kind: "text" } },
  ],
  toWords: (filled, locale) => {
    const what = text(filled, "what");
    if (what.length > MAX_TITLE_CHARS) return { ok: false, problems: { what: TITLE_PROBLEM } };
    const days = EVERY_DAY.filter((day) => filled.days?.includes(String(day))).map((day) => WEEKDAY_WORDS[day][locale][0]);
    const who = text(filled, "who") === "" ? [] : [locale === "zh" ? "由" : "for", `"${text(filled, "who")}"`];
    return said(locale, "add", [
      `"${what}"`,
      days.length === 0 ? (locale === "zh" ? "每天" : "daily") : days.join(locale === "zh" ? "、" : ", "),
      text(filled, "time"),
      ...who,
    ]);
  },
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Quotes keep what is written together, so that none may stand in it. */
function text(filled: FilledForm, name: string): string {
  return (filled[name]?.[0] ?? "").replace(/["“”「」『』]/gu, "'");
}

function said(locale: Locale, verb: "request" | "add", parts: readonly string[]): FormReading<Localized> {
  return { ok: true, words: ["tasks", TASK_VERBS[verb][locale][0], ...parts].join(" ") };
}
