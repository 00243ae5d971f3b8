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
    campaigns: indexed(context.campaignNames, campaignAliases),
    values: FILTER_DIMENSIONS.flatMap((dimension) => {
      const names = context.valueNames[dimension] ?? [];
      if (names.length === 0) return [];
      return [{ dimension, lexicon: dimension === "country" ? indexed(names, countryAliases) : indexed(names) }];
    }),
  };
}

/** Names seldom change between questions: an array is indexed once, for as long as its owner keeps it. */
const INDEXED = new WeakMap<readonly string[], Lexicon<string>>();

function indexed(names: readonly string[], aliasesOf: (name: string) => Entries = () => []): Lexicon<string> {
  const known = INDEXED.get(names);
  if (known !== undefined) return known;
  const lexicon = buildLexicon([...entries(names), ...names.flatMap(aliasesOf)]);
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

/** 双十一 for 双11, and the other way round. */
function campaignAliases(name: string): Entries {
  const pairs = [
    ["11", "十一"],
    ["12", "十二"],
  ] as const;
  return pairs.flatMap(([digits, words]) => [
    [name.replaceAll(digits, words), name] as const,
    [name.replaceAll(words, digits), name] as const,
  ]);
}
