/** Finds the tasks that people do again and again with the same answer: those could do themselves. */
import type { Task } from "./task.ts";

/** Four working weeks of the same answer are no accident any more. */
export const SAME_ANSWERS = 20;

/**
 * `recent` are the routine's tasks that are over, newest first. Those overtaken unseen are no answer and are passed over;
 * one that was skipped is another answer.
 */
export function isAlwaysTheSame(recent: readonly Task[]): boolean {
  const seen = recent.filter(({ done, dropped }) => done !== null || dropped?.by !== null).slice(0, SAME_ANSWERS);
  const [first] = seen;
  return first !== undefined && seen.length === SAME_ANSWERS && seen.every((task) => task.done !== null && fold(task) === fold(first));
}

function fold({ answer }: Task): string {
  return (answer ?? "").normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
