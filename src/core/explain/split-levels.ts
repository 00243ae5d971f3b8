/** The logarithmic mean Divisia index (LMDI-I; Ang 2005, Energy Policy 33:867): a change split into the factors of a product. */

/**
 * `[sessions, orders, revenue]` of two periods → the effects of traffic, orders per session and revenue per order. Each
 * level over the one before it is a factor; the effects add up to the change of the last level.
 *
 * Effect of factor x = L(v1, v0) ln(x1 / x0), with L(a, b) = (a - b) / (ln a - ln b) and L(a, a) = a. The first level that
 * is not positive in one of the periods carries the whole change: what is behind it is undefined there and counts as
 * unchanged. Swapped periods give the same effects with the other sign.
 */
export function splitLevels(before: readonly number[], after: readonly number[]): readonly number[] {
  if (isLater(before, after)) return splitLevels(after, before).map((effect) => 0 - effect);
  const [v0, v1] = [before.at(-1) ?? 0, after.at(-1) ?? 0];
  const carrier = before.findIndex((level, index) => level <= 0 || (after[index] ?? 0) <= 0);
  if (carrier >= 0) return before.map((_, index) => (index === carrier ? v1 - v0 : 0));
  const mean = logarithmicMean(v1, v0);
  return before.map((level, index) => {
    const growth = Math.log((after[index] ?? 0) / level);
    const growthBefore = index === 0 ? 0 : Math.log((after[index - 1] ?? 0) / (before[index - 1] ?? 0));
    return mean * (growth - growthBefore);
  });
}

/** By their last difference: one of the two orders is worked out, so that rounding cannot tell them apart. */
function isLater(before: readonly number[], after: readonly number[]): boolean {
  const index = before.findLastIndex((level, at) => level !== after[at]);
  return index >= 0 && (before[index] ?? 0) > (after[index] ?? 0);
}

/** By log1p, which keeps its digits where the two are near each other. */
function logarithmicMean(a: number, b: number): number {
  return a === b ? a : (a - b) / Math.log1p((a - b) / b);
}
