import type { ClaimRequest, OutboxStore, Settlement } from "../../ports/outbox.ts";
import { type Row, toInt } from "./connection.ts";
import type { Database } from "./database.ts";
import { toClaimedEntry, toIntOrNull, toStatus } from "./outbox-rows.ts";
import { putEntries } from "./put-entries.ts";
import { empty, type Sql, sql } from "./sql.ts";

export function createOutboxStore(database: Database): OutboxStore {
  const find = async (key: string): Promise<Row | null> => {
    const [row] = await database.read(sql`SELECT * FROM outbox_entries WHERE key = ${key}`);
    return row ?? null;
  };

  return {
    put: (entries, nowMs) => database.transact((connection) => putEntries(connection, entries, nowMs)),

    claim: async (request) => {
      const { nowMs, leaseMs, worker } = request;
      // Looking costs no lock: most of the time nothing is due.
      const [first] = await database.read(selectNext(database, request));
      if (!first) return null;
      const lock = database.dialect.engine === "postgresql" ? sql`FOR UPDATE SKIP LOCKED` : empty;
      const [row] = await database.transact((connection) =>
        connection.query(sql`
          UPDATE outbox_entries SET state = 'claimed', worker = ${worker}, lease_until_ms = ${nowMs + leaseMs}, attempts = attempts + 1,
            first_tried_ms = COALESCE(first_tried_ms, CAST(${nowMs} AS BIGINT)), last_tried_ms = ${nowMs},
            unsettled_since_ms = CASE WHEN state = 'claimed' THEN COALESCE(unsettled_since_ms, last_tried_ms) ELSE unsettled_since_ms END
          WHERE seq = (${selectNext(database, request)} ${lock})
          RETURNING *`),
      );
      if (!row) return null;
      return toClaimedEntry(row, typeof row.parent_key === "string" ? await find(row.parent_key) : null);
    },

    settle: async ({ entry: { key }, worker, attempts }, settlement, nowMs) =>
      database.transact(async (connection) => {
        const written = await connection.execute(sql`
          UPDATE outbox_entries SET ${assignments(settlement, nowMs)}, reason = ${settlement.reason}, lease_until_ms = NULL
          WHERE key = ${key} AND state = 'claimed' AND worker = ${worker} AND attempts = ${attempts}`);
        const notice = "notice" in settlement ? settlement.notice : null;
        if (written > 0 && notice !== null) await putEntries(connection, [notice], nowMs);
        return written > 0;
      }),

    find: async (key) => {
      const row = await find(key);
      return row && toStatus(row);
    },

    list: async ({ workspace, states, limit }) => {
      const within = workspace ? sql`AND platform = ${workspace.platform} AND workspace = ${workspace.workspace}` : empty;
      const rows = await database.read(sql`
        SELECT * FROM outbox_entries WHERE state IN ${database.dialect.jsonTexts(JSON.stringify(states))} ${within}
        ORDER BY position_ms DESC, seq DESC LIMIT ${limit}`);
      return rows.map(toStatus);
    },

    backlog: async (nowMs) => {
      const [row] = await database.read(sql`
        SELECT COUNT(*) AS entries, MIN(not_before_ms) AS oldest_ms FROM outbox_entries WHERE finished_ms IS NULL AND not_before_ms <= ${nowMs}`);
      return { entries: toInt(row?.entries), oldestMs: toIntOrNull(row?.oldest_ms ?? null) };
    },

    prune: (beforeMs) => database.write(sql`DELETE FROM outbox_entries WHERE finished_ms < ${beforeMs}`),
  };
}

/**
 * The number of the entry whose turn it is. An entry waits for the one before it in its place and for its post; both
 * come before it in (position_ms, seq), so that nobody waits in a circle.
 */
function selectNext({ dialect }: Database, { nowMs, except }: ClaimRequest): Sql {
  const scopes = dialect.jsonTexts(JSON.stringify(except));
  return sql`
    SELECT seq FROM outbox_entries AS o
    WHERE finished_ms IS NULL AND due_ms <= ${nowMs} AND (lease_until_ms IS NULL OR lease_until_ms <= ${nowMs})
      AND place_scope NOT IN ${scopes} AND workspace_scope NOT IN ${scopes} AND platform NOT IN ${scopes}
      AND NOT EXISTS (
        SELECT 1 FROM outbox_entries AS b
        WHERE b.finished_ms IS NULL AND b.place_scope = o.place_scope AND b.urgency = o.urgency
          AND (b.position_ms, b.seq) < (o.position_ms, o.seq))
      AND NOT EXISTS (SELECT 1 FROM outbox_entries AS p WHERE p.key = o.parent_key AND p.finished_ms IS NULL)
    ORDER BY CASE urgency WHEN 'urgent' THEN 0 ELSE 1 END, position_ms, seq
    LIMIT 1`;
}

function assignments(settlement: Settlement, nowMs: number): Sql {
  switch (settlement.type) {
    case "sent": {
      const { place, messageId } = settlement.posted;
      return sql`state = 'sent', finished_ms = ${nowMs}, unsettled_since_ms = NULL, detail = NULL,
        posted_channel = ${place.channel}, posted_thread = ${place.thread}, posted_id = ${messageId}`;
    }
    case "retry":
      return sql`state = 'waiting', due_ms = ${settlement.dueMs}, detail = ${settlement.detail},
        unsettled_since_ms = ${settlement.isUnsettled ? sql`COALESCE(unsettled_since_ms, last_tried_ms)` : sql`NULL`}`;
    case "failed":
    case "dropped":
      return sql`state = ${settlement.type}, finished_ms = ${nowMs}, detail = ${settlement.detail}`;
  }
}
