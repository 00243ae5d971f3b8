/** A list's routine in chat, and what a channel without one is offered. */
import type { Locale } from "../locale.ts";
import { printTimeOfDay } from "../schedule/recurrence.ts";
import type { Routine } from "../tasks/task-list.ts";
import { TASK_VERBS } from "../tasks/task-verbs.ts";
import { ownerName } from "./campaign-parts.ts";
import type { Action, Block, Message } from "./message.ts";
import { labelled, listAction, printWeekdays, type TaskView, taskName, textBlock } from "./task-parts.ts";

export function composeRoutine(view: TaskView): Message {
  const { list, shop, locale } = view;
  const zh = locale === "zh";
  const active = list.routines.filter(({ state }) => state === "active");
  const posted = [
    ...(list.morning === null ? [] : [`${zh ? "清单 " : "list "}${printTimeOfDay(list.morning)}`]),
    ...(list.evening === null ? [] : [`${zh ? "小结 " : "summary "}${printTimeOfDay(list.evening)}`]),
  ].join(zh ? "，" : ", ");
  return {
    ...{ kind: "notice", locale, summary: zh ? `${active.length} 项例行任务` : `${active.length} routine tasks` },
    blocks: [
      active.length === 0 ? textBlock(zh ? "还没有例行任务。" : "There is no routine yet.") : routineTable(active, list.roles, locale),
      labelled(
        zh ? "在本频道发布：" : "Posted here: ",
        posted === "" ? (zh ? "无。说 tasks 在此 09:00 开启。" : "nothing. Say “tasks here at 09:00”.") : `${posted} (${shop.zone})`,
      ),
      { type: "context", lines: [HOW[locale]] },
    ],
    actions: routineActions(view),
  };
}

/** What was just changed, and a button that takes it back. */
export function composeRoutineChange(view: TaskView, text: string, undo: Action | null): Message {
  const actions = [
    ...(undo === null ? [] : [undo]),
    ...routineActions(view),
    listAction({ en: "Routine", zh: "例行任务" }, "routine", view),
  ];
  return { kind: "notice", locale: view.locale, summary: text, blocks: [textBlock(text)], actions };
}

function routineActions(view: TaskView): readonly Action[] {
  const here = listAction({ en: "Post it at 09:00", zh: "每天 09:00 发布" }, "here", view, view.locale === "zh" ? "09:00" : "at 09:00");
  return [
    listAction({ en: "Today", zh: "今日任务" }, "today", view),
    listAction({ en: "Add", zh: "添加" }, "add", view),
    ...(view.list.morning === null ? [here] : []),
  ];
}

/** A channel without tasks: the usual routine, to start with. */
export function composeTaskStart(routines: readonly Routine[], locale: Locale): Message {
  const zh = locale === "zh";
  const summary = zh ? "本频道还没有任务。大多数店铺每天这样做：" : "This channel has no tasks yet. Most shops do these:";
  const verb = (name: "start" | "here" | "add") => TASK_VERBS[name][locale][0];
  return {
    kind: "help",
    locale,
    summary,
    blocks: [textBlock(summary), routineTable(routines, {}, locale), { type: "context", lines: [HOW[locale]] }],
    actions: [
      {
        label: zh ? "使用这些，每天 09:00 发布" : "Use these, posted at 09:00",
        words: `tasks ${verb("here")} ${zh ? "" : "at "}09:00`,
        style: "primary",
      },
      { label: zh ? "使用这些，不发布" : "Use these, quietly", words: `tasks ${verb("start")}`, style: "normal" },
      { label: zh ? "自己添加" : "Add my own", words: `tasks ${verb("add")}`, style: "normal" },
    ],
  };
}

const HOW: Readonly<Record<Locale, string>> = {
  en: "tasks add Count the returns every friday at 16:00 for warehouse · tasks move 3 to 10:30 · tasks assign 3 me · tasks remove 3",
  zh: "tasks 添加 清点退货 每周五 16:00 由 仓库 · tasks 改到 3 10:30 · tasks 指派 3 我 · tasks 删除 3",
};

function routineTable(routines: readonly Routine[], roles: TaskView["list"]["roles"], locale: Locale): Block {
  const zh = locale === "zh";
  const isOwned = routines.some(({ owner }) => owner !== null);
  return {
    type: "table",
    caption: zh ? "例行任务" : "Routine",
    columns: [zh ? "任务" : "Task", zh ? "何时" : "When", ...(isOwned ? [zh ? "人员" : "Who"] : [])].map((label) => ({
      label,
      align: "left",
    })),
    rows: routines.map((routine) => [
      taskName(routine, locale),
      `${printWeekdays(routine.weekdays, locale)} ${printTimeOfDay(routine.at)}`,
      ...(isOwned ? [routine.owner === null ? "" : ownerName(routine.owner, roles, locale)] : []),
    ]),
    more: 0,
  };
}
