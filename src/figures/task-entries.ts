/** What task lists put into the outbox; and the morning's post, which stands all day and is edited as its tasks change. */
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import { businessDayOf, dayBounds } from "../core/calendar/zone-clock.ts";
import { composeTaskList } from "../core/messages/compose-task-list.ts";
import type { Message } from "../core/messages/message.ts";
import type { Member } from "../core/place.ts";
import type { Shop } from "../core/shop.ts";
import type { Task } from "../core/tasks/task.ts";
import type { TaskList } from "../core/tasks/task-list.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";

/** An edit that could not be made for so long is overtaken by the evening's summary. */
const EDIT_WINDOW_MS = 4 * 3_600_000;
/** Each look sees what others have done meanwhile; so many at once are no people. */
const LOOKS = 5;

export interface TaskEntryContent {
  readonly key: string;
  readonly message: Message;
  readonly nowMs: EpochMs;
  readonly windowMs: number;
}

/** What cannot be delivered, the lead hears of. */
export function taskEntry({ place, lead }: TaskList, to: Member | "channel", content: TaskEntryContent): OutboxEntry {
  const { key, message, nowMs, windowMs } = content;
  const isLead = to !== "channel" && to.userId === lead.userId;
  return {
    ...{ key, kind: "post", message, threadOf: null, editOf: null, notBeforeMs: nowMs, staleAfterMs: nowMs + windowMs, urgency: "normal" },
    place: to === "channel" ? place : { platform: to.platform, workspace: to.workspace, userId: to.userId },
    ownerUserId: isLead ? null : lead.userId,
  };
}

/** The day's post, made by the morning's duty. */
export function morningKey({ id }: Pick<TaskList, "id">, day: BusinessDay): string {
  return `tasks/${id}/morning/${day}`;
}

export interface MorningEdit {
  readonly list: TaskList;
  readonly shop: Shop;
  readonly tasks: readonly Task[];
  readonly nowMs: EpochMs;
  /** Unlike that of any other edit of the post. */
  readonly name: string;
}

/** The day's list as it is now, in its post. Nobody is told of an edit that fails: the tasks are as they are. */
export function morningEdit({ list, shop, tasks, nowMs, name }: MorningEdit): OutboxEntry {
  const post = morningKey(list, businessDayOf(nowMs, shop.zone));
  const message = composeTaskList({ list, shop, nowMs, locale: list.locale, isHere: true }, tasks);
  const entry = taskEntry(list, "channel", { key: `${post}/edit/${name}`, message, nowMs, windowMs: EDIT_WINDOW_MS });
  return { ...entry, kind: "edit", editOf: post, ownerUserId: null };
}

/** Open tasks and those finished today. */
export function currentTasks(list: TaskList, shop: Shop, store: Pick<Store, "tasks">, nowMs: EpochMs): Promise<readonly Task[]> {
  return store.tasks.current(list.id, dayBounds(businessDayOf(nowMs, shop.zone), shop.zone).fromMs);
}

/**
 * Edits today's post after somebody has changed a task or the list; nothing where none was posted. Of several people at
 * once, the one whose edit comes last has seen all changes: each looks again after putting theirs.
 */
export async function refreshMorning(
  { list: { id }, shop, nowMs }: Pick<MorningEdit, "list" | "shop" | "nowMs">,
  store: Pick<Store, "tasks" | "outbox">,
  newName: () => string,
): Promise<void> {
  const post = await store.outbox.find(morningKey({ id }, businessDayOf(nowMs, shop.zone)));
  if (post === null || post.state === "failed" || post.state === "dropped") return;
  let shown = "";
  for (let look = 0; look < LOOKS; look++) {
    const list = await store.tasks.findList(id);
    if (list === null) return;
    const tasks = await currentTasks(list, shop, store, nowMs);
    const versions = [list.version, ...tasks.map(({ number, day, version }) => `${number}/${day}/${version}`)].join();
    if (versions === shown) return;
    await store.outbox.put([morningEdit({ list, shop, tasks, nowMs, name: newName() })], nowMs);
    shown = versions;
  }
}
