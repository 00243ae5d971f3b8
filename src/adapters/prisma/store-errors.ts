/** Turns what drivers and Prisma throw into a `StoreError` in words for people. */
import { DriverAdapterError, isDriverAdapterError } from "@prisma/driver-adapter-utils";
import { StoreError } from "../../ports/stores.ts";
import type { StoreUrl } from "./store-url.ts";

/** True where another connection holds the SQLite file for a moment: the same statement may be tried again. */
export function isBusy(error: unknown): boolean {
  return driverKind(error) === "SocketTimeout" || prismaCode(error) === "P1008";
}

export function toStoreError(error: unknown, url: StoreUrl): StoreError {
  if (error instanceof StoreError) return error;
  const options = { cause: error };
  const kind = driverKind(error);
  if (url.engine === "postgresql") {
    if (kind === "AuthenticationFailed" || kind === "DatabaseAccessDenied") {
      return new StoreError(
        "unreachable",
        `PostgreSQL at ${url.shown} refused the user or password. Correct them in DATABASE_URL.`,
        options,
      );
    }
    if (kind === "DatabaseDoesNotExist") {
      return new StoreError(
        "unreachable",
        `PostgreSQL at ${url.shown} has no such database. Create it with createdb, or correct DATABASE_URL.`,
        options,
      );
    }
    if (kind === "TooManyConnections") {
      return new StoreError(
        "unreachable",
        `PostgreSQL at ${url.shown} has no free connection. Raise max_connections, or stop other clients.`,
        options,
      );
    }
    if (
      kind === "DatabaseNotReachable" ||
      kind === "ConnectionClosed" ||
      kind === "SocketTimeout" ||
      kind === "TlsConnectionError" ||
      isSocketError(error)
    ) {
      return new StoreError(
        "unreachable",
        `PostgreSQL at ${url.shown} cannot be reached. Is it running, and is the address in DATABASE_URL right?`,
        options,
      );
    }
  }
  if (kind === "TableDoesNotExist" || kind === "ColumnNotFound") {
    return new StoreError("not-migrated", "The store lacks tables of this version. Run: npx shopbell migrate", options);
  }
  if (isBusy(error) || kind === "TransactionWriteConflict") {
    return new StoreError("conflict", "The store is busy: another import is writing. Try again when it is done.", options);
  }
  if (
    messageOf(error).includes("unable to open database file") ||
    ["EACCES", "ENOTDIR", "EEXIST", "EROFS", "EPERM"].includes(nodeCode(error) ?? "")
  ) {
    return new StoreError(
      "unreachable",
      `The file ${url.shown} cannot be opened. Does its folder exist, and may this user write there?`,
      options,
    );
  }
  if (messageOf(error).includes("file is not a database")) {
    return new StoreError(
      "unreachable",
      `${url.shown} is not an SQLite file. Move it away, or point DATABASE_URL at another file.`,
      options,
    );
  }
  return new StoreError("failed", `The store failed: ${messageOf(error)}`, options);
}

/** What went wrong, by the driver adapters' common names. Prisma's client hands the driver's error on as its cause. */
export function driverKind(error: unknown): string | null {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 5; depth++) {
    if (at instanceof DriverAdapterError || isDriverAdapterError(at)) return at.cause.kind;
    const meta = "meta" in at ? at.meta : null;
    if (typeof meta === "object" && meta !== null && "driverAdapterError" in meta) at = meta.driverAdapterError;
    else if ("cause" in at) at = at.cause;
    else return null;
  }
  return null;
}

function prismaCode(error: unknown): string | null {
  return nodeCode(error)?.startsWith("P") ? nodeCode(error) : null;
}

function isSocketError(error: unknown): boolean {
  return ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ECONNRESET", "EHOSTUNREACH", "EAI_AGAIN"].includes(nodeCode(error) ?? "");
}

function nodeCode(error: unknown): string | null {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
