/** PostgreSQL through Prisma's pg adapter, all over one pool. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { connectClient, connectDriver } from "./connection.ts";
import { postgresqlDialect } from "./dialect.ts";
import type { Engine } from "./engine.ts";
import { requirePostgresqlVersion } from "./require-postgresql-version.ts";
import { raw, sql } from "./sql.ts";
import type { StoreUrl } from "./store-url.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 10;

type PostgresqlUrl = Extract<StoreUrl, { engine: "postgresql" }>;

export async function openPostgresql(url: PostgresqlUrl): Promise<Engine> {
  const pool = new pg.Pool({ connectionString: url.url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, max: MAX_CONNECTIONS });
  const factory = new PrismaPg(pool);
  const driver = await factory.connect();
  let client: ReturnType<typeof openClient> | null = null;

  const openClient = async () => {
    const { PrismaClient } = await import("./generated/postgresql/client.ts");
    return new PrismaClient({ adapter: factory });
  };

  try {
    await requirePostgresqlVersion(connectDriver(driver), url.shown);
  } catch (error) {
    await pool.end();
    throw error;
  }

  return {
    dialect: postgresqlDialect,
    connect: async () => {
      client ??= openClient();
      return connectClient(await client);
    },
    begin: async () => {
      const transaction = await driver.startTransaction();
      const connection = connectDriver(transaction);
      // Compiling the long statements of an import costs more than it saves.
      await connection.execute(sql`SET LOCAL jit = off`);
      return {
        ...connection,
        commit: async () => {
          await connection.execute(sql`COMMIT`);
          await transaction.commit();
        },
        rollback: async () => {
          // The connection may be gone, and the transaction with it: then it only has to go back to the pool.
          await connection.execute(sql`ROLLBACK`).catch(() => 0);
          await transaction.rollback();
        },
      };
    },
    // Without parameters the driver uses the simple protocol, which takes several statements.
    runScript: async (transaction, script) => {
      await transaction.execute(raw(script));
    },
    close: async () => {
      await (await client)?.$disconnect();
      await pool.end();
    },
  };
}
