/** One request about tasks: whose list it is, how it stands today, and who is meant by a name. */
import type { TaskView } from "../../core/messages/task-parts.ts";
import type { Member } from "../../core/place.ts";
import type { Shop } from "../../core/shop.ts";
import { planDay } from "../../core/tasks/plan-day.ts";
import { personOf } from "../../core/tasks/step-reminders.ts";
import { type Task, turnOf } from "../../core/tasks/task.ts";
import type { TaskList } from "../../core/tasks/task-list.ts";
import { currentTasks } from "../../figures/task-entries.ts";
import { askerOf } from "../campaign/campaign-input.ts";
import type { Word } from "../campaign/split-words.ts";
import type { CommandContext } from "../command.ts";
import type { People } from "../find-owner.ts";

export interface TaskInput {
  readonly context: CommandContext;
  readonly view: TaskView;
  /** What stands behind the verb and the list's id. */
  readonly rest: readonly Word[];
}

export const MAX_TITLE_CHARS = 120;

/** The list that is meant: by its id in a button pressed elsewhere, else the channel's. Null where there is none. */
export async function findTaskList(words: readonly Word[], context: CommandContext): Promise<TaskInput | null> {
  const { store, request, shops } = context;
  const [first] = words;
  const id = first?.isQuoted === false && /^#(?!\d+$)\S+$/u.test(first.text) ? first.text.slice(1) : null;
  const found = id === null ? await store.tasks.listOf(request.place) : await store.tasks.findList(id);
  const shop = shops.find((each) => each.id === found?.shopId);
  if (found === null || shop === undefined || (id !== null && !(await isTheirs(found, context)))) return null;
  return { context, view: viewOf(found, shop, context), rest: id === null ? words : words.slice(1) };
}

/** An id is no secret: what is another workspace's stays there. Direct messages on Discord are in no workspace, its people are. */
async function isTheirs(list: TaskList, { store, request: { place, user } }: CommandContext): Promise<boolean> {
  if (place.platform !== list.place.platform) return false;
  if (place.workspace === list.place.workspace) return true;
  if (place.workspace !== "direct") return false;
  const turns = (await store.tasks.current(list.id, Number.MAX_SAFE_INTEGER)).flatMap((task) => [task.owner, turnOf(task)]);
  const people = [...membersOf(list), ...turns.flatMap((owner) => (owner === null ? [] : (personOf(owner, list.roles) ?? [])))];
  return people.some(({ userId }) => userId === user.id);
}

function viewOf(list: TaskList, shop: Shop, { nowMs, locale, request }: CommandContext): TaskView {
  return { list, shop, nowMs, locale, isHere: request.place.channel === list.place.channel };
}

/** Open tasks and those finished today, after today's have been made. */
export async function loadToday({
  context: { store },
  view: { list, shop, nowMs },
}: Pick<TaskInput, "context" | "view">): Promise<readonly Task[]> {
  const current = await currentTasks(list, shop, store, nowMs);
  const plan = planDay(list, current, nowMs, shop.zone);
  if (plan.added.length + plan.overtaken.length === 0) return current;
  await store.tasks.openDay(plan);
  return currentTasks(list, shop, store, nowMs);
}

/** Whoever speaks, as one of the list's workspace: from direct messages too. */
export function askerIn({ context, view: { list } }: Pick<TaskInput, "context" | "view">): Member {
  return { ...askerOf(context), workspace: list.place.workspace };
}

/** A role that nobody holds is reminded in the channel. */
export function peopleOf({ context, view }: Pick<TaskInput, "context" | "view">): People {
  return { me: askerIn({ context, view }), known: membersOf(view.list), roles: view.list.roles };
}

function membersOf({ lead, roles, routines }: TaskList): readonly Member[] {
  const owners = routines.flatMap(({ owner }) => (owner?.type === "person" ? [owner.person] : []));
  return [lead, ...Object.values(roles), ...owners];
}
