/** Why a period means nothing, in words for people. */
import { labelDay } from "../core/calendar/format-period.ts";
import type { PartialDate } from "../core/calendar/period.ts";
import type { PeriodProblem } from "../core/calendar/resolve-period.ts";
import type { Locale } from "../core/locale.ts";

export function periodProblemText(problem: PeriodProblem, locale: Locale): string {
  const zh = locale === "zh";
  switch (problem.problem) {
    case "no-such-date":
      return zh
        ? `日历上没有 ${dateText(problem.date)}。请换一个日期，例如：11月11日。`
        : `There is no ${dateText(problem.date)}. Take another date, for example: Nov 11.`;
    case "in-future":
      return zh
        ? `${labelDay(problem.fromDay, locale)} 还没到，没有数字可看。例如：销售额 昨天。`
        : `${labelDay(problem.fromDay, locale)} is still to come: there are no numbers yet. For example: sales yesterday.`;
    case "unknown-campaign":
      return zh
        ? `没有名为“${problem.name}”的活动。`
        : `There is no campaign called “${problem.name}”. Ask for dates instead, for example: sales Nov 1-11.`;
    case "reversed":
      return zh
        ? `${dateText(problem.from)} 晚于 ${dateText(problem.to)}。请把较早的日期写在前面。`
        : `${dateText(problem.from)} is after ${dateText(problem.to)}. Put the earlier date first, for example: Nov 1-11.`;
    case "too-long":
      return zh
        ? `一次最多 ${problem.maxDays} 天。例如：销售额 今年。`
        : `At most ${problem.maxDays} days at once. For example: sales this year.`;
    case "empty":
      return zh ? "这个时段是空的。例如：销售额 最近7天。" : "That period holds no time. For example: sales last 7 days.";
  }
}

/** "2026-02-31", "02-31": as it was given, since the calendar cannot name it. */
function dateText({ year, month, day }: PartialDate): string {
  const tail = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return year === null ? tail : `${year}-${tail}`;
}
