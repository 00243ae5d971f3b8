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
  const sorted = baskets.map((basket) => ({
    places: basket.flatMap((product) => placeOf.get(product) ?? []).sort((a, b) => a - b),
    next: 0,
  }));
  const basketsWith = products.map((): (typeof sorted)[number][] => []);
  for (const basket of sorted) for (const place of basket.places) basketsWith[place]?.push(basket);
  // One row of the table of pairs at a time: a table of all of them, or a map, costs far more than the counting.
  const row = new Uint32Array(products.length);
  return products.flatMap((product, first) => {
    row.fill(0);
    for (const basket of basketsWith[first] ?? []) {
      // Products come in order of place: those before this one have been passed.
      basket.next += 1;
      for (let at = basket.next; at < basket.places.length; at++) row[basket.places[at] ?? 0] = (row[basket.places[at] ?? 0] ?? 0) + 1;
    }
    const pairs: ProductPair[] = [];
    for (let second = first + 1; second < row.length; second++) {
      const together = row[second] ?? 0;
      if (together >= leastTogether) pairs.push({ products: [product, products[second] ?? ""], together });
    }
    return pairs;
  });
}
