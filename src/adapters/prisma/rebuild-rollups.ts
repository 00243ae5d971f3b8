/** Writes the rollups of whole days anew from the facts. */
import { ROLLUP_COLUMNS } from "./columns.ts";
import type { Connection } from "./connection.ts";
import { type Dialect, toJson } from "./dialect.ts";
import { type FactKey, type FactPart, hasOrderDiscounts, orderParts, type PartScope, refundParts } from "./fact-parts.ts";
import { groupParts } from "./group-parts.ts";
import { metricsPart, type Tellers } from "./metrics-part.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

const BREAKDOWNS = ["product", "country", "device", "category"] as const satisfies readonly FactKey[];
export type BreakdownDimension = (typeof BREAKDOWNS)[number];

/** What of a shop's numbers comes from where. */
export interface Sources {
  readonly orders: boolean;
  readonly refunds: boolean;
  readonly tellers: Tellers;
}

/** Days worked on at a time: their rows are sorted in memory, and between two months others get their turn. */
const DAYS_AT_ONCE = 31;

export async function rebuildRollups(
  connection: Connection,
  dialect: Dialect,
  shopId: string,
  days: readonly string[],
  sources: Sources,
): Promise<void> {
  await createCellTable(connection, dialect);
  const sorted = [...days].sort();
  for (let from = 0; from < sorted.length; from += DAYS_AT_ONCE) {
    await rebuildDays(connection, dialect, shopId, sorted.slice(from, from + DAYS_AT_ONCE), sources);
  }
}

async function rebuildDays(
  connection: Connection,
  dialect: Dialect,
  shopId: string,
  days: readonly string[],
  sources: Sources,
): Promise<void> {
  const json = toJson(days);
  const inDays = (day: Sql): Sql => sql`${day} IN ${dialect.jsonTexts(json)}`;
  const scope: PartScope = { shopId, dialect, inDays };
  const cells = await addUpCells(connection, factsOf(scope, sources, new Set(["channel", "country"])));
  const metrics = (grain: "hours" | "days", by: readonly FactKey[]) => onlyKnown(metricsPart(scope, sources.tellers, grain), by);

  await replace(sql`hourly_rollups`, "day, hour_ms, channel", [...cells, ...metrics("hours", [])], ["day", "hour", "channel"]);
  await replace(sql`daily_rollups`, "day, channel", [...cells, ...metrics("days", [])], ["day", "channel"]);
  await addNames(connection, shopId, inDays, -1);
  const sharesDiscounts = await hasOrderDiscounts(connection, scope);
  for (const dimension of BREAKDOWNS) {
    const facts = dimension === "product" ? factsOf({ ...scope, sharesDiscounts }, sources, new Set(["product"])) : cells;
    await replace(sql`breakdown_rollups`, "day, key", [...facts, ...metrics("days", [dimension])], ["day", dimension], dimension);
  }
  await addNames(connection, shopId, inDays, 1);
  await connection.execute(sql`DELETE FROM dimension_names WHERE shop_id = ${shopId} AND days = 0`);

  async function replace(table: Sql, columns: string, parts: readonly FactPart[], keys: readonly FactKey[], dimension?: string) {
    const ofDimension = dimension === undefined ? sql`` : sql`AND dimension = ${dimension}`;
    await connection.execute(sql`DELETE FROM ${table} WHERE shop_id = ${shopId} ${ofDimension} AND ${inDays(sql`day`)}`);
    const rows = groupParts(parts, keys, []);
    if (!rows) return;
    const told = raw(rows.columns.join(", "));
    const [also, alsoValue] = dimension === undefined ? [sql``, sql``] : [sql`dimension,`, sql`${dimension},`];
    // Metrics rows of sources that tell nothing any more leave cells without a number: no row.
    await connection.execute(sql`
      INSERT INTO ${table} (shop_id, ${also} ${raw(columns)}, ${told})
      SELECT ${shopId}, ${alsoValue} c.* FROM (${rows.select}) c WHERE coalesce(${told}, NULL) IS NOT NULL`);
  }
}

const CELL_KEYS = ["day", "hour", "channel", "country"] as const satisfies readonly FactKey[];

/** The facts of the days added up once, by all that rollups but those of products are by. */
async function addUpCells(connection: Connection, facts: readonly FactPart[]): Promise<readonly FactPart[]> {
  await connection.execute(sql`DELETE FROM order_cells`);
  const rows = groupParts(facts, CELL_KEYS, []);
  if (!rows) return [];
  await connection.execute(sql`INSERT INTO order_cells (${raw([...CELL_KEYS, ...rows.columns].join(", "))}) ${rows.select}`);
  const told = ROLLUP_COLUMNS.filter(([, column]) => rows.columns.includes(column));
  return [
    {
      from: sql`order_cells`,
      where: sql`true`,
      keys: Object.fromEntries(CELL_KEYS.map((key) => [key, raw(key)])),
      measures: Object.fromEntries(told.map(([measure, column]) => [measure, raw(`sum(${column})`)])),
    },
  ];
}

async function createCellTable(connection: Connection, dialect: Dialect): Promise<void> {
  const columns = ["day TEXT, hour BIGINT, channel TEXT, country TEXT", ...ROLLUP_COLUMNS.map(([, column]) => `${column} BIGINT`)];
  await connection.execute(dialect.createTemporary("order_cells", columns.join(", "), ""));
}

/** Takes the days' share out of the totals of names before they are written anew, and adds it after. */
async function addNames(connection: Connection, shopId: string, inDays: (day: Sql) => Sql, sign: 1 | -1): Promise<void> {
  await connection.execute(sql`
    INSERT INTO dimension_names (shop_id, dimension, name, weight, days)
    SELECT ${shopId}, dimension, key, ${raw(String(sign))} * sum(coalesce(orders, sessions, 0)), ${raw(String(sign))} * count(*)
    FROM breakdown_rollups WHERE shop_id = ${shopId} AND dimension IN (${join([...BREAKDOWNS])}) AND ${inDays(raw("day"))} AND key <> ''
    GROUP BY dimension, key
    ON CONFLICT (shop_id, dimension, name) DO UPDATE
      SET weight = dimension_names.weight + excluded.weight, days = dimension_names.days + excluded.days`);
}

/** The parts that a question by these dimensions adds up. */
export function partsOf(scope: PartScope, sources: Sources, grain: "hours" | "days", by: readonly FactKey[]): readonly FactPart[] {
  return [...factsOf(scope, sources, new Set(by)), ...onlyKnown(metricsPart(scope, sources.tellers, grain), by)];
}

function factsOf(scope: PartScope, { orders, refunds }: Sources, by: ReadonlySet<FactKey>): readonly FactPart[] {
  return [...(orders ? orderParts(scope, by) : []), ...(refunds ? refundParts(scope, by, orders) : [])];
}

/** A metrics row without a country is about all countries: it belongs to no row of a breakdown by country. */
function onlyKnown(part: FactPart | null, by: readonly FactKey[]): readonly FactPart[] {
  if (!part) return [];
  const where = by
    .filter((key) => key === "country" || key === "device" || key === "category")
    .reduce((all, key) => sql`${all} AND m.${raw(key)} <> ''`, part.where);
  return [{ ...part, where }];
}
