/**
 * What is bought with what, in the terms of association rules (R. Agrawal, T. Imielinski, A. Swami, SIGMOD 1993): support,
 * confidence and lift of "who has A in the basket has B too". Orders are the baskets; a product counts once in each.
 */

/** Orders of the same days: with both products, with each, and all there were. */
export interface PairCounts {
  readonly together: number;
  readonly first: number;
  readonly second: number;
  readonly all: number;
}

export interface Association {
  /** Orders with both, of all orders. */
  readonly support: number;
  /** Orders with both, of those with the first. */
  readonly confidence: number;
  /** Confidence over the second's share of all orders: 1 = as by chance. */
  readonly lift: number;
  /** Orders with both, less those that chance alone would make (leverage, in orders). */
  readonly extraOrders: number;
}

/** Fewer orders together are an anecdote. */
export const LEAST_TOGETHER = 5;

/** A count of so many spreads as its square root (Poisson): two of them are left for chance. */
const SPREADS = 2;

/** Of counts above zero. */
export function associate({ together, first, second, all }: PairCounts): Association {
  const byChance = (first * second) / all;
  return { support: together / all, confidence: together / first, lift: together / byChance, extraOrders: together - byChance };
}

/** True where the pair is not together by chance: often enough, and so even if the count were two spreads lower. */
export function standsOut({ together, first, second, all }: PairCounts): boolean {
  return together >= LEAST_TOGETHER && together - SPREADS * Math.sqrt(together) > (first * second) / all;
}

/** Those that stand out, most orders beyond chance first: offering them together has the most to win. */
export function rankPairs<Pair extends PairCounts>(pairs: readonly Pair[]): readonly (Pair & Association)[] {
  return pairs
    .filter(standsOut)
    .map((pair) => ({ ...pair, ...associate(pair) }))
    .sort((a, b) => b.extraOrders - a.extraOrders || b.together - a.together);
}
