/**
 * Prisma's schema engine as WebAssembly: compares schemas and migrations without a network. For the script that writes
 * migrations and for tests; the process itself applies migrations without it.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readMigrations } from "../src/adapters/prisma/migrations.ts";
import { composeSchema } from "./compose-schema.mjs";

export type EngineName = "sqlite" | "postgresql";

const NO_FILTERS = { externalTables: [], externalEnums: [] };

let instantiated: Promise<void> | null = null;

export async function loadSchemaEngine(name: EngineName, factory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  instantiated ??= instantiate();
  await instantiated;
  const options = { datamodels: [[`${name}.prisma`, composeSchema(name)] satisfies [string, string]] };
  return engine.SchemaEngine.new(options, () => undefined, bindMigrationAwareSqlAdapterFactory(suitEngine(factory)));
}

/** The package expects a bundler that loads WebAssembly; Node gets it by hand, once: the module holds one instance. */
async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(await readFile(file), { "./schema_engine_bg.js": { ...engine } });
  const { __wbindgen_start: start } = instance.exports;
  engine.__wbg_set_wasm(instance.exports);
  if (typeof start === "function") start();
}

const CHAR_COLUMNS = new Set(["constraint_type", "confdeltype", "confupdtype"]);

/** Two things the engine asks of every driver and these two do not give. */
function suitEngine(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const suit = (driver: SqlDriverAdapter): SqlDriverAdapter => ({
    provider: driver.provider,
    adapterName: driver.adapterName,
    // The pg adapter refuses columns of PostgreSQL's internal type "char", which the catalogue of constraints has.
    queryRaw: async (query) => {
      const sql = query.sql.replace(/\bcon(?:str)?\.(?:contype|confdeltype|confupdtype)(?=,| AS)/g, "$&::text");
      const result = await driver.queryRaw({ ...query, sql });
      const columnTypes = result.columnTypes.map((type, index) =>
        CHAR_COLUMNS.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
    // A migration is many statements; better-sqlite3 takes them as a script only.
    executeRaw: async (query) => {
      if (driver.provider !== "sqlite" || query.args.length > 0) return driver.executeRaw(query);
      await driver.executeScript(query.sql);
      return 0;
    },
    executeScript: (script) => driver.executeScript(script),
    startTransaction: (isolation) => driver.startTransaction(isolation),
    getConnectionInfo: () => driver.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => driver.dispose(),
  });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => suit(await factory.connect()),
    connectToShadowDb: async () => suit(await factory.connectToShadowDb()),
  };
}

/** The migrations in the folder, as the engine takes them. */
export async function listMigrations(name: EngineName): Promise<MigrationList> {
  const migrations = await readMigrations(name);
  return {
    baseDir: `prisma/${name}/migrations`,
    lockfile: { path: "migration_lock.toml", content: `provider = "${name}"\n` },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name: path, script }) => ({
      path,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
}

/** The SQL that leads from all migrations to the models; empty text where they agree. */
export async function diffMigrationsToModels(name: EngineName, schemaEngine: SchemaEngine): Promise<string> {
  const migrations = await listMigrations(name);
  const from: DiffTarget = migrations.migrationDirectories.length === 0 ? { tag: "empty" } : { tag: "migrations", ...migrations };
  const to: DiffTarget = { tag: "schemaDatamodel", files: [{ path: `${name}.prisma`, content: composeSchema(name) }] };
  const { stdout } = await schemaEngine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTERS });
  return (stdout ?? "").replace(/^-- This is an empty migration\.\s*$/m, "").trim();
}
