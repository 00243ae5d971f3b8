/** Words → Question: the one grammar behind commands, mentions, the console and `ask`. */
import type { Question } from "../core/questions/question.ts";
import type { Clause, Input } from "./clause.ts";
import type { AskContext } from "./names.ts";
import { indexNames } from "./names.ts";
import type { Problem } from "./problem.ts";
import { MAX_QUESTION_LENGTH, tooLong } from "./problem.ts";
import type { Piece } from "./read-clauses.ts";
import { suggest } from "./suggest.ts";
import { tokenize, wordsOf } from "./text/tokenize.ts";
import { isUnderstood, understand } from "./understand.ts";

export type ParseResult =
  | {
      readonly type: "question";
      readonly question: Question;
      /** True where it refines `context.previous`. */
      readonly followUp: boolean;
    }
  | {
      readonly type: "unclear";
      /** What was understood, in the words typed. */
      readonly understood: readonly { readonly clause: Clause["type"]; readonly words: string }[];
      readonly unknown: readonly string[];
      /** Whole questions in canonical words, likeliest first, at most five; each is understood in the same context. */
      readonly suggestions: readonly string[];
      readonly problem: Problem;
    }
  /** Nothing in it is about numbers: not meant as a question. */
  | { readonly type: "nothing" };

/**
 * Parses one line in English, Chinese or both. Never throws, reads no clock, and does bounded work: a text of more than
 * 500 characters is refused unread.
 */
export function parseQuestion(words: string, context: AskContext): ParseResult {
  if (words.length > MAX_QUESTION_LENGTH) return { type: "unclear", understood: [], unknown: [], suggestions: [], problem: tooLong };
  const input: Input = { line: tokenize(words), names: indexNames(context) };
  const understanding = understand(input);
  if (understanding.type === "question") return understanding;
  const { pieces, problem } = understanding;
  if (!pieces.some(({ clause }) => clause.type !== "filler")) return { type: "nothing" };
  const suggestions = suggest(input, understanding);
  const understood = pieces.filter(isUnderstood);
  if (understood.length === 0 && suggestions.length === 0) return { type: "nothing" };
  const written = ({ from, to }: Piece) => wordsOf(input.line, from, to);
  return {
    type: "unclear",
    understood: understood.flatMap((piece) =>
      piece.clause.type === "unknown" ? [] : [{ clause: piece.clause.type, words: written(piece) }],
    ),
    unknown: pieces.filter(({ clause }) => clause.type === "unknown").map(written),
    suggestions,
    problem,
  };
}
