/** Who ordered on which day, and everybody's first order, for the days given. */
import { type Connection, toText } from "./connection.ts";
import { type Dialect, toJson } from "./dialect.ts";
import { sql } from "./sql.ts";

/**
 * Resolves to further days whose numbers change: where somebody's first order is on another day now, the day that it was
 * on and the day that it is on.
 */
export async function rebuildCustomers(
  connection: Connection,
  dialect: Dialect,
  shopId: string,
  days: readonly string[],
): Promise<readonly string[]> {
  const inDays = sql`day IN ${dialect.jsonTexts(toJson(days))}`;
  // No DISTINCT: SQLite would read all days of the shop in order of customer for it.
  const touchBuyersOfDays = sql`
    INSERT INTO touched_customers (customer) SELECT customer FROM customer_days WHERE shop_id = ${shopId} AND ${inDays} ON CONFLICT DO NOTHING`;
  await connection.execute(sql`DELETE FROM touched_customers`);
  await connection.execute(touchBuyersOfDays);
  await connection.execute(sql`DELETE FROM customer_days WHERE shop_id = ${shopId} AND ${inDays}`);
  // The first order of the day is the least of instants with 16 digits, each with its order's id behind it: one pass,
  // where a window function takes three. Sorted by customer, both indexes of the table grow at few places.
  await connection.execute(sql`
    INSERT INTO customer_days (shop_id, day, customer, orders, first_order_id)
    SELECT ${shopId}, day, customer, count(*), substr(min(CAST(placed_at_ms + 1000000000000000 AS TEXT) || order_id), 17)
    FROM orders ${dialect.indexedBy("orders_shop_id_day_idx")} WHERE shop_id = ${shopId} AND ${inDays} AND counted AND customer IS NOT NULL
    GROUP BY customer, day ORDER BY customer, day`);
  await connection.execute(touchBuyersOfDays);
  await connection.execute(sql`DELETE FROM current_customers`);
  await connection.execute(sql`
    INSERT INTO current_customers (customer, first_day, first_order_id, orders)
    SELECT f.customer, f.day, f.first_order_id, t.orders
    FROM (
      SELECT customer, min(day) AS day, sum(orders) AS orders FROM customer_days
      WHERE shop_id = ${shopId} AND customer IN (SELECT customer FROM touched_customers) GROUP BY customer
    ) t ${dialect.join} customer_days f ON f.shop_id = ${shopId} AND f.customer = t.customer AND f.day = t.day`);
  const moved = await connection.query(sql`
    SELECT DISTINCT c.first_day AS was, n.first_day AS is_now FROM current_customers n ${dialect.join} customers c
      ON c.shop_id = ${shopId} AND c.customer = n.customer
    WHERE c.first_day <> n.first_day`);
  await connection.execute(sql`
    DELETE FROM customers WHERE shop_id = ${shopId} AND customer IN
      (SELECT customer FROM touched_customers WHERE customer NOT IN (SELECT customer FROM current_customers))`);
  await connection.execute(sql`
    INSERT INTO customers (shop_id, customer, first_day, first_order_id, orders)
    SELECT ${shopId}, customer, first_day, first_order_id, orders FROM current_customers WHERE true
    ON CONFLICT (shop_id, customer) DO UPDATE SET first_day = excluded.first_day, first_order_id = excluded.first_order_id,
      orders = excluded.orders`);
  return moved.flatMap((row) => [toText(row.was), toText(row.is_now)]);
}

export async function createCustomerTables(connection: Connection, dialect: Dialect): Promise<void> {
  await connection.execute(dialect.createTemporary("touched_customers", "customer TEXT PRIMARY KEY"));
  const current = "customer TEXT PRIMARY KEY, first_day TEXT, first_order_id TEXT, orders INTEGER";
  await connection.execute(dialect.createTemporary("current_customers", current));
}
