/** One of the two engines, connected. */
import type { Connection } from "./connection.ts";
import type { Dialect } from "./dialect.ts";
import { openPostgresql } from "./open-postgresql.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { StoreUrl } from "./store-url.ts";

export interface Transaction extends Connection {
  commit(): Promise<void>;
  /** Safe after a failure of any kind. */
  rollback(): Promise<void>;
}

export interface Engine {
  readonly dialect: Dialect;
  /** Reads and single-statement writes: each sees what is committed. */
  connect(): Promise<Connection>;
  /** A transaction on a connection of its own: nobody else's statements become part of it. Writers of SQLite queue. */
  begin(access: "read" | "write"): Promise<Transaction>;
  /** Runs a script of several statements inside the transaction. */
  runScript(transaction: Transaction, script: string): Promise<void>;
  close(): Promise<void>;
}

export function openEngine(url: StoreUrl): Promise<Engine> {
  return url.engine === "sqlite" ? openSqlite(url) : openPostgresql(url);
}
