/** The names in use where a question is asked: shops, campaigns, and values of dimensions. */
import { LOCALES } from "../core/locale.ts";
import type { Filter, Question } from "../core/questions/question.ts";
import type { Lexicon } from "./text/lexicon.ts";
import { buildLexicon } from "./text/lexicon.ts";

/** What the place of a question adds to the grammar. All of it may be empty. */
export interface AskContext {
  /** Ids and names. Where any are given, an unquoted shop has to be one of them. */
  readonly shopNames: readonly string[];
  readonly campaignNames: readonly string[];
  /** Values in use, most usual first. They may be said bare ("sales from email") and correct near misses. */
  readonly valueNames: Readonly<Partial<Record<Filter["dimension"], readonly string[]>>>;
  /** The question asked before in the same conversation; null begins a new one. */
  readonly previous: Question | null;
}

export const FILTER_DIMENSIONS: readonly Filter["dimension"][] = ["channel", "product", "country", "device", "category", "segment", "code"];

export interface AskNames {
  readonly context: AskContext;
  readonly shops: Lexicon<string>;
  readonly campaigns: Lexicon<string>;
  /** One lexicon a dimension that has names, in the order of `FILTER_DIMENSIONS`. */
  readonly values: readonly { readonly dimension: Filter["dimension"]; readonly lexicon: Lexicon<string> }[];
}

/** A longer name is never typed bare; it can be quoted. */
const MAX_NAME_LENGTH = 100;

/** Prepares a place's names for reading; linear in their length, and nothing for arrays seen before. */
export function indexNames(context: AskContext): AskNames {
  return {
    context,
    shops: indexed(context.shopNames),
    campaigns: indexed(context.campaignNames, writtenOtherwise, translated),
    values: FILTER_DIMENSIONS.flatMap((dimension) => {
      const names = context.valueNames[dimension] ?? [];
      if (names.length === 0) return [];
      return [{ dimension, lexicon: dimension === "country" ? indexed(names, countryAliases) : indexed(names) }];
    }),
  };
}

/** Names seldom change between questions: an array is indexed once, for as long as its owner keeps it. */
const INDEXED = new WeakMap<readonly string[], Lexicon<string>>();

/** @param aliases Of two names with the same alias the first kind of alias decides, then the order of names. */
function indexed(names: readonly string[], ...aliases: readonly ((name: string) => Entries)[]): Lexicon<string> {
  const known = INDEXED.get(names);
  if (known !== undefined) return known;
  const lexicon = buildLexicon([...entries(names), ...aliases.flatMap((aliasesOf) => names.flatMap(aliasesOf))]);
  INDEXED.set(names, lexicon);
  return lexicon;
}

type Entries = readonly (readonly [phrase: string, name: string])[];

function entries(names: readonly string[]): Entries {
  return names.filter((name) => name.length <= MAX_NAME_LENGTH).map((name) => [name, name] as const);
}

const COUNTRY_NAMES = LOCALES.map((locale) => new Intl.DisplayNames(locale, { type: "region" }));

/** "Germany" and 德国 for a shop whose countries are codes. */
function countryAliases(code: string): Entries {
  return /^[A-Z]{2}$/.test(code) ? COUNTRY_NAMES.map((names) => [names.of(code) ?? code, code] as const) : [];
}

type Pairs = readonly (readonly [string, string])[];

const NUMBERS: Pairs = [
  ["11", "十一"],
  ["12", "十二"],
];
const TRANSLATIONS: Pairs = [
  ["double 11", "双11"],
  ["double 11", "双十一"],
  ["double 12", "双12"],
  ["double 12", "双十二"],
  ["black friday", "黑五"],
  ["black friday", "黑色星期五"],
];

/** 双十一 for 双11, and the other way round. */
function writtenOtherwise(name: string): Entries {
  return exchange(name, NUMBERS);
}

/** What everybody calls a campaign in the other language. */
function translated(name: string): Entries {
  return exchange(name, TRANSLATIONS);
}

function exchange(name: string, pairs: Pairs): Entries {
  const written = name.toLowerCase();
  return pairs.flatMap(([one, other]) => [
    [written.replaceAll(one, other), name] as const,
    [written.replaceAll(other, one), name] as const,
  ]);
}
