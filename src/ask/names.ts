/** The names in use where a question is asked: shops, campaigns, and values of dimensions. */
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

export const FILTER_DIMENSIONS: readonly Filter["dimension"][] = ["channel", "product", "country", "device", "category", "segment"];

export interface AskNames {
  readonly context: AskContext;
  readonly shops: Lexicon<string>;
  readonly campaigns: Lexicon<string>;
  /** One lexicon a dimension that has names, in the order of `FILTER_DIMENSIONS`. */
  readonly values: readonly { readonly dimension: Filter["dimension"]; readonly lexicon: Lexicon<string> }[];
}

/** A longer name is never typed bare; it can be quoted. */
const MAX_NAME_LENGTH = 100;

/** Prepares a place's names for reading; linear in their length. */
export function indexNames(context: AskContext): AskNames {
  return {
    context,
    shops: nameLexicon(context.shopNames),
    campaigns: nameLexicon(context.campaignNames),
    values: FILTER_DIMENSIONS.flatMap((dimension) => {
      const names = context.valueNames[dimension] ?? [];
      return names.length === 0 ? [] : [{ dimension, lexicon: nameLexicon(names) }];
    }),
  };
}

function nameLexicon(names: readonly string[]): Lexicon<string> {
  return buildLexicon(names.filter((name) => name.length <= MAX_NAME_LENGTH).map((name) => [name, name] as const));
}
