/** A place to run SQL at, and how values come back from it. */
import type { SqlQueryable } from "@prisma/driver-adapter-utils";
import { StoreError } from "../../ports/stores.ts";
import { cleanText } from "./clean-text.ts";
import { Sql } from "./sql.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface Connection {
  query(statement: Sql): Promise<readonly Row[]>;
  /** Resolves to the number of rows written. */
  execute(statement: Sql): Promise<number>;
}

/** The part of a generated Prisma client that serves either engine: the typed methods differ between two clients. */
export interface RawClient {
  $queryRaw(statement: Sql): Promise<unknown>;
  $executeRaw(statement: Sql): Promise<number>;
  $disconnect(): Promise<void>;
}

export function connectClient(client: RawClient): Connection {
  return {
    query: async (statement) => {
      const rows = await client.$queryRaw(cleanValues(statement));
      if (!isRows(rows)) throw new StoreError("failed", "The store answered something that is not rows.");
      return rows;
    },
    execute: (statement) => client.$executeRaw(cleanValues(statement)),
  };
}

/** Straight to Prisma's driver: the client copies every parameter several times, which bulk writes feel. */
export function connectDriver(driver: SqlQueryable): Connection {
  const request = (statement: Sql) => ({
    sql: driver.provider === "sqlite" ? statement.sql : statement.text,
    args: [...statement.values],
    argTypes: statement.values.map(() => ({ scalarType: "unknown" as const, arity: "scalar" as const })),
  });
  // Prisma's debug log remembers the last hundred requests: without their parameters, which are megabytes.
  const run = async <T>(statement: Sql, send: (asked: ReturnType<typeof request>) => Promise<T>): Promise<T> => {
    const asked = request(statement);
    try {
      return await send(asked);
    } finally {
      asked.args.length = 0;
    }
  };
  return {
    query: (statement) =>
      run(statement, async (asked) => {
        const { columnNames, rows } = await driver.queryRaw(asked);
        return rows.map((row) => Object.fromEntries(columnNames.map((name, index) => [name, row[index]])));
      }),
    execute: (statement) => run(statement, (asked) => driver.executeRaw(asked)),
  };
}

/** An integer column. The drivers give numbers, bigints or text, as each column's type and size have it. */
export function toInt(value: unknown): number {
  const number = typeof value === "number" || typeof value === "bigint" || typeof value === "string" ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number))
    throw new StoreError("failed", `The store holds ${String(value)} where a whole number up to 2^53 belongs.`);
  return number;
}

export function toText(value: unknown): string {
  if (typeof value !== "string") throw new StoreError("failed", `The store holds ${String(value)} where text belongs.`);
  return value;
}

export function toTextOrNull(value: unknown): string | null {
  return value === null ? null : toText(value);
}

function cleanValues(statement: Sql): Sql {
  const values = statement.values.map((value) => (typeof value === "string" ? cleanText(value) : value));
  return new Sql(statement.strings, values);
}

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every((row) => typeof row === "object" && row !== null);
}
