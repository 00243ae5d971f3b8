/**
 * One bot process a file: two would post everything twice. The lock is SQLite's own on a small file beside the store; it
 * belongs to the process, so that it is gone with it, however it dies.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { StoreError } from "../../ports/stores.ts";

export interface ServerLock {
  release(): void;
}

/** Rejects with code `in-use`, saying who holds the store and since when. */
export function lockServer(storePath: string): ServerLock {
  const notePath = `${storePath}.lock.txt`;
  const lock = new Database(`${storePath}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || error.code !== "SQLITE_BUSY") throw error;
    throw new StoreError("in-use", describeHolder(storePath, notePath), { cause: error });
  }
  writeFileSync(notePath, `Shopbell process ${process.pid}\n`);
  return {
    release: () => {
      rmSync(notePath, { force: true });
      lock.close();
    },
  };
}

function describeHolder(storePath: string, notePath: string): string {
  let holder = "another Shopbell process";
  try {
    const since = `${statSync(notePath).mtime.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    holder = `${readFileSync(notePath, "utf8").trim()} (since ${since})`;
  } catch {
    // The holder is only just starting: its note is not written yet.
  }
  return `The store ${storePath} is in use by ${holder}. Stop that process first; to run several replicas, set DATABASE_URL to a PostgreSQL database.`;
}
