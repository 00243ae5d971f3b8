import type { EpochMs } from "../calendar/period.ts";
import { type Punctuality, sumUpPunctuality } from "./punctuality.ts";
import { partnerOf, type Task } from "./task.ts";

/** Of the tasks whose time has come; what somebody skipped with a reason counts neither way. */
export function reviewTasks(tasks: readonly Task[], nowMs: EpochMs): readonly Punctuality[] {
  const counted = tasks.filter(
    (task) => (task.dueMs <= nowMs || task.done !== null) && (task.dropped === null || task.dropped.by === null),
  );
  return sumUpPunctuality(counted.map((task) => ({ step: { ...task, owner: partnerOf(task) }, dueMs: task.dueMs })));
}
