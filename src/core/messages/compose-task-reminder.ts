/** What one person, or a channel, hears of its tasks: all that falls on one minute in one message. */
import type { Locale } from "../locale.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskReminderKind } from "../tasks/task-reminders.ts";
import { offerActions } from "./compose-task-list.ts";
import type { Action, Block, Message } from "./message.ts";
import { doneAction, labelled, listAction, printDue, questionActions, type TaskView, taskAction, taskName, whoOf } from "./task-parts.ts";

const HEADINGS: Readonly<Record<TaskReminderKind, Readonly<Record<Locale, string>>>> = {
  asked: { en: "You are asked to take", zh: "有人请您接手" },
  accepted: { en: "Accepted", zh: "已接受" },
  declined: { en: "Declined, and yours again", zh: "被拒绝，仍由您负责" },
  finished: { en: "Done for you", zh: "已为您完成" },
  soon: { en: "Due soon", zh: "即将到期" },
  late: { en: "Due now and not done", zh: "已到期未完成" },
  "late-waiting": { en: "Late, and you wait for it", zh: "您在等的任务已逾期" },
  "late-lead": { en: "Hours late and not done", zh: "已逾期数小时" },
};

/** `tasks` is never empty; all of one kind and for one address. */
export function composeTaskReminder(view: TaskView, kind: TaskReminderKind, tasks: readonly Task[]): Message {
  const { locale } = view;
  const heading = HEADINGS[kind][locale];
  const lines = tasks.map((task) => describe(kind, task, view));
  const blocks: Block[] = [
    labelled(heading, ""),
    ...lines.map((text): Block => ({ type: "text", spans: [{ text }] })),
    { type: "context", lines: [`${view.shop.name} · ${view.shop.zone}`] },
  ];
  return {
    ...{
      kind: "notice",
      locale,
      blocks,
      summary: `${heading}${locale === "zh" ? "：" : ": "}${lines.join(locale === "zh" ? "；" : "; ")}`,
    },
    actions: actionsOf(kind, tasks, view),
  };
}

function describe(kind: TaskReminderKind, task: Task, view: TaskView): string {
  const { locale } = view;
  const zh = locale === "zh";
  const due = zh ? `截止 ${printDue(task.dueMs, view)}` : `by ${printDue(task.dueMs, view)}`;
  const who = whoOf(task, view);
  const from = task.origin.type === "request" ? task.origin.by.name : "";
  const asked = from === "" ? "" : zh ? `${from} 请求，` : `for ${from}, `;
  switch (kind) {
    case "asked":
    case "soon":
    case "late":
      return zh ? `${taskName(task, locale)}（${asked}${due}）` : `${taskName(task, locale)} (${asked}${due})`;
    case "finished":
      return `${taskName(task, locale)} (${task.answer === null ? who : `${who}: ${task.answer}`})`;
    case "accepted":
    case "declined": {
      const by = task.handoffs.findLast(({ answer }) => answer !== null)?.answer?.by.name ?? who;
      return `${taskName(task, locale)} (${by}${zh ? "，" : ", "}${due})`;
    }
    case "late-waiting":
    case "late-lead":
      return `${taskName(task, locale)} (${who === "" ? due : `${who}${zh ? "，" : ", "}${due}`})`;
  }
}

function actionsOf(kind: TaskReminderKind, tasks: readonly Task[], view: TaskView): readonly Action[] {
  const today = listAction({ en: "All tasks", zh: "全部任务" }, "today", view);
  switch (kind) {
    case "asked":
      return [...tasks.flatMap((task) => offerActions(task, view)), today];
    case "soon":
    case "late":
      return [...tasks.slice(0, 6).map((task) => doneAction(task, view, "primary")), ...questionActions(tasks, 2, view), today];
    case "declined":
    case "late-waiting":
    case "late-lead":
      return [
        ...tasks.slice(0, 6).map((task) => taskAction({ en: `I take ${task.number}`, zh: `我来做 ${task.number}` }, "accept", task, view)),
        today,
      ];
    case "accepted":
    case "finished":
      return [today];
  }
}
