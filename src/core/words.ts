/** Words that people use for one thing, in every language. */
import type { Locale } from "./locale.ts";

/** The first of each language is what Shopbell prints back. */
export type Words = Readonly<Record<Locale, readonly [string, ...string[]]>>;

/** What a word means, in whatever language, width and case; null for a word of none. */
export function findByWord<K extends string>(table: Readonly<Record<K, Words>>, word: string): K | null {
  const folded = word.normalize("NFKC").toLowerCase();
  for (const key in table) if (Object.values(table[key]).some((words) => words.includes(folded))) return key;
  return null;
}
