/** What the stores of this folder share: reads, small writes and transactions, all failing with `StoreError`. */
import type { Connection, Row } from "./connection.ts";
import type { Dialect } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import type { Sql } from "./sql.ts";
import { toStoreError } from "./store-errors.ts";
import type { StoreUrl } from "./store-url.ts";

export interface Database {
  readonly dialect: Dialect;
  read(statement: Sql): Promise<readonly Row[]>;
  /** One statement; resolves to the number of rows written. */
  write(statement: Sql): Promise<number>;
  /** All of `work` or nothing. */
  transact<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
}

export async function createDatabase(engine: Engine, url: StoreUrl): Promise<Database> {
  const connection = await engine.connect();
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error, url);
    }
  };
  return {
    dialect: engine.dialect,
    read: (statement) => guard(() => connection.query(statement)),
    write: (statement) => guard(() => connection.execute(statement)),
    transact: (work) =>
      guard(async () => {
        const transaction = await engine.begin("write");
        try {
          const result = await work(transaction);
          await transaction.commit();
          return result;
        } catch (error) {
          await transaction.rollback();
          throw error;
        }
      }),
  };
}
