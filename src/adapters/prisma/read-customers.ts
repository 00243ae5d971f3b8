/** Distinct customers: counted over the whole range, never added up over days. */
import { addDays } from "../../core/calendar/business-day.ts";
import type { BusinessDay } from "../../core/calendar/period.ts";
import type { MeasureQuery } from "../../ports/stores.ts";
import { type Dialect, toJson } from "./dialect.ts";
import { type FactKey, orderParts } from "./fact-parts.ts";
import { groupBy, matches } from "./group-parts.ts";
import { inDays, withinHours } from "./read-measures.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

export type CustomerQuery = Omit<MeasureQuery, "returnsClock">;

/** Rows `k0` …, `customers`, `new_customers`, `repeat_customers`; null where orders do not know a dimension. */
export function planCustomers(query: CustomerQuery, dialect: Dialect): Sql | null {
  const { range, by, filters } = query;
  if (range.grain === "days" && filters.length === 0) {
    if (by.length === 0) return selectRange(query, range, dialect);
    if (by.every((key) => key === "day")) return selectDays(query);
  }
  const buyers = selectBuyers(query, dialect);
  if (!buyers) return null;
  const keys = by.map((_, index) => `d.k${index}`);
  return sql`
    SELECT ${raw([...keys, "count(*) AS customers"].join(", "))}, count(CASE WHEN ${firstOrderIn(query)} THEN 1 END) AS new_customers,
      count(CASE WHEN c.orders > 1 THEN 1 END) AS repeat_customers
    FROM (${buyers}) d ${dialect.join} customers c ON c.shop_id = ${query.shopId} AND c.customer = d.customer
      ${isHourly(query) ? sql`${dialect.join} orders f ON f.shop_id = c.shop_id AND f.order_id = c.first_order_id` : sql``}
    ${groupBy(keys.length)}`;
}

/** By day: each customer on each of their days. */
function selectDays(query: CustomerQuery): Sql {
  return sql`
    SELECT day AS k0, sum(customers) AS customers, coalesce(sum(CASE WHEN previous_day = '' THEN customers END), 0) AS new_customers,
      sum(customers - one_time) AS repeat_customers
    FROM customer_rollups WHERE shop_id = ${query.shopId} AND ${inDays(query, raw("day"))} GROUP BY day`;
}

/**
 * Each customer once: the buyers of all days, less those whose day before lies in the range too. That reads the range's own
 * days twice over, whatever the history before them.
 */
function selectRange(
  { shopId }: CustomerQuery,
  { fromDay, toDay }: { readonly fromDay: BusinessDay; readonly toDay: BusinessDay },
  dialect: Dialect,
): Sql {
  const days: BusinessDay[] = [];
  for (let day = fromDay; day < toDay; day = addDays(day, 1)) days.push(day);
  const rollups = sql`FROM customer_rollups WHERE shop_id = ${shopId} AND day IN ${dialect.jsonTexts(toJson(days))}`;
  // Without orders a metrics file may tell the rollups of buyers: it knows no customers.
  return sql`
    SELECT b.buyers - again.customers AS customers, f.customers AS new_customers, b.buyers - again.customers - f.one_time AS repeat_customers
    FROM (SELECT CAST(coalesce(sum(coalesce(new_customers, 0) + coalesce(returning_customers, 0)), 0) AS BIGINT) AS buyers
        FROM daily_rollups WHERE shop_id = ${shopId} AND day >= ${fromDay} AND day < ${toDay}
          AND EXISTS (SELECT 1 FROM orders WHERE shop_id = ${shopId})) b
      CROSS JOIN (SELECT coalesce(sum(customers), 0) AS customers ${rollups} AND previous_day >= ${fromDay}) again
      CROSS JOIN (SELECT coalesce(sum(customers), 0) AS customers, coalesce(sum(one_time), 0) AS one_time ${rollups} AND previous_day = '') f`;
}

/** Each customer once, or once a key, from the orders. */
function selectBuyers(query: CustomerQuery, dialect: Dialect): Sql | null {
  const { shopId, by, filters } = query;
  const dimensions = new Set<FactKey>([...by, ...filters.map(({ dimension }) => dimension)]);
  const [orders] = orderParts({ shopId, dialect, inDays: (day) => inDays(query, day) }, dimensions);
  const part = orders && withinHours(query, orders);
  if (!part || [...dimensions].some((key) => !part.keys[key])) return null;
  const keys = by.map((key, index) => sql`${part.keys[key] ?? raw("''")} AS ${raw(`k${index}`)}, `);
  const conditions = filters.map(({ dimension, values }) => matches(dimension, part.keys[dimension] ?? raw("''"), values));
  return sql`SELECT DISTINCT ${join([...keys, raw("o.customer")], "")} FROM ${part.from}
    WHERE ${join([part.where, sql`o.customer IS NOT NULL`, ...conditions], " AND ")}`;
}

/** New is who ordered for the first time in the range, or, by day or hour, in that bucket. */
function firstOrderIn(query: CustomerQuery): Sql {
  const { range, by } = query;
  const bucket = by.flatMap((key, index) => {
    if (key === "day") return [sql`c.first_day = ${raw(`d.k${index}`)}`];
    return key === "hour" ? [sql`f.hour_ms = ${raw(`d.k${index}`)}`] : [];
  });
  const whole =
    range.grain === "days" ? inDays(query, raw("c.first_day")) : sql`f.hour_ms >= ${range.fromMs} AND f.hour_ms < ${range.toMs}`;
  return join([whole, ...bucket], " AND ");
}

function isHourly({ range, by }: CustomerQuery): boolean {
  return range.grain === "hours" || by.includes("hour");
}
