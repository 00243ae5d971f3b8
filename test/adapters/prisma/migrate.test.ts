import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffMigrationsToModels, type EngineName, listMigrations, loadSchemaEngine } from "../../../prisma/schema-engine.ts";
import { migrateStore } from "../../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../../src/adapters/prisma/open-store.ts";
import { type PostgresServer, startPostgres } from "../../contracts/postgres-server.ts";
import { must } from "../../contracts/store-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "shopbell-migrate-"));
let server: PostgresServer | null = null;
let files = 0;

const newUrl: Record<EngineName, () => Promise<string>> = {
  sqlite: async () => {
    files += 1;
    return `file:${folder}/deep/${files}/store.db`;
  },
  postgresql: () => must(server).createDatabase(),
};

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(["sqlite", "postgresql"] as const)("migrations of %s", (engine) => {
  const schemaEngine = (url: string) =>
    loadSchemaEngine(engine, engine === "sqlite" ? new PrismaBetterSqlite3({ url }) : new PrismaPg(url));

  it("lead to the models, and nowhere else", async () => {
    const prisma = await schemaEngine(engine === "sqlite" ? ":memory:" : await newUrl.postgresql());
    expect(await diffMigrationsToModels(engine, prisma)).toBe("");
  });

  it("are applied once, and Prisma's own engine finds them applied", async () => {
    const url = await newUrl[engine]();
    const migrationsList = await listMigrations(engine);
    const names = migrationsList.migrationDirectories.map(({ path }) => path);
    expect(await migrateStore(url)).toEqual({ applied: names });
    expect(await migrateStore(url)).toEqual({ applied: [] });
    const prisma = await schemaEngine(url);
    const filters = { externalTables: [], externalEnums: [] };
    expect(await prisma.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })).toEqual({
      ...{ editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null },
    });
    expect(await prisma.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] });
  });

  it("are applied once by several at the same time", async () => {
    const url = await newUrl[engine]();
    const all = await Promise.all([1, 2, 3, 4].map(() => migrateStore(url)));
    const names = (await listMigrations(engine)).migrationDirectories.map(({ path }) => path);
    expect(all.flatMap(({ applied }) => applied)).toEqual(names);
  });

  it("are asked for where the store has no tables yet", async () => {
    await expect(openStore({ url: await newUrl[engine](), role: "tool" })).rejects.toMatchObject({
      name: "StoreError",
      code: "not-migrated",
    });
  });
});

describe("a store of another version", () => {
  const change = async (statement: string) => {
    const url = await newUrl.sqlite();
    await migrateStore(url);
    const database = new Database(url.slice("file:".length));
    database.exec(statement);
    database.close();
    return migrateStore(url);
  };

  it("is refused where a newer one has changed it", async () => {
    const work = change(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '29991231_later', 1)",
    );
    await expect(work).rejects.toThrow(/newer Shopbell has changed this store \(migration 29991231_later\)/);
  });

  it("is refused where a migration was begun and not finished, or was another script", async () => {
    await expect(change("UPDATE _prisma_migrations SET finished_at = NULL")).rejects.toThrow(/did not finish/);
    await expect(change("UPDATE _prisma_migrations SET checksum = 'other'")).rejects.toThrow(/was another script/);
  });
});
