/** `/tasks`: the channel's daily work – routine, requests to others, hand-overs, and how punctual everybody is. */
import { TASK_VERBS, type TaskVerb } from "../core/tasks/task-verbs.ts";
import { findByWord } from "../core/words.ts";
import { refreshMorning } from "../figures/task-entries.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { refused } from "./campaign/campaign-input.ts";
import { splitWords, type Word } from "./campaign/split-words.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import { retryOnConflict } from "./retry-on-conflict.ts";
import {
  addRoutine,
  assign,
  assignLead,
  assignRole,
  changeRoutine,
  postHere,
  postNowhere,
  setRoutineState,
  showRoutine,
  showStart,
  startList,
} from "./tasks/keep-routine.ts";
import { request } from "./tasks/request-task.ts";
import { review } from "./tasks/review-tasks.ts";
import { addForm, requestForm } from "./tasks/task-forms.ts";
import { findTaskList, type TaskInput } from "./tasks/task-input.ts";
import { accept, decline, finish, handOver, reopenOne, showToday, skip } from "./tasks/work-tasks.ts";

const SPEC: CommandSpec = {
  name: "tasks",
  description: { en: "Daily tasks, requests to others, hand-overs", zh: "每日任务、请求协助、移交" },
  usage: "[done 3 | request warehouse Refill by friday | add … | assign 3 me | routine | review | here at 09:00]",
  options: [
    {
      name: "words",
      prefix: "",
      required: false,
      description: {
        en: "done 3 · skip 3 why · request warehouse Refill by friday · assign 3 me · routine · review",
        zh: "完成 3 · 跳过 3 原因 · 请求 仓库 补货 周五 · 指派 3 我 · 例行 · 回顾",
      },
    },
  ],
  lines: {
    en: [
      ...["today", "done 1", "done 1 all fine", "skip 1 nothing new", "request warehouse Refill the lamps by tomorrow 12:00"],
      ...["add Count the returns every friday at 16:00 for warehouse", "assign 1 me", "move 1 to 10:30", "remove 1", "restore 1"],
      ...[
        "routine",
        "review",
        "review last week",
        "here at 09:00",
        "away",
        "accept 1",
        "decline 1",
        "handover 1 to warehouse",
        "role warehouse me",
      ],
    ],
    zh: [
      ...["今天", "完成 1", "完成 1 一切正常", "跳过 1 没有新的", "请求 仓库 补台灯库存 明天12:00"],
      ...["添加 清点退货 每周五 16:00 由 仓库", "指派 1 我", "改到 1 10:30", "删除 1", "恢复 1"],
      ...["例行", "回顾", "回顾 上周", "在此 09:00", "停止播报", "接受 1", "拒绝 1", "移交 1 给 仓库", "角色 仓库 我"],
    ],
  },
  forms: [requestForm, addForm],
};

/** These change nothing. */
const LOOKING: readonly TaskVerb[] = ["today", "routine", "review"];

type Handler = (input: TaskInput) => Promise<CommandResult> | CommandResult;

const HANDLERS: Readonly<Record<Exclude<TaskVerb, "help">, Handler>> = {
  today: showToday,
  start: showToday,
  done: finish,
  reopen: reopenOne,
  skip,
  add: addRoutine,
  change: changeRoutine,
  move: changeRoutine,
  assign,
  remove: (input) => setRoutineState(input, "removed"),
  restore: (input) => setRoutineState(input, "active"),
  routine: showRoutine,
  request,
  accept,
  decline,
  handover: handOver,
  review,
  here: postHere,
  away: postNowhere,
  role: assignRole,
  lead: assignLead,
};

/** Said in a channel without tasks these make a list: of the usual routine, or an empty one. */
const STARTING: Readonly<Partial<Record<TaskVerb, "usual" | "empty">>> = { start: "usual", here: "usual", add: "empty", request: "empty" };

export const tasksCommand: Command = {
  spec: SPEC,
  aliases: ["任务", "待办", "task", "todo"],
  run: async (line, context) => {
    const [first, ...rest] = splitWords(line);
    const verb = first === undefined ? "today" : first.isQuoted ? null : findByWord(TASK_VERBS, first.text);
    if (verb === null) return first?.isQuoted === false && context.request.addressed ? unknown(first.text, context) : null;
    if (verb === "help") return showStart(context);
    return retryOnConflict(context, async (fresh) => {
      const input = (await findTaskList(rest, fresh)) ?? (await start(verb, rest, fresh));
      if ("message" in input) return input;
      const result = await HANDLERS[verb](input);
      if (!LOOKING.includes(verb)) await refreshMorning(input.view, context.store, context.newId);
      return result;
    });
  },
};

/** A channel without tasks gets a list by what it says first, or is offered one. */
async function start(verb: TaskVerb, rest: readonly Word[], context: CommandContext): Promise<TaskInput | CommandResult> {
  const starting = STARTING[verb];
  if (starting === undefined) return showStart(context);
  const started = await startList(context, starting === "empty");
  return "message" in started ? started : { ...started, rest };
}

function unknown(word: string, context: CommandContext): CommandResult {
  const shown = word.slice(0, 40);
  const verbs = (["done", "skip", "request", "add", "assign", "routine", "review"] as const).map((verb) => TASK_VERBS[verb]);
  return refused(
    {
      en: `/tasks has no “${shown}”. It knows: ${verbs.map(({ en: [name] }) => name).join(", ")}.`,
      zh: `/tasks 没有“${shown}”。可以说：${verbs.map(({ zh: [name] }) => name).join("、")}。`,
    },
    context,
    { en: ["tasks", "tasks routine", "tasks request"], zh: ["tasks 今天", "tasks 例行", "tasks 请求"] },
  );
}
