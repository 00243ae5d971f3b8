/** Filters: in channel=paid,email · in channel paid · from email · email channel · 渠道=邮件 · 邮件渠道 · all channels. */
import type { Filter } from "../../core/questions/question.ts";
import { DIMENSIONS } from "../../core/questions/question.ts";
import type { Clause, Input, Reader } from "../clause.ts";
import { FILTER_DIMENSIONS } from "../names.ts";
import { printFilter } from "../print-filter.ts";
import { unknownName } from "../problem.ts";
import type { Found } from "../text/lexicon.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { nearestNames } from "../text/nearest-names.ts";
import { ALL_WORDS, FILTER_OPENERS } from "../vocabulary/keywords.ts";
import { DIMENSION_LEXICON, dimensionLabel } from "../vocabulary/names.ts";
import { judgeShop } from "./read-shop.ts";
import type { Value } from "./read-values.ts";
import { readValue, readValues } from "./read-values.ts";

type Dimension = Filter["dimension"];

const OPENERS = buildLexicon(FILTER_OPENERS.map((word) => [word, true] as const));
const ALL = buildLexicon(ALL_WORDS.map((word) => [word, true] as const));
const SEPARATORS = buildLexicon(["=", "==", ":", "is", "是", "为", "等于"].map((word) => [word, true] as const));

export const readFilter: Reader<Clause> = (input, at) => {
  const opener = OPENERS.longest(input.line.tokens, at);
  const from = opener?.end ?? at;
  return readByDimension(input, from, opener !== null) ?? readAll(input, from) ?? readBareNames(input, from);
};

/** <dimension>=<values>, or behind an opener <dimension> <values>. */
function readByDimension(input: Input, at: number, hasOpener: boolean): Found<Clause> | null {
  const { tokens } = input.line;
  const dimension = DIMENSION_LEXICON.longest(tokens, at);
  if (dimension === null) return null;
  const separator = SEPARATORS.longest(tokens, dimension.end);
  const from = separator?.end ?? dimension.end;
  const isSpelledOut = separator !== null || hasOpener;
  if (dimension.value === "shop") {
    const shop = isSpelledOut ? readValue(input, from, input.names.shops, separator !== null && (tokens[from]?.glued ?? false)) : null;
    return shop === null ? null : { value: judgeShop(input, shop.value), end: shop.end };
  }
  const name = FILTER_DIMENSIONS.find((candidate) => candidate === dimension.value);
  if (name === undefined) return null;
  const all = separator === null ? null : ALL.longest(tokens, from);
  if (all !== null && tokens[all.end]?.glued !== true) return { value: { type: "filter", dimension: name, values: [] }, end: all.end };
  const values = readValues(input, from, knownValues(input, name), separator !== null && (tokens[from]?.glued ?? false));
  if (values === null || (!isSpelledOut && values.value.some(({ how }) => how === "run"))) return null;
  return { value: judgeValues(input, name, values.value), end: endWithDimension(input, values.end, name) };
}

/** all channels, 所有渠道. */
function readAll({ line }: Input, at: number): Found<Clause> | null {
  const all = ALL.longest(line.tokens, at);
  const dimension = all === null ? null : DIMENSION_LEXICON.longest(line.tokens, all.end);
  const name = FILTER_DIMENSIONS.find((candidate) => candidate === dimension?.value);
  return dimension === null || name === undefined ? null : { value: { type: "filter", dimension: name, values: [] }, end: dimension.end };
}

/** Names the place knows, without their dimension or with it behind them. */
function readBareNames(input: Input, at: number): Found<Clause> | null {
  let best: Found<Clause> | null = null;
  for (const { dimension, lexicon } of input.names.values) {
    const token = input.line.tokens[at];
    const isKnownQuote = token?.kind === "quoted" && (input.names.context.valueNames[dimension] ?? []).includes(token.text);
    if (!isKnownQuote && lexicon.longest(input.line.tokens, at) === null) continue;
    const values = readValues(input, at, lexicon, false);
    if (values === null || values.value[0]?.how === "run") continue;
    const end = endWithDimension(input, values.end, dimension);
    if (best === null || end > best.end) best = { value: judgeValues(input, dimension, values.value), end };
  }
  return best;
}

/** The dimension may stand behind its values: email channel, 邮件渠道. */
function endWithDimension({ line }: Input, at: number, dimension: Dimension): number {
  const after = DIMENSION_LEXICON.longest(line.tokens, at);
  return after?.value === dimension ? after.end : at;
}

function knownValues(input: Input, dimension: Dimension) {
  return input.names.values.find((entry) => entry.dimension === dimension)?.lexicon ?? buildLexicon<string>([]);
}

/** An unquoted value that is not in use but nearly is, is a slip; one unlike any other is taken as it stands. */
function judgeValues(input: Input, dimension: Dimension, values: readonly Value[]): Clause {
  const texts = [...new Set(values.map(({ text }) => text))];
  for (const { text, how } of values) {
    const nearest = how === "run" ? nearestNames(text, input.names.context.valueNames[dimension] ?? []) : [];
    if (nearest.length === 0) continue;
    const fixes = nearest.map((name) => printFilter({ dimension, values: texts.map((other) => (other === text ? name : other)) }, "en"));
    return { type: "faulty", problem: unknownName(dimensionLabel(dimension), text), fixes };
  }
  return { type: "filter", dimension, values: texts };
}

/** Filters in the order every question has them. */
export function byDimension(a: { readonly dimension: Dimension }, b: { readonly dimension: Dimension }): number {
  return DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension);
}
