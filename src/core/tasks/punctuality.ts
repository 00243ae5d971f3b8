/** How punctual each partner was: what was done in time, and how long hand-offs took. */
import type { Owner } from "./step.ts";
import type { DueStep } from "./step-order.ts";

export interface Punctuality {
  /** Null = steps nobody had. */
  readonly owner: Owner | null;
  readonly steps: number;
  readonly inTime: number;
  readonly late: number;
  /** Not done at all. */
  readonly open: number;
  /** Of those done late; null where none was. Medians, here and below: one forgotten step says nothing of the others. */
  readonly medianLateMs: number | null;
  /** From offer to answer, and from acceptance to the step's end, over accepted hand-offs; null where there was none. */
  readonly medianAcceptMs: number | null;
  readonly medianFinishMs: number | null;
}

/** One entry a partner, the least punctual first. */
export function sumUpPunctuality(steps: readonly DueStep[]): readonly Punctuality[] {
  const groups = new Map<string, DueStep[]>();
  for (const due of steps) {
    const key = keyOf(due.step.owner);
    groups.set(key, [...(groups.get(key) ?? []), due]);
  }
  return [...groups.values()].map(sumUp).sort((a, b) => a.inTime / a.steps - b.inTime / b.steps || b.steps - a.steps);
}

function sumUp(steps: readonly DueStep[]): Punctuality {
  const done = steps.flatMap(({ step: { done: end }, dueMs }) => (end === null ? [] : [end.atMs - dueMs]));
  const late = done.filter((lateMs) => lateMs > 0);
  const accepted = steps.flatMap(({ step: { handoffs, done: end } }) =>
    handoffs.flatMap(({ offeredAtMs, answer }) =>
      answer?.accepted === true ? [{ waitMs: answer.atMs - offeredAtMs, workMs: end === null ? null : end.atMs - answer.atMs }] : [],
    ),
  );
  return {
    owner: steps[0]?.step.owner ?? null,
    steps: steps.length,
    inTime: done.length - late.length,
    late: late.length,
    open: steps.length - done.length,
    medianLateMs: medianOf(late),
    medianAcceptMs: medianOf(accepted.map(({ waitMs }) => waitMs)),
    medianFinishMs: medianOf(accepted.flatMap(({ workMs }) => workMs ?? [])),
  };
}

/** A person stays the same one under another name. */
function keyOf(owner: Owner | null): string {
  if (owner === null) return "";
  return owner.type === "role" ? `role/${owner.role}` : `person/${owner.person.platform}/${owner.person.workspace}/${owner.person.userId}`;
}

/** Of an even number, the mean of the middle two, rounded. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
