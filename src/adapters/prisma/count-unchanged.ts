/** How many of the orders and refunds that an import replaced said the same before. */
import { type Connection, toInt } from "./connection.ts";
import type { Dialect } from "./dialect.ts";
import type { ImportState } from "./import-state.ts";
import { raw, type Sql, sql } from "./sql.ts";
import { REFUND_CONTENT } from "./write-refunds.ts";

const ORDER_CONTENT = [
  "placed_at_ms",
  "day",
  "channel",
  "customer",
  "country",
  "status",
  "discount_codes",
  "line_count",
  "order_discount",
  "tax",
  "shipping",
  "fingerprint",
];

export async function countUnchanged(connection: Connection, dialect: Dialect, { shopId }: ImportState): Promise<number> {
  const same = ORDER_CONTENT.map((name) => `o.${name} IS NOT DISTINCT FROM r.${name}`).join(" AND ");
  const [orders] = await connection.query(sql`
    SELECT count(*) AS n FROM replaced_orders r ${dialect.join} orders o ON o.shop_id = ${shopId} AND o.order_id = r.order_id WHERE ${raw(same)}`);

  // Lines are compared by their place within the refund: their numbers are places in an import.
  const lines = (from: Sql): Sql => sql`
    SELECT refund_id, row_number() OVER (PARTITION BY refund_id ORDER BY line_no) AS place, ${raw(REFUND_CONTENT)} FROM ${from}`;
  const before = lines(sql`replaced_refunds`);
  const after = lines(sql`refund_lines WHERE shop_id = ${shopId} AND refund_id IN (SELECT refund_id FROM replaced_refunds)`);
  const [refunds] = await connection.query(sql`
    SELECT (SELECT count(DISTINCT refund_id) FROM replaced_refunds) - (
      SELECT count(DISTINCT refund_id) FROM (
        SELECT * FROM (SELECT * FROM (${before}) b EXCEPT SELECT * FROM (${after}) a) gone
        UNION ALL
        SELECT * FROM (SELECT * FROM (${after}) a EXCEPT SELECT * FROM (${before}) b) come
      ) changed) AS n`);
  return toInt(orders?.n) + toInt(refunds?.n);
}
