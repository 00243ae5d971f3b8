/** Lists of daily tasks and the tasks themselves. All reject with `StoreError` and nothing else. */
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import type { Place } from "../core/place.ts";
import type { DayPlan } from "../core/tasks/plan-day.ts";
import type { Task } from "../core/tasks/task.ts";
import type { TaskList } from "../core/tasks/task-list.ts";

export interface TaskStore {
  /** Rejects with code `exists` where the place has one, or the id is taken. */
  addList(list: TaskList): Promise<void>;
  /**
   * Replaces all but id and place; resolves to it with its next version. Rejects with `conflict` where it was changed since
   * the given version was read, with `not-found` where there is none.
   */
  updateList(list: TaskList): Promise<TaskList>;
  findList(id: string): Promise<TaskList | null>;
  /** The channel's, whatever the thread. */
  listOf(place: Place): Promise<TaskList | null>;
  /** In the order they were added. */
  lists(): Promise<readonly TaskList[]>;

  /** Carries a plan out, all or nothing. A task that is there already, or was changed meanwhile, is left as it is. */
  openDay(plan: DayPlan): Promise<void>;
  /** Replaces a task of that list, number and day, as `updateList` does. */
  update(task: Task): Promise<Task>;
  /** The number's task of that day; without a day, its newest. */
  find(listId: string, number: number, day: BusinessDay | null): Promise<Task | null>;
  /** Those that are open, and those that were finished at or after the instant; earliest due first. */
  current(listId: string, finishedSinceMs: EpochMs): Promise<readonly Task[]>;
  /** All tasks due in `[fromMs, toMs)`, earliest first. */
  dueBetween(listId: string, fromMs: EpochMs, toMs: EpochMs): Promise<readonly Task[]>;
  /** One routine's tasks that are over, newest first. */
  recent(listId: string, number: number, limit: number): Promise<readonly Task[]>;
  /** Forgets tasks finished before the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}
