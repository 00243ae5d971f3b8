/** One piece of a channel's daily work: an occurrence of its routine, or something asked of somebody. */
import type { BusinessDay, EpochMs } from "../calendar/period.ts";
import type { Member } from "../place.ts";
import { openOffer, signOff } from "./change-step.ts";
import type { Owner, Step } from "./step.ts";

export interface Task extends Step {
  readonly listId: string;
  /** The business day it came up on. A routine's number comes again each day; with its day it is one task. */
  readonly day: BusinessDay;
  /** Grows with each change: of two people changing it at once, the first wins. */
  readonly version: number;
  readonly dueMs: EpochMs;
  readonly origin: { readonly type: "routine" } | { readonly type: "request"; readonly by: Member; readonly atMs: EpochMs };
  /** A question whose answer it needs: "kpi yesterday". */
  readonly question: string | null;
  /** What was found, or why it was skipped, in the words of whoever did. */
  readonly answer: string | null;
  /** Skipped by somebody; by nobody where the routine's next one has come. */
  readonly dropped: { readonly by: Member | null; readonly atMs: EpochMs } | null;
}

export function isOpen({ done, dropped }: Task): boolean {
  return done === null && dropped === null;
}

export function finishTask(task: Task, by: Member, atMs: EpochMs, answer: string | null): Task {
  return { ...signOff(task, by, atMs, null), answer };
}

export function dropTask(task: Task, by: Member | null, atMs: EpochMs, reason: string | null): Task {
  return { ...task, dropped: { by, atMs }, answer: reason };
}

export function reopenTask(task: Task): Task {
  return { ...task, done: null, dropped: null, answer: null };
}

/** Whose turn it is: whoever is asked to take it, else its owner. */
export function turnOf(task: Task): Owner | null {
  return openOffer(task)?.to ?? task.owner;
}

/**
 * Who is counted for it: whoever has it, else whoever did it. A department that took it over by one of its people is
 * counted as the department.
 */
export function partnerOf(task: Task): Owner | null {
  const { owner, handoffs, done } = task;
  if (owner === null && done !== null) return { type: "person", person: done.by };
  const taken = handoffs.findLast(({ answer }) => answer?.accepted === true);
  const isStillTheirs = owner?.type === "person" && taken?.answer?.by.userId === owner.person.userId;
  const offered = isOpen(task) ? openOffer(task) : null;
  return offered?.to ?? (isStillTheirs && taken?.to.type === "role" ? taken.to : owner);
}
