/** Counts which products stand in one order, over many orders. */

export interface ProductPair {
  /** In order of code units. */
  readonly products: readonly [string, string];
  /** Orders with both. */
  readonly together: number;
}

/**
 * Pairs with at least so many orders together, in no order of meaning. A pair is together no more often than either of its
 * products is bought: rare products are left out before pairs are made (the pruning of Apriori, R. Agrawal and R. Srikant,
 * VLDB 1994).
 *
 * @param baskets The different products of each order.
 */
export function countPairs(baskets: readonly (readonly string[])[], leastTogether: number): readonly ProductPair[] {
  const orders = new Map<string, number>();
  for (const basket of baskets) for (const product of basket) orders.set(product, (orders.get(product) ?? 0) + 1);
  const products = [...orders].filter(([, count]) => count >= leastTogether).map(([product]) => product);
  products.sort();
  const placeOf = new Map(products.map((product, place) => [product, place]));
  // One number a pair: texts as keys would take several times as long.
  const counts = new Map<number, number>();
  for (const basket of baskets) {
    const places = basket.flatMap((product) => placeOf.get(product) ?? []).sort((a, b) => a - b);
    places.forEach((first, index) => {
      for (const second of places.slice(index + 1)) {
        const key = first * products.length + second;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    });
  }
  return [...counts]
    .filter(([, together]) => together >= leastTogether)
    .map(([key, together]) => ({
      products: [products[Math.floor(key / products.length)] ?? "", products[key % products.length] ?? ""],
      together,
    }));
}
