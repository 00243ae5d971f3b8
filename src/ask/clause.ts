/** A question in pieces: each clause with the tokens it took, before they make one question. */
import type { Period } from "../core/calendar/period.ts";
import type { AnswerForm, Comparison, Dimension, Filter, Question } from "../core/questions/question.ts";
import type { AskNames } from "./names.ts";
import type { Problem } from "./problem.ts";
import type { Found } from "./text/lexicon.ts";
import type { Line } from "./text/tokenize.ts";
import type { Keyword } from "./vocabulary/keywords.ts";

export type Clause =
  | { readonly type: "metric"; readonly metric: Question["metric"] }
  | { readonly type: "period"; readonly period: Period }
  | { readonly type: "by"; readonly dimension: Dimension }
  | { readonly type: "returns"; readonly clock: Question["returnsClock"] }
  /** No values: every value, which takes back an earlier filter. */
  | { readonly type: "filter"; readonly dimension: Filter["dimension"]; readonly values: readonly string[] }
  | { readonly type: "comparison"; readonly comparison: Comparison }
  | { readonly type: "shop"; readonly shop: string }
  | { readonly type: "form"; readonly form: AnswerForm }
  /** Read over. */
  | { readonly type: "filler" }
  /** Introduces a clause that does not follow. */
  | { readonly type: "keyword"; readonly keyword: Keyword }
  /** Understood, and wrong; `fixes` are words to put in its place, likeliest first. */
  | { readonly type: "faulty"; readonly problem: Problem; readonly fixes: readonly string[] };

/** What a reader reads: the line and the names in use where it was typed. */
export interface Input {
  readonly line: Line;
  readonly names: AskNames;
}

/** Tries to read one clause at a token; null where it does not begin there. Looks ahead a bounded number of tokens. */
export type Reader<T> = (input: Input, at: number) => Found<T> | null;
