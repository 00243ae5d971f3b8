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
import { AGO_WORDS, LAST_WORDS, MONTH_NAMES, PERIOD_PHRASES, SINCE_OPENERS } from "./vocabulary/periods.ts";
import { UNIT_WORDS } from "./vocabulary/units.ts";

interface Correction {
  /** Words to put in place of the misspelt one. */
  readonly text: string;
  /** Edits, plus a little for coming later in the vocabulary. */
  readonly cost: number;
}

interface Entry {
  /** Letters without spaces, folded, one by one: "lastweek" is near "last week". */
  readonly key: readonly string[];
  /** Made only where the entry is near. */
  readonly text: () => string;
}

const MOST_CORRECTIONS = 4;
/** Names of one kind that are compared; the most usual come first. */
const MOST_NAMES = 300;
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
  ...SINCE_OPENERS,
  ...Object.values(UNIT_WORDS).flatMap(({ en, zh }) => [...en.slice(0, 2), ...zh]),
  ...Object.values(KEYWORDS).flat(),
];

/** Bare dimensions are no clause; "channel" alone wants "by". */
const VOCABULARY: readonly Entry[] = uniqueEntries([
  ...phrasesOf(DIMENSION_PHRASES).map((phrase) => [phrase, `by ${phrase}`] as const),
  ...PHRASES.map((phrase) => [phrase, phrase] as const),
  ...PHRASES.flatMap((phrase) => phrase.split(" ")).map((word) => [word, word] as const),
]).filter(({ key }) => key.length > 1);

/** Corrects single words, at most four corrections each, cheapest first. */
export type Corrector = (typed: string) => readonly Correction[];

/** Prepares the vocabulary and the names of a place for any number of words. */
export function createCorrector(context: AskContext): Corrector {
  const entries = [...VOCABULARY, ...nameEntries(context)];
  return (typed) => {
    const word = keyOf(typed);
    if (word.length > LONGEST) return [];
    const most = allowedEdits(word.length);
    return entries
      .map((entry, rank) => ({ entry, rank, distance: editDistance(word, entry.key, most) }))
      .filter(({ distance }) => distance <= most)
      .sort((a, b) => a.distance - b.distance || startsAlike(word, b.entry) - startsAlike(word, a.entry) || a.rank - b.rank)
      .slice(0, MOST_CORRECTIONS)
      .map(({ entry, distance }, rank) => ({ text: entry.text(), cost: distance + rank / 100 }));
  };
}

function startsAlike(word: readonly string[], { key }: Entry): number {
  return key[0] === word[0] ? 1 : 0;
}

function nameEntries({ shopNames, campaignNames, valueNames }: AskContext): readonly Entry[] {
  const named = (names: readonly string[], print: (name: string) => string) =>
    names.slice(0, MOST_NAMES).map((name) => ({ key: keyOf(name), text: () => print(name) }));
  return [
    ...named(shopNames, (name) => printShop(name, "en")),
    ...named(campaignNames, (name) => `during ${quote(name)}`),
    ...FILTER_DIMENSIONS.flatMap((dimension) =>
      named(valueNames[dimension] ?? [], (name) => printFilter({ dimension, values: [name] }, "en")),
    ),
  ];
}

/** Folded letters and digits, without what stands between them. */
function keyOf(text: string): readonly string[] {
  return tokenize(text).tokens.flatMap((token) => (token.kind === "mark" ? [] : [...token.text]));
}

function uniqueEntries(entries: readonly (readonly [from: string, to: string])[]): readonly Entry[] {
  return [...new Map(entries.map(([from, to]) => [to, { key: keyOf(from), text: () => to }])).values()];
}
