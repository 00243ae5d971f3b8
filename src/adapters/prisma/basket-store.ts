import type { BasketStore } from "../../ports/baskets.ts";
import type { ShopDays } from "../../ports/customers.ts";
import { toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import type { Dialect } from "./dialect.ts";
import { LINE_PRODUCT } from "./fact-parts.ts";
import { type Sql, sql } from "./sql.ts";

export function createBasketStore(database: Database): BasketStore {
  const { dialect } = database;
  return {
    // How often each product sells at all is in the rollups: an order has one day, so that days of orders add up.
    beside: async (query, product, { leastTogether, most }) => {
      const { shopId } = query;
      const rows = await database.read(sql`
        WITH baskets AS (SELECT DISTINCT o.order_id FROM ${orderLines(query, dialect)} AND ${LINE_PRODUCT} = ${product} AND o.day IN (
          SELECT day FROM breakdown_rollups
          WHERE shop_id = ${shopId} AND dimension = 'product' AND day >= ${query.fromDay} AND day < ${query.toDay} AND key = ${product}
        )), neighbours AS (
          SELECT ${LINE_PRODUCT} AS product, count(DISTINCT b.order_id) AS together
          FROM baskets b ${dialect.join} order_lines l ON l.shop_id = ${shopId} AND l.order_id = b.order_id
          GROUP BY 1 HAVING count(DISTINCT b.order_id) >= ${leastTogether}
        ), chosen AS (
          SELECT product, together FROM neighbours WHERE product <> ${product} AND product <> '' ORDER BY together DESC, product LIMIT ${most}
        )
        SELECT c.product, c.together, CAST(sum(r.orders) AS BIGINT) AS orders
        FROM chosen c ${dialect.join} (
            SELECT DISTINCT day FROM daily_rollups WHERE shop_id = ${shopId} AND day >= ${query.fromDay} AND day < ${query.toDay}
          ) d ON true
          ${dialect.join} breakdown_rollups r ON r.shop_id = ${shopId} AND r.dimension = 'product' AND r.day = d.day AND r.key = c.product
        GROUP BY c.product, c.together ORDER BY c.together DESC, c.product`);
      return rows.map((row) => ({ product: toText(row.product), together: toInt(row.together), orders: toInt(row.orders) }));
    },
    // Pairs are counted in core: joined in SQL, the lines of large orders with each other take ten times as long.
    contents: async (query) => {
      const rows = await database.read(sql`SELECT o.order_id, ${LINE_PRODUCT} AS product FROM ${orderLines(query, dialect)}`);
      const baskets = new Map<string, Set<string>>();
      for (const row of rows) {
        const product = toText(row.product);
        if (product === "") continue;
        const orderId = toText(row.order_id);
        const basket = baskets.get(orderId);
        if (basket === undefined) baskets.set(orderId, new Set([product]));
        else basket.add(product);
      }
      return [...baskets.values()].filter(({ size }) => size > 1).map((basket) => [...basket]);
    },
  };
}

/** A FROM and WHERE clause: lines of the counted orders of the days. */
function orderLines({ shopId, fromDay, toDay }: ShopDays, dialect: Dialect): Sql {
  return sql`orders o ${dialect.indexedBy("orders_shop_id_day_idx")}
    ${dialect.join} order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
    WHERE o.shop_id = ${shopId} AND o.day >= ${fromDay} AND o.day < ${toDay} AND o.counted`;
}
