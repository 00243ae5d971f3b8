/** Steps that wait for each other: circles, who is next, and who is blocking whom. */
import type { EpochMs } from "../calendar/period.ts";
import type { Step } from "./step.ts";

/** A step with its due time worked out. */
export interface DueStep {
  readonly step: Step;
  readonly dueMs: EpochMs;
}

/** Numbers of steps that wait for each other in a circle, in order, the first not repeated; null where there is none. */
export function findCycle(steps: readonly Pick<Step, "number" | "after">[]): readonly number[] | null {
  const byNumber = new Map(steps.map((step) => [step.number, step]));
  const cleared = new Set<number>();
  const walk = (number: number, path: readonly number[]): readonly number[] | null => {
    const at = path.indexOf(number);
    if (at >= 0) return path.slice(at);
    if (cleared.has(number)) return null;
    for (const before of byNumber.get(number)?.after ?? []) {
      const cycle = walk(before, [...path, number]);
      if (cycle !== null) return cycle;
    }
    cleared.add(number);
    return null;
  };
  for (const { number } of steps) {
    const cycle = walk(number, []);
    if (cycle !== null) return cycle.toReversed();
  }
  return null;
}

/** Open steps that wait for this one, directly or through others, earliest due first. */
export function waitingFor(number: number, steps: readonly DueStep[]): readonly DueStep[] {
  const found = new Set<number>([number]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { step } of steps) {
      if (found.has(step.number) || step.done !== null || !step.after.some((each) => found.has(each))) continue;
      found.add(step.number);
      grew = true;
    }
  }
  return byDue(steps.filter(({ step }) => step.number !== number && found.has(step.number)));
}

/** Open steps whose predecessors are all done: what can be worked on now, earliest due first. */
export function readySteps(steps: readonly DueStep[]): readonly DueStep[] {
  const open = new Set(steps.filter(({ step }) => step.done === null).map(({ step }) => step.number));
  return byDue(steps.filter(({ step }) => open.has(step.number) && !step.after.some((each) => open.has(each))));
}

/** A late step that nothing but its owner holds up, and the steps that wait for it. */
export interface Blockage {
  readonly blocker: DueStep;
  readonly waiting: readonly DueStep[];
}

/** The longest late first. A late step that itself waits for another late one is that one's blockage. */
export function findBlockages(steps: readonly DueStep[], nowMs: EpochMs): readonly Blockage[] {
  return readySteps(steps)
    .filter(({ dueMs }) => dueMs < nowMs)
    .map((blocker) => ({ blocker, waiting: waitingFor(blocker.step.number, steps) }))
    .filter(({ waiting }) => waiting.length > 0);
}

function byDue(steps: readonly DueStep[]): readonly DueStep[] {
  return [...steps].sort((a, b) => a.dueMs - b.dueMs || a.step.number - b.step.number);
}
