/** Who hears what of a task, and when. Worked out from the task as it is now: what is done is not reminded of. */

import { addDays } from "../calendar/business-day.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Member } from "../place.ts";
import type { TimeOfDay } from "../schedule/recurrence.ts";
import { openOffer } from "./change-step.ts";
import type { Owner } from "./step.ts";
import { personOf, samePerson } from "./step-reminders.ts";
import { isOpen, type Task, turnOf } from "./task.ts";
import { instantOn, type TaskList } from "./task-list.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type TaskReminderKind =
  /** Somebody is asked to take it. */
  | "asked"
  /** Whoever asked for it: taken, declined or done. */
  | "accepted"
  | "declined"
  | "finished"
  /** The ladder: its owner before and when it is due, whoever waits for it, the lead. */
  | "soon"
  | "late"
  | "late-waiting"
  | "late-lead";

export interface TaskReminder {
  readonly kind: TaskReminderKind;
  readonly task: Task;
  readonly atMs: EpochMs;
  /** "channel": a role that nobody holds. */
  readonly to: Member | "channel";
}

/** Routine is the work of minutes; a request is given half of its time, at most a day, to be begun after the reminder. */
const ROUTINE_SOON_MS = 30 * MINUTE_MS;
const LONGEST_SOON_MS = 24 * HOUR_MS;
/** Two hours late is no accident of the clock, and after half a working day somebody has to decide. */
const WAITING_AFTER_MS = 2 * HOUR_MS;
const LEAD_AFTER_MS = 4 * HOUR_MS;

/** Nobody is called on about something late between these: it waits for the morning. */
const EVENING: TimeOfDay = { hour: 20, minute: 0 };
const MORNING: TimeOfDay = { hour: 8, minute: 0 };

/** In order of time. A routine's task that nobody has stands in the morning's and the evening's list, and calls on nobody. */
export function taskRemindersOf(tasks: readonly Task[], list: Pick<TaskList, "roles" | "lead">, zone: TimeZone): readonly TaskReminder[] {
  return tasks
    .flatMap((task) => [...noticesOf(task, list), ...(isOpen(task) ? ladderOf(task, list, zone) : [])])
    .sort((a, b) => a.atMs - b.atMs || a.task.number - b.task.number);
}

function ladderOf(task: Task, list: Pick<TaskList, "roles" | "lead">, zone: TimeZone): readonly TaskReminder[] {
  const turn = turnOf(task);
  const owner = addressOf(turn, list.roles);
  if (owner === null) return [];
  const { dueMs, origin } = task;
  const rung = (kind: TaskReminderKind, atMs: EpochMs, to: Member | "channel") => ({ kind, task, atMs, to });
  const waiting = origin.type === "request" && !isSame(origin.by, owner) ? origin.by : null;
  const isTold = isSame(list.lead, owner) || (waiting !== null && samePerson(list.lead, waiting));
  return [
    rung("soon", soonAt(task, zone), owner),
    rung("late", dueMs, owner),
    ...(waiting === null ? [] : [rung("late-waiting", byDay(dueMs + WAITING_AFTER_MS, zone), waiting)]),
    ...(isTold ? [] : [rung("late-lead", byDay(dueMs + LEAD_AFTER_MS, zone), list.lead)]),
  ];
}

/** What follows at once from what somebody did; nobody is told of what they did themselves. */
function noticesOf(task: Task, { roles }: Pick<TaskList, "roles">): readonly TaskReminder[] {
  const { origin, done } = task;
  const notices: TaskReminder[] = [];
  const tell = (kind: TaskReminderKind, atMs: EpochMs, to: Member | null, by: Member | null) => {
    if (to !== null && (by === null || !samePerson(to, by))) notices.push({ kind, task, atMs, to });
  };
  const offer = isOpen(task) ? openOffer(task) : null;
  if (offer !== null) tell("asked", offer.offeredAtMs, personOf(offer.to, roles), offer.from?.type === "person" ? offer.from.person : null);
  if (origin.type === "routine") return notices;
  const answer = task.handoffs.findLast((each) => each.answer !== null)?.answer ?? null;
  if (answer !== null) tell(answer.accepted ? "accepted" : "declined", answer.atMs, origin.by, answer.by);
  if (done !== null) tell("finished", done.atMs, origin.by, done.by);
  return notices;
}

function addressOf(owner: Owner | null, roles: TaskList["roles"]): Member | "channel" | null {
  return owner === null ? null : (personOf(owner, roles) ?? "channel");
}

function isSame(person: Member, address: Member | "channel"): boolean {
  return address !== "channel" && samePerson(person, address);
}

/** By day where that is still before it is due. */
function soonAt({ origin, dueMs }: Task, zone: TimeZone): EpochMs {
  if (origin.type === "routine") return dueMs - ROUTINE_SOON_MS;
  const halfMs = Math.floor((dueMs - origin.atMs) / 2 / MINUTE_MS) * MINUTE_MS;
  const atMs = dueMs - Math.min(LONGEST_SOON_MS, Math.max(0, halfMs));
  const laterMs = byDay(atMs, zone);
  return laterMs < dueMs ? laterMs : atMs;
}

function byDay(atMs: EpochMs, zone: TimeZone): EpochMs {
  const day = businessDayOf(atMs, zone);
  if (atMs >= instantOn(day, EVENING, zone)) return instantOn(addDays(day, 1), MORNING, zone);
  return Math.max(atMs, instantOn(day, MORNING, zone));
}
