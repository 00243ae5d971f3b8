/** Writes the rollups of whole days anew from the facts. */
import { ORDER_MEASURES, ROLLUP_COLUMNS } from "./columns.ts";
import type { Connection } from "./connection.ts";
import { type Dialect, toJson } from "./dialect.ts";
import { type FactKey, type FactPart, orderParts, type PartScope, refundParts } from "./fact-parts.ts";
import { groupParts } from "./group-parts.ts";
import { metricsPart, type Tellers } from "./metrics-part.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

const BREAKDOWNS = ["product", "country", "device", "category"] as const satisfies readonly FactKey[];
export type BreakdownDimension = (typeof BREAKDOWNS)[number];

const COLUMNS = raw(ROLLUP_COLUMNS.map(([, column]) => column).join(", "));

/** Metrics rows of sources that tell nothing any more leave cells without a number: no row. */
const ANY_MEASURE = raw(`coalesce(${ROLLUP_COLUMNS.map(([, column]) => `c.${column}`).join(", ")}) IS NOT NULL`);

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

  const replace = async (table: string, keyColumns: string, keys: readonly FactKey[], parts: readonly FactPart[]): Promise<void> => {
    const rows = groupParts(parts, keys, []);
    await connection.execute(sql`DELETE FROM ${raw(table)} WHERE shop_id = ${shopId} AND ${inDays(sql`day`)}`);
    if (!rows) return;
    await connection.execute(sql`
      INSERT INTO ${raw(table)} (shop_id, ${raw(keyColumns)}, ${COLUMNS}) SELECT ${shopId}, c.* FROM (${rows}) c WHERE ${ANY_MEASURE}`);
  };
  await replace("hourly_rollups", "day, hour_ms, channel", ["day", "hour", "channel"], partsOf(scope, sources, "hours", ["channel"]));
  const daily = [hourlyFacts(scope, sources), metricsPart(scope, sources.tellers, "days")].filter((part) => part !== null);
  await replace("daily_rollups", "day, channel", ["day", "channel"], daily);

  await addNames(connection, shopId, inDays, -1);
  for (const dimension of BREAKDOWNS) {
    const rows = groupParts(partsOf(scope, sources, "days", [dimension]), ["day", dimension], []);
    await connection.execute(sql`
      DELETE FROM breakdown_rollups WHERE shop_id = ${shopId} AND dimension = ${dimension} AND ${inDays(sql`day`)}`);
    if (!rows) continue;
    await connection.execute(sql`
      INSERT INTO breakdown_rollups (shop_id, dimension, day, key, ${COLUMNS})
      SELECT ${shopId}, ${dimension}, c.* FROM (${rows}) c WHERE ${ANY_MEASURE}`);
  }
  await addNames(connection, shopId, inDays, 1);
  await connection.execute(sql`DELETE FROM dimension_names WHERE shop_id = ${shopId} AND days = 0`);
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
  const dimensions = new Set(by);
  const metrics = metricsPart(scope, sources.tellers, grain);
  return [
    ...(sources.orders ? orderParts(scope, dimensions) : []),
    ...(sources.refunds ? refundParts(scope, dimensions, sources.orders) : []),
    ...(metrics ? [onlyKnown(metrics, by)] : []),
  ];
}

/** A metrics row without a country is about all countries: it belongs to no row of a breakdown by country. */
function onlyKnown(part: FactPart, by: readonly FactKey[]): FactPart {
  const where = by
    .filter((key) => key === "country" || key === "device" || key === "category")
    .reduce((all, key) => sql`${all} AND m.${raw(key)} <> ''`, part.where);
  return { ...part, where };
}

/** A day's order facts are the sum of its hours. */
function hourlyFacts({ shopId, inDays }: PartScope, { orders, refunds, tellers }: Sources): FactPart | null {
  const fromFacts = ROLLUP_COLUMNS.filter(
    ([measure]) => measure === "returnsOrderDay" || (ORDER_MEASURES.has(measure) && !tellers.has(measure)),
  );
  if (!orders && !refunds) return null;
  return {
    from: sql`hourly_rollups h`,
    where: sql`h.shop_id = ${shopId} AND ${inDays(sql`h.day`)}`,
    keys: { day: sql`h.day`, channel: sql`h.channel` },
    measures: Object.fromEntries(fromFacts.map(([measure, column]) => [measure, raw(`sum(h.${column})`)])),
  };
}
