/** zod's findings as problems with an item. */
import type { z } from "zod";
import type { ItemProblem } from "../ports/intake.ts";

const MAX_PROBLEMS = 50;

export function describeIssues(error: z.ZodError, index = 0): ItemProblem[] {
  return error.issues.slice(0, MAX_PROBLEMS).map((issue) => ({ index, field: issue.path.join("."), problem: issue.message }));
}
