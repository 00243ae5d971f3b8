/** What no port tells and only the doctor asks: the migrations a store still lacks, and on which days imports came. Reads only. */
import { toInt, toText } from "./connection.ts";
import { openEngine } from "./engine.ts";
import { readMigrations } from "./migrations.ts";
import { sql } from "./sql.ts";
import { parseStoreUrl } from "./store-url.ts";

export interface StoreHistory {
  readonly pendingMigrations: readonly string[];
  /** By `historyKey`: days since 1970 in UTC with an import, oldest first. */
  readonly importDays: ReadonlyMap<string, readonly number[]>;
}

/** The store must have its tables. */
export async function readStoreHistory(storeUrl: string, sinceMs: number): Promise<StoreHistory> {
  const url = parseStoreUrl(storeUrl);
  const engine = await openEngine(url);
  try {
    const transaction = await engine.begin("read");
    try {
      const applied = await transaction.query(
        sql`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      );
      const names = new Set(applied.map((row) => toText(row.migration_name)));
      const migrations = await readMigrations(url.engine);
      const imports = await transaction.query(sql`
        SELECT DISTINCT shop_id, source, started_at_ms / 86400000 AS day FROM import_runs
        WHERE started_at_ms >= ${sinceMs} ORDER BY day`);
      const importDays = new Map<string, number[]>();
      for (const row of imports) {
        const key = historyKey(toText(row.shop_id), toText(row.source));
        importDays.set(key, [...(importDays.get(key) ?? []), toInt(row.day)]);
      }
      return { pendingMigrations: migrations.map(({ name }) => name).filter((name) => !names.has(name)), importDays };
    } finally {
      await transaction.rollback();
    }
  } finally {
    await engine.close();
  }
}

/** A shop's id has no slash. */
export function historyKey(shopId: string, source: string): string {
  return `${shopId}/${source}`;
}
