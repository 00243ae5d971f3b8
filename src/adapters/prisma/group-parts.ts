/** Adds parts up over the dimensions asked for. */
import { ROLLUP_COLUMNS } from "./columns.ts";
import type { FactKey, FactPart } from "./fact-parts.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

export interface KeyFilter {
  readonly key: FactKey;
  readonly values: readonly string[];
}

export interface Grouped {
  readonly select: Sql;
  /** The rollup columns it has, behind `k0`, `k1` … for the keys: those that any part tells. */
  readonly columns: readonly string[];
}

/** One row a combination of keys. Parts that do not know one of the dimensions tell nothing; null where none does. */
export function groupParts(parts: readonly FactPart[], keys: readonly FactKey[], filters: readonly KeyFilter[]): Grouped | null {
  const known = parts.filter((part) => [...keys, ...filters.map(({ key }) => key)].every((key) => part.keys[key] !== undefined));
  const told = ROLLUP_COLUMNS.filter(([measure]) => known.some((part) => part.measures[measure] !== undefined));
  const columns = told.map(([, column]) => column);
  const cells = known.map((part) => selectCells(part, told, keys, filters));
  const [only, second] = cells;
  if (!only) return null;
  if (!second) return { select: only, columns };
  const sums = columns.map((column) => `CAST(sum(${column}) AS BIGINT) AS ${column}`);
  const select = sql`
    SELECT ${raw([...keys.map((_, index) => `k${index}`), ...sums].join(", "))} FROM (${join(cells, " UNION ALL ")}) cells ${groupBy(keys.length)}`;
  return { select, columns };
}

function selectCells(part: FactPart, told: typeof ROLLUP_COLUMNS, keys: readonly FactKey[], filters: readonly KeyFilter[]): Sql {
  const keyColumns = keys.map((key, index) => sql`${part.keys[key] ?? raw("''")} AS ${raw(`k${index}`)}`);
  // The type of a bare NULL is not known to PostgreSQL in the first SELECT of a union.
  const measures = told.map(([measure, column]) => sql`CAST(${part.measures[measure] ?? raw("NULL")} AS BIGINT) AS ${raw(column)}`);
  const conditions = filters.map(({ key, values }) => matches(key, part.keys[key] ?? raw("''"), values));
  return sql`SELECT ${join([...keyColumns, ...measures], ", ")} FROM ${part.from}
    WHERE ${join([part.where, ...conditions], " AND ")} ${groupBy(keys.length)}`;
}

/** By position. A total of nothing is one row of nulls; with keys there is none. */
export function groupBy(keyCount: number): Sql {
  return keyCount === 0 ? sql`` : raw(`GROUP BY ${Array.from({ length: keyCount }, (_, index) => index + 1).join(", ")}`);
}

/** Exactly, or apart from the case: `lower` of SQLite knows ASCII only, which is why both are asked. */
export function matches(key: FactKey, column: Sql, values: readonly string[]): Sql {
  if (key === "code") return hasCode(column, values);
  const lower = values.map((value) => value.toLowerCase());
  return sql`(${column} IN (${join([...values])}) OR lower(${column}) IN (${join(lower)}))`;
}

/** One of an order's codes, or all of them together as an answer by code names them. */
function hasCode(column: Sql, values: readonly string[]): Sql {
  const alike = values.map((value) => `% + ${value.toUpperCase().replaceAll(/[\\%_]/g, "\\$&")} + %`);
  return sql`(${join(
    alike.map((pattern) => sql`' + ' || ${column} || ' + ' LIKE ${pattern} ESCAPE '\\'`),
    " OR ",
  )})`;
}
