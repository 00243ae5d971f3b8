/** What a misspelt word may have meant: the vocabulary of both languages and the names of the place, by edit distance. */
import type { AskContext } from "./names.ts";
import { FILTER_DIMENSIONS } from "./names.ts";
import { printFilter, printShop } from "./print-filter.ts";
import { allowedEdits, editDistance } from "./text/edit-distance.ts";
import { quote } from "./text/quotes.ts";
import { tokenize } from "./text/tokenize.ts";
import { COMPARISONS_AFTER_VS } from "./vocabulary/comparisons.ts";
import { BREAKDOWN_WORDS, FORM_WORDS, KEYWORDS } from "./vocabulary/keywords.ts";
import { DIMENSION_PHRASES, METRIC_PHRASES } from "./vocabulary/names.ts";
import { AGO_WORDS, LAST_WORDS, MONTH_NAMES, PERIOD_PHRASES } from "./vocabulary/periods.ts";
import { UNIT_WORDS } from "./vocabulary/units.ts";

export interface Correction {
  /** Words to put in place of the misspelt one. */
  readonly text: string;
  /** Edits, plus a little for coming later in the vocabulary. */
  readonly cost: number;
}

interface Entry {
  /** Letters without spaces, folded: "lastweek" is near "last week". */
  readonly key: string;
  readonly text: string;
}

const MOST_CORRECTIONS = 4;
/** Names of the place that are compared; the most usual come first. */
const MOST_NAMES = 500;
const LONGEST = 60;

const phrasesOf = (list: readonly (readonly [string, unknown])[]) => list.map(([phrase]) => phrase);

/** Most likely first: equal distances keep this order. */
const PHRASES: readonly string[] = [
  ...phrasesOf(METRIC_PHRASES),
  ...phrasesOf(PERIOD_PHRASES),
  ...phrasesOf(DIMENSION_PHRASES),
  ...phrasesOf(COMPARISONS_AFTER_VS),
  ...phrasesOf(FORM_WORDS),
  ...phrasesOf(BREAKDOWN_WORDS),
  ...MONTH_NAMES.flat(),
  ...LAST_WORDS,
  ...AGO_WORDS,
  ...Object.values(UNIT_WORDS).flatMap(({ en, zh }) => [...en.slice(0, 2), ...zh]),
  ...Object.values(KEYWORDS).flat(),
];

/** Bare dimensions are no clause; "channel" alone wants "by". */
const BARE_DIMENSIONS: readonly Entry[] = phrasesOf(DIMENSION_PHRASES).map((phrase) => ({ key: keyOf(phrase), text: `by ${phrase}` }));

const VOCABULARY: readonly Entry[] = uniqueByText([
  ...BARE_DIMENSIONS,
  ...PHRASES.map((phrase) => ({ key: keyOf(phrase), text: phrase })),
  ...PHRASES.flatMap((phrase) => phrase.split(" ")).map((word) => ({ key: keyOf(word), text: word })),
]).filter(({ key }) => key.length > 1);

/** At most four corrections of one word, cheapest first. */
export function correctWord(typed: string, context: AskContext): readonly Correction[] {
  const word = keyOf(typed);
  if (word.length > LONGEST) return [];
  const most = allowedEdits(word);
  return [...VOCABULARY, ...nameEntries(context)]
    .map(({ key, text }, rank) => ({ text, distance: key.length > LONGEST ? most + 1 : editDistance(word, key, most), rank }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || sameStart(word, b.text) - sameStart(word, a.text) || a.rank - b.rank)
    .slice(0, MOST_CORRECTIONS)
    .map(({ text, distance }, rank) => ({ text, cost: distance + rank / 100 }));
}

function sameStart(word: string, text: string): number {
  return text.toLowerCase().startsWith(word.charAt(0)) ? 1 : 0;
}

function nameEntries({ shopNames, campaignNames, valueNames }: AskContext): readonly Entry[] {
  return [
    ...shopNames.map((name) => ({ key: keyOf(name), text: printShop(name, "en") })),
    ...campaignNames.map((name) => ({ key: keyOf(name), text: `during ${quote(name)}` })),
    ...FILTER_DIMENSIONS.flatMap((dimension) =>
      (valueNames[dimension] ?? []).map((name) => ({ key: keyOf(name), text: printFilter({ dimension, values: [name] }, "en") })),
    ),
  ].slice(0, MOST_NAMES);
}

/** Folded letters and digits, without what stands between them. */
function keyOf(text: string): string {
  return tokenize(text)
    .tokens.filter(({ kind }) => kind !== "mark")
    .map((token) => token.text)
    .join("");
}

function uniqueByText(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.text, entry])).values()];
}
