/** Adds parts up over the dimensions asked for. */
import { ROLLUP_COLUMNS } from "./columns.ts";
import type { FactKey, FactPart } from "./fact-parts.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

export interface KeyFilter {
  readonly key: FactKey;
  readonly values: readonly string[];
}

/**
 * A SELECT with columns `k0`, `k1` … for the keys and one for each rollup column, one row a combination of keys. Parts
 * that do not know one of the dimensions tell nothing; null where none does.
 */
export function groupParts(parts: readonly FactPart[], keys: readonly FactKey[], filters: readonly KeyFilter[]): Sql | null {
  const cells = parts.flatMap((part) => selectCells(part, keys, filters) ?? []);
  if (cells.length === 0) return null;
  const sums = ROLLUP_COLUMNS.map(([, column]) => `CAST(sum(${column}) AS BIGINT) AS ${column}`);
  return sql`SELECT ${raw([...keys.map((_, index) => `k${index}`), ...sums].join(", "))} FROM (${join(cells, " UNION ALL ")}) cells ${groupBy(keys.length)}`;
}

function selectCells(part: FactPart, keys: readonly FactKey[], filters: readonly KeyFilter[]): Sql | null {
  const known = [...keys, ...filters.map(({ key }) => key)];
  if (known.some((key) => part.keys[key] === undefined)) return null;
  const keyColumns = keys.map((key, index) => sql`${part.keys[key] ?? raw("''")} AS ${raw(`k${index}`)}`);
  // The type of a bare NULL is not known to PostgreSQL in the first SELECT of a union.
  const measures = ROLLUP_COLUMNS.map(
    ([measure, column]) => sql`CAST(${part.measures[measure] ?? raw("NULL")} AS BIGINT) AS ${raw(column)}`,
  );
  const conditions = filters.map(({ key, values }) => matches(part.keys[key] ?? raw("''"), values));
  return sql`SELECT ${join([...keyColumns, ...measures], ", ")} FROM ${part.from}
    WHERE ${join([part.where, ...conditions], " AND ")} ${groupBy(keys.length)}`;
}

/** By position. A total of nothing is one row of nulls; with keys there is none. */
export function groupBy(keyCount: number): Sql {
  return keyCount === 0 ? sql`` : raw(`GROUP BY ${Array.from({ length: keyCount }, (_, index) => index + 1).join(", ")}`);
}

/** Exactly, or apart from the case: `lower` of SQLite knows ASCII only, which is why both are asked. */
export function matches(column: Sql, values: readonly string[]): Sql {
  const lower = values.map((value) => value.toLowerCase());
  return sql`(${column} IN (${join([...values])}) OR lower(${column}) IN (${join(lower)}))`;
}
