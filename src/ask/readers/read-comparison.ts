/** With what an answer is compared: vs last year · vs last month · 环比 · 和上周相比 · no comparison. */
import type { Clause, Input, Reader } from "../clause.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { COMPARISONS_AFTER_VS, COMPARISONS_ALONE } from "../vocabulary/comparisons.ts";
import { KEYWORDS, VS_CLOSERS, WEAK_VS } from "../vocabulary/keywords.ts";
import { longestOf } from "./longest-of.ts";
import { readBarePeriod } from "./read-period.ts";

const words = (list: readonly string[]) => buildLexicon(list.map((word) => [word, true] as const));

const ALONE = buildLexicon(COMPARISONS_ALONE);
const AFTER_VS = buildLexicon(COMPARISONS_AFTER_VS);
const OPENERS = words([...KEYWORDS.vs, ...WEAK_VS].flatMap((word) => [word, `${word} the`, `${word}一下`]));
const CLOSERS = words(VS_CLOSERS);

export const readComparison: Reader<Clause> = (input, at) => longestOf(input, at, [readAlone, readAfterVs]);

const readAlone: Reader<Clause> = ({ line }, at) => {
  const found = ALONE.longest(line.tokens, at);
  return found === null ? null : { value: { type: "comparison", comparison: found.value }, end: found.end };
};

const readAfterVs: Reader<Clause> = (input, at) => {
  const opener = OPENERS.longest(input.line.tokens, at);
  if (opener === null) return null;
  const found = longestOf(input, opener.end, [readNamed, readComparedPeriod]);
  if (found === null) return null;
  return { value: found.value, end: CLOSERS.longest(input.line.tokens, found.end)?.end ?? found.end };
};

const readNamed: Reader<Clause> = ({ line }, at) => {
  const found = AFTER_VS.longest(line.tokens, at);
  return found === null ? null : { value: { type: "comparison", comparison: found.value }, end: found.end };
};

function readComparedPeriod(input: Input, at: number): Found<Clause> | null {
  const found = readBarePeriod(input, at);
  if (found === null) return null;
  const { value, end } = found;
  if (value.type === "faulty") return { value: { ...value, fixes: value.fixes.map((fix) => `vs ${fix}`) }, end };
  return { value: { type: "comparison", comparison: { type: "period", period: value.period } }, end };
}
