/** A line → its clauses, left to right: at each token the longest reading wins, and what nobody reads is unknown. */
import type { Clause, Input, Reader } from "./clause.ts";
import { longestOf } from "./readers/longest-of.ts";
import { readBreakdown } from "./readers/read-breakdown.ts";
import { readComparison } from "./readers/read-comparison.ts";
import { readFilter } from "./readers/read-filter.ts";
import { readForm } from "./readers/read-form.ts";
import { readPeriod } from "./readers/read-period.ts";
import { readShop } from "./readers/read-shop.ts";
import { buildLexicon } from "./text/lexicon.ts";
import { FILLERS, KEYWORDS } from "./vocabulary/keywords.ts";
import { METRIC_LEXICON } from "./vocabulary/names.ts";

/** A stretch `[from, to)` of tokens and what it says. */
export interface Piece {
  readonly clause: Clause | { readonly type: "unknown" };
  readonly from: number;
  readonly to: number;
}

const KEYWORD_LEXICON = buildLexicon(
  (["by", "vs", "as", "for", "in"] as const).flatMap((keyword) => KEYWORDS[keyword].map((word) => [word, keyword] as const)),
);
const FILLER_LEXICON = buildLexicon(FILLERS.map((word) => [word, true] as const));

const readMetric: Reader<Clause> = ({ line }, at) => {
  const found = METRIC_LEXICON.longest(line.tokens, at);
  return found === null ? null : { value: { type: "metric", metric: found.value }, end: found.end };
};

const readKeyword: Reader<Clause> = ({ line }, at) => {
  const found = KEYWORD_LEXICON.longest(line.tokens, at);
  return found === null ? null : { value: { type: "keyword", keyword: found.value }, end: found.end };
};

const readFiller: Reader<Clause> = ({ line }, at) => {
  const found = FILLER_LEXICON.longest(line.tokens, at);
  if (found !== null) return { value: { type: "filler" }, end: found.end };
  return line.tokens[at]?.kind === "mark" ? { value: { type: "filler" }, end: at + 1 } : null;
};

/** Of equally long readings the earlier stands: the vocabulary goes before the names of a place. */
const READERS: readonly Reader<Clause>[] = [
  readMetric,
  readPeriod,
  readBreakdown,
  readComparison,
  readForm,
  readKeyword,
  readFiller,
  readFilter,
  readShop,
];

/** Reads the whole line. The work is linear in its tokens: no reader looks further ahead than it reads, but for a few words. */
export function readClauses(input: Input): readonly Piece[] {
  const pieces: Piece[] = [];
  const { tokens } = input.line;
  for (let at = 0; at < tokens.length; ) {
    const found = longestOf(input, at, READERS);
    const last = pieces.at(-1);
    if (found !== null) pieces.push({ clause: found.value, from: at, to: found.end });
    else if (last?.clause.type === "unknown" && tokens[at]?.glued === true) pieces[pieces.length - 1] = { ...last, to: at + 1 };
    else pieces.push({ clause: { type: "unknown" }, from: at, to: at + 1 });
    at = found?.end ?? at + 1;
  }
  return pieces;
}
