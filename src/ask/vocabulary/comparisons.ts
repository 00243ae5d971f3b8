/** What a comparison is called: behind "vs", and on its own. */
import type { Comparison } from "../../core/questions/question.ts";

type Phrases = readonly (readonly [phrase: string, comparison: Comparison])[];

const PREVIOUS: Comparison = { type: "previous" };
const BY_WEEKDAY: Comparison = { type: "last-year", align: "weekday" };
const BY_DATE: Comparison = { type: "last-year", align: "date" };
const NONE: Comparison = { type: "none" };

/** Clear without "vs" before them. Of each kind the first of a language is printed. */
export const COMPARISONS_ALONE: Phrases = [
  ...["环比", "period over period", "pop", "week over week", "wow", "month over month", "mom", "day over day", "dod"].map(
    (word) => [word, PREVIOUS] as const,
  ),
  ...["同比", "yoy", "year over year", "year on year"].map((word) => [word, BY_WEEKDAY] as const),
  ...["按日期同比", "同比按日期", "日期同比", "yoy by date", "year over year by date"].map((word) => [word, BY_DATE] as const),
  ...["no comparison", "without comparison", "不对比", "不比较", "无对比", "不要对比"].map((word) => [word, NONE] as const),
];

/** Understood behind "vs" only: "last year" alone is a period. */
export const COMPARISONS_AFTER_VS: Phrases = [
  ...COMPARISONS_ALONE,
  ...["previous", "previous period", "the previous period", "prior", "prior period", "period before", "the period before", "before"].map(
    (word) => [word, PREVIOUS] as const,
  ),
  ...["last time", "the last time", "上次", "上一次", "上一届", "上届"].map((word) => [word, PREVIOUS] as const),
  ...["上期", "上一期", "前期", "上个周期", "上一周期"].map((word) => [word, PREVIOUS] as const),
  ...["last year", "previous year", "prior year", "a year ago", "same period last year", "the same period last year"].map(
    (word) => [word, BY_WEEKDAY] as const,
  ),
  ...["last year by weekday", "去年", "去年同期", "去年同比", "上年同期"].map((word) => [word, BY_WEEKDAY] as const),
  ...["last year by date", "last year same date", "same date last year", "same dates last year", "the same dates last year"].map(
    (word) => [word, BY_DATE] as const,
  ),
  ...["去年同日", "去年同一天", "去年按日期", "去年同日期"].map((word) => [word, BY_DATE] as const),
  ...["target", "the target", "targets", "goal", "plan", "目标", "计划"].map((word) => [word, { type: "target" }] as const),
  ...["none", "nothing", "no comparison", "无", "不比"].map((word) => [word, NONE] as const),
  ...["default", "默认"].map((word) => [word, { type: "default" }] as const),
];
