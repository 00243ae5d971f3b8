/**
 * Corrections: whole lines that are questions. Every wrong piece has some replacements with a cost; the cheapest
 * combinations are put into the line and read again, so that whatever is suggested parses.
 */
import type { Locale } from "../core/locale.ts";
import type { Input } from "./clause.ts";
import type { Corrector } from "./corrections.ts";
import { createCorrector } from "./corrections.ts";
import type { AskContext } from "./names.ts";
import { FILTER_DIMENSIONS } from "./names.ts";
import { printFilter, printShop } from "./print-filter.ts";
import { printQuestion } from "./print-question.ts";
import type { Piece } from "./read-clauses.ts";
import { tokenize, wordsOf } from "./text/tokenize.ts";
import type { Understanding } from "./understand.ts";
import { isDangling, understand } from "./understand.ts";
import type { Keyword } from "./vocabulary/keywords.ts";
import { DIMENSION_LEXICON } from "./vocabulary/names.ts";

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
/** A line wrong in more places than this is not corrected. */
const MOST_CORRECTED = 5;
/** Leaving words out is the last resort: it costs more than any spelling correction. */
const COST_OF_LEAVING_OUT = 4;

/** What usually stands behind a keyword; the first names of the place for those that take names. */
function argumentsOf(keyword: Keyword, { shopNames, valueNames }: AskContext): readonly string[] {
  switch (keyword) {
    case "by":
      return ["by channel", "by product", "by day"];
    case "vs":
      return ["vs previous", "vs last year", "vs target"];
    case "as":
      return ["as chart", "as table", "as csv"];
    case "for":
      return shopNames.slice(0, 3).map((name) => printShop(name, "en"));
    case "in":
      return (valueNames.channel ?? []).slice(0, 3).map((name) => printFilter({ dimension: "channel", values: [name] }, "en"));
  }
}

/** Once there is a suggestion, others this much dearer than the cheapest are noise. */
const COST_RANGE = 1.5;
const SEPARATORS: readonly string[] = ["=", ":"];
const GUESSED_DIMENSIONS = ["channel", "product", "country"] as const;
const OFFERED_METRICS = ["kpi", "sales", "orders"] as const;

/** Corrected lines in canonical words, best first, at most five. Each is understood. */
export function suggest(input: Input, unclear: Unclear): readonly string[] {
  const places = wrongPlaces(unclear);
  if (places.length > MOST_CORRECTED) return [];
  const correct = createCorrector(input.names.context);
  const tried = combine(places.map((place) => choicesAt(place, input, unclear.pieces, correct)));
  const locale: Locale = input.line.tokens.some(({ kind }) => kind === "han") ? "zh" : "en";
  const suggestions = new Set<string>();
  let dearest = Number.POSITIVE_INFINITY;
  for (const { edits, cost } of tried) {
    if (suggestions.size >= MOST_SUGGESTIONS || cost >= dearest) break;
    for (const question of questionsIn(applyEdits(input, unclear.pieces, edits), input)) suggestions.add(printQuestion(question, locale));
    if (suggestions.size > 0) dearest = Math.min(dearest, cost + COST_RANGE);
  }
  return [...suggestions].slice(0, MOST_SUGGESTIONS);
}

/** The questions in a line: itself, or, where only the metric is missing, with the usual ones. */
function questionsIn(text: string, { names }: Input) {
  const read = understand({ line: tokenize(text), names });
  if (read.type === "question") return [read.question];
  if (read.problem.code !== "no-metric" || !read.pieces.some(({ clause }) => clause.type !== "filler")) return [];
  return OFFERED_METRICS.flatMap((metric) => {
    const again = understand({ line: tokenize(`${metric} ${text}`), names });
    return again.type === "question" ? [again.question] : [];
  });
}

/** Where a line is wrong, and how. */
type Place =
  | { readonly type: "faulty"; readonly index: number; readonly fixes: readonly string[] }
  | { readonly type: "unknown" | "dangling" | "keyword-unknown" | "by-value"; readonly index: number }
  | { readonly type: "clash"; readonly clash: readonly [Piece, Piece] };

function wrongPlaces({ pieces, clash }: Unclear): readonly Place[] {
  const places: Place[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const clause = pieces[index]?.clause;
    const next = pieces[index + 1]?.clause.type;
    if (clause?.type === "faulty") places.push({ type: "faulty", index, fixes: clause.fixes });
    else if (clause?.type === "unknown") places.push({ type: "unknown", index });
    else if (clause?.type !== "keyword") continue;
    else if (next === "unknown") places.push({ type: "keyword-unknown", index: index++ });
    else if (clause.keyword === "by" && next === "filter") places.push({ type: "by-value", index });
    else if (isDangling(pieces, index)) places.push({ type: "dangling", index });
  }
  return clash === null ? places : [...places, { type: "clash", clash }];
}

/** What could stand at a wrong place. */
function choicesAt(place: Place, input: Input, pieces: readonly Piece[], correct: Corrector): readonly Choice[] {
  switch (place.type) {
    case "faulty":
      return fixesOf(place.fixes, place.index);
    case "unknown":
      return unknownChoices(input, pieces, place.index, correct);
    case "keyword-unknown":
      return afterKeyword(input, pieces, place.index, correct);
    case "dangling":
      return fixesOf(argumentsOf(keywordOf(pieces[place.index]), input.names.context), place.index);
    case "by-value":
      return valueAfterBy(place.index);
    case "clash":
      return clashChoices(input, pieces, place.clash);
  }
}

function keywordOf(piece: Piece | undefined): Keyword {
  return piece?.clause.type === "keyword" ? piece.clause.keyword : "by";
}

function fixesOf(fixes: readonly string[], index: number): readonly Choice[] {
  return [
    ...fixes.map((text, rank) => ({ edits: [{ from: index, to: index + 1, text }], cost: rank / 10 })),
    { edits: [{ from: index, to: index + 1, text: "" }], cost: COST_OF_LEAVING_OUT },
  ];
}

function unknownChoices(input: Input, pieces: readonly Piece[], index: number, correct: Corrector): readonly Choice[] {
  const edit = (text: string) => [{ from: index, to: index + 1, text }];
  const isBeforeSeparator = SEPARATORS.includes(input.line.tokens[pieces[index]?.to ?? 0]?.text ?? "");
  const corrections = correct(writtenAt(input, pieces, index)).filter(({ text }) => !isBeforeSeparator || !text.startsWith("by "));
  return [
    ...corrections.map(({ text, cost }) => ({ edits: edit(text), cost })),
    ...(standsBehindSeparator(input, pieces[index]) ? [{ edits: [], cost: 0 }] : []),
    { edits: edit(""), cost: COST_OF_LEAVING_OUT },
  ];
}

/** A keyword and the unknown word behind it: the word is corrected, or both give way to what usually stands there. */
function afterKeyword(input: Input, pieces: readonly Piece[], index: number, correct: Corrector): readonly Choice[] {
  const both = (text: string) => [{ from: index, to: index + 2, text }];
  const typed = writtenAt(input, pieces, index + 1);
  const keyword = keywordOf(pieces[index]);
  const guesses = keyword === "in" ? guessFilters(typed, input.names.context) : argumentsOf(keyword, input.names.context);
  return [
    ...correct(typed)
      .filter(({ text }) => !text.startsWith("by "))
      .map(({ text, cost }) => ({ edits: [{ from: index + 1, to: index + 2, text }], cost })),
    ...guesses.map((text, rank) => ({ edits: both(text), cost: COST_OF_LEAVING_OUT - 1 + rank / 10 })),
    { edits: both(""), cost: COST_OF_LEAVING_OUT },
  ];
}

/** "in germany" may be a value of any dimension; "in channel" wants one of its values. */
function guessFilters(typed: string, { valueNames }: AskContext): readonly string[] {
  const named = DIMENSION_LEXICON.longest(tokenize(typed).tokens, 0)?.value;
  if (named === undefined) return GUESSED_DIMENSIONS.map((dimension) => printFilter({ dimension, values: [typed] }, "en"));
  const dimension = FILTER_DIMENSIONS.find((candidate) => candidate === named);
  if (dimension === undefined) return [];
  return (valueNames[dimension] ?? []).slice(0, 3).map((name) => printFilter({ dimension, values: [name] }, "en"));
}

/** "by email": in that channel, or by all of them. */
function valueAfterBy(index: number): readonly Choice[] {
  return [
    { edits: [{ from: index, to: index + 1, text: "" }], cost: 0 },
    { edits: [{ from: index, to: index + 2, text: "by channel" }], cost: 1 },
  ];
}

/** Two metrics: one or the other. Two periods: the second compared with, unless it is part of the first, or one or the other. */
function clashChoices(input: Input, pieces: readonly Piece[], [first, second]: readonly [Piece, Piece]): readonly Choice[] {
  const drop = (piece: Piece): Edit => ({ from: pieces.indexOf(piece), to: pieces.indexOf(piece) + 1, text: "" });
  const compared = `vs ${wordsOf(input.line, second.from, second.to)}`;
  return [
    ...(first.clause.type === "period" ? [{ edits: [{ ...drop(second), text: compared }], cost: isWithin(second, first) ? 1.2 : 0 }] : []),
    { edits: [drop(second)], cost: 1 },
    { edits: [drop(first)], cost: 1.1 },
  ];
}

/** 去年双11, 上月15号: a day or a campaign right behind a month or longer is not what that is compared with. */
function isWithin(part: Piece, whole: Piece): boolean {
  if (part.clause.type !== "period" || whole.clause.type !== "period" || part.from !== whole.to) return false;
  const [{ period }, { period: long }] = [part.clause, whole.clause];
  if (long.type !== "unit" || long.unit === "day" || long.unit === "week") return false;
  return period.type !== "unit" || period.unit === "day";
}

function writtenAt({ line }: Input, pieces: readonly Piece[], index: number): string {
  const piece = pieces[index];
  return piece === undefined ? "" : wordsOf(line, piece.from, piece.to);
}

/** "=email" may be right as it is once the word before it is. */
function standsBehindSeparator({ line }: Input, piece: Piece | undefined): boolean {
  return piece !== undefined && [...SEPARATORS, ","].includes(line.tokens[piece.from - 1]?.text ?? "");
}

/** The cheapest ways to choose once at every place, cheapest first. */
function combine(places: readonly (readonly Choice[])[]): readonly Choice[] {
  let chosen: readonly Choice[] = [{ edits: [], cost: 0 }];
  for (const place of places) {
    chosen = chosen
      .flatMap((before) => place.map(({ edits, cost }) => ({ edits: [...before.edits, ...edits], cost: before.cost + cost })))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, MOST_TRIED);
  }
  return chosen;
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
