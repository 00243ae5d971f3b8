import type { EpochMs } from "../../core/calendar/period.ts";
import { type OutboxEntry, scopesOf } from "../../ports/outbox.ts";
import type { Connection } from "./connection.ts";
import { toJson } from "./dialect.ts";
import { sql } from "./sql.ts";

/** Queues entries as part of the caller's transaction. */
export async function putEntries(connection: Connection, entries: readonly OutboxEntry[], nowMs: EpochMs): Promise<void> {
  for (const entry of entries) {
    const isNew = await putEntry(connection, entry);
    if (isNew && entry.editOf !== null) await supersedeEdits(connection, entry.editOf, entry.key, nowMs);
  }
}

async function putEntry(connection: Connection, entry: OutboxEntry): Promise<boolean> {
  const { key, kind, place, message, notBeforeMs, staleAfterMs, ownerUserId, urgency } = entry;
  const scopes = scopesOf(place);
  const [channel, thread, userId] = "userId" in place ? [null, null, place.userId] : [place.channel, place.thread, null];
  const parentKey = entry.editOf ?? entry.threadOf;
  // Its turn never comes before its post's, or the two would wait for each other.
  const written = await connection.execute(sql`
    INSERT INTO outbox_entries (key, kind, platform, workspace, channel, thread, user_id, workspace_scope, place_scope, urgency, message,
      parent_key, owner_user_id, not_before_ms, due_ms, stale_after_ms, state, attempts, position_ms)
    VALUES (${key}, ${kind}, ${place.platform}, ${place.workspace}, ${channel}, ${thread}, ${userId}, ${scopes.workspace}, ${scopes.place},
      ${urgency}, ${toJson([message]).slice(1, -1)}, ${parentKey}, ${ownerUserId}, ${notBeforeMs}, ${notBeforeMs}, ${staleAfterMs}, 'waiting', 0,
      COALESCE((SELECT position_ms FROM outbox_entries WHERE key = ${parentKey} AND position_ms > CAST(${notBeforeMs} AS BIGINT)),
        CAST(${notBeforeMs} AS BIGINT)))
    ON CONFLICT (key) DO NOTHING`);
  return written > 0;
}

async function supersedeEdits(connection: Connection, editOf: string, newestKey: string, nowMs: EpochMs): Promise<void> {
  await connection.execute(sql`
    UPDATE outbox_entries SET state = 'dropped', reason = 'superseded', detail = 'A newer edit takes its place.', finished_ms = ${nowMs}
    WHERE parent_key = ${editOf} AND kind = 'edit' AND state = 'waiting' AND key <> ${newestKey}`);
}
