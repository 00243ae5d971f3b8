/** A rate for every cell, also for those with few events. */
import type { Cell } from "./table.ts";

/** The whole shop's rate counts in each value's rate like so many events. */
const PRIOR_EVENTS = 5;

/**
 * Orders per session, or revenue per order, of each cell: the shop's rate times what each of the cell's values does to it
 * (main effects of both periods together). Zeros where nothing is known.
 */
export function modelRates(cells: readonly Cell[], above: "orders" | "revenue", below: "sessions" | "orders"): readonly number[] {
  const sum = (part: readonly Cell[]) =>
    part.reduce(
      (total, { before, after }) => ({
        above: total.above + before[above] + after[above],
        below: total.below + before[below] + after[below],
      }),
      {
        above: 0,
        below: 0,
      },
    );
  const total = sum(cells);
  if (total.above <= 0 || total.below <= 0) return cells.map(() => 0);
  const rate = total.above / total.below;
  // Revenue comes in orders' worth.
  const prior = PRIOR_EVENTS * (above === "revenue" ? rate : 1);
  const effects = mainEffects(cells, (part) => {
    const own = sum(part.flatMap((index) => cells[index] ?? []));
    return Math.max(own.above + prior, prior / 10) / (own.below * rate + prior);
  });
  return effects.map((effect) => rate * effect);
}

/** For each cell the product of what `effectOf` says of its values, one a dimension. */
export function mainEffects(cells: readonly Cell[], effectOf: (positions: readonly number[]) => number): readonly number[] {
  const products = cells.map(() => 1);
  const dimensions = cells[0]?.keys.length ?? 0;
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const groups = new Map<string, number[]>();
    for (const [index, { keys }] of cells.entries()) {
      const key = keys[dimension] ?? "";
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [index]);
      else group.push(index);
    }
    for (const positions of groups.values()) {
      const effect = effectOf(positions);
      for (const position of positions) products[position] = (products[position] ?? 1) * effect;
    }
  }
  return products;
}
