/** By what an answer is split: by channel · per day · 各渠道 · daily · top 5 products. */
import type { Dimension } from "../../core/questions/question.ts";
import type { Clause, Reader } from "../clause.ts";
import { saidTwice } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { readNumber } from "../text/read-number.ts";
import type { Line } from "../text/tokenize.ts";
import { wordsOf } from "../text/tokenize.ts";
import { BREAKDOWN_WORDS, KEYWORDS, RETURNS_CLOCKS, TOP_WORDS } from "../vocabulary/keywords.ts";
import { DIMENSION_LEXICON, dimensionName, METRIC_LEXICON } from "../vocabulary/names.ts";
import { longestOf } from "./longest-of.ts";

const OPENERS = buildLexicon(KEYWORDS.by.flatMap((word) => [word, `${word} the`]).map((word) => [word, true] as const));
const ALONE = buildLexicon<Dimension>(BREAKDOWN_WORDS);
const CLOCKS = buildLexicon(RETURNS_CLOCKS);
const TOPS = buildLexicon(TOP_WORDS.map((word) => [word, true] as const));
const JOINERS = buildLexicon(["and", "&", "+", ",", "、", "和", "及", "and by", "和按", "x", "×"].map((word) => [word, true] as const));
const COUNTERS = buildLexicon(["名", "个", "位", "的", "selling", "best selling"].map((word) => [word, true] as const));

export const readBreakdown: Reader<Clause> = (input, at) => longestOf(input, at, [readClock, readAlone, readBy, readTop]);

const readClock: Reader<Clause> = ({ line }, at) => {
  const found = CLOCKS.longest(line.tokens, at);
  return found === null ? null : { value: { type: "returns", clock: found.value }, end: found.end };
};

const readAlone: Reader<Clause> = ({ line }, at) => {
  const found = ALONE.longest(line.tokens, at);
  return found === null ? null : { value: { type: "by", dimension: found.value }, end: found.end };
};

/** "by <metric>" ranks by that metric: the metric is what is asked for. */
const readBy: Reader<Clause> = ({ line }, at) => {
  const opener = OPENERS.longest(line.tokens, at);
  if (opener === null) return null;
  const dimension = DIMENSION_LEXICON.longest(line.tokens, opener.end);
  const metric = METRIC_LEXICON.longest(line.tokens, opener.end);
  if (dimension !== null && dimension.end >= (metric?.end ?? 0)) return readSecond(line, dimension);
  return metric === null ? null : { value: { type: "metric", metric: metric.value }, end: metric.end };
};

/** "by channel and device": an answer is split one way. */
function readSecond(line: Line, first: Found<Dimension>): Found<Clause> {
  const joiner = JOINERS.longest(line.tokens, first.end);
  const second = joiner === null ? null : DIMENSION_LEXICON.longest(line.tokens, joiner.end);
  if (joiner === null || second === null) return { value: { type: "by", dimension: first.value }, end: first.end };
  const names = [first.value, second.value].map((dimension) => dimensionName(dimension, "en"));
  const problem = saidTwice(
    { en: "breakdown", zh: "拆分维度" },
    wordsOf(line, first.end - 1, first.end),
    wordsOf(line, joiner.end, second.end),
  );
  return { value: { type: "faulty", problem, fixes: names.map((name) => `by ${name}`) }, end: second.end };
}

/** Breakdowns come largest first, so a number of rows says nothing new. */
const readTop: Reader<Clause> = ({ line }, at) => {
  const top = TOPS.longest(line.tokens, at);
  if (top === null) return null;
  const number = readNumber(line.tokens, top.end);
  let end = number?.end ?? top.end;
  for (let counter = COUNTERS.longest(line.tokens, end); counter !== null; counter = COUNTERS.longest(line.tokens, end)) end = counter.end;
  const dimension = DIMENSION_LEXICON.longest(line.tokens, end);
  if (dimension !== null) return { value: { type: "by", dimension: dimension.value }, end: dimension.end };
  return number === null ? null : { value: { type: "filler" }, end };
};
