/** `tasks review [last week]`: how punctual everybody was. */
import { addDays, weekStartOf } from "../../core/calendar/business-day.ts";
import { businessDayOf, dayBounds } from "../../core/calendar/zone-clock.ts";
import { composeTaskReview } from "../../core/messages/compose-task-summary.ts";
import { reviewTasks } from "../../core/tasks/review-tasks.ts";
import { said } from "../campaign/campaign-input.ts";
import { joinWords } from "../campaign/split-words.ts";
import type { CommandResult } from "../command.ts";
import type { TaskInput } from "./task-input.ts";

const DAYS = 7;

/** Of the last week, whole; else of the seven days that end with today. */
export async function review({ context, view, rest }: TaskInput): Promise<CommandResult> {
  const { list, shop, nowMs } = view;
  const today = businessDayOf(nowMs, shop.zone);
  const isLastWeek = /last week|上周/iu.test(joinWords(rest));
  const fromDay = isLastWeek ? addDays(weekStartOf(today, shop.weekStart), -DAYS) : addDays(today, 1 - DAYS);
  const toDay = addDays(fromDay, DAYS);
  const { fromMs } = dayBounds(fromDay, shop.zone);
  const { fromMs: toMs } = dayBounds(toDay, shop.zone);
  const tasks = await context.store.tasks.dueBetween(list.id, fromMs, toMs);
  const period = { grain: "days", fromMs, toMs, fromDay, toDay, zone: shop.zone, elapsedToMs: null } as const;
  return said(composeTaskReview(view, period, reviewTasks(tasks, nowMs)), context);
}
