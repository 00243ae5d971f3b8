import { parseBusinessDay } from "../../core/calendar/business-day.ts";
import type { CohortCounts } from "../../core/customers/cohorts.ts";
import type { CustomerClass, CustomerState } from "../../core/customers/ladder.ts";
import type { CustomerStore, ShopDays } from "../../ports/customers.ts";
import { StoreError } from "../../ports/stores.ts";
import { type Row, toInt, toText } from "./connection.ts";
import type { Database } from "./database.ts";
import type { Dialect } from "./dialect.ts";
import { LINE_PRODUCT } from "./fact-parts.ts";
import { selectCustomerClasses, selectReorderGaps } from "./read-ladder.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

const ABSENCES = ["present", "lapsing", "lost"] as const;

export function createCustomerStore(database: Database): CustomerStore {
  const { dialect } = database;
  return {
    reorderGaps: async (query) => {
      const rows = await database.read(selectReorderGaps(query, dialect));
      return rows.map((row) => ({ days: toInt(row.days), customers: Number(row.customers) }));
    },
    classes: async (query) => (await database.read(selectCustomerClasses(query, dialect))).map(toClass),
    cohorts: async (query, windows) => {
      const rows = await database.read(selectCohorts(query, windows, dialect));
      return rows.map((row) => toCohort(row, windows.length));
    },
    firstProducts: async ({ shopId, fromDay, toDay }, limit) => {
      const rows = await database.read(sql`
        SELECT ${LINE_PRODUCT} AS product, count(DISTINCT n.customer) AS customers, count(DISTINCT CASE WHEN n.came_back = 1 THEN n.customer END) AS came_back
        FROM (
          SELECT c.customer, c.first_order_id, ${hasSecondOrder(shopId, toDay)} AS came_back
          FROM customers c WHERE c.shop_id = ${shopId} AND c.first_day >= ${fromDay} AND c.first_day < ${toDay}
        ) n ${dialect.join} order_lines l ON l.shop_id = ${shopId} AND l.order_id = n.first_order_id
        WHERE ${LINE_PRODUCT} <> '' GROUP BY 1 ORDER BY customers DESC, product LIMIT ${limit}`);
      return rows.map((row) => ({
        product: toText(row.product),
        customers: toInt(row.customers),
        cameBack: toInt(row.came_back),
      }));
    },
    origins: async ({ shopId, fromDay, toDay }) => {
      const discount = "o.line_discount + coalesce(o.order_discount, 0)";
      const rows = await database.read(sql`
        SELECT o.channel, o.discount_codes, CASE WHEN ${raw(discount)} > 0 THEN 1 ELSE 0 END AS discounted, count(*) AS orders,
          CAST(sum(o.gross - (${raw(discount)})) AS BIGINT) AS sales, count(c.customer) AS new_customers
        FROM orders o ${dialect.indexedBy("orders_shop_id_day_idx")}
          LEFT JOIN customers c ON c.shop_id = o.shop_id AND c.customer = o.customer AND c.first_order_id = o.order_id
        WHERE o.shop_id = ${shopId} AND o.day >= ${fromDay} AND o.day < ${toDay} AND o.counted
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
      return rows.map((row) => ({
        channel: toText(row.channel),
        codes: toText(row.discount_codes),
        isDiscounted: toInt(row.discounted) === 1,
        orders: toInt(row.orders),
        sales: toInt(row.sales),
        newCustomers: toInt(row.new_customers),
      }));
    },
  };
}

/** A second order the same day is one too: it comes after 0 days. */
function selectCohorts({ shopId, fromDay, toDay }: ShopDays, windows: readonly number[], dialect: Dialect): Sql {
  const days = dialect.daysBetween(raw("first_day"), raw("second_day"));
  const within = windows.map((window, index) => sql`sum(CASE WHEN ${days} <= ${window} THEN 1 ELSE 0 END) AS ${raw(`within_${index}`)}, `);
  return sql`
    SELECT substr(first_day, 1, 7) AS month, count(*) AS customers, ${join(within, "")} count(second_day) AS ever FROM (
      SELECT c.first_day, CASE WHEN f.orders > 1 THEN c.first_day ELSE (
        SELECT min(n.day) FROM customer_days n
        WHERE n.shop_id = ${shopId} AND n.customer = c.customer AND n.day > c.first_day AND n.day < ${toDay}) END AS second_day
      FROM customers c ${dialect.join} customer_days f ON f.shop_id = c.shop_id AND f.day = c.first_day AND f.customer = c.customer
      WHERE c.shop_id = ${shopId} AND c.first_day >= ${fromDay} AND c.first_day < ${toDay}
    ) newcomers GROUP BY 1 ORDER BY 1`;
}

/** 1 where the customer of table `c` has a second order before the day, else 0. */
function hasSecondOrder(shopId: string, toDay: string): Sql {
  return sql`CASE WHEN EXISTS (
    SELECT 1 FROM customer_days n
    WHERE n.shop_id = ${shopId} AND n.customer = c.customer AND n.day < ${toDay} AND (n.day > c.first_day OR n.orders > 1)) THEN 1 ELSE 0 END`;
}

function toClass(row: Row): CustomerClass {
  return {
    now: toState(row, ""),
    before: toInt(row.orders_before) === 0 ? null : toState(row, "_before"),
    customers: toInt(row.customers),
    sales: toInt(row.sales),
  };
}

function toState(row: Row, suffix: "" | "_before"): CustomerState {
  const orders = toInt(row[`orders${suffix}`]);
  return {
    orders: orders === 1 || orders === 2 ? orders : 3,
    isNew: toInt(row[`is_new${suffix}`]) === 1,
    isBack: toInt(row[`is_back${suffix}`]) === 1,
    absence: ABSENCES[toInt(row[`absence${suffix}`])] ?? "present",
  };
}

function toCohort(row: Row, windows: number): CohortCounts {
  const month = parseBusinessDay(`${toText(row.month)}-01`);
  if (month === null) throw new StoreError("failed", `The store holds ${String(row.month)} where a month belongs.`);
  return {
    month,
    customers: toInt(row.customers),
    secondWithin: Array.from({ length: windows }, (_, index) => toInt(row[`within_${index}`])),
    secondEver: toInt(row.ever),
  };
}
