/** The values of a filter or the name of a shop: quoted, known to the place, or one run of characters up to a space. */
import type { Input } from "../clause.ts";
import type { Found, Lexicon } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import type { Token } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import { CLAUSE_STARTS } from "../vocabulary/clause-starts.ts";
import { DIMENSION_LEXICON } from "../vocabulary/names.ts";

export interface Value {
  readonly text: string;
  /** `known`: a name of the place, spelled as it is there. `run`: characters as typed, which may be a slip. */
  readonly how: "quoted" | "known" | "run";
}

const COMMAS: readonly string[] = [",", "、", "|", ";"];
const JOINERS = buildLexicon(["and", "or", "&", "+", "和", "或", "与", "及"].map((word) => [word, true] as const));
const TRAILING: readonly string[] = ["?", "!", ".", "。", ":", ")", "…"];

/** One value at `at`; `literal` takes the run even where it is a word of the grammar ("channel=by"). */
export function readValue({ line, names }: Input, at: number, known: Lexicon<string> | null, literal: boolean): Found<Value> | null {
  const { tokens } = line;
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.kind === "quoted") return { value: { text: token.text, how: "quoted" }, end: at + 1 };
  const end = endOfRun(tokens, at);
  const name = (known ?? names.shops).longest(tokens, at);
  if (name !== null && endsName(tokens, name.end, end)) return { value: { text: name.value, how: "known" }, end: name.end };
  if (end === at || (!literal && CLAUSE_STARTS.longest(tokens, at) !== null)) return null;
  return { value: { text: wordsOf(line, at, end), how: "run" }, end };
}

/** A list of values: joined by commas, or by "and" before another known or quoted one. */
export function readValues(input: Input, at: number, known: Lexicon<string> | null, literal: boolean): Found<readonly Value[]> | null {
  const first = readValue(input, at, known, literal);
  if (first === null) return null;
  const values = [first.value];
  let { end } = first;
  for (;;) {
    const next = readNextValue(input, end, known);
    if (next === null) return { value: values, end };
    values.push(next.value);
    end = next.end;
  }
}

function readNextValue(input: Input, at: number, known: Lexicon<string> | null): Found<Value> | null {
  const { tokens } = input.line;
  if (COMMAS.includes(tokens[at]?.text ?? "")) return readValue(input, at + 1, known, tokens[at + 1]?.glued ?? false);
  const joiner = JOINERS.longest(tokens, at);
  const next = joiner === null ? null : readValue(input, joiner.end, known, false);
  return next === null || next.value.how === "run" ? null : next;
}

/**
 * The end of the run of characters without a space or comma that begins at `at`. Chinese has no spaces: there a word of
 * two or more characters that begins another clause ends it too (国家=中国昨天).
 */
function endOfRun(tokens: readonly Token[], at: number): number {
  let end = at;
  for (; ; end++) {
    const token = tokens[end];
    if (token === undefined || token.kind === "quoted" || COMMAS.includes(token.text)) break;
    if (end === at) continue;
    if (!token.glued) break;
    if (token.kind === "han" && (CLAUSE_STARTS.longest(tokens, end)?.end ?? 0) >= end + 2) break;
  }
  while (end > at && TRAILING.includes(tokens[end - 1]?.text ?? "")) end--;
  return end;
}

/** A known name is meant where it is the whole run, or where, in Chinese, a word of the grammar follows (邮件渠道). */
function endsName(tokens: readonly Token[], nameEnd: number, runEnd: number): boolean {
  if (nameEnd >= runEnd) return true;
  const isWord = CLAUSE_STARTS.longest(tokens, nameEnd) !== null || DIMENSION_LEXICON.longest(tokens, nameEnd) !== null;
  return tokens[nameEnd]?.kind === "han" && isWord;
}
