/**
 * Brings a store's tables up to this version. The bookkeeping is `prisma migrate`'s own (`_prisma_migrations`), so
 * `prisma migrate deploy` and this agree on what is applied; each migration is one transaction together with its entry,
 * which the command line does not promise: a process killed in the middle leaves nothing half done.
 */
import { randomUUID } from "node:crypto";
import { StoreError } from "../../ports/stores.ts";
import { type Connection, toText, toTextOrNull } from "./connection.ts";
import { type Engine, openEngine, type Transaction } from "./engine.ts";
import { type Migration, readMigrations } from "./migrations.ts";
import { raw, sql } from "./sql.ts";
import { driverKind, toStoreError } from "./store-errors.ts";
import { parseStoreUrl } from "./store-url.ts";

/** Applies what is pending and resolves to its names; several processes at once apply it once. */
export async function migrateStore(storeUrl: string): Promise<{ readonly applied: readonly string[] }> {
  const url = parseStoreUrl(storeUrl);
  try {
    const migrations = await readMigrations(url.engine);
    const engine = await openEngine(url);
    try {
      return { applied: (await isUpToDate(engine, migrations)) ? [] : await applyPending(engine, migrations) };
    } finally {
      await engine.close();
    }
  } catch (error) {
    throw toStoreError(error, url);
  }
}

/** Most starts find nothing pending: told without taking the writer's lock, behind which an import may be at work. */
async function isUpToDate(engine: Engine, migrations: readonly Migration[]): Promise<boolean> {
  const transaction = await engine.begin("read");
  try {
    return findPending(migrations, await readApplied(transaction)).length === 0;
  } catch (error) {
    if (driverKind(error) === "TableDoesNotExist") return false;
    throw error;
  } finally {
    await transaction.rollback();
  }
}

async function applyPending(engine: Engine, migrations: readonly Migration[]): Promise<readonly string[]> {
  const transaction = await engine.begin("write");
  try {
    await lock(engine, transaction);
    await createBookkeeping(engine, transaction);
    const pending = findPending(migrations, await readApplied(transaction));
    for (const migration of pending) {
      await engine.runScript(transaction, migration.script);
      await record(engine, transaction, migration);
    }
    await transaction.commit();
    return pending.map((migration) => migration.name);
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

/** SQLite's transaction keeps other writers out already. The number is the one `prisma migrate` locks. */
async function lock(engine: Engine, transaction: Transaction): Promise<void> {
  if (engine.dialect.engine === "postgresql")
    await transaction.query(sql`SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(72707369)) AS l`);
}

/** As `prisma migrate` makes it. */
async function createBookkeeping(engine: Engine, transaction: Transaction): Promise<void> {
  const sqlite = engine.dialect.engine === "sqlite";
  const instant = sqlite ? "DATETIME" : "TIMESTAMPTZ";
  await engine.runScript(
    transaction,
    `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" ${sqlite ? "TEXT" : "VARCHAR(36)"} PRIMARY KEY NOT NULL,
      "checksum" ${sqlite ? "TEXT" : "VARCHAR(64)"} NOT NULL,
      "finished_at" ${instant},
      "migration_name" ${sqlite ? "TEXT" : "VARCHAR(255)"} NOT NULL,
      "logs" TEXT,
      "rolled_back_at" ${instant},
      "started_at" ${instant} NOT NULL DEFAULT ${sqlite ? "current_timestamp" : "now()"},
      "applied_steps_count" ${sqlite ? "INTEGER UNSIGNED" : "INTEGER"} NOT NULL DEFAULT 0
    )`,
  );
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

async function readApplied(connection: Connection): Promise<readonly Applied[]> {
  const rows = await connection.query(sql`
    SELECT migration_name, checksum, CAST(finished_at AS TEXT) AS finished_at FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY migration_name`);
  return rows.map((row) => ({
    name: toText(row.migration_name),
    checksum: toText(row.checksum),
    finished: toTextOrNull(row.finished_at) !== null,
  }));
}

function findPending(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new StoreError(
        "failed",
        `A newer Shopbell has changed this store (migration ${name}). Run that version, or restore a backup made before it.`,
      );
    }
    if (!finished || migration.checksum !== checksum) {
      const what = finished ? "was another script when this store applied it" : "was begun by another tool and did not finish";
      throw new StoreError("failed", `Migration ${name} ${what}. Restore a backup, or settle it with prisma migrate resolve.`);
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function record(engine: Engine, transaction: Transaction, { name, checksum }: Migration): Promise<void> {
  // Prisma reads SQLite's instants as epoch milliseconds.
  const now = engine.dialect.engine === "sqlite" ? raw("CAST(unixepoch('subsec') * 1000 AS INTEGER)") : raw("now()");
  await transaction.execute(sql`
    INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
    VALUES (${randomUUID()}, ${checksum}, ${now}, ${name}, ${now}, 1)`);
}
