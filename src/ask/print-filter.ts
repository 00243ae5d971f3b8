/** Filters, shops and other names in canonical words. */
import type { Locale } from "../core/locale.ts";
import type { Filter } from "../core/questions/question.ts";
import { quote } from "./text/quotes.ts";
import type { Token } from "./text/tokenize.ts";
import { tokenize } from "./text/tokenize.ts";
import { CLAUSE_STARTS } from "./vocabulary/clause-starts.ts";
import { ALL_WORDS } from "./vocabulary/keywords.ts";
import { DIMENSION_LEXICON, dimensionName } from "./vocabulary/names.ts";

interface FilterWords {
  readonly dimension: Filter["dimension"];
  readonly values: readonly string[];
}

const LATIN_NAME = /^[a-z0-9][a-z0-9_-]*$/i;
const CHINESE_NAME = /^\p{Script=Han}+$/u;
const ALL = new Set(ALL_WORDS);

export function printFilter(filter: FilterWords, locale: Locale): string {
  return locale === "en" ? `in ${printCondition(filter, locale)}` : printCondition(filter, locale);
}

/** `channel=paid,email`: a filter behind its "in". */
export function printCondition({ dimension, values }: FilterWords, locale: Locale): string {
  return `${dimensionName(dimension, locale)}=${values.map((value) => (isPlain(value) ? value : quote(value))).join(",")}`;
}

export function printShop(shop: string, locale: Locale): string {
  return locale === "en" ? `for ${printShopName(shop)}` : `${dimensionName("shop", locale)}=${printShopName(shop)}`;
}

/** A shop behind its "for": quoted where its name could begin another clause ("may", "2026"). */
export function printShopName(shop: string): string {
  const { tokens } = tokenize(shop);
  const isWord = CLAUSE_STARTS.longest(tokens, 0) !== null || DIMENSION_LEXICON.longest(tokens, 0) !== null;
  const isName = tokens[0]?.kind !== "number" && !isWord;
  return isName && isPlain(shop) ? shop : quote(shop);
}

/** Read back as it stands: no spaces, no marks of the grammar, no Chinese words that would end it. */
function isPlain(name: string): boolean {
  if (ALL.has(name.toLowerCase())) return false;
  return LATIN_NAME.test(name) || (CHINESE_NAME.test(name) && name === name.normalize("NFKC") && holdsNoWords(tokenize(name).tokens));
}

/** A word at the very beginning does no harm behind "=". */
function holdsNoWords(tokens: readonly Token[]): boolean {
  return tokens.every(
    (_, at) => at === 0 || (CLAUSE_STARTS.longest(tokens, at) === null && DIMENSION_LEXICON.longest(tokens, at) === null),
  );
}
