/** The shop a question is about: for berlin · at berlin · 店铺 柏林 · or a known shop's bare name. */
import type { Clause, Input, Reader } from "../clause.ts";
import { printShop } from "../print-filter.ts";
import { unknownName } from "../problem.ts";
import { buildLexicon } from "../text/lexicon.ts";
import { nearestNames } from "../text/nearest-names.ts";
import { KEYWORDS } from "../vocabulary/keywords.ts";
import { DIMENSION_LEXICON, dimensionLabel } from "../vocabulary/names.ts";
import type { Value } from "./read-values.ts";
import { readValue } from "./read-values.ts";

const OPENERS = buildLexicon(KEYWORDS.for.flatMap((word) => [word, `${word} the`]).map((word) => [word, true] as const));

export const readShop: Reader<Clause> = (input, at) => {
  const { tokens } = input.line;
  const opener = OPENERS.longest(tokens, at);
  const from = opener?.end ?? at;
  if (opener === null && tokens[at]?.kind !== "quoted" && input.names.shops.longest(tokens, at) === null) return null;
  const shop = readValue(input, from, input.names.shops, false);
  const isKnown = shop !== null && (shop.value.how === "known" || input.names.context.shopNames.includes(shop.value.text));
  if (shop === null || (opener === null && !isKnown) || isValueName(input, from, shop.value)) return null;
  const after = DIMENSION_LEXICON.longest(tokens, shop.end);
  return { value: judgeShop(input, shop.value), end: after?.value === "shop" ? after.end : shop.end };
};

/** Where the place knows its shops, an unquoted one has to be among them. */
export function judgeShop(input: Input, { text, how }: Value): Clause {
  const { shopNames } = input.names.context;
  if (how !== "run" || shopNames.length === 0) return { type: "shop", shop: text };
  const nearest = nearestNames(text, shopNames);
  const fixes = (nearest.length > 0 ? nearest : shopNames).slice(0, 3).map((name) => printShop(name, "en"));
  return { type: "faulty", problem: unknownName(dimensionLabel("shop"), text), fixes };
}

/** "for email" is about the channel. */
function isValueName({ line, names }: Input, at: number, { how }: Value): boolean {
  return how === "run" && names.values.some(({ lexicon }) => lexicon.longest(line.tokens, at) !== null);
}
