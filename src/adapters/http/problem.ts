/** What goes wrong over HTTP, always as the same small JSON: a code for programs, words for people, never a stack. */
import type { ItemProblem } from "../../ports/intake.ts";

export interface Problem {
  readonly error: { readonly code: string; readonly message: string; readonly items?: readonly ItemProblem[] };
}

/** More would only hide the first ones. */
const MAX_ITEMS = 100;

/** The message says what failed and what to do next. */
export function problem(code: string, message: string, items?: readonly ItemProblem[]): Problem {
  if (items === undefined) return { error: { code, message } };
  return { error: { code, message, items: items.slice(0, MAX_ITEMS) } };
}
