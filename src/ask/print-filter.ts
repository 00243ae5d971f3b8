/** Filters and shops in canonical words. */
import type { Locale } from "../core/locale.ts";
import type { Filter } from "../core/questions/question.ts";
import { quote } from "./text/quotes.ts";
import { tokenize } from "./text/tokenize.ts";
import { CLAUSE_STARTS } from "./vocabulary/clause-starts.ts";
import { ALL_WORDS } from "./vocabulary/keywords.ts";
import { dimensionName } from "./vocabulary/names.ts";

/** Read back as they stand: no spaces, no marks of the grammar, no Chinese words that could run into their neighbours. */
const PLAIN = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/i;
const ALL = new Set(ALL_WORDS);

export function printFilter(
  { dimension, values }: { readonly dimension: Filter["dimension"]; readonly values: readonly string[] },
  locale: Locale,
): string {
  const list = values.map(printName).join(",");
  return locale === "en" ? `in ${dimensionName(dimension, locale)}=${list}` : `${dimensionName(dimension, locale)}=${list}`;
}

/** A shop is quoted where its name could begin another clause ("may", "2026"). */
export function printShop(shop: string, locale: Locale): string {
  if (locale === "zh") return `${dimensionName("shop", locale)}=${printName(shop)}`;
  const [first] = tokenize(shop).tokens;
  const isWord = first?.kind === "word" && CLAUSE_STARTS.longest([first], 0) === null;
  return `for ${isWord ? printName(shop) : quote(shop)}`;
}

function printName(name: string): string {
  return PLAIN.test(name) && !ALL.has(name.toLowerCase()) ? name : quote(name);
}
