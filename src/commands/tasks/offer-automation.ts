/** Says once, of a task that always has the same answer, how it could be done without people. */
import type { Localized } from "../../core/locale.ts";
import type { Action, Block } from "../../core/messages/message.ts";
import { textBlock } from "../../core/messages/task-parts.ts";
import { printTimeOfDay } from "../../core/schedule/recurrence.ts";
import { isAlwaysTheSame, SAME_ANSWERS } from "../../core/tasks/suggest-automation.ts";
import type { Task } from "../../core/tasks/task.ts";
import type { Routine } from "../../core/tasks/task-list.ts";
import { StoreError } from "../../ports/stores.ts";
import { printSubscription } from "../print-subscription.ts";
import type { TaskInput } from "./task-input.ts";

/** Enough to see past the days on which nobody did it. */
const LOOKED_AT = 2 * SAME_ANSWERS;

/** Refunds are looked at to see whether they are odd: a rule does so every hour. */
const REFUNDS = /^(?:refunds|退款)/u;
const REFUND_RULE: Localized = { en: "alerts add refund rate up 50% vs last week", zh: "alerts 添加 退款率 上升 50% 对比 上周" };

/** Null where there is nothing to suggest, or it has been. */
export async function offerAutomation(
  task: Task,
  { context: { store }, view }: TaskInput,
): Promise<{ readonly blocks: readonly Block[]; readonly actions: readonly Action[] } | null> {
  const { list, locale } = view;
  const routine = list.routines.find(({ number }) => number === task.number);
  if (routine === undefined || routine.isSuggested || task.origin.type === "request") return null;
  if (!isAlwaysTheSame(await store.tasks.recent(list.id, task.number, LOOKED_AT))) return null;
  try {
    const routines = list.routines.map((each) => (each === routine ? { ...each, isSuggested: true } : each));
    await store.tasks.updateList({ ...list, routines });
  } catch (cause) {
    // Somebody changes the list at this moment: the next time will do.
    if (cause instanceof StoreError && cause.code === "conflict") return null;
    throw cause;
  }
  const zh = locale === "zh";
  const said = task.answer === null ? "" : zh ? `，每次都是“${task.answer}”` : `, each time with “${task.answer}”`;
  const text = zh ? `这项任务已手动完成 ${SAME_ANSWERS} 次${said}。` : `That was done by hand ${SAME_ANSWERS} times in a row${said}. `;
  return { blocks: [textBlock(`${text}${insteadText(routine, zh)}`)], actions: insteadActions(routine, view) };
}

function insteadText({ question }: Routine, zh: boolean): string {
  if (question === null) return zh ? "可以考虑改为每周一次，或删除它。" : "It may do once a week, or not at all.";
  return zh
    ? "Shopbell 可以把这些数字自动发到这里，有异常时再看即可。"
    : "Shopbell can post these numbers here by itself, so that somebody looks only when they are odd.";
}

function insteadActions({ question, number, at, weekdays }: Routine, { locale }: TaskInput["view"]): readonly Action[] {
  const zh = locale === "zh";
  const [weekday] = weekdays;
  const weekly = { type: "weekly", at, weekday: weekday ?? 1 } as const;
  if (question === null) {
    const days = zh ? "每周一" : "every monday";
    const words = `tasks ${zh ? "修改" : "change"} ${number} ${days} ${zh ? "" : "at "}${printTimeOfDay(at)}`;
    return [{ label: zh ? "改为每周一次" : "Make it weekly", words, style: "normal" }];
  }
  const ring = { label: zh ? "异常时告警" : "Ring when it is odd", words: REFUND_RULE[locale], style: "normal" } as const;
  const schedule = weekdays.length === 1 ? weekly : ({ type: "daily", at, weekdays } as const);
  const request = { type: "subscribe", schedule, shops: [], locale: null, zone: null } as const;
  const remove = `tasks ${zh ? "删除" : "remove"} ${number}`;
  return [
    ...(REFUNDS.test(question) ? [ring] : []),
    { label: zh ? "自动发送报告" : "Post the report", words: `shopbell ${printSubscription(request, locale)}`, style: "normal" },
    { label: zh ? `删除任务 ${number}` : `Remove task ${number}`, words: remove, style: "normal" },
  ];
}
