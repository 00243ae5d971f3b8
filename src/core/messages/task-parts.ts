/** What every message about tasks is put together from: names, times, marks and buttons. */
import { dayOfNumber } from "../calendar/business-day.ts";
import { labelShortDay, labelTime, labelWeekday } from "../calendar/format-period.ts";
import type { EpochMs, Weekday } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Locale, Localized } from "../locale.ts";
import type { Shop } from "../shop.ts";
import { openOffer } from "../tasks/change-step.ts";
import { translateRoutine } from "../tasks/default-routine.ts";
import { isOpen, type Task, turnOf } from "../tasks/task.ts";
import type { TaskList } from "../tasks/task-list.ts";
import { TASK_VERBS, type TaskVerb } from "../tasks/task-verbs.ts";
import { ownerName } from "./campaign-parts.ts";
import type { Action, Block } from "./message.ts";

/** A list beside the shop whose days it goes by. */
export interface TaskView {
  readonly list: TaskList;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  readonly locale: Locale;
  /** False in somebody's direct messages: there, buttons have to name the list. */
  readonly isHere: boolean;
}

export function taskName({ number, title }: Pick<Task, "number" | "title">, locale: Locale): string {
  return `${number}. ${translateRoutine(title, locale)}`;
}

/** "10:00" today, "Fri 20 Nov, 18:00" on another day. */
export function printDue(atMs: EpochMs, { shop: { zone }, nowMs, locale }: TaskView): string {
  const [day, time] = [businessDayOf(atMs, zone), labelTime(atMs, zone)];
  if (day === businessDayOf(nowMs, zone)) return time;
  const [weekday, date] = [labelWeekday(day, locale), labelShortDay(day, locale)];
  return locale === "zh" ? `${date} ${weekday} ${time}` : `${weekday} ${date}, ${time}`;
}

export function printWeekdays(weekdays: readonly Weekday[], locale: Locale): string {
  const zh = locale === "zh";
  if (weekdays.length === 7) return zh ? "每天" : "every day";
  if (weekdays.join() === "1,2,3,4,5") return zh ? "工作日" : "weekdays";
  // 5 January 1970 was a Monday.
  return weekdays.map((weekday) => labelWeekday(dayOfNumber(weekday + 3), locale)).join(zh ? "、" : ", ");
}

/** Readable without colour: done, skipped, offered, late, open. */
export function markOf(task: Task, nowMs: EpochMs): string {
  if (task.done !== null) return "✓";
  if (task.dropped !== null) return "–";
  if (openOffer(task) !== null) return "⇄";
  return task.dueMs < nowMs ? "!" : "·";
}

/** Who did it, or whose turn it is: "Ann", "Omar (warehouse)", "Omar?" where he has not yet accepted. */
export function whoOf(task: Task, { list, locale }: TaskView): string {
  const by = task.done?.by ?? task.dropped?.by;
  if (by !== undefined && by !== null) return by.name;
  const turn = turnOf(task);
  return turn === null ? "" : `${ownerName(turn, list.roles, locale)}${openOffer(task) === null ? "" : "?"}`;
}

export interface TaskCounts {
  readonly done: number;
  readonly total: number;
  readonly late: number;
}

export function countTasks(tasks: readonly Task[], nowMs: EpochMs): TaskCounts {
  const open = tasks.filter(isOpen);
  const done = tasks.filter((task) => task.done !== null).length;
  return { done, total: done + open.length, late: open.filter(({ dueMs }) => dueMs < nowMs).length };
}

/** "2 of 6 tasks done, 1 late". */
export function printTaskCounts({ done, total, late }: TaskCounts, locale: Locale): string {
  if (locale === "zh") return `${total} 项任务已完成 ${done} 项${late > 0 ? `，逾期 ${late} 项` : ""}`;
  return `${done} of ${total} task${total === 1 ? "" : "s"} done${late > 0 ? `, ${late} late` : ""}`;
}

export function textBlock(text: string): Block {
  return { type: "text", spans: [{ text }] };
}

export function labelled(label: string, text: string): Block {
  return { type: "text", spans: [{ text: label, style: "strong" }, { text }] };
}

/** A button of `/tasks`, in the message's own language: "tasks routine". */
export function listAction(label: Localized, verb: TaskVerb, view: TaskView, rest = "", style: Action["style"] = "normal"): Action {
  const { locale } = view;
  const words = ["tasks", TASK_VERBS[verb][locale][0], ...(view.isHere ? [] : [`#${view.list.id}`]), rest];
  return { label: label[locale], words: words.filter((word) => word !== "").join(" "), style };
}

/** A button about one task. It names the day: pressed tomorrow, it still means today's. */
export function taskAction(label: Localized, verb: TaskVerb, task: Task, view: TaskView, style: Action["style"] = "normal"): Action {
  const rest = task.origin.type === "request" ? `${task.number}` : `${task.number} ${task.day}`;
  return listAction(label, verb, view, rest, style);
}

export function doneAction(task: Task, view: TaskView, style: Action["style"] = "normal"): Action {
  return taskAction({ en: `Done ${task.number}`, zh: `完成 ${task.number}` }, "done", task, view, style);
}

/** The question a task needs, asked by its own words. */
export function questionActions(tasks: readonly Task[], most: number, { locale }: TaskView): readonly Action[] {
  const asked = tasks.flatMap(({ question }) => (question === null ? [] : translateRoutine(question, locale)));
  const questions = [...new Set(asked)].slice(0, most);
  return questions.map((question) => ({ label: question, words: question, style: "normal" }));
}
