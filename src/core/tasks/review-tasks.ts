import type { EpochMs } from "../calendar/period.ts";
import { type Punctuality, sumUpPunctuality } from "./punctuality.ts";
import { partnerOf, type Task } from "./task.ts";

/** Of the tasks whose time has come. What was skipped with a reason, or taken off before its time, counts neither way. */
export function reviewTasks(tasks: readonly Task[], nowMs: EpochMs): readonly Punctuality[] {
  const counted = tasks.filter(({ done, dropped, dueMs }) =>
    dropped === null ? done !== null || dueMs <= nowMs : dropped.by === null && dropped.atMs >= dueMs,
  );
  return sumUpPunctuality(counted.map((task) => ({ step: { ...task, owner: partnerOf(task) }, dueMs: task.dueMs })));
}
