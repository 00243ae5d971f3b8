import { dayBounds, nextHourStart } from "../../core/calendar/zone-clock.ts";
import type { Shop } from "../../core/shop.ts";
import type { FactStore, FactWriter, ImportMeta, ImportOutcome } from "../../ports/stores.ts";
import { type Connection, toInt } from "./connection.ts";
import { countUnchanged } from "./count-unchanged.ts";
import type { Database } from "./database.ts";
import { createImportTables, type ImportState } from "./import-state.ts";
import { createCustomerTables, rebuildCustomers } from "./rebuild-customers.ts";
import { rebuildRollups } from "./rebuild-rollups.ts";
import { findShop } from "./shop-store.ts";
import { readSources, sameTellers } from "./sources.ts";
import { type Sql, sql } from "./sql.ts";
import { moveWatermark } from "./watermarks.ts";
import { writeMeasures } from "./write-measures.ts";
import { writeOrderLines } from "./write-orders.ts";
import { writeRefunds } from "./write-refunds.ts";

/** Rows per statement: some 300 KB of JSON, and little to prepare it for. */
const CHUNK_ROWS = 2_000;

export function createFactStore(database: Database): FactStore {
  return {
    importFacts: (meta, work) =>
      database.transact(async (connection) => {
        const shop = await findShop(connection, meta.shopId);
        await lockShop(connection, database, shop.id);
        const sources = await readSources(connection.query, shop.id);
        const state = await begin(connection, meta, shop, sources.refunds);
        await createImportTables(connection, database.dialect);
        await work(createWriter(connection, database, state));
        return finish(connection, database, meta, shop, state, sources);
      }),
  };
}

/** Two imports into one shop take turns: each sees what the other wrote. SQLite has one writer anyway. */
async function lockShop(connection: Connection, { dialect }: Database, shopId: string): Promise<void> {
  if (dialect.engine === "postgresql") await connection.query(sql`SELECT id FROM shops WHERE id = ${shopId} FOR UPDATE`);
}

async function begin(connection: Connection, meta: ImportMeta, shop: Shop, hasRefunds: boolean): Promise<ImportState> {
  const [run] = await connection.query(sql`
    INSERT INTO import_runs (shop_id, source, origin, started_at_ms, orders, lines, refunds, measures, unchanged)
    VALUES (${meta.shopId}, ${meta.source}, ${meta.origin}, ${meta.startedAtMs}, 0, 0, 0, 0, 0) RETURNING id`);
  return {
    shopId: shop.id,
    zone: shop.zone,
    source: meta.source,
    runId: toInt(run?.id),
    hasRefunds,
    days: new Set(),
    told: new Set(),
    orders: 0,
    lines: 0,
    refunds: 0,
    refundLines: 0,
    measures: 0,
    unchangedMeasures: 0,
    latestOrderHourMs: null,
    latestRefundHourMs: null,
    latestHourMs: null,
    latestDay: null,
  };
}

function createWriter(connection: Connection, { dialect }: Database, state: ImportState): FactWriter {
  const inChunks =
    <T>(write: (connection: Connection, dialect: Database["dialect"], state: ImportState, rows: readonly T[]) => Promise<void>) =>
    async (rows: readonly T[]): Promise<void> => {
      for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
        await write(connection, dialect, state, rows.slice(from, from + CHUNK_ROWS));
      }
    };
  return { putOrderLines: inChunks(writeOrderLines), putRefunds: inChunks(writeRefunds), putMeasures: inChunks(writeMeasures) };
}

/** Everything that follows from the facts, once they are all in. */
async function finish(
  connection: Connection,
  { dialect }: Database,
  meta: ImportMeta,
  shop: Shop,
  state: ImportState,
  before: Awaited<ReturnType<typeof readSources>>,
): Promise<ImportOutcome> {
  const changedMeasures = state.measures > state.unchangedMeasures;
  await moveWatermark(connection, state, throughMs(meta, shop, state), changedMeasures);
  const unchanged = (await countUnchanged(connection, dialect, state)) + state.unchangedMeasures;
  const sources = await readSources(connection.query, shop.id);
  const days = new Set<string>();
  if (unchanged < state.orders + state.refunds + state.measures) {
    for (const day of state.days) days.add(day);
    await addDays(
      days,
      connection,
      sql`
      SELECT day FROM replaced_orders UNION SELECT day FROM replaced_refunds
      UNION SELECT o.day FROM replaced_refunds r ${dialect.join} orders o ON o.shop_id = ${shop.id} AND o.order_id = r.order_id`,
    );
    // With the first orders, a day of refunds alone has sold nothing: before, nobody could tell.
    if (!before.orders && sources.orders)
      await addDays(days, connection, sql`SELECT DISTINCT day FROM refund_lines WHERE shop_id = ${shop.id}`);
    // Another source tells a measure now, or orders tell what metrics told: everywhere.
    if (!sameTellers(before, sources)) await addDays(days, connection, sql`SELECT DISTINCT day FROM measures WHERE shop_id = ${shop.id}`);
  }
  if (days.size > 0 && state.orders > 0) {
    await createCustomerTables(connection, dialect);
    const moved = await rebuildCustomers(connection, dialect, { shopId: shop.id, days: [...days], runId: state.runId });
    for (const day of moved) days.add(day);
  }
  if (days.size > 0) await rebuildRollups(connection, dialect, shop.id, [...days], sources);
  const { orders, lines, refunds, measures } = state;
  await connection.execute(sql`
    UPDATE import_runs SET orders = ${orders}, lines = ${lines}, refunds = ${refunds}, measures = ${measures}, unchanged = ${unchanged}
    WHERE id = ${state.runId}`);
  return { orders, lines, refunds, measures, unchanged, daysTouched: days.size };
}

async function addDays(days: Set<string>, connection: Connection, statement: Sql): Promise<void> {
  for (const row of await connection.query(statement)) days.add(String(row.day));
}

/**
 * How far the facts reach. Orders and refunds prove nothing about the hour of the last of them; hourly and daily rows
 * stand for their whole bucket.
 */
function throughMs(meta: ImportMeta, { zone }: Shop, state: ImportState): number | null {
  const ends = [
    meta.throughMs ?? null,
    state.latestOrderHourMs,
    state.latestRefundHourMs,
    state.latestHourMs === null ? null : nextHourStart(state.latestHourMs, zone),
    state.latestDay === null ? null : dayBounds(state.latestDay, zone).toMs,
  ].filter((end) => end !== null);
  return ends.length === 0 ? null : (meta.throughMs ?? Math.max(...ends));
}
