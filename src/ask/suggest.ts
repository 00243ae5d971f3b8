/**
 * Corrections: whole lines that are questions. Every wrong piece has some replacements with a cost; the cheapest
 * combinations are put into the line and read again, so that whatever is suggested parses.
 */
import type { Locale } from "../core/locale.ts";
import type { Input } from "./clause.ts";
import type { Correction } from "./corrections.ts";
import { correctWord } from "./corrections.ts";
import { printQuestion } from "./print-question.ts";
import type { Piece } from "./read-clauses.ts";
import { quote } from "./text/quotes.ts";
import { tokenize, wordsOf } from "./text/tokenize.ts";
import type { Understanding } from "./understand.ts";
import { isDangling, understand } from "./understand.ts";
import type { Keyword } from "./vocabulary/keywords.ts";

type Unclear = Extract<Understanding, { type: "unclear" }>;

/** Text in place of the pieces `[from, to)`. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
interface Choice {
  readonly edits: readonly Edit[];
  readonly cost: number;
}

const MOST_SUGGESTIONS = 5;
/** Combinations kept while they are built, and the most that are read again. */
const MOST_TRIED = 24;
/** Wrong pieces corrected in one line; the others are left out. */
const MOST_CORRECTED = 5;
/** Leaving words out is the last resort: it costs more than any spelling correction. */
const COST_OF_LEAVING_OUT = 4;

const ARGUMENTS: Readonly<Record<Keyword, readonly string[]>> = {
  by: ["by channel", "by product", "by day"],
  in: [],
  vs: ["vs previous", "vs last year", "vs target"],
  for: [],
  as: ["as chart", "as table", "as csv"],
};
const OFFERED_METRICS = ["kpi", "sales", "orders"] as const;

/** Corrected lines in canonical words, best first, at most five. Each is understood. */
export function suggest(input: Input, unclear: Unclear): readonly string[] {
  const { pieces } = unclear;
  const choices = wrongPieces(input, unclear);
  const tried = combine(choices.slice(0, MOST_CORRECTED), leaveOut(choices.slice(MOST_CORRECTED)));
  const locale: Locale = input.line.tokens.some(({ kind }) => kind === "han") ? "zh" : "en";
  const suggestions = new Set<string>();
  for (const { edits } of tried) {
    for (const line of withMetric(applyEdits(input, pieces, edits), input)) suggestions.add(printQuestion(line, locale));
    if (suggestions.size >= MOST_SUGGESTIONS) break;
  }
  return [...suggestions].slice(0, MOST_SUGGESTIONS);
}

/** The questions in a line: itself, or, where only the metric is missing, with the usual ones. */
function withMetric(text: string, { names }: Input) {
  const read = understand({ line: tokenize(text), names });
  if (read.type === "question") return [read.question];
  if (read.problem.code !== "no-metric" || !read.pieces.some(({ clause }) => clause.type !== "filler")) return [];
  return OFFERED_METRICS.flatMap((metric) => {
    const again = understand({ line: tokenize(`${metric} ${text}`), names });
    return again.type === "question" ? [again.question] : [];
  });
}

/** For each wrong place of the line, what could stand there. */
function wrongPieces(input: Input, { pieces, clash }: Unclear): readonly (readonly Choice[])[] {
  const places: (readonly Choice[])[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const clause = pieces[index]?.clause;
    const isKeywordBeforeUnknown = clause?.type === "keyword" && pieces[index + 1]?.clause.type === "unknown";
    if (clause?.type === "faulty") places.push(fixesOf(clause.fixes, index));
    else if (clause?.type === "keyword" && isKeywordBeforeUnknown) places.push(afterKeyword(input, pieces, index++, clause.keyword));
    else if (clause?.type === "keyword" && isDangling(pieces, index)) places.push(fixesOf(ARGUMENTS[clause.keyword], index));
    else if (clause?.type === "unknown") places.push(unknownChoices(input, pieces, index));
  }
  if (clash !== null) places.push(clashChoices(input, pieces, clash));
  return places;
}

function fixesOf(fixes: readonly string[], index: number): readonly Choice[] {
  return [
    ...fixes.map((text, rank) => ({ edits: [{ from: index, to: index + 1, text }], cost: rank / 10 })),
    { edits: [{ from: index, to: index + 1, text: "" }], cost: COST_OF_LEAVING_OUT },
  ];
}

function unknownChoices(input: Input, pieces: readonly Piece[], index: number): readonly Choice[] {
  const edit = (text: string) => [{ from: index, to: index + 1, text }];
  return [
    ...corrections(input, pieces, index).map(({ text, cost }) => ({ edits: edit(text), cost })),
    ...(standsBehindSeparator(input, pieces[index]) ? [{ edits: [], cost: 0 }] : []),
    { edits: edit(""), cost: COST_OF_LEAVING_OUT },
  ];
}

/** A keyword and the unknown word behind it are corrected together, or left out together. */
function afterKeyword(input: Input, pieces: readonly Piece[], index: number, keyword: Keyword): readonly Choice[] {
  const both = (text: string) => [{ from: index, to: index + 2, text }];
  const unknown = pieces[index + 1];
  const typed = unknown === undefined ? "" : wordsOf(input.line, unknown.from, unknown.to);
  const guesses = keyword === "in" ? ["channel", "product", "country"].map((name) => `in ${name}=${quote(typed)}`) : ARGUMENTS[keyword];
  return [
    ...corrections(input, pieces, index + 1).map(({ text, cost }) => ({ edits: [{ from: index + 1, to: index + 2, text }], cost })),
    ...guesses.map((text, rank) => ({ edits: both(text), cost: COST_OF_LEAVING_OUT - 1 + rank / 10 })),
    { edits: both(""), cost: COST_OF_LEAVING_OUT },
  ];
}

/** Two metrics: one or the other. Two periods: the second compared with, or one or the other. */
function clashChoices(input: Input, pieces: readonly Piece[], [first, second]: readonly [Piece, Piece]): readonly Choice[] {
  const drop = (piece: Piece): Edit => ({ from: pieces.indexOf(piece), to: pieces.indexOf(piece) + 1, text: "" });
  const compared = `vs ${wordsOf(input.line, second.from, second.to)}`;
  return [
    ...(first.clause.type === "period" ? [{ edits: [{ ...drop(second), text: compared }], cost: 0 }] : []),
    { edits: [drop(second)], cost: 1 },
    { edits: [drop(first)], cost: 1.1 },
  ];
}

function corrections(input: Input, pieces: readonly Piece[], index: number): readonly Correction[] {
  const piece = pieces[index];
  return piece === undefined ? [] : correctWord(wordsOf(input.line, piece.from, piece.to), input.names.context);
}

/** "=email" may be right as it is once the word before it is. */
function standsBehindSeparator({ line }: Input, piece: Piece | undefined): boolean {
  return piece !== undefined && ["=", ":", ","].includes(line.tokens[piece.from - 1]?.text ?? "");
}

/** The cheapest ways to choose once at every place, cheapest first. */
function combine(places: readonly (readonly Choice[])[], start: Choice): readonly Choice[] {
  let chosen: readonly Choice[] = [start];
  for (const place of places) {
    chosen = chosen
      .flatMap((before) => place.map(({ edits, cost }) => ({ edits: [...before.edits, ...edits], cost: before.cost + cost })))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST_TRIED);
  }
  return chosen;
}

function leaveOut(places: readonly (readonly Choice[])[]): Choice {
  return { edits: places.flatMap((place) => place.at(-1)?.edits ?? []), cost: 0 };
}

function applyEdits({ line }: Input, pieces: readonly Piece[], edits: readonly Edit[]): string {
  let text = "";
  let copiedTo = 0;
  for (const { from, to, text: replacement } of [...edits].sort((a, b) => a.from - b.from)) {
    const start = startOf(line.tokens, pieces[from]?.from);
    text += `${line.text.slice(copiedTo, start)} ${replacement} `;
    copiedTo = line.tokens[(pieces[to - 1]?.to ?? 0) - 1]?.end ?? start;
  }
  return text + line.text.slice(copiedTo);
}

function startOf(tokens: Input["line"]["tokens"], index: number | undefined): number {
  return index === undefined ? 0 : (tokens[index]?.start ?? 0);
}
