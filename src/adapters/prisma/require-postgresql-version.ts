import { StoreError } from "../../ports/stores.ts";
import { type Connection, toInt } from "./connection.ts";
import { sql } from "./sql.ts";

/** As `server_version_num` has it: 14.0. */
const OLDEST_VERSION = 140_000;

/** Rejects with `StoreError` where the server is too old. `shown` is its address without the password. */
export async function requirePostgresqlVersion(connection: Pick<Connection, "query">, shown: string): Promise<void> {
  const [row] = await connection.query(sql`SELECT current_setting('server_version_num') AS version`);
  const version = toInt(row?.version);
  if (version >= OLDEST_VERSION) return;
  throw new StoreError(
    "unreachable",
    `PostgreSQL at ${shown} is version ${Math.floor(version / 10_000)}; Shopbell needs 14 or newer. Upgrade that server, or point DATABASE_URL at a newer one.`,
  );
}
