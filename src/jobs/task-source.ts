/** Task lists as duties of the clock: the day's tasks are made, posted, reminded of, and looked back on. */

import { addDays, weekStartOf } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { businessDayOf, dayBounds } from "../core/calendar/zone-clock.ts";
import { composeTaskList } from "../core/messages/compose-task-list.ts";
import { composeTaskReminder } from "../core/messages/compose-task-reminder.ts";
import { composeTaskReview, composeTaskSummary } from "../core/messages/compose-task-summary.ts";
import type { Message } from "../core/messages/message.ts";
import type { TaskView } from "../core/messages/task-parts.ts";
import type { Member } from "../core/place.ts";
import { EVERY_DAY, type Recurrence } from "../core/schedule/recurrence.ts";
import { slotsBetween } from "../core/schedule/slots.ts";
import type { Shop } from "../core/shop.ts";
import { planDay } from "../core/tasks/plan-day.ts";
import { reviewTasks } from "../core/tasks/review-tasks.ts";
import { isOpen, type Task } from "../core/tasks/task.ts";
import type { TaskList } from "../core/tasks/task-list.ts";
import { type TaskReminder, type TaskReminderKind, taskRemindersOf } from "../core/tasks/task-reminders.ts";
import { currentTasks, morningEdit, morningKey, taskEntry } from "../figures/task-entries.ts";
import { type OutboxEntry, scopesOf } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";
import type { Duty, DutyResult, DutySource } from "./duty.ts";

const HOUR_MS = 3_600_000;
/** A list is good for the morning, a summary for the evening. */
const POST_WINDOW_MS = 4 * HOUR_MS;
const DAY_WINDOW_MS = 24 * HOUR_MS;
/** Over a night's stop a late task is still worth telling. */
const REMINDER_WINDOW_MS = 12 * HOUR_MS;
const WEEK_DAYS = 7;

type TaskStores = Pick<Store, "tasks" | "shops" | "outbox">;

export function createTaskSource(store: TaskStores): DutySource {
  return {
    duties: async (nowMs) => {
      const [lists, shops] = await Promise.all([store.tasks.lists(), store.shops.list()]);
      const duties = lists.flatMap((list) => {
        const shop = shops.find(({ id }) => id === list.shopId);
        return shop === undefined ? [] : [dutiesOf(list, shop, store, nowMs)];
      });
      return (await Promise.all(duties)).flat();
    },
  };
}

async function dutiesOf(list: TaskList, shop: Shop, store: TaskStores, nowMs: EpochMs): Promise<readonly Duty[]> {
  const tasks = await store.tasks.current(list.id, nowMs - REMINDER_WINDOW_MS);
  return [
    dayDuty(list, shop, store),
    ...postDuties(list, shop, store),
    lateDuty(list, shop, tasks, store),
    reminderDuty(list, shop, tasks),
  ];
}

/** At the start of each day, whether or not anything is posted: what nobody made cannot be late. */
function dayDuty(list: TaskList, shop: Shop, store: TaskStores): Duty {
  return {
    ...{ key: `tasks/${list.id}/day`, sinceMs: list.sinceMs, windowMs: DAY_WINDOW_MS, skipped: () => [] },
    slots: daily(shop, { hour: 0, minute: 0 }),
    run: async (_slotMs, nowMs) => {
      await openDay(list, shop, store, nowMs);
      return nothing("opened");
    },
  };
}

function postDuties(list: TaskList, shop: Shop, store: TaskStores): readonly Duty[] {
  const { morning, evening } = list;
  const duty = (
    name: "morning" | "week" | "evening",
    slots: Duty["slots"],
    compose: (view: TaskView) => Promise<Message | null>,
  ): Duty => ({
    ...{ key: `tasks/${list.id}/${name}`, sinceMs: list.sinceMs, windowMs: POST_WINDOW_MS, slots, skipped: () => [] },
    run: async (slotMs, nowMs) => {
      const message = await compose(viewOf(list, shop, nowMs, true));
      if (message === null) return nothing("nothing-to-say");
      const day = businessDayOf(slotMs, shop.zone);
      const key = name === "morning" ? morningKey(list, day) : `tasks/${list.id}/${name}/${day}`;
      return { type: "done", outcome: "posted", entries: [taskEntry(list, "channel", { key, message, nowMs, windowMs: POST_WINDOW_MS })] };
    },
  });
  return [
    ...(morning === null
      ? []
      : [
          duty("morning", daily(shop, morning), async (view) => {
            const tasks = await openDay(list, shop, store, view.nowMs);
            return tasks.some(isOpen) ? composeTaskList(view, tasks) : null;
          }),
          duty(
            "week",
            (fromMs, toMs) => slotsBetween({ type: "weekly", at: morning, weekday: shop.weekStart }, shop.zone, fromMs, toMs),
            (view) => reviewLastWeek(view, store),
          ),
        ]),
    ...(evening === null
      ? []
      : [
          duty("evening", daily(shop, evening), async (view) => {
            const today = businessDayOf(view.nowMs, shop.zone);
            return composeTaskSummary(view, await currentTasks(list, shop, store, view.nowMs), dayBounds(today, shop.zone).toMs);
          }),
        ]),
  ];
}

async function reviewLastWeek(view: TaskView, store: TaskStores): Promise<Message | null> {
  const { list, shop, nowMs } = view;
  const toDay = weekStartOf(businessDayOf(nowMs, shop.zone), shop.weekStart);
  const fromDay = addDays(toDay, -WEEK_DAYS);
  const [{ fromMs }, { fromMs: toMs }] = [dayBounds(fromDay, shop.zone), dayBounds(toDay, shop.zone)];
  const partners = reviewTasks(await store.tasks.dueBetween(list.id, fromMs, toMs), nowMs);
  const period = { grain: "days", fromMs, toMs, fromDay, toDay, zone: shop.zone, elapsedToMs: null } as const;
  return partners.length === 0 ? null : composeTaskReview(view, period, partners);
}

/** A task that nobody has done in time is marked late in the morning's post, though nobody has done anything. */
function lateDuty(list: TaskList, shop: Shop, tasks: readonly Task[], store: TaskStores): Duty {
  const dueTimes = [...new Set(tasks.filter(isOpen).map(({ dueMs }) => dueMs))];
  return {
    ...{ key: `tasks/${list.id}/late`, sinceMs: list.sinceMs, windowMs: POST_WINDOW_MS, skipped: () => [] },
    slots: (fromMs, toMs) => dueTimes.filter((dueMs) => dueMs > fromMs && dueMs < toMs).slice(-1),
    run: async (slotMs, nowMs) => {
      const post = await store.outbox.find(morningKey(list, businessDayOf(nowMs, shop.zone)));
      if (post?.state !== "sent") return nothing("nothing-posted");
      const edit = morningEdit({ list, shop, tasks: await currentTasks(list, shop, store, nowMs), nowMs, name: `late/${slotMs}` });
      return { type: "done", outcome: "edited", entries: [edit] };
    },
  };
}

/** What has happened and what is due, from the tasks as they are: one that is done by now is reminded of no more. */
function reminderDuty(list: TaskList, shop: Shop, tasks: readonly Task[]): Duty {
  const reminders = taskRemindersOf(tasks, list, shop.zone);
  return {
    // A list begun by asking somebody: the request is as old as the list, and is told.
    ...{ key: `tasks/${list.id}/reminders`, sinceMs: list.sinceMs - 1, windowMs: REMINDER_WINDOW_MS, skipped: () => [] },
    slots: (fromMs, toMs) => [...new Set(reminders.map(({ atMs }) => atMs).filter((atMs) => atMs > fromMs && atMs <= toMs))],
    run: async (slotMs, runMs) => {
      const due = reminders.filter(({ atMs, kind, task }) => atMs === slotMs && (kind !== "soon" || runMs < task.dueMs));
      if (due.length === 0) return nothing("nothing-to-say");
      return { type: "done", outcome: "reminded", entries: groupOf(due).map((group) => reminderEntry(group, list, shop, slotMs, runMs)) };
    },
  };
}

interface ReminderGroup {
  readonly kind: TaskReminderKind;
  readonly to: Member | "channel";
  readonly tasks: readonly Task[];
}

/** One message a person and kind: three tasks due at ten are one matter. */
function groupOf(reminders: readonly TaskReminder[]): readonly ReminderGroup[] {
  const groups = new Map<string, ReminderGroup>();
  for (const { kind, to, task } of reminders) {
    const key = `${kind}/${to === "channel" ? to : to.userId}`;
    groups.set(key, { kind, to, tasks: [...(groups.get(key)?.tasks ?? []), task] });
  }
  return [...groups.values()];
}

function reminderEntry({ kind, to, tasks }: ReminderGroup, list: TaskList, shop: Shop, slotMs: EpochMs, nowMs: EpochMs): OutboxEntry {
  const message = composeTaskReminder(viewOf(list, shop, nowMs, to === "channel"), kind, tasks);
  const where = scopesOf(to === "channel" ? list.place : to).place;
  return taskEntry(list, to, { key: `tasks/${list.id}/${kind}/${slotMs}/${where}`, message, nowMs, windowMs: REMINDER_WINDOW_MS });
}

async function openDay(list: TaskList, shop: Shop, store: TaskStores, nowMs: EpochMs): Promise<readonly Task[]> {
  await store.tasks.openDay(planDay(list, await currentTasks(list, shop, store, nowMs), nowMs, shop.zone));
  return currentTasks(list, shop, store, nowMs);
}

function viewOf(list: TaskList, shop: Shop, nowMs: EpochMs, isHere: boolean): TaskView {
  return { list, shop, nowMs, locale: list.locale, isHere };
}

function daily({ zone }: Shop, at: Extract<Recurrence, { type: "daily" }>["at"]): Duty["slots"] {
  return (fromMs, toMs) => slotsBetween({ type: "daily", at, weekdays: EVERY_DAY }, zone, fromMs, toMs);
}

function nothing(outcome: string): DutyResult {
  return { type: "done", outcome, entries: [] };
}
