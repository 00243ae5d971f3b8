/** A shop in another zone: its facts fall on other days and hours. */
import type { TimeZone } from "../../core/calendar/period.ts";
import { businessDayOf, hourStartOf } from "../../core/calendar/zone-clock.ts";
import { type Connection, toInt } from "./connection.ts";
import type { Dialect } from "./dialect.ts";
import { createImportTables } from "./import-state.ts";
import { createCustomerTables, rebuildCustomers } from "./rebuild-customers.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";
import { readSources } from "./sources.ts";
import { raw, sql } from "./sql.ts";

const PAGE_INSTANTS = 5_000;

/** Table, column with the instant, rows that have one. */
const TABLES = [
  ["orders", "placed_at_ms", "true"],
  ["refund_lines", "refunded_at_ms", "true"],
  ["measures", "at_ms", "grain = 'hour'"],
] as const;

const CUSTOMER_TABLES = ["customer_days", "customers", "customer_rollups"];

/** Daily rows of metrics files keep their date: nobody knows which of their sessions belong to the next. */
export async function moveToZone(connection: Connection, dialect: Dialect, shopId: string, zone: TimeZone): Promise<void> {
  const before = await readDays(connection, shopId);
  await placeInstants(connection, dialect, shopId, zone);
  for (const [table, instant, which] of TABLES) {
    await connection.execute(sql`
      UPDATE ${raw(table)} SET day = r.day, hour_ms = r.hour_ms FROM zone_instants r
      WHERE shop_id = ${shopId} AND ${raw(table)}.${raw(instant)} = r.at_ms AND ${raw(which)}`);
  }
  const days = [...new Set([...before, ...(await readDays(connection, shopId))])];
  for (const table of CUSTOMER_TABLES) await connection.execute(sql`DELETE FROM ${raw(table)} WHERE shop_id = ${shopId}`);
  await createImportTables(connection, dialect);
  await createCustomerTables(connection, dialect);
  await rebuildCustomers(connection, dialect, { shopId, days, runId: null });
  await rebuildRollups(connection, dialect, shopId, days, await readSources(connection.query, shopId));
}

/** Works out day and hour of every distinct instant of the shop, a page at a time. */
async function placeInstants(connection: Connection, dialect: Dialect, shopId: string, zone: TimeZone): Promise<void> {
  await connection.execute(dialect.createTemporary("zone_instants", "at_ms BIGINT, day TEXT, hour_ms BIGINT", "at_ms"));
  for (const [table, instant, which] of TABLES) {
    await connection.execute(sql`
      INSERT INTO zone_instants (at_ms) SELECT DISTINCT ${raw(instant)} FROM ${raw(table)} WHERE shop_id = ${shopId} AND ${raw(which)}
      ON CONFLICT DO NOTHING`);
  }
  for (let afterMs = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await connection.query(
      sql`SELECT at_ms FROM zone_instants WHERE at_ms > ${afterMs} ORDER BY at_ms LIMIT ${PAGE_INSTANTS}`,
    );
    const instants = rows.map((row) => toInt(row.at_ms));
    const last = instants.at(-1);
    if (last === undefined) return;
    const placed = instants.map((ms) => [ms, businessDayOf(ms, zone), hourStartOf(ms, zone)]);
    await connection.execute(sql`
      UPDATE zone_instants SET day = r.day, hour_ms = r.hour_ms
      FROM ${dialect.jsonRows(placed, { at_ms: "int", day: "text", hour_ms: "int" })} WHERE zone_instants.at_ms = r.at_ms`);
    afterMs = last;
  }
}

async function readDays(connection: Connection, shopId: string): Promise<readonly string[]> {
  const rows = await connection.query(sql`
    SELECT day FROM orders WHERE shop_id = ${shopId} UNION SELECT day FROM refund_lines WHERE shop_id = ${shopId}
    UNION SELECT day FROM measures WHERE shop_id = ${shopId}`);
  return rows.map((row) => String(row.day));
}
