/** Working on the tasks of the day: done, skipped, asked for, taken and handed over. */

import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import { labelDay } from "../../core/calendar/format-period.ts";
import type { Localized } from "../../core/locale.ts";
import { ownerName } from "../../core/messages/campaign-parts.ts";
import { composeTaskChange, composeTaskList, offerActions } from "../../core/messages/compose-task-list.ts";
import type { Action } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import { doneAction, printDue, taskAction, taskName } from "../../core/messages/task-parts.ts";
import { answerOffer, offer, openOffer } from "../../core/tasks/change-step.ts";
import { dropTask, finishTask, isOpen, reopenTask, type Task } from "../../core/tasks/task.ts";
import { refused, refuseOffChat, said, UNDO } from "../campaign/campaign-input.ts";
import { joinWords } from "../campaign/split-words.ts";
import type { CommandResult } from "../command.ts";
import { findOwner } from "../find-owner.ts";
import { offerAutomation } from "./offer-automation.ts";
import { askerIn, loadToday, peopleOf, type TaskInput } from "./task-input.ts";

const MAX_ANSWER_CHARS = 300;

export async function showToday(input: TaskInput): Promise<CommandResult> {
  return said(composeTaskList(input.view, await loadToday(input)), input.context);
}

/** `done <number> [<day>] [<answer>]`. */
export function finish(input: TaskInput): Promise<CommandResult> {
  const by = askerIn(input);
  return changeTask(input, (task, words) => {
    if (!isOpen(task)) return { told: overText(task, input), next: isOvertaken(task) ? task.number : null };
    const answer = cutText(words, MAX_ANSWER_CHARS) || null;
    const text = { en: `${by.name} did “${taskName(task, "en")}”`, zh: `${by.name} 完成了“${taskName(task, "zh")}”` }[input.view.locale];
    return { task: finishTask(task, by, input.view.nowMs, answer), text: ended(text, answer, input), undo: "reopen" };
  });
}

/** `skip <number> [<day>] <reason>`. */
export function skip(input: TaskInput): Promise<CommandResult> {
  const by = askerIn(input);
  return changeTask(input, (task, words) => {
    if (!isOpen(task)) return { told: overText(task, input), next: null };
    if (words === "") {
      return {
        told: { en: `Say why: tasks skip ${task.number} nothing new today`, zh: `请说明原因：tasks 跳过 ${task.number} 今天没有新的` },
        next: null,
      };
    }
    const reason = cutText(words, MAX_ANSWER_CHARS);
    const text = { en: `${by.name} skipped “${taskName(task, "en")}”`, zh: `${by.name} 跳过了“${taskName(task, "zh")}”` }[
      input.view.locale
    ];
    return { task: dropTask(task, by, input.view.nowMs, reason), text: ended(text, reason, input), undo: "reopen" };
  });
}

export function reopenOne(input: TaskInput): Promise<CommandResult> {
  const by = askerIn(input).name;
  return changeTask(input, (task) => {
    if (isOpen(task)) return { told: { en: `“${taskName(task, "en")}” is open.`, zh: `“${taskName(task, "zh")}”尚未完成。` }, next: null };
    const text = { en: `${by} reopened “${taskName(task, "en")}”.`, zh: `${by} 重新打开了“${taskName(task, "zh")}”。` }[input.view.locale];
    return { task: reopenTask(task), text, undo: task.done === null ? null : "done" };
  });
}

/** `accept <number>`: what is offered; what is not is taken over at once, and counts as handed over too. */
export async function accept(input: TaskInput): Promise<CommandResult> {
  const offChat = refuseOffChat(input.context);
  if (offChat !== null) return offChat;
  const by = askerIn(input);
  const { nowMs, locale } = input.view;
  return changeTask(input, (task) => {
    if (!isOpen(task)) return { told: overText(task, input), next: null };
    const isTheirs = task.owner?.type === "person" && task.owner.person.userId === by.userId;
    const offered = openOffer(task);
    if (offered === null && isTheirs)
      return { told: { en: `You have “${taskName(task, "en")}” already.`, zh: `“${taskName(task, "zh")}”已由您负责。` }, next: null };
    const taken = [...task.handoffs].reverse().find(({ answer }) => answer?.accepted === true)?.answer;
    if (offered === null && task.origin.type === "request" && taken !== undefined && taken !== null) {
      const told = {
        en: `${taken.by.name} has accepted “${taskName(task, "en")}” already.`,
        zh: `${taken.by.name} 已接受“${taskName(task, "zh")}”。`,
      };
      return { told, next: null };
    }
    const text = { en: `${by.name} has “${taskName(task, "en")}” now.`, zh: `${by.name} 接受了“${taskName(task, "zh")}”。` }[locale];
    const own = offered === null ? offer(task, { type: "person", person: by }, nowMs) : task;
    return { task: answerOffer(own, true, by, nowMs), text, undo: null };
  });
}

/** `decline <number> [<reason>]`: it stays with whoever asked. */
export function decline(input: TaskInput): Promise<CommandResult> {
  const by = askerIn(input);
  const { nowMs, locale } = input.view;
  return changeTask(input, (task, words) => {
    if (openOffer(task) === null || !isOpen(task)) {
      return {
        told: { en: `Nobody is asked to take “${taskName(task, "en")}” right now.`, zh: `“${taskName(task, "zh")}”目前没有待答复的请求。` },
        next: null,
      };
    }
    const owner = ownerName(task.owner, input.view.list.roles, locale);
    const text = {
      en: `${by.name} declined “${taskName(task, "en")}”; it stays with ${owner}`,
      zh: `${by.name} 拒绝了“${taskName(task, "zh")}”，仍由 ${owner} 负责`,
    }[locale];
    return { task: answerOffer(task, false, by, nowMs), text: ended(text, words || null, input), undo: null };
  });
}

/** `handover <number> to <@person or department>`: offered, and theirs once they accept. */
export async function handOver(input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const [number, ...who] = input.rest;
  const to = await findOwner(joinWords(who.filter(({ text }) => parseBusinessDay(text) === null)), peopleOf(input), context);
  if ("message" in to) return to;
  const by = askerIn(input).name;
  return changeTask({ ...input, rest: number === undefined ? [] : [number] }, (task) => {
    if (!isOpen(task)) return { told: overText(task, input), next: null };
    const name = ownerName(to, view.list.roles, view.locale);
    const text = {
      en: `${by} asks ${name} to take “${taskName(task, "en")}”, by ${printDue(task.dueMs, view)}.`,
      zh: `${by} 请 ${name} 接手“${taskName(task, "zh")}”，截止 ${printDue(task.dueMs, view)}。`,
    }[view.locale];
    return { task: offer(task, to, view.nowMs), text, undo: null };
  });
}

type Change =
  | { readonly task: Task; readonly text: string; readonly undo: "reopen" | "done" | null }
  /** Nothing to change: told to the asker alone. `next`: the number whose task of today is meant instead. */
  | { readonly told: Localized; readonly next: number | null };

async function changeTask(input: TaskInput, change: (task: Task, words: string) => Change): Promise<CommandResult> {
  const { context, view, rest } = input;
  const { store } = context;
  const number = Number(/^#?(\d{1,6})$/.exec(rest[0]?.text ?? "")?.[1] ?? Number.NaN);
  const day = parseBusinessDay(rest[1]?.text ?? "");
  if (Number.isNaN(number)) return refused(NO_NUMBER, context, { en: ["tasks"], zh: ["tasks 今天"] });
  await loadToday(input);
  const task = await store.tasks.find(view.list.id, number, day);
  if (task === null) return refused(notThere(number, input), context, { en: ["tasks", "tasks routine"], zh: ["tasks 今天", "tasks 例行"] });
  const result = change(task, joinWords(rest.slice(day === null ? 1 : 2)));
  if ("told" in result) return tell(result, input);
  return answer(await store.tasks.update(result.task), result.text, result.undo, input);
}

async function answer(task: Task, text: string, undo: "reopen" | "done" | null, input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const undone: Action | null = undo === null ? null : taskAction(UNDO, undo, task, view);
  const message = composeTaskChange(view, text, await loadToday(input), undone);
  const offered = isOpen(task) && openOffer(task) !== null ? offerActions(task, view) : [];
  const suggestion = task.done === null ? null : await offerAutomation(task, input);
  return said(
    {
      ...message,
      blocks: [...message.blocks, ...(suggestion === null ? [] : suggestion.blocks)],
      actions: [...offered, ...(suggestion === null ? [] : suggestion.actions), ...message.actions],
    },
    context,
  );
}

async function tell({ told, next }: Extract<Change, { told: Localized }>, input: TaskInput): Promise<CommandResult> {
  const result = refused(told, input.context);
  const today = next === null ? null : await input.context.store.tasks.find(input.view.list.id, next, null);
  const actions = today === null || !isOpen(today) ? [] : [doneAction(today, input.view, "primary")];
  return { ...result, message: { ...result.message, actions } };
}

function isOvertaken({ dropped }: Task): boolean {
  return dropped !== null && dropped.by === null;
}

function overText(task: Task, { view }: TaskInput): Localized {
  const [en, zh] = [taskName(task, "en"), taskName(task, "zh")];
  const { done, dropped } = task;
  const by = done?.by ?? dropped?.by ?? null;
  const at = printDue(done?.atMs ?? dropped?.atMs ?? 0, view);
  if (by === null) {
    return {
      en: `“${en}” of ${labelDay(task.day, "en")} was never done; a newer one has come since.`,
      zh: `${labelDay(task.day, "zh")} 的“${zh}”未完成，之后已有新的一项。`,
    };
  }
  return done === null
    ? { en: `${by.name} skipped “${en}” already, ${at}.`, zh: `${by.name} 已在 ${at} 跳过“${zh}”。` }
    : { en: `${by.name} did “${en}” already, ${at}.`, zh: `${by.name} 已在 ${at} 完成“${zh}”。` };
}

function ended(text: string, detail: string | null, { view }: TaskInput): string {
  const zh = view.locale === "zh";
  return detail === null ? `${text}${zh ? "。" : "."}` : `${text}${zh ? "：" : ": "}${detail}`;
}

function notThere(number: number, { view }: TaskInput): Localized {
  const routine = view.list.routines.find((each) => each.number === number && each.state === "active");
  if (routine !== undefined)
    return { en: `“${taskName(routine, "en")}” is not due today.`, zh: `“${taskName(routine, "zh")}”今天没有安排。` };
  return { en: `There is no task ${number} here.`, zh: `这里没有任务 ${number}。` };
}

const NO_NUMBER: Localized = { en: "Say which task, by its number: tasks done 3", zh: "请用编号说明是哪项任务：tasks 完成 3" };
