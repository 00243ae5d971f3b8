import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { BusinessDay } from "../../core/calendar/period.ts";
import { MEASURES, type Measure } from "../../core/metrics/metric.ts";
import {
  type CustomerCounts,
  type GroupDimension,
  type MeasureQuery,
  type MeasureRow,
  type MeasureStore,
  StoreError,
} from "../../ports/stores.ts";
import { columnOf } from "./columns.ts";
import { type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { type CustomerQuery, planCustomers } from "./read-customers.ts";
import { inDays, planMeasures } from "./read-measures.ts";
import { readSources } from "./sources.ts";
import { sql } from "./sql.ts";
import { toWatermark } from "./watermarks.ts";

const HOUR_MS = 3_600_000;
const COLUMNS: readonly (readonly [Measure, string])[] = MEASURES.map((measure) => [measure, columnOf(measure)]);

export function createMeasureStore(database: Database): MeasureStore {
  const countCustomers = async (query: CustomerQuery) => {
    const statement = planCustomers(query, database.dialect);
    const rows = statement ? await database.read(statement) : [];
    return rows.map((row) => ({ keys: keysOf(row, query.by), ...toCounts(row) }));
  };
  return {
    measures: async (query) => {
      const statement = await planMeasures(query, database.dialect, () => readSources(database.read, query.shopId));
      const rows = statement ? await database.read(statement) : [];
      return sortByKeys(rows.map((row) => toMeasureRow(row, query)).filter(({ sums }) => Object.keys(sums).length > 0));
    },
    customers: async (query) => {
      const [counts] = await countCustomers({ ...query, by: [] });
      return { customers: counts?.customers ?? 0, newCustomers: counts?.newCustomers ?? 0, repeatCustomers: counts?.repeatCustomers ?? 0 };
    },
    customersBy: async (query) => sortByKeys(await countCustomers(query)),
    lateHours: async (shopId, fromMs, toMs) => {
      const range = { grain: "hours", fromMs, toMs } as const;
      const rows = await database.read(sql`
        SELECT hour_ms, channel, max(available_at_ms) AS available_at_ms FROM measures
        WHERE shop_id = ${shopId} AND grain = 'hour' AND ${inDays({ range }, sql`day`)}
          AND hour_ms >= ${fromMs} AND hour_ms < ${toMs} AND available_at_ms > hour_ms + ${HOUR_MS}
        GROUP BY hour_ms, channel ORDER BY hour_ms, channel`);
      return rows.map((row) => ({
        hourMs: toInt(row.hour_ms),
        channel: toText(row.channel),
        availableAtMs: toInt(row.available_at_ms),
      }));
    },
    watermarks: async (shopId) =>
      (await database.read(sql`SELECT * FROM watermarks WHERE shop_id = ${shopId} ORDER BY source`)).map(toWatermark),
    names: async (shopId, dimension, limit) => {
      const rows = await database.read(
        dimension === "channel"
          ? sql`SELECT channel AS name FROM daily_rollups WHERE shop_id = ${shopId} AND channel <> ''
              GROUP BY channel ORDER BY sum(coalesce(orders, sessions, 0)) DESC, channel LIMIT ${limit}`
          : sql`SELECT name FROM dimension_names WHERE shop_id = ${shopId} AND dimension = ${dimension}
              ORDER BY weight DESC, name LIMIT ${limit}`,
      );
      return rows.map((row) => toText(row.name));
    },
    extent: async (shopId) => {
      const [row] = await database.read(sql`
        SELECT (SELECT min(day) FROM daily_rollups WHERE shop_id = ${shopId}) AS first_day,
          (SELECT max(day) FROM daily_rollups WHERE shop_id = ${shopId}) AS last_day`);
      return row && row.first_day !== null ? { firstDay: toDay(row.first_day), lastDay: toDay(row.last_day) } : null;
    },
  };
}

function toMeasureRow(row: Row, { by, returnsClock }: MeasureQuery): MeasureRow {
  const sums: Partial<Record<Measure, number>> = {};
  for (const [measure, column] of COLUMNS) {
    const value = row[measure === "returns" && returnsClock === "order-day" ? columnOf("returnsOrderDay") : column] ?? null;
    if (value !== null) sums[measure] = toInt(value);
  }
  return { keys: keysOf(row, by), sums };
}

function toCounts(row: Row): CustomerCounts {
  return { customers: toInt(row.customers), newCustomers: toInt(row.new_customers), repeatCustomers: toInt(row.repeat_customers) };
}

function keysOf(row: Row, by: readonly GroupDimension[]): readonly string[] {
  return by.map((dimension, index) => {
    const key = row[`k${index}`];
    return dimension === "hour" ? new Date(toInt(key)).toISOString() : toText(key);
  });
}

/** Both engines sort texts in ways of their own: by code units here. */
function sortByKeys<T extends { readonly keys: readonly string[] }>(rows: T[]): readonly T[] {
  return rows.sort((a, b) => {
    const index = a.keys.findIndex((key, at) => key !== b.keys[at]);
    return index < 0 ? 0 : (a.keys[index] ?? "") < (b.keys[index] ?? "") ? -1 : 1;
  });
}

function toDay(value: unknown): BusinessDay {
  const day = parseBusinessDay(toText(value));
  if (!day) throw new StoreError("failed", `The store holds ${String(value)} where a business day belongs.`);
  return day;
}
