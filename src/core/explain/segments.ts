/** The parts of a table that may be to blame: every value of a dimension, and every pair of values of two. */
import type { ChangeTable } from "./table.ts";

export interface Segment {
  /** Position of the dimension and its value; one or two of them. */
  readonly where: readonly { readonly dimension: number; readonly value: string }[];
  /** Positions of its cells. */
  readonly cells: readonly number[];
  /** Of both periods' sessions, 0..1. */
  readonly share: number;
}

/** A part smaller than this share of both periods' sessions moves nothing that people ask about. */
const SMALLEST_SHARE = 0.02;

/**
 * Segments of one and of two dimensions, without those too small, without the whole, and without pairs that are but a
 * single value under a longer name (a region within its country).
 */
export function listSegments(table: ChangeTable): readonly Segment[] {
  const singles = table.dimensions.flatMap((_, dimension) => groupBy(table, [dimension]));
  const sizes = new Map(singles.map((segment) => [nameOf(segment, 0), segment.cells.length]));
  const pairs = table.dimensions.flatMap((_, first) =>
    table.dimensions.slice(first + 1).flatMap((__, offset) => groupBy(table, [first, first + 1 + offset])),
  );
  const proper = pairs.filter((pair) => pair.where.every((_, at) => sizes.get(nameOf(pair, at)) !== pair.cells.length));
  const total = weightOf(
    table,
    table.cells.map((_, index) => index),
  );
  return [...singles, ...proper]
    .map((segment) => ({ ...segment, share: weightOf(table, segment.cells) / total }))
    .filter(({ cells, share }) => cells.length < table.cells.length && share >= SMALLEST_SHARE);
}

function groupBy(table: ChangeTable, dimensions: readonly number[]): readonly Omit<Segment, "share">[] {
  const groups = new Map<string, { readonly where: Segment["where"]; readonly cells: number[] }>();
  for (const [index, { keys }] of table.cells.entries()) {
    const where = dimensions.map((dimension) => ({ dimension, value: keys[dimension] ?? "" }));
    const name = JSON.stringify(where);
    const group = groups.get(name) ?? { where, cells: [] };
    group.cells.push(index);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function nameOf({ where }: Pick<Segment, "where">, at: number): string {
  return JSON.stringify(where[at]);
}

/** Sessions, or orders where no sessions are told, of both periods: each counts by its length. */
function weightOf({ cells, daysBefore, daysAfter }: ChangeTable, positions: readonly number[]): number {
  let weight = 0;
  for (const position of positions) {
    const cell = cells[position];
    if (cell === undefined) continue;
    weight += (cell.before.sessions || cell.before.orders) / daysBefore + (cell.after.sessions || cell.after.orders) / daysAfter;
  }
  return weight;
}
