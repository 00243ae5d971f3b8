/** What a channel does day by day: its routine, who holds which role, and when Shopbell speaks of it. */

import { addDays, dayNumberOf, weekdayOf } from "../calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone, Weekday } from "../calendar/period.ts";
import { businessDayOf, firstInstantAt } from "../calendar/zone-clock.ts";
import type { Locale } from "../locale.ts";
import type { Member, Place } from "../place.ts";
import type { TimeOfDay } from "../schedule/recurrence.ts";
import type { Owner } from "./step.ts";
import type { Task } from "./task.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;

/** Something done again and again on set days. */
export interface Routine {
  /** What people call it; numbers of a list are never given twice. */
  readonly number: number;
  readonly title: string;
  readonly owner: Owner | null;
  readonly weekdays: readonly Weekday[];
  /** By when on these days, on the shop's clock. */
  readonly at: TimeOfDay;
  /** A question whose answer it needs: "kpi yesterday". */
  readonly question: string | null;
  /** Removed ones are kept: removing can be undone. */
  readonly state: "active" | "removed";
  /** Due times up to here are none of its business: when it was made, or last restored. */
  readonly sinceMs: EpochMs;
  /** It has been said once that this could be done without people. */
  readonly isSuggested: boolean;
}

export interface TaskList {
  readonly id: string;
  readonly version: number;
  /** Never in a thread. */
  readonly place: Place;
  /** Whose days and clock it goes by. */
  readonly shopId: string;
  readonly locale: Locale;
  /** Hears of what stays late, and of what could not be delivered. */
  readonly lead: Member;
  /** Who holds which role. One that nobody holds is reminded in the channel. */
  readonly roles: Readonly<Record<string, Member>>;
  readonly routines: readonly Routine[];
  /** The number of the next routine or request. */
  readonly nextNumber: number;
  /** When the day's list is posted, and what is still open of it; null = not at all. */
  readonly morning: TimeOfDay | null;
  readonly evening: TimeOfDay | null;
  /** Posts due up to here are none of its business. */
  readonly sinceMs: EpochMs;
}

/** The routine's task of a day; null where it has none on it. */
export function occurrenceOf(list: TaskList, routine: Routine, day: BusinessDay, zone: TimeZone): Task | null {
  const dueMs = instantOn(day, routine.at, zone);
  if (routine.state === "removed" || dueMs <= routine.sinceMs || !routine.weekdays.includes(weekdayOf(day))) return null;
  const { number, title, owner, question } = routine;
  return {
    ...{ listId: list.id, number, day, version: 1, title, owner, question, dueMs, origin: { type: "routine" } },
    ...{ after: [], evidence: null, done: null, dropped: null, answer: null, handoffs: [] },
  };
}

/** The first of the routine's tasks that is still to come; null where there is none within a week. */
export function nextTask(list: TaskList, nowMs: EpochMs, zone: TimeZone): Task | null {
  const today = businessDayOf(nowMs, zone);
  const coming = Array.from({ length: WEEK_DAYS + 1 }, (_, days) =>
    list.routines.flatMap((routine) => occurrenceOf(list, routine, addDays(today, days), zone) ?? []),
  );
  return (
    coming
      .flat()
      .filter(({ dueMs }) => dueMs > nowMs)
      .sort((a, b) => a.dueMs - b.dueMs)[0] ?? null
  );
}

/** A time of the local day; one that the clock jumps over is the end of the gap. */
export function instantOn(day: BusinessDay, { hour, minute }: TimeOfDay, zone: TimeZone): EpochMs {
  return firstInstantAt(dayNumberOf(day) * DAY_MS + (hour * 60 + minute) * MINUTE_MS, zone);
}
