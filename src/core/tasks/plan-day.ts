/** What a new day brings to a list: the routine's tasks of the day, and earlier ones that they overtake. */
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { businessDayOf, dayBounds } from "../calendar/zone-clock.ts";
import { dropTask, isOpen, type Task } from "./task.ts";
import { occurrenceOf, type TaskList } from "./task-list.ts";

export interface DayPlan {
  readonly added: readonly Task[];
  /** Open ones whose routine has a newer task, or is gone. */
  readonly overtaken: readonly Task[];
}

/**
 * `known` are the open tasks and those finished today. Planned again on the same day, nothing is left to do. A day on which
 * nobody planned has no tasks: there is no making up for a morning that is over.
 */
export function planDay(list: TaskList, known: readonly Task[], nowMs: EpochMs, zone: TimeZone): DayPlan {
  const today = businessDayOf(nowMs, zone);
  const ofToday = list.routines.flatMap((routine) => occurrenceOf(list, routine, today, zone) ?? []);
  const renewed = new Set(ofToday.map(({ number }) => number));
  const removed = new Set(list.routines.filter(({ state }) => state === "removed").map(({ number }) => number));
  const overtaken = known.filter(
    (task) =>
      isOpen(task) && task.origin.type === "routine" && (removed.has(task.number) || (task.day < today && renewed.has(task.number))),
  );
  const { fromMs } = dayBounds(today, zone);
  return {
    added: ofToday.filter(({ number, day }) => !known.some((task) => task.number === number && task.day === day)),
    // One that is taken off before its time was not missed by anybody.
    overtaken: overtaken.map((task) => dropTask(task, null, removed.has(task.number) ? nowMs : fromMs, null)),
  };
}
