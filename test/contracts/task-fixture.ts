/** Task lists and tasks that say only what matters. */
import type { Member } from "../../src/core/place.ts";
import type { Task } from "../../src/core/tasks/task.ts";
import type { Routine, TaskList } from "../../src/core/tasks/task-list.ts";
import { day } from "./store-fixture.ts";

export const ANN: Member = { platform: "slack", workspace: "T1", userId: "U1", name: "Ann" };
export const OMAR: Member = { platform: "slack", workspace: "T1", userId: "U2", name: "Omar" };
export const LEA: Member = { platform: "slack", workspace: "T1", userId: "U3", name: "Lea" };

export function routine(overrides: Partial<Routine> = {}): Routine {
  return {
    ...{ number: 1, title: "Check the numbers", owner: null, weekdays: [1, 2, 3, 4, 5, 6, 7], at: { hour: 9, minute: 30 } },
    ...{ question: null, state: "active", sinceMs: 0, isSuggested: false },
    ...overrides,
  };
}

/** Of the store fixture's shop in Berlin, led by Lea. */
export function taskList(overrides: Partial<TaskList> = {}): TaskList {
  return {
    ...{ id: "list", version: 1, place: { platform: "slack", workspace: "T1", channel: "C1", thread: null }, shopId: "lamps" },
    ...{ locale: "en", lead: LEA, roles: {}, routines: [], nextNumber: 1, morning: null, evening: null, sinceMs: 0 },
    ...overrides,
  };
}

/** Due on Monday, 2 March 2026 at noon in Berlin. */
export function task(overrides: Partial<Task> = {}): Task {
  return {
    ...{ listId: "list", number: 1, day: day("2026-03-02"), version: 1, title: "Check the numbers", owner: null },
    ...{ dueMs: Date.parse("2026-03-02T12:00:00+01:00"), origin: { type: "routine" }, question: null, answer: null },
    ...{ after: [], evidence: null, done: null, dropped: null, handoffs: [] },
    ...overrides,
  };
}
