import { closedAt } from "../../core/alerts/alert.ts";
import type { ExpectedSpan } from "../../core/alerts/expected-span.ts";
import type { AlertCommit, AlertStore, PlacedAlertPlace, WatchRecord } from "../../ports/alerts.ts";
import { StoreError } from "../../ports/stores.ts";
import { readAlert, readMetric, readPlace, readRule } from "./alert-shapes.ts";
import { type Connection, type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import { toJson } from "./dialect.ts";
import { toPlatform } from "./platforms.ts";
import { putEntries } from "./put-entries.ts";
import { type Sql, sql } from "./sql.ts";

export function createAlertStore(database: Database): AlertStore {
  const alerts = async (where: Sql) => (await database.read(sql`SELECT * FROM alerts ${where}`)).map((row) => readAlert(toText(row.data)));
  return {
    find: async (number) => (await alerts(sql`WHERE number = ${number}`))[0] ?? null,
    since: (overMs) => alerts(sql`WHERE closed_at_ms IS NULL OR closed_at_ms >= ${overMs} ORDER BY number`),
    openedSince: (openedMs) => alerts(sql`WHERE opened_at_ms >= ${openedMs} ORDER BY number`),
    nextNumbers: async () => {
      const [row] = await database.read(sql`
        SELECT (SELECT COALESCE(MAX(number), 0) + 1 FROM alerts) AS alert, (SELECT COALESCE(MAX(number), 0) + 1 FROM alert_rules) AS rule`);
      return { alert: toInt(row?.alert), rule: toInt(row?.rule) };
    },
    places: async () => (await database.read(sql`SELECT * FROM alert_places ORDER BY platform, workspace, channel`)).map(toPlace),
    place: async ({ platform, workspace, channel }) => {
      const [row] = await database.read(sql`
        SELECT * FROM alert_places WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel}`);
      return row ? toPlace(row) : null;
    },
    rules: async () => (await database.read(sql`SELECT * FROM alert_rules ORDER BY number`)).map((row) => readRule(toText(row.data))),
    expected: async (shopId, endAfterMs) => {
      const rows = await database.read(sql`
        SELECT * FROM expected_spans WHERE shop_id = ${shopId} AND to_ms > ${endAfterMs} ORDER BY from_ms, to_ms, metric, channel`);
      return rows.map(toSpan);
    },
    watched: async (shopId) => {
      const [row] = await database.read(sql`SELECT * FROM watch_states WHERE shop_id = ${shopId}`);
      return row ? { shopId, version: toInt(row.version), state: parseState(toText(row.data)) } : null;
    },
    commit: async (change, nowMs) => {
      try {
        await database.transact((connection) => commitAll(connection, change, nowMs));
        return true;
      } catch (error) {
        if (error instanceof StoreError && error.code === "conflict") return false;
        throw error;
      }
    },
    prune: async (beforeMs) => {
      const spans = await database.write(sql`DELETE FROM expected_spans WHERE to_ms < ${beforeMs}`);
      return spans + (await database.write(sql`DELETE FROM alerts WHERE closed_at_ms < ${beforeMs}`));
    },
  };
}

async function commitAll(connection: Connection, change: AlertCommit, nowMs: number): Promise<void> {
  const { alerts = [], places = [], rules = [], watched = [], expected = [], entries = [] } = change;
  for (const alert of alerts) {
    const next = { ...alert, version: alert.version + 1 };
    const data = jsonOf(next);
    await writeNext(connection, alert.version, {
      insert: sql`INSERT INTO alerts (number, version, opened_at_ms, closed_at_ms, data)
        VALUES (${alert.number}, ${next.version}, ${alert.openedAtMs}, ${closedAt(alert)}, ${data}) ON CONFLICT DO NOTHING`,
      update: sql`UPDATE alerts SET version = ${next.version}, closed_at_ms = ${closedAt(alert)}, data = ${data}
        WHERE number = ${alert.number} AND version = ${alert.version}`,
    });
  }
  for (const { place, ...settings } of places) await putPlace(connection, place, settings);
  for (const rule of rules) {
    const next = { ...rule, version: rule.version + 1 };
    await writeNext(connection, rule.version, {
      insert: sql`INSERT INTO alert_rules (number, version, data) VALUES (${rule.number}, ${next.version}, ${jsonOf(next)}) ON CONFLICT DO NOTHING`,
      update: sql`UPDATE alert_rules SET version = ${next.version}, data = ${jsonOf(next)} WHERE number = ${rule.number} AND version = ${rule.version}`,
    });
  }
  for (const record of watched) await putWatched(connection, record);
  for (const { shopId, fromMs, toMs, metric, channel, reason } of expected) {
    await connection.execute(sql`
      INSERT INTO expected_spans (shop_id, from_ms, to_ms, metric, channel, reason)
      VALUES (${shopId}, ${fromMs}, ${toMs}, ${metric ?? ""}, ${channel ?? ""}, ${reason}) ON CONFLICT DO NOTHING`);
  }
  await putEntries(connection, entries, nowMs);
}

async function putPlace(
  connection: Connection,
  place: PlacedAlertPlace["place"],
  settings: Omit<PlacedAlertPlace, "place">,
): Promise<void> {
  const { platform, workspace, channel } = place;
  const next = { ...settings, version: settings.version + 1 };
  await writeNext(connection, settings.version, {
    insert: sql`INSERT INTO alert_places (platform, workspace, channel, version, data)
      VALUES (${platform}, ${workspace}, ${channel}, ${next.version}, ${jsonOf(next)}) ON CONFLICT DO NOTHING`,
    update: sql`UPDATE alert_places SET version = ${next.version}, data = ${jsonOf(next)}
      WHERE platform = ${platform} AND workspace = ${workspace} AND channel = ${channel} AND version = ${settings.version}`,
  });
}

async function putWatched(connection: Connection, { shopId, version, state }: WatchRecord): Promise<void> {
  const data = jsonOf(state);
  await writeNext(connection, version, {
    insert: sql`INSERT INTO watch_states (shop_id, version, data) VALUES (${shopId}, 1, ${data}) ON CONFLICT DO NOTHING`,
    update: sql`UPDATE watch_states SET version = ${version + 1}, data = ${data} WHERE shop_id = ${shopId} AND version = ${version}`,
  });
}

/** A new row is inserted, a known one updated; where neither writes, somebody else was first. */
async function writeNext(
  connection: Connection,
  version: number,
  { insert, update }: { readonly insert: Sql; readonly update: Sql },
): Promise<void> {
  const written = await connection.execute(version === 0 ? insert : update);
  if (written === 0) throw new StoreError("conflict", "Somebody else has written this meanwhile.");
}

function jsonOf(value: unknown): string {
  return toJson([value]).slice(1, -1);
}

function parseState(data: string): unknown {
  return JSON.parse(data);
}

function toPlace(row: Row): PlacedAlertPlace {
  const place = { platform: toPlatform(row.platform), workspace: toText(row.workspace), channel: toText(row.channel), thread: null };
  return { ...readPlace(toText(row.data)), place };
}

function toSpan(row: Row): ExpectedSpan {
  const metric = toText(row.metric);
  const channel = toText(row.channel);
  return {
    ...{ shopId: toText(row.shop_id), fromMs: toInt(row.from_ms), toMs: toInt(row.to_ms), reason: toText(row.reason) },
    metric: metric === "" ? null : readMetric(metric),
    channel: channel === "" ? null : channel,
  };
}
