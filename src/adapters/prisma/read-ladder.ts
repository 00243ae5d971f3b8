/** The SQL of the customer ladder: one pass over customers' days in order of customer, and the orders of the days asked for. */
import { addDays } from "../../core/calendar/business-day.ts";
import type { BusinessDay } from "../../core/calendar/period.ts";
import type { LadderQuery, ShopDays } from "../../ports/customers.ts";
import type { Dialect } from "./dialect.ts";
import { raw, type Sql, sql } from "./sql.ts";

/** Rows `days`, `customers`: each customer's gaps weigh one together. */
export function selectReorderGaps({ shopId, toDay }: Pick<ShopDays, "shopId" | "toDay">, dialect: Dialect): Sql {
  return sql`
    SELECT days, sum(1.0 / gaps) AS customers FROM (
      SELECT ${dialect.daysBetween(raw("previous_day"), raw("day"))} AS days, count(*) OVER (PARTITION BY customer) AS gaps
      FROM customer_days WHERE shop_id = ${shopId} AND day < ${toDay} AND previous_day IS NOT NULL
    ) gaps GROUP BY days ORDER BY days`;
}

/** Rows `orders`, `is_new`, `is_back`, `absence`, the same with `_before` (orders 0 = none yet), `customers`, `sales`. */
export function selectCustomerClasses(query: LadderQuery, dialect: Dialect): Sql {
  const { shopId, fromDay, toDay, beforeFromDay, salesFromDay, lapse } = query;
  const isLongGap = lapse === null ? raw("1 = 0") : sql`${dialect.daysBetween(raw("previous_day"), raw("day"))} > ${lapse.lostAfterDays}`;
  const keys = "orders, is_new, is_back, absence, orders_before, is_new_before, is_back_before, absence_before";
  return sql`
    SELECT ${raw(keys)}, count(*) AS customers, CAST(coalesce(sum(sales), 0) AS BIGINT) AS sales FROM (
      SELECT p.customer,
        ${atMostThree("p.orders")} AS orders, ${flag(sql`p.first_day >= ${fromDay}`)} AS is_new, p.is_back,
        ${absence(raw("p.last_day"), toDay, lapse)} AS absence,
        ${atMostThree("p.orders_before")} AS orders_before, ${flag(sql`p.first_day >= ${beforeFromDay} AND p.first_day < ${fromDay}`)} AS is_new_before,
        p.is_back_before, CASE WHEN p.last_before IS NULL THEN 0 ELSE ${absence(raw("p.last_before"), fromDay, lapse)} END AS absence_before
      FROM (
        SELECT customer, min(day) AS first_day, max(day) AS last_day, sum(orders) AS orders,
          coalesce(sum(CASE WHEN day < ${fromDay} THEN orders END), 0) AS orders_before,
          max(CASE WHEN day < ${fromDay} THEN day END) AS last_before,
          max(${flag(sql`day >= ${fromDay} AND previous_day IS NOT NULL AND ${isLongGap}`)}) AS is_back,
          max(${flag(sql`day >= ${beforeFromDay} AND day < ${fromDay} AND previous_day IS NOT NULL AND ${isLongGap}`)}) AS is_back_before
        FROM customer_days WHERE shop_id = ${shopId} AND day < ${toDay} GROUP BY customer
      ) p
    ) people LEFT JOIN (
      SELECT customer, sum(gross - line_discount - coalesce(order_discount, 0)) AS sales
      FROM orders ${dialect.indexedBy("orders_shop_id_day_idx")}
      WHERE shop_id = ${shopId} AND day >= ${salesFromDay} AND day < ${toDay} AND counted AND customer IS NOT NULL GROUP BY customer
    ) bought ON bought.customer = people.customer
    GROUP BY ${raw(keys)} ORDER BY ${raw(keys)}`;
}

/** 0 present, 1 lapsing, 2 lost: by the days between the last order and the last day before `toDay`. */
function absence(lastDay: Sql, toDay: BusinessDay, lapse: LadderQuery["lapse"]): Sql {
  if (lapse === null) return raw("0");
  const lostBefore = addDays(toDay, -1 - lapse.lostAfterDays);
  const lapsingBefore = addDays(toDay, -1 - lapse.lapsingAfterDays);
  return sql`CASE WHEN ${lastDay} < ${lostBefore} THEN 2 WHEN ${lastDay} < ${lapsingBefore} THEN 1 ELSE 0 END`;
}

function atMostThree(column: string): Sql {
  return raw(`CASE WHEN ${column} > 3 THEN 3 ELSE ${column} END`);
}

function flag(condition: Sql): Sql {
  return sql`CASE WHEN ${condition} THEN 1 ELSE 0 END`;
}
