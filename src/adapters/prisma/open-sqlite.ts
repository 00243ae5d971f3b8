/** SQLite through Prisma's better-sqlite3 adapter: one file, one writer at a time, readers never wait. */
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type Connection, connectClient, connectDriver } from "./connection.ts";
import { sqliteDialect } from "./dialect.ts";
import type { Engine, Transaction } from "./engine.ts";
import { retryBusy } from "./retry-busy.ts";
import type { StoreUrl } from "./store-url.ts";

/** The driver waits for a lock synchronously: hardly at all, `retryBusy` does the waiting. */
const BUSY_TIMEOUT_MS = 20;

// NORMAL loses nothing in WAL mode when the process dies; after a power cut the last transactions may be undone, whole.
const PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

/** Imports touch pages all over the file; 16 MB of them stay in memory, and sorting takes as much again. */
const WRITER_PRAGMAS = "PRAGMA cache_size = -16384;";

const ADAPTER = { provider: "sqlite", adapterName: "@prisma/adapter-better-sqlite3" } as const;

type SqliteUrl = Extract<StoreUrl, { engine: "sqlite" }>;

export async function openSqlite(url: SqliteUrl): Promise<Engine> {
  await mkdir(dirname(url.path), { recursive: true });
  const factory = new PrismaBetterSqlite3({ url: `file:${url.path}`, timeout: BUSY_TIMEOUT_MS });
  const drivers = new Map<Transaction, SqlDriverAdapter>();
  let client: ReturnType<typeof openClient> | null = null;

  const openDriver = async (pragmas: string): Promise<SqlDriverAdapter> => {
    const driver = await factory.connect();
    try {
      await retryBusy(() => driver.executeScript(pragmas));
      return driver;
    } catch (error) {
      await driver.dispose();
      throw error;
    }
  };

  const openClient = async () => {
    const { PrismaClient } = await import("./generated/sqlite/client.ts");
    const adapter: SqlDriverAdapterFactory = { ...ADAPTER, connect: () => openDriver(PRAGMAS) };
    return new PrismaClient({ adapter });
  };

  return {
    dialect: sqliteDialect,
    connect: async () => {
      client ??= openClient();
      const connection = connectClient(await client);
      return { query: connection.query, execute: (statement) => retryBusy(() => connection.execute(statement)) } satisfies Connection;
    },
    begin: async (access) => {
      const driver = await openDriver(PRAGMAS + WRITER_PRAGMAS);
      const end = async (statement: string): Promise<void> => {
        drivers.delete(transaction);
        try {
          await driver.executeScript(statement);
        } finally {
          await driver.dispose();
        }
      };
      const transaction: Transaction = {
        ...connectDriver(driver),
        commit: () => end("COMMIT"),
        // Closing undoes what is open, even where SQLite has rolled back by itself.
        rollback: () => end(""),
      };
      drivers.set(transaction, driver);
      try {
        await retryBusy(() => driver.executeScript(access === "write" ? "BEGIN IMMEDIATE" : "BEGIN"));
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
      return transaction;
    },
    runScript: async (transaction, script) => drivers.get(transaction)?.executeScript(script),
    close: async () => (await client)?.$disconnect(),
  };
}
