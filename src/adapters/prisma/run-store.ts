import type { RunStore } from "../../ports/runs.ts";
import { toInt, toText, toTextOrNull } from "./connection.ts";
import type { Database } from "./database.ts";
import { toIntOrNull } from "./outbox-rows.ts";
import { putEntries } from "./put-entries.ts";
import { sql } from "./sql.ts";

export function createRunStore(database: Database): RunStore {
  return {
    begin: async ({ duty, slotMs, nowMs, leaseMs, worker }) => {
      const begun = await database.write(sql`
        INSERT INTO duty_runs (duty, slot_ms, worker, lease_until_ms) VALUES (${duty}, ${slotMs}, ${worker}, ${nowMs + leaseMs})
        ON CONFLICT (duty, slot_ms) DO UPDATE SET worker = excluded.worker, lease_until_ms = excluded.lease_until_ms
          WHERE duty_runs.finished_ms IS NULL AND duty_runs.lease_until_ms <= ${nowMs}`);
      if (begun > 0) return "run";
      const [row] = await database.read(sql`SELECT finished_ms FROM duty_runs WHERE duty = ${duty} AND slot_ms = ${slotMs}`);
      return row && row.finished_ms !== null ? "done" : "taken";
    },
    finish: ({ duty, slotMs, worker }, outcome, entries, nowMs) =>
      database.transact(async (connection) => {
        const finished = await connection.execute(sql`
          UPDATE duty_runs SET outcome = ${outcome}, finished_ms = ${nowMs}
          WHERE duty = ${duty} AND slot_ms = ${slotMs} AND worker = ${worker} AND finished_ms IS NULL`);
        if (finished > 0) await putEntries(connection, entries, nowMs);
        return finished > 0;
      }),
    postpone: async ({ duty, slotMs, worker }, untilMs) => {
      await database.write(sql`
        UPDATE duty_runs SET lease_until_ms = ${untilMs}
        WHERE duty = ${duty} AND slot_ms = ${slotMs} AND worker = ${worker} AND finished_ms IS NULL`);
    },
    lastFinished: async (duties) => {
      const rows = await database.read(sql`
        SELECT duty, MAX(slot_ms) AS slot_ms FROM duty_runs
        WHERE finished_ms IS NOT NULL AND duty IN ${database.dialect.jsonTexts(JSON.stringify(duties))} GROUP BY duty`);
      return new Map(rows.map((row) => [toText(row.duty), toInt(row.slot_ms)]));
    },
    recent: async (duty, limit) => {
      const rows = await database.read(sql`SELECT * FROM duty_runs WHERE duty = ${duty} ORDER BY slot_ms DESC LIMIT ${limit}`);
      return rows.map((row) => ({
        duty: toText(row.duty),
        slotMs: toInt(row.slot_ms),
        outcome: toTextOrNull(row.outcome),
        finishedMs: toIntOrNull(row.finished_ms),
      }));
    },
    prune: (beforeMs) => database.write(sql`DELETE FROM duty_runs WHERE finished_ms < ${beforeMs}`),
  };
}
