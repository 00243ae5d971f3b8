/** A dictionary of phrases, matched against tokens: the longest phrase that begins at a position. */
import type { Token } from "./tokenize.ts";
import { tokenize } from "./tokenize.ts";

export interface Found<T> {
  readonly value: T;
  /** The token after the phrase. */
  readonly end: number;
}

export interface Lexicon<T> {
  /** Looks at no more tokens than the longest phrase has. */
  longest(tokens: readonly Token[], at: number): Found<T> | null;
}

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value: { readonly of: T } | null;
}

/** Builds a lexicon. Phrases are folded as questions are; of two equal phrases the first stands. */
export function buildLexicon<T>(entries: Iterable<readonly [phrase: string, value: T]>): Lexicon<T> {
  const root: Node<T> = { next: new Map(), value: null };
  for (const [phrase, value] of entries) {
    const tokens = tokenize(phrase).tokens;
    if (tokens.length === 0) continue;
    let node = root;
    for (const token of tokens) node = childOf(node, token.text);
    node.value ??= { of: value };
  }
  return { longest: (tokens, at) => walk(root, tokens, at) };
}

function childOf<T>(node: Node<T>, text: string): Node<T> {
  const known = node.next.get(text);
  if (known !== undefined) return known;
  const child: Node<T> = { next: new Map(), value: null };
  node.next.set(text, child);
  return child;
}

function walk<T>(root: Node<T>, tokens: readonly Token[], at: number): Found<T> | null {
  let node: Node<T> | undefined = root;
  let found: Found<T> | null = null;
  for (let i = at; ; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === "quoted" || (i > at && isNewHanWord(tokens[i - 1], token))) return found;
    node = node.next.get(token.text);
    if (node === undefined) return found;
    if (node.value !== null) found = { value: node.value.of, end: i + 1 };
  }
}

/** Chinese writes no spaces within a word, so one between two characters ends it: 按日期 同比 is not 按日期同比. */
function isNewHanWord(before: Token | undefined, token: Token): boolean {
  return token.kind === "han" && !token.glued && before?.kind === "han";
}
