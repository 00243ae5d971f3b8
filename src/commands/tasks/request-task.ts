/** `tasks request <@person or department> <what> by <when>`: asked of another, theirs once they accept. */
import { businessDayOf } from "../../core/calendar/zone-clock.ts";
import type { Localized } from "../../core/locale.ts";
import { ownerName } from "../../core/messages/campaign-parts.ts";
import { composeTaskChange, offerActions } from "../../core/messages/compose-task-list.ts";
import { printDue, taskName } from "../../core/messages/task-parts.ts";
import { offer } from "../../core/tasks/change-step.ts";
import type { Owner } from "../../core/tasks/step.ts";
import type { Task } from "../../core/tasks/task.ts";
import { refused, said } from "../campaign/campaign-input.ts";
import { joinWords, type Word } from "../campaign/split-words.ts";
import type { CommandResult } from "../command.ts";
import { findOwner } from "../find-owner.ts";
import { type DueReading, readDue } from "./read-due.ts";
import { askerIn, MAX_TITLE_CHARS, peopleOf, type TaskInput } from "./task-input.ts";

const EXAMPLES = {
  en: ["tasks request warehouse Refill the desk lamps by tomorrow 12:00", "tasks request warehouse Count the returns by friday"],
  zh: ["tasks 请求 仓库 补台灯库存 明天12:00", "tasks 请求 仓库 清点退货 周五"],
};

export async function request(input: TaskInput): Promise<CommandResult> {
  const { context, view } = input;
  const { list, locale } = view;
  const [who, ...words] = input.rest;
  const to = await findOwner(who?.text ?? "", { ...peopleOf(input), examples: EXAMPLES }, context);
  if ("message" in to) return to;
  const { title, due } = splitDue(words, view);
  const problem = problemOf(title, due);
  if (problem !== null || due?.ok !== true) return refused(problem ?? NO_DUE, context, EXAMPLES);
  const changed = await context.store.tasks.updateList({ ...list, nextNumber: list.nextNumber + 1 });
  const asked = newRequest(input, { number: list.nextNumber, title, to, dueMs: due.dueMs });
  await context.store.tasks.openDay({ added: [asked], overtaken: [] });
  const now = { ...view, list: changed };
  const name = ownerName(to, list.roles, locale);
  const by = askerIn(input).name;
  const text = {
    en: `${by} asks ${name}: “${taskName(asked, "en")}”, by ${printDue(asked.dueMs, now)}.`,
    zh: `${by} 请求 ${name}：“${taskName(asked, "zh")}”，截止 ${printDue(asked.dueMs, now)}。`,
  }[locale];
  const message = composeTaskChange(now, text, [], null);
  return said({ ...message, actions: [...offerActions(asked, now), ...message.actions] }, context);
}

interface Asked extends Pick<Task, "number" | "title" | "dueMs"> {
  readonly to: Owner;
}

/** Until somebody accepts, it is the asker's own. */
function newRequest(input: TaskInput, { to, ...asked }: Asked): Task {
  const { list, shop, nowMs } = input.view;
  const by = askerIn(input);
  const own: Task = {
    ...{ listId: list.id, day: businessDayOf(nowMs, shop.zone), version: 1, question: null, answer: null, done: null, dropped: null },
    ...{ owner: { type: "person", person: by }, origin: { type: "request", by, atMs: nowMs }, after: [], evidence: null, handoffs: [] },
    ...asked,
  };
  return offer(own, to, nowMs);
}

/** The title ends where only a time follows: "Call the Monday shop by friday". */
function splitDue(words: readonly Word[], { nowMs, shop }: TaskInput["view"]): { readonly title: string; readonly due: DueReading | null } {
  for (let at = 1; at < words.length; at++) {
    const rest = words.slice(at);
    if (rest.some(({ isQuoted }) => isQuoted)) continue;
    const due = readDue(joinWords(rest), nowMs, shop.zone);
    if (due.ok || due.reason === "past") return { title: joinWords(words.slice(0, at)), due };
  }
  return { title: joinWords(words), due: null };
}

const NO_DUE: Localized = {
  en: "Say by when at the end: by 18:00, by tomorrow 10:00, by friday, by Nov 27, in 2 hours.",
  zh: "请在最后说明截止时间：18:00、明天10:00、周五、11月27日、2小时内。",
};

function problemOf(title: string, due: DueReading | null): Localized | null {
  if (title === "") return { en: "Say what is to be done, and by when.", zh: "请说明要做什么，以及截止时间。" };
  if (title.length > MAX_TITLE_CHARS) return tooLong(title.length);
  if (due === null) return NO_DUE;
  return due.ok ? null : { en: "That time is over. Say one that is to come.", zh: "该时间已过，请说一个将来的时间。" };
}

export function tooLong(chars: number): Localized {
  return {
    en: `A task's name has at most ${MAX_TITLE_CHARS} characters; this one has ${chars}. Put the details where the work is done.`,
    zh: `任务名称最多 ${MAX_TITLE_CHARS} 个字符，现在有 ${chars} 个。细节请写在别处。`,
  };
}
