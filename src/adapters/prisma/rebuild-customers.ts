/** Who ordered on which day, and on which day before: for the customers whose orders changed. */
import { type Connection, toText } from "./connection.ts";
import { type Dialect, toJson } from "./dialect.ts";
import { raw, sql } from "./sql.ts";

export interface CustomerScope {
  readonly shopId: string;
  /** Every day with an order that came, changed or went. */
  readonly days: readonly string[];
  /** The import whose orders changed; null = all orders of the days. */
  readonly runId: number | null;
}

const PREVIOUS_DAY = raw("lag(day) OVER (PARTITION BY customer ORDER BY day)");
const REPLACED = raw("SELECT customer, day FROM replaced_orders WHERE customer IS NOT NULL");
const DAYS = raw("SELECT day FROM current_days UNION SELECT day FROM replaced_orders");

/** Resolves to the days, others than those given too, on which somebody became a new customer or ceased to be one. */
export async function rebuildCustomers(connection: Connection, dialect: Dialect, scope: CustomerScope): Promise<readonly string[]> {
  const { shopId } = scope;
  await readChangedDays(connection, dialect, scope);
  await connection.execute(sql`
    INSERT INTO touched_customers (customer)
    SELECT customer FROM current_days GROUP BY customer UNION SELECT customer FROM replaced_orders WHERE customer IS NOT NULL`);
  const takenOut = await addToRollups(connection, dialect, shopId, -1);
  await connection.execute(sql`DELETE FROM customer_days WHERE shop_id = ${shopId} AND (customer, day) IN (${REPLACED})`);
  const otherDays = await connection.execute(sql`
    INSERT INTO current_days (customer, day, orders, first_order_id)
    SELECT d.customer, d.day, d.orders, d.first_order_id
    FROM touched_customers t ${dialect.join} customer_days d ON d.shop_id = ${shopId} AND d.customer = t.customer WHERE true
    ON CONFLICT DO NOTHING`);
  const moved = otherDays > 0 ? await findMovedDays(connection, dialect, shopId) : [];
  await connection.execute(sql`
    INSERT INTO customer_days (shop_id, customer, day, orders, first_order_id, previous_day)
    SELECT ${shopId}, customer, day, orders, first_order_id, ${PREVIOUS_DAY} FROM current_days WHERE true
    ON CONFLICT (shop_id, customer, day) DO UPDATE
      SET orders = excluded.orders, first_order_id = excluded.first_order_id, previous_day = excluded.previous_day`);
  await writeCustomers(connection, dialect, shopId);
  await addToRollups(connection, dialect, shopId, 1);
  if (takenOut > 0)
    await connection.execute(sql`DELETE FROM customer_rollups WHERE shop_id = ${shopId} AND customers = 0 AND day IN (${DAYS})`);
  return moved;
}

/** The first order of a day is the least of instants with 16 digits, each with its order's id behind it: one pass, where a window takes three. */
async function readChangedDays(connection: Connection, dialect: Dialect, { shopId, days, runId }: CustomerScope): Promise<void> {
  const changed = runId === null ? sql`true` : sql`max(run_id) = ${runId} OR (customer, day) IN (${REPLACED})`;
  await connection.execute(sql`
    INSERT INTO current_days (customer, day, orders, first_order_id)
    SELECT customer, day, count(*), substr(min(CAST(placed_at_ms + 1000000000000000 AS TEXT) || order_id), 17)
    FROM orders ${dialect.indexedBy("orders_shop_id_day_idx")}
    WHERE shop_id = ${shopId} AND day IN ${dialect.jsonTexts(toJson(days))} AND counted AND customer IS NOT NULL
    GROUP BY customer, day HAVING ${changed}`);
}

async function findMovedDays(connection: Connection, dialect: Dialect, shopId: string): Promise<readonly string[]> {
  const rows = await connection.query(sql`
    SELECT DISTINCT d.day FROM (SELECT customer, day, ${PREVIOUS_DAY} AS previous_day FROM current_days) n
      ${dialect.join} customer_days d ON d.shop_id = ${shopId} AND d.customer = n.customer AND d.day = n.day
    WHERE (d.previous_day IS NULL) <> (n.previous_day IS NULL)`);
  return rows.map((row) => toText(row.day));
}

async function writeCustomers(connection: Connection, dialect: Dialect, shopId: string): Promise<void> {
  await connection.execute(sql`
    DELETE FROM customers WHERE shop_id = ${shopId} AND customer IN
      (SELECT customer FROM touched_customers WHERE customer NOT IN (SELECT customer FROM current_days))`);
  await connection.execute(sql`
    INSERT INTO customers (shop_id, customer, first_day, first_order_id, orders)
    SELECT ${shopId}, f.customer, f.day, f.first_order_id, t.orders
    FROM (SELECT customer, min(day) AS day, sum(orders) AS orders FROM current_days GROUP BY customer) t
      ${dialect.join} current_days f ON f.customer = t.customer AND f.day = t.day WHERE true
    ON CONFLICT (shop_id, customer) DO UPDATE SET first_day = excluded.first_day, first_order_id = excluded.first_order_id,
      orders = excluded.orders`);
}

/** Takes the touched customers out of the rollups before their days are written anew, and puts them back after. */
function addToRollups(connection: Connection, dialect: Dialect, shopId: string, sign: 1 | -1): Promise<number> {
  const signed = raw(String(sign));
  return connection.execute(sql`
    INSERT INTO customer_rollups (shop_id, day, previous_day, customers, one_time)
    SELECT ${shopId}, d.day, coalesce(d.previous_day, ''), ${signed} * count(*), ${signed} * count(CASE WHEN c.orders = 1 THEN 1 END)
    FROM touched_customers t ${dialect.join} customer_days d ON d.shop_id = ${shopId} AND d.customer = t.customer
      ${dialect.join} customers c ON c.shop_id = d.shop_id AND c.customer = d.customer
    GROUP BY 2, 3
    ON CONFLICT (shop_id, day, previous_day) DO UPDATE
      SET customers = customer_rollups.customers + excluded.customers, one_time = customer_rollups.one_time + excluded.one_time`);
}

/** Beside `replaced_orders`, which is the import's: see `createImportTables`. */
export async function createCustomerTables(connection: Connection, dialect: Dialect): Promise<void> {
  const days = "customer TEXT, day TEXT, orders BIGINT, first_order_id TEXT";
  await connection.execute(dialect.createTemporary("current_days", days, "customer, day"));
  await connection.execute(dialect.createTemporary("touched_customers", "customer TEXT", "customer"));
}
