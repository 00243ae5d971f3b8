/** Which table answers a question, and the SQL for it. */
import { DAY_MS } from "../../core/calendar/business-day.ts";
import type { GroupDimension, MeasureQuery } from "../../ports/stores.ts";
import { ROLLUP_COLUMNS } from "./columns.ts";
import type { Dialect } from "./dialect.ts";
import type { FactKey, FactPart } from "./fact-parts.ts";
import { groupBy, groupParts, type KeyFilter, matches } from "./group-parts.ts";
import { partsOf, type Sources } from "./rebuild-rollups.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

const SUMS = raw(ROLLUP_COLUMNS.map(([, column]) => `CAST(sum(${column}) AS BIGINT) AS ${column}`).join(", "));

interface Plan {
  readonly table: string;
  readonly keys: Readonly<Partial<Record<FactKey, string>>>;
  readonly dimension: string | null;
}

/** Rows `k0`, `k1` …, then columns of measures; null where nothing can tell. `readSources` is asked for only where no rollup answers. */
export async function planMeasures(query: MeasureQuery, dialect: Dialect, readSources: () => Promise<Sources>): Promise<Sql | null> {
  const filters = query.filters.map(({ dimension, values }): KeyFilter => ({ key: dimension, values }));
  const plan = choosePlan(query);
  if (plan) return selectRollup(query, plan, filters);
  const by = [...query.by, ...filters.map(({ key }) => key)];
  const grain = query.range.grain === "hours" || by.includes("hour") ? "hours" : "days";
  const scope = { shopId: query.shopId, dialect, inDays: (day: Sql) => inDays(query, day) };
  const parts = partsOf(scope, await readSources(), grain, by);
  const within = parts.map((part) => withinHours(query, part)).filter((part) => part !== null);
  return groupParts(within, query.by, filters)?.select ?? null;
}

/** The rollup that knows every dimension of the question; null where only the facts do. */
function choosePlan({ by, filters, range }: MeasureQuery): Plan | null {
  const others = new Set<GroupDimension>([...by, ...filters.map(({ dimension }) => dimension)]);
  const hourly = others.delete("hour") || range.grain === "hours";
  others.delete("day");
  const [first = "channel", second] = others;
  if (second !== undefined) return null;
  if (first === "channel") {
    const keys = { day: "day", channel: "channel" };
    return hourly
      ? { table: "hourly_rollups", keys: { ...keys, hour: "hour_ms" }, dimension: null }
      : { table: "daily_rollups", keys, dimension: null };
  }
  if (hourly || first === "segment" || first === "code") return null;
  return { table: "breakdown_rollups", keys: { day: "day", [first]: "key" }, dimension: first };
}

function selectRollup(query: MeasureQuery, { table, keys, dimension }: Plan, filters: readonly KeyFilter[]): Sql {
  const columnOf = (key: FactKey): Sql => raw(keys[key] ?? "''");
  const selected = query.by.map((key, index) => sql`${columnOf(key)} AS ${raw(`k${index}`)}`);
  const conditions = [
    sql`shop_id = ${query.shopId}`,
    ...(dimension === null ? [] : [sql`dimension = ${dimension}`]),
    inDays(query, raw("day")),
    ...(query.range.grain === "hours" ? [sql`hour_ms >= ${query.range.fromMs} AND hour_ms < ${query.range.toMs}`] : []),
    ...filters.map(({ key, values }) => matches(key, columnOf(key), values)),
  ];
  return sql`SELECT ${join([...selected, SUMS], ", ")} FROM ${raw(table)} WHERE ${join(conditions, " AND ")} ${groupBy(query.by.length)}`;
}

/** Hours lie within a day of their UTC date, whatever the zone: enough for the index, which begins with the day. */
export function inDays({ range }: Pick<MeasureQuery, "range">, day: Sql): Sql {
  if (range.grain === "days") return sql`${day} >= ${range.fromDay} AND ${day} < ${range.toDay}`;
  return sql`${day} >= ${utcDate(range.fromMs - DAY_MS)} AND ${day} <= ${utcDate(range.toMs + DAY_MS)}`;
}

export function withinHours({ range }: Pick<MeasureQuery, "range">, part: FactPart): FactPart | null {
  if (range.grain === "days") return part;
  const hour = part.keys.hour;
  if (!hour) return null;
  return { ...part, where: sql`${part.where} AND ${hour} >= ${range.fromMs} AND ${hour} < ${range.toMs}` };
}

function utcDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
