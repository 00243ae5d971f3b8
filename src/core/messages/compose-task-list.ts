/** The tasks of a day in chat: what is open, late, waiting for an answer, done and by whom. */
import { labelDay } from "../calendar/format-period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import { openOffer } from "../tasks/change-step.ts";
import { isOpen, type Task } from "../tasks/task.ts";
import { nextTask } from "../tasks/task-list.ts";
import type { Action, Block, Message } from "./message.ts";
import {
  countTasks,
  doneAction,
  labelled,
  listAction,
  markOf,
  printDue,
  printTaskCounts,
  questionActions,
  type TaskView,
  taskAction,
  taskName,
  textBlock,
  whoOf,
} from "./task-parts.ts";

/** A phone shows as many without scrolling away from the buttons. */
const ROWS_SHOWN = 25;
/** The console has room for twelve buttons in all. */
const DONE_BUTTONS = 6;
const ANSWER_BUTTONS = 1;
const QUESTION_BUTTONS = 2;

/** `tasks`: the open ones, and those finished today. */
export function composeTaskList(view: TaskView, tasks: readonly Task[]): Message {
  const { list, locale, nowMs, shop } = view;
  const zh = locale === "zh";
  const shown = tasks.filter(({ dropped }) => dropped?.by !== null);
  const day = labelDay(businessDayOf(nowMs, shop.zone), locale);
  const counts = shown.length === 0 ? (zh ? "今天没有任务" : "no tasks today") : printTaskCounts(countTasks(shown, nowMs), locale);
  const heading = zh ? `${shop.name} ${day}` : `${shop.name}, ${day}`;
  const unowned = shown.find((task) => isOpen(task) && task.owner === null);
  const blocks: Block[] = [labelled(heading, zh ? `：${counts}` : `: ${counts}`)];
  if (shown.length > 0) blocks.push(taskTable(openFirst(shown), view, zh ? "任务" : "Tasks"));
  const next = shown.length === 0 ? nextTask(list, nowMs, shop.zone) : null;
  if (next !== null)
    blocks.push(labelled(zh ? "下一项 " : "Next: ", `${taskName(next, locale)}${zh ? "，" : ", "}${printDue(next.dueMs, view)}`));
  if (unowned !== undefined) {
    blocks.push({
      type: "context",
      lines: [
        zh
          ? `✓ 完成 · ! 逾期 · ⇄ 待接受 · – 跳过。说 tasks 指派 ${unowned.number} 我，到期前会提醒您。`
          : `✓ done · ! late · ⇄ to be accepted · – skipped. Say “tasks assign ${unowned.number} me” to be reminded before it is due.`,
      ],
    });
  }
  return {
    kind: "notice",
    locale,
    summary: zh ? `${heading}：${counts}` : `${heading}: ${counts}`,
    blocks,
    actions: listActions(shown, view),
  };
}

/** In order of time, unless that would push what is open out of sight. */
function openFirst(tasks: readonly Task[]): readonly Task[] {
  return tasks.length <= ROWS_SHOWN ? tasks : [...tasks.filter(isOpen), ...tasks.filter((task) => !isOpen(task))];
}

/** What somebody just did, what is left, and the next to do. */
export function composeTaskChange(view: TaskView, text: string, tasks: readonly Task[], undo: Action | null): Message {
  const { locale } = view;
  const zh = locale === "zh";
  const open = tasks.filter((task) => isOpen(task) && openOffer(task) === null);
  const [next] = open;
  const blocks: Block[] = [textBlock(text)];
  if (next !== undefined) {
    const left = zh ? `还剩 ${open.length} 项，下一项 ` : `${open.length} left, next `;
    blocks.push(labelled(left, `${taskName(next, locale)}${zh ? "，" : ", "}${printDue(next.dueMs, view)}`));
  }
  return {
    ...{ kind: "notice", locale, summary: text, blocks },
    actions: [
      ...(undo === null ? [] : [undo]),
      ...(next === undefined ? [] : [doneAction(next, view, "primary"), ...questionActions([next], 1, view)]),
      listAction({ en: "Today", zh: "今日任务" }, "today", view),
    ],
  };
}

export function taskTable(tasks: readonly Task[], view: TaskView, caption: string): Block {
  const { locale, nowMs } = view;
  const zh = locale === "zh";
  return {
    type: "table",
    caption,
    columns: [zh ? "任务" : "Task", zh ? "人员" : "Who", zh ? "时间" : "Time"].map((label) => ({ label, align: "left" })),
    rows: tasks
      .slice(0, ROWS_SHOWN)
      .map((task) => [
        `${markOf(task, nowMs)} ${taskName(task, locale)}${task.answer === null ? "" : ` (${task.answer})`}`,
        whoOf(task, view),
        printDue(task.done?.atMs ?? task.dropped?.atMs ?? task.dueMs, view),
      ]),
    more: Math.max(0, tasks.length - ROWS_SHOWN),
  };
}

function listActions(tasks: readonly Task[], view: TaskView): readonly Action[] {
  const open = tasks.filter(isOpen);
  const offered = open.filter((task) => openOffer(task) !== null);
  const ready = open.filter((task) => openOffer(task) === null);
  return [
    ...ready.slice(0, DONE_BUTTONS).map((task, index) => doneAction(task, view, index === 0 ? "primary" : "normal")),
    ...offered.slice(0, ANSWER_BUTTONS).flatMap((task) => offerActions(task, view)),
    ...questionActions(ready, QUESTION_BUTTONS, view),
    listAction({ en: "Ask somebody", zh: "请人协助" }, "request", view),
    listAction({ en: "Routine", zh: "例行任务" }, "routine", view),
  ];
}

export function offerActions(task: Task, view: TaskView): readonly Action[] {
  const { number } = task;
  return [
    taskAction({ en: `Accept ${number}`, zh: `接受 ${number}` }, "accept", task, view, "primary"),
    taskAction({ en: `Decline ${number}`, zh: `拒绝 ${number}` }, "decline", task, view),
  ];
}
