/** Task lists and tasks as they stand in their rows: read back only as this version knows them. */
import { z } from "zod";
import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import { LOCALES } from "../../core/locale.ts";
import type { Task } from "../../core/tasks/task.ts";
import type { TaskList } from "../../core/tasks/task-list.ts";
import { StoreError } from "../../ports/stores.ts";
import { OwnerBody, PersonBody, StepBody } from "./step-body.ts";

const TimeBody = z.object({ hour: z.int(), minute: z.int() });
const WeekdayBody = z.literal([1, 2, 3, 4, 5, 6, 7]);

const ListBody = z.object({
  shopId: z.string(),
  locale: z.enum(LOCALES),
  lead: PersonBody,
  roles: z.record(z.string(), PersonBody),
  routines: z.array(
    z.object({
      ...{ number: z.int(), title: z.string(), owner: OwnerBody.nullable(), weekdays: z.array(WeekdayBody), at: TimeBody },
      ...{ question: z.string().nullable(), state: z.enum(["active", "removed"]), sinceMs: z.int(), isSuggested: z.boolean() },
    }),
  ),
  nextNumber: z.int(),
  morning: TimeBody.nullable(),
  evening: TimeBody.nullable(),
  sinceMs: z.int(),
});

const TaskBody = StepBody.omit({ number: true }).extend({
  origin: z.discriminatedUnion("type", [
    z.object({ type: z.literal("routine") }),
    z.object({ type: z.literal("request"), by: PersonBody, atMs: z.int() }),
  ]),
  question: z.string().nullable(),
  answer: z.string().nullable(),
  dropped: z.object({ by: PersonBody.nullable(), atMs: z.int() }).nullable(),
});

type ListBody = Omit<TaskList, "id" | "version" | "place">;
type TaskBody = Omit<Task, "listId" | "number" | "day" | "version" | "dueMs">;

export function printListBody({ id: _id, version: _version, place: _place, ...body }: TaskList): string {
  return JSON.stringify(body satisfies ListBody);
}

export function parseListBody(text: string, id: string): ListBody {
  return known(ListBody.safeParse(JSON.parse(text)), `the task list ${id}`);
}

export function printTaskBody({ listId: _id, number: _number, day: _day, version: _version, dueMs: _dueMs, ...body }: Task): string {
  return JSON.stringify(body satisfies TaskBody);
}

export function parseTaskBody(text: string, name: string): TaskBody {
  return known(TaskBody.safeParse(JSON.parse(text)), `the task ${name}`);
}

export function parseTaskDay(text: string, name: string): Task["day"] {
  const day = parseBusinessDay(text);
  if (day === null) throw new StoreError("failed", `The store holds the task ${name} on ${text}, which is no day.`);
  return day;
}

function known<T>(read: z.ZodSafeParseResult<T>, what: string): T {
  if (read.success) return read.data;
  throw new StoreError("failed", `The store holds ${what} in a form that this version does not know.`, { cause: read.error });
}
