/** Opens an empty store for the contracts, and reads all of its rows. */

import { openEngine } from "../../../src/adapters/prisma/engine.ts";
import { migrateStore } from "../../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../../src/adapters/prisma/open-store.ts";
import { raw } from "../../../src/adapters/prisma/sql.ts";
import { parseStoreUrl } from "../../../src/adapters/prisma/store-url.ts";
import type { OpenedStore } from "../../contracts/store-fixture.ts";

const TABLES = [
  ...["shops", "orders", "order_lines", "refund_lines", "customer_days", "customers", "measures", "hourly_rollups", "daily_rollups"],
  ...[
    "breakdown_rollups",
    "customer_rollups",
    "dimension_names",
    "watermarks",
    "place_settings",
    "answers",
    "words_tokens",
    "subscriptions",
    "publications",
    "currency_rates",
    "campaigns",
    "holidays",
    "targets",
    "task_lists",
    "tasks",
    "saved_questions",
    "pinned_questions",
  ],
  ...["alerts", "alert_places", "alert_rules", "watch_states", "expected_spans"],
];

/** Numbers of imports and of places in them: they grow with each import, only their order means something. */
const SERIAL = new Set(["run_id", "line_no"]);

export async function openTestStore(url: string): Promise<OpenedStore> {
  await migrateStore(url);
  const store = await openStore({ url, role: "tool" });
  return { store, dump: () => dumpStore(url), close: () => store.close() };
}

export async function dumpStore(url: string): Promise<Record<string, readonly object[]>> {
  const engine = await openEngine(parseStoreUrl(url));
  const connection = await engine.connect();
  const tables: Record<string, readonly object[]> = {};
  for (const table of TABLES) {
    const rows = await connection.query(raw(`SELECT * FROM ${table}`));
    const plain = rows.map((row) =>
      Object.entries(row)
        .filter(([name]) => !SERIAL.has(name))
        .map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    );
    tables[table] = plain.map((entries) => Object.fromEntries(entries)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  await engine.close();
  return tables;
}
