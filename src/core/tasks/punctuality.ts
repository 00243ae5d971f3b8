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
  /** Of those done late, the mean; null where none was. */
  readonly meanLateMs: number | null;
  /** From offer to answer, and from acceptance to the step's end: means over their hand-offs; null where there was none. */
  readonly meanAcceptMs: number | null;
  readonly meanFinishMs: number | null;
}

/** One entry a partner, the least punctual first. */
export function sumUpPunctuality(steps: readonly DueStep[]): readonly Punctuality[] {
  const groups = new Map<string, DueStep[]>();
  for (const due of steps) {
    const key = JSON.stringify(due.step.owner);
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
    meanLateMs: meanOf(late),
    meanAcceptMs: meanOf(accepted.map(({ waitMs }) => waitMs)),
    meanFinishMs: meanOf(accepted.flatMap(({ workMs }) => workMs ?? [])),
  };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
