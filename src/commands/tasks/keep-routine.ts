/** Keeping the routine: its tasks, who has which, who holds which role, and when it is posted. */

import type { Weekday } from "../../core/calendar/period.ts";
import { businessDayOf } from "../../core/calendar/zone-clock.ts";
import type { Locale, Localized } from "../../core/locale.ts";
import { ownerName } from "../../core/messages/campaign-parts.ts";
import { composeRoutine, composeRoutineChange, composeTaskStart } from "../../core/messages/compose-task-routine.ts";
import type { Action } from "../../core/messages/message.ts";
import { listAction, printWeekdays, taskName } from "../../core/messages/task-parts.ts";
import { EVERY_DAY, printTimeOfDay, type TimeOfDay } from "../../core/schedule/recurrence.ts";
import { defaultRoutines } from "../../core/tasks/default-routine.ts";
import type { Owner } from "../../core/tasks/step.ts";
import { isOpen } from "../../core/tasks/task.ts";
import { occurrenceOf, type Routine, type TaskList } from "../../core/tasks/task-list.ts";
import { StoreError } from "../../ports/stores.ts";
import { askerOf, refused, refuseOffChat, said, UNDO } from "../campaign/campaign-input.ts";
import { joinWords, type Word } from "../campaign/split-words.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { findOwner, findPerson, printOwner } from "../find-owner.ts";
import { problemResult } from "../problem-result.ts";
import { WEEKDAY_WORDS } from "../subscribe-vocabulary.ts";
import { readTime } from "../subscribe-words.ts";
import { readRoutine } from "./read-routine.ts";
import { tooLong } from "./request-task.ts";
import { findTaskList, loadToday, MAX_TITLE_CHARS, peopleOf, type TaskInput } from "./task-input.ts";
import { handOver } from "./work-tasks.ts";

const MOST_ROUTINES = 60;
const USUAL_DUE: TimeOfDay = { hour: 12, minute: 0 };
const USUAL_EVENING: TimeOfDay = { hour: 18, minute: 0 };

/** A new list for the channel: of the usual routine, or empty. Whoever makes it leads it. Resolves to the one there is. */
export async function startList(context: CommandContext, isEmpty: boolean): Promise<TaskInput | CommandResult> {
  const { store, request, newId, nowMs, locale, shop, shops } = context;
  const known = await findTaskList([], context);
  if (known !== null) return known;
  if (shop === null) {
    const suggestions = shops.slice(0, 5).map(({ id }) => `shopbell shop ${id}`);
    return refused({ en: "Whose days should the tasks go by? Choose this channel's shop first.", zh: "请先选择本频道的店铺。" }, context, {
      en: suggestions,
      zh: suggestions,
    });
  }
  const routines = isEmpty ? [] : defaultRoutines(locale, nowMs);
  const list: TaskList = {
    ...{ id: newId(), version: 1, place: { ...request.place, thread: null }, shopId: shop.id, locale, lead: askerOf(context), roles: {} },
    ...{ routines, nextNumber: routines.length + 1, morning: null, evening: null, sinceMs: nowMs },
  };
  try {
    await store.tasks.addList(list);
  } catch (cause) {
    // Two people beginning at once: the list of the first is both theirs.
    if (!(cause instanceof StoreError && cause.code === "exists")) throw cause;
  }
  const made = await findTaskList([], context);
  return made ?? problemResult(context, composeTaskStart(routines, locale));
}

/** What a channel without tasks is offered. */
export function showStart(context: CommandContext): CommandResult {
  const message = composeTaskStart(defaultRoutines(context.locale, context.nowMs), context.locale);
  return { id: context.newId(), message, onlyForAsker: false, question: null };
}

export function showRoutine({ context, view }: TaskInput): CommandResult {
  return said(composeRoutine(view), context);
}

/** `add <title> [<days>] [at <time>] [for <owner>]`: every day at noon unless said otherwise. */
export async function addRoutine(input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const { list, nowMs, locale } = view;
  const { title, weekdays, at, owner: ownerText } = readRoutine(input.rest);
  const problem = problemWith(title, input);
  if (problem !== null) return problem;
  const owner = ownerText === null ? null : await findOwner(ownerText, peopleOf(input), context);
  if (owner !== null && "message" in owner) return owner;
  if (list.routines.filter(({ state }) => state === "active").length >= MOST_ROUTINES) {
    return refused(
      { en: `A routine holds ${MOST_ROUTINES} tasks at most. Remove one first.`, zh: `例行任务最多 ${MOST_ROUTINES} 项，请先删除一项。` },
      context,
    );
  }
  const routine: Routine = {
    ...{ number: list.nextNumber, title, owner, weekdays: weekdays ?? EVERY_DAY, at: at ?? USUAL_DUE },
    ...{ question: null, state: "active", sinceMs: nowMs, isSuggested: false },
  };
  const when = `${printWeekdays(routine.weekdays, locale)} ${printTimeOfDay(routine.at)}`;
  const text = { en: `“${taskName(routine, "en")}” is due ${when}.`, zh: `“${taskName(routine, "zh")}”已添加：${when}。` }[locale];
  const undo = listAction(UNDO, "remove", view, `${routine.number}`);
  return save(input, { ...list, routines: [...list.routines, routine], nextNumber: list.nextNumber + 1 }, text, undo);
}

/** `change <number> [<title>] [<days>] [at <time>] [for <owner>]`; `move` and `assign` are parts of it. */
export function changeRoutine(input: TaskInput): Promise<CommandResult> {
  return changeOne(input, async (routine, rest) => {
    const { title, weekdays, at, owner: ownerText } = readRoutine(rest);
    const problem = problemWith(title || routine.title, input);
    if (problem !== null) return problem;
    const owner = ownerText === null ? routine.owner : await findOwnerOrNobody(ownerText, input);
    if (owner !== null && "message" in owner) return owner;
    return { ...routine, title: title || routine.title, weekdays: weekdays ?? routine.weekdays, at: at ?? routine.at, owner };
  });
}

/** `assign <number> <owner>`. What somebody was asked for is handed over instead. */
export async function assign(input: TaskInput): Promise<CommandResult> {
  const { view, rest } = input;
  const number = Number(rest[0]?.text.replace(/^#/, ""));
  const isRoutine = view.list.routines.some((each) => each.number === number && each.state === "active");
  if (!isRoutine && rest.length > 1) return handOver(input);
  return changeOne(input, async (routine, words) => {
    const text = joinWords(words).replace(/^(?:to|给)\s+/iu, "");
    const owner = await findOwnerOrNobody(text, input);
    return owner !== null && "message" in owner ? owner : { ...routine, owner };
  });
}

/** `remove <number>` and `restore <number>`. */
export async function setRoutineState(input: TaskInput, state: Routine["state"]): Promise<CommandResult> {
  const { view } = input;
  const found = findRoutine(input, state === "active" ? "removed" : "active");
  if (found === null) return noRoutine(input);
  const isRemoved = state === "removed";
  const text = {
    en: isRemoved ? `“${taskName(found, "en")}” is off the routine.` : `“${taskName(found, "en")}” is on the routine again.`,
    zh: isRemoved ? `“${taskName(found, "zh")}”已从例行任务中删除。` : `“${taskName(found, "zh")}”已恢复。`,
  }[view.locale];
  const undo = listAction(UNDO, isRemoved ? "restore" : "remove", view, `${found.number}`);
  const result = await save(input, replaceRoutine(view.list, { ...found, state }), text, undo);
  if (!isRemoved) await reviveToday(input, found.number);
  return result;
}

/** `here [at 09:00] [and 18:00]`: the day's list, and in the evening what is open of it. */
export async function postHere(input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const offChat = refuseOffChat(context);
  if (offChat !== null) return offChat;
  const times = joinWords(input.rest)
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,、和]+/u)
    .flatMap((token) => readTime(token) ?? []);
  const { list, locale } = view;
  const [morning = { hour: 9, minute: 0 }, evening = list.evening ?? USUAL_EVENING] = times;
  const [from, to] = [morning, evening].map(printTimeOfDay);
  const text = {
    en: `The day's tasks are posted here at ${from}, what is still open at ${to}, and on Mondays how punctual last week was.`,
    zh: `每天 ${from} 在此发布任务清单，${to} 发布未完成小结，周一发布上周准时率。`,
  }[locale];
  const undo = list.morning === null ? listAction(UNDO, "away", view) : listAction(UNDO, "here", view, printTimes(list, locale));
  return save(input, { ...list, morning, evening, sinceMs: view.nowMs }, text, undo);
}

export function postNowhere(input: TaskInput): Promise<CommandResult> {
  const { list, locale } = input.view;
  const text = { en: "Nothing is posted here by itself any more.", zh: "不再自动发布任务清单。" }[locale];
  const undo = list.morning === null ? null : listAction(UNDO, "here", input.view, printTimes(list, locale));
  return save(input, { ...list, morning: null, evening: null }, text, undo);
}

/** `role <role> [<@person or me>]`; `role <role> nobody` takes it back. */
export async function assignRole(input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const { list, locale } = view;
  const [first, ...who] = input.rest;
  if (first === undefined) {
    return refused({ en: "Say which role, and who: tasks role warehouse me", zh: "请说明角色和人员：tasks 角色 仓库 我" }, context);
  }
  const role = first.text;
  const owner = await findOwnerOrNobody(who.length === 0 ? "me" : joinWords(who), input);
  if (owner !== null && "message" in owner) return owner;
  if (owner?.type === "role")
    return refused({ en: "A role is held by a person: me, or @name.", zh: "角色须由人担任：我，或 @某人。" }, context);
  const { [role]: before, ...others } = list.roles;
  const roles = owner === null ? others : { ...list.roles, [role]: owner.person };
  const text = {
    en: owner === null ? `Nobody has the role ${role} any more.` : `${owner.person.name} has the role ${role} now.`,
    zh: owner === null ? `角色 ${role} 目前无人担任。` : `${owner.person.name} 担任角色 ${role}。`,
  }[locale];
  const holder = before === undefined ? (locale === "zh" ? "无人" : "nobody") : `@${before.userId}`;
  return save(input, { ...list, roles }, text, listAction(UNDO, "role", view, `"${role.replaceAll('"', "'")}" ${holder}`));
}

/** `lead [<@person or me>]`: who hears of what stays late, and of what could not be delivered. */
export async function assignLead(input: TaskInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const person = await findPerson(rest.length === 0 ? "me" : joinWords(rest), peopleOf(input), context);
  if ("message" in person) return person;
  const text = { en: `${person.name} hears of what stays late.`, zh: `长时间逾期的任务会通知 ${person.name}。` }[view.locale];
  return save(input, { ...view.list, lead: person }, text, listAction(UNDO, "lead", view, `@${view.list.lead.userId}`));
}

type Changed = Routine | CommandResult;

/** Changes one routine task, and today's open task with it. */
async function changeOne(input: TaskInput, change: (routine: Routine, rest: readonly Word[]) => Promise<Changed>): Promise<CommandResult> {
  const { view } = input;
  const found = findRoutine(input, "active");
  if (found === null) return noRoutine(input);
  if (input.rest.length < 2) return refused(NO_CHANGE, input.context);
  const changed = await change(found, input.rest.slice(1));
  if ("message" in changed) return changed;
  const { locale } = view;
  const zh = locale === "zh";
  const who = changed.owner === null ? [] : [ownerName(changed.owner, view.list.roles, locale)];
  const parts = [`${printWeekdays(changed.weekdays, locale)} ${printTimeOfDay(changed.at)}`, ...who].join(zh ? "，" : ", ");
  const text = zh ? `“${taskName(changed, locale)}”已修改：${parts}。` : `“${taskName(changed, locale)}” is changed: ${parts}.`;
  const result = await save(input, replaceRoutine(view.list, changed), text, undoChange(found, input));
  await changeToday(input, changed);
  return result;
}

async function changeToday({ context: { store }, view }: TaskInput, routine: Routine): Promise<void> {
  const { list, shop, nowMs } = view;
  const today = businessDayOf(nowMs, shop.zone);
  const task = await store.tasks.find(list.id, routine.number, today);
  const planned = occurrenceOf(list, { ...routine, sinceMs: 0 }, today, shop.zone);
  if (task === null || planned === null || !isOpen(task)) return;
  await store.tasks.update({ ...task, title: planned.title, owner: planned.owner, dueMs: planned.dueMs });
}

/** Removing it took today's along. */
async function reviveToday({ context: { store }, view: { list, shop, nowMs } }: TaskInput, number: number): Promise<void> {
  const task = await store.tasks.find(list.id, number, businessDayOf(nowMs, shop.zone));
  if (task?.dropped?.by === null) await store.tasks.update({ ...task, dropped: null });
}

async function save(input: TaskInput, list: TaskList, text: string, undo: Action | null): Promise<CommandResult> {
  const { context, view } = input;
  const changed = { ...view, list: await context.store.tasks.updateList(list) };
  await loadToday({ context, view: changed });
  return said(composeRoutineChange(changed, text, undo), context);
}

function problemWith(title: string, { context }: TaskInput): CommandResult | null {
  if (title === "") {
    return refused({ en: "Say what is to be done.", zh: "请说明要做什么。" }, context, {
      en: ["tasks add Count the returns every friday at 16:00 for warehouse"],
      zh: ["tasks 添加 清点退货 每周五 16:00 由 仓库"],
    });
  }
  return title.length > MAX_TITLE_CHARS ? refused(tooLong(title.length), context) : null;
}

function findRoutine({ view, rest }: TaskInput, state: Routine["state"]): Routine | null {
  const number = Number(rest[0]?.text.replace(/^#/, ""));
  return view.list.routines.find((each) => each.number === number && each.state === state) ?? null;
}

function replaceRoutine(list: TaskList, routine: Routine): TaskList {
  return { ...list, routines: list.routines.map((each) => (each.number === routine.number ? routine : each)) };
}

/** The whole of it as it was. */
function undoChange({ number, title, weekdays, at, owner }: Routine, { view }: TaskInput): Action {
  const { locale } = view;
  const zh = locale === "zh";
  const days = printDays(weekdays, locale);
  const who = owner === null ? (zh ? "无人" : "nobody") : printOwner(owner);
  const rest = zh ? `${days} ${printTimeOfDay(at)} 由 ${who}` : `${days} at ${printTimeOfDay(at)} for ${who}`;
  return listAction(UNDO, "change", view, `${number} "${title.replaceAll('"', "'")}" ${rest}`);
}

function printDays(weekdays: readonly Weekday[], locale: Locale): string {
  if (weekdays.length === EVERY_DAY.length) return locale === "zh" ? "每天" : "daily";
  return weekdays.map((day) => WEEKDAY_WORDS[day][locale][0]).join(locale === "zh" ? "、" : ", ");
}

function printTimes({ morning, evening }: TaskList, locale: Locale): string {
  const times = [morning, evening].flatMap((time) => (time === null ? [] : [printTimeOfDay(time)]));
  return locale === "zh" ? times.join(" ") : `at ${times.join(" and ")}`;
}

async function findOwnerOrNobody(text: string, input: TaskInput): Promise<Owner | CommandResult | null> {
  return /^(?:nobody|none|无人|没有人)$/iu.test(text.trim()) ? null : findOwner(text, peopleOf(input), input.context);
}

function noRoutine({ context }: TaskInput): CommandResult {
  return refused({ en: "Say which task of the routine, by its number.", zh: "请用编号说明是哪项例行任务。" }, context, {
    en: ["tasks routine"],
    zh: ["tasks 例行"],
  });
}

const NO_CHANGE: Localized = {
  en: "Say what changes: a name, days, a time or who. For example: tasks change 3 every monday at 10:00 for @name",
  zh: "请说明修改内容：名称、日期、时间或人员，例如：tasks 修改 3 每周一 10:00 由 仓库",
};
