/** What most shops look at day by day and week by week: a channel starts with these, and changes them. */
import type { EpochMs, Weekday } from "../calendar/period.ts";
import { createTranslator, type Locale, type Localized } from "../locale.ts";
import { EVERY_DAY, parseTimeOfDay } from "../schedule/recurrence.ts";
import type { Routine } from "./task-list.ts";

interface RoutineTemplate {
  readonly title: Localized;
  readonly weekdays: readonly Weekday[];
  /** "09:30". */
  readonly at: string;
  readonly question: Localized | null;
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

const TEMPLATES: readonly RoutineTemplate[] = [
  {
    ...{ title: { en: "Check yesterday's numbers", zh: "核对昨日数据" }, weekdays: EVERY_DAY, at: "09:30" },
    question: { en: "kpi yesterday", zh: "核心指标 昨天" },
  },
  {
    ...{ title: { en: "Check the stock of what sells best", zh: "检查热销商品库存" }, weekdays: EVERY_DAY, at: "10:00" },
    question: { en: "units last 7 days by product", zh: "件数 最近7天 按商品" },
  },
  { title: { en: "Answer new reviews and messages", zh: "回复新评价与客户留言" }, weekdays: EVERY_DAY, at: "11:00", question: null },
  {
    ...{ title: { en: "Look at refunds and their reasons", zh: "查看退款及原因" }, weekdays: WEEKDAYS, at: "11:30" },
    question: { en: "refunds yesterday by product", zh: "退款 昨天 按商品" },
  },
  {
    ...{ title: { en: "Check ad spend and what it brought", zh: "检查广告花费与回报" }, weekdays: WEEKDAYS, at: "12:00" },
    question: { en: "ads yesterday by channel", zh: "广告 昨天 按渠道" },
  },
  {
    ...{ title: { en: "Say why last week was as it was", zh: "复盘上周销售变化" }, weekdays: [1], at: "14:00" },
    question: { en: "why sales last week", zh: "为什么 销售额 上周" },
  },
  {
    ...{ title: { en: "Reorder for the next two weeks", zh: "安排未来两周补货" }, weekdays: [2], at: "15:00" },
    question: { en: "units last 14 days by product", zh: "件数 最近14天 按商品" },
  },
  {
    ...{ title: { en: "Set budgets, stock and cover for the weekend", zh: "安排周末预算、库存与值班" }, weekdays: [5], at: "15:00" },
    question: null,
  },
];

/** A usual task's title or question in the reader's language, as long as nobody has worded it otherwise. */
export const translateRoutine = createTranslator(
  TEMPLATES.flatMap(({ title, question }) => [title, ...(question === null ? [] : [question])]),
);

/** Numbered from 1. */
export function defaultRoutines(locale: Locale, sinceMs: EpochMs): readonly Routine[] {
  return TEMPLATES.map(({ title, weekdays, at, question }, index) => ({
    ...{ number: index + 1, title: title[locale], owner: null, weekdays, question: question?.[locale] ?? null },
    ...{ at: parseTimeOfDay(at) ?? { hour: 9, minute: 0 }, state: "active", sinceMs, isSuggested: false },
  }));
}
