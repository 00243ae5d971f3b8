/**
 * The facts as parts that add up: each part is a FROM clause with the dimensions it knows and the measures it tells.
 * Rollups are these parts grouped by bucket; a question that no rollup answers groups the same parts by what it asks for.
 *
 * Every order counts but test and deleted ones, whose refunds do not count either.
 */

import type { MeasureColumn } from "./columns.ts";
import type { Connection } from "./connection.ts";
import type { Dialect } from "./dialect.ts";
import { type Sql, sql } from "./sql.ts";

export type FactKey = "day" | "hour" | "channel" | "country" | "product" | "segment" | "code" | "device" | "category";

export interface FactPart {
  readonly from: Sql;
  readonly where: Sql;
  readonly keys: Readonly<Partial<Record<FactKey, Sql>>>;
  /** Aggregates that are null over no rows: where a part has no row, it tells nothing. */
  readonly measures: Readonly<Partial<Record<MeasureColumn, Sql>>>;
}

export interface PartScope {
  readonly shopId: string;
  readonly dialect: Dialect;
  /** The condition that a column holding a business day lies in the days meant. */
  readonly inDays: (day: Sql) => Sql;
  /** False where no order of the days has a discount of its own: nothing to share over its products. */
  readonly sharesDiscounts?: boolean;
}

const ORDER_KEYS = {
  day: sql`o.day`,
  hour: sql`o.hour_ms`,
  channel: sql`o.channel`,
  country: sql`o.country`,
  code: sql`o.discount_codes`,
  segment: sql`CASE WHEN o.customer IS NULL THEN 'guest' WHEN d.day IS NOT NULL AND d.previous_day IS NULL THEN 'new' ELSE 'returning' END`,
};

/** Where orders are known, no order and no refund is nothing sold and nothing returned, not "no data". */
const NOTHING = sql`sum(0)`;
const NO_RETURNS = { returns: NOTHING, returnsOrderDay: NOTHING };
const NO_ORDERS = { orders: NOTHING, units: NOTHING, gross: NOTHING, discounts: NOTHING };

/** The buyer's day, for the day's first order of each buyer. */
const BUYER_OF_ORDER = sql`LEFT JOIN customer_days d
  ON d.shop_id = o.shop_id AND d.customer = o.customer AND d.day = o.day AND d.first_order_id = o.order_id`;
const ORDERS_BY_DAY = "orders_shop_id_day_idx";
/** What a line's product is called: its name, or where it has none its SKU. */
export const LINE_PRODUCT = sql`CASE WHEN l.product = '' THEN l.sku ELSE l.product END`;
const REFUND_PRODUCT = sql`CASE WHEN r.product = '' THEN r.sku ELSE r.product END`;

/** Parts of a shop with order facts. `by` = every dimension that is grouped or filtered by. */
export function orderParts(scope: PartScope, by: ReadonlySet<FactKey>): readonly FactPart[] {
  return by.has("product") ? lineParts(scope, by.has("segment") ? BUYER_OF_ORDER : sql``) : [wholeOrders(scope)];
}

/**
 * A buyer counts once a day, in the hour, channel and country of the first order of that day: hours and channels add up
 * to the day.
 */
function wholeOrders({ shopId, inDays, dialect }: PartScope): FactPart {
  return {
    from: sql`orders o ${dialect.indexedBy(ORDERS_BY_DAY)} ${BUYER_OF_ORDER}`,
    where: sql`o.shop_id = ${shopId} AND ${inDays(sql`o.day`)} AND o.counted`,
    keys: ORDER_KEYS,
    measures: {
      ...NO_RETURNS,
      orders: sql`sum(1)`,
      units: sql`sum(o.units)`,
      gross: sql`sum(o.gross)`,
      discounts: sql`sum(o.line_discount + coalesce(o.order_discount, 0))`,
      tax: sql`sum(o.tax)`,
      shipping: sql`sum(o.shipping)`,
      newCustomers: sql`sum(CASE WHEN d.day IS NULL THEN NULL WHEN d.previous_day IS NULL THEN 1 ELSE 0 END)`,
      returningCustomers: sql`sum(CASE WHEN d.day IS NULL THEN NULL WHEN d.previous_day IS NULL THEN 0 ELSE 1 END)`,
    },
  };
}

/** An order with two products is an order of each; its own discount is shared in proportion to the lines' gross. */
function lineParts({ shopId, inDays, dialect, sharesDiscounts = true }: PartScope, buyers: Sql): readonly FactPart[] {
  const keys = { ...ORDER_KEYS, product: LINE_PRODUCT };
  const counted = sql`o.shop_id = ${shopId} AND ${inDays(sql`o.day`)} AND o.counted`;
  const lines = sql`${dialect.join} order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id`;
  const whole = sql`CASE WHEN l.place = 1 THEN o.order_discount ELSE 0 END`;
  const share = (upTo: Sql) => dialect.proportion(sql`o.order_discount`, upTo, sql`o.gross`);
  const byLine: FactPart = {
    from: sql`orders o ${dialect.indexedBy(ORDERS_BY_DAY)} ${lines} ${buyers}`,
    where: counted,
    keys,
    measures: {
      ...NO_RETURNS,
      orders: sql`nullif(count(DISTINCT o.order_id), 0)`,
      units: sql`sum(l.quantity)`,
      gross: sql`sum(l.gross)`,
      discounts: sql`sum(l.discount)`,
    },
  };
  // Differences of a running share leave no remainder. The order of lines is that of their content, so that it does not
  // matter how they came.
  const shared: FactPart = {
    from: sql`(
        SELECT l.shop_id, l.order_id, l.sku, l.product, l.gross,
          sum(l.gross) OVER content AS up_to, row_number() OVER content AS place
        FROM orders o ${dialect.indexedBy(ORDERS_BY_DAY)} ${lines}
        WHERE ${counted} AND o.order_discount <> 0
        WINDOW content AS (PARTITION BY l.order_id ORDER BY l.gross DESC, l.product, l.sku, l.line_no ROWS UNBOUNDED PRECEDING)
      ) l ${dialect.join} orders o ON o.shop_id = l.shop_id AND o.order_id = l.order_id ${buyers}`,
    where: counted,
    keys,
    measures: {
      discounts: sql`sum(CASE WHEN o.gross = 0 THEN ${whole} ELSE ${share(sql`l.up_to`)} - ${share(sql`l.up_to - l.gross`)} END)`,
    },
  };
  return sharesDiscounts ? [byLine, shared] : [byLine];
}

export async function hasOrderDiscounts(connection: Connection, { shopId, inDays, dialect }: PartScope): Promise<boolean> {
  const rows = await connection.query(sql`
    SELECT 1 FROM orders o ${dialect.indexedBy(ORDERS_BY_DAY)} WHERE o.shop_id = ${shopId} AND ${inDays(sql`o.day`)} AND o.order_discount <> 0 LIMIT 1`);
  return rows.length > 0;
}

/** Refunds on their own day, and again booked back to their order's; those of unknown orders stay on their own. */
export function refundParts({ shopId, inDays, dialect }: PartScope, by: ReadonlySet<FactKey>, hasOrders: boolean): readonly FactPart[] {
  const none = hasOrders ? { ...NO_ORDERS, ...NO_RETURNS } : NO_RETURNS;
  const buyers = by.has("segment") ? BUYER_OF_ORDER : sql``;
  const orderOfRefund = sql`LEFT JOIN orders o ON o.shop_id = r.shop_id AND o.order_id = r.order_id AND r.order_id <> ''`;
  const amount = sql`sum(r.amount)`;
  const product = REFUND_PRODUCT;
  const ownKeys = {
    day: sql`r.day`,
    hour: sql`r.hour_ms`,
    channel: sql`coalesce(o.channel, r.channel)`,
    country: sql`coalesce(o.country, r.country)`,
    code: sql`coalesce(o.discount_codes, '')`,
    segment: sql`CASE WHEN o.order_id IS NULL THEN '' ELSE ${ORDER_KEYS.segment} END`,
    product,
  };
  const ownDay = sql`r.shop_id = ${shopId} AND ${inDays(sql`r.day`)}`;
  return [
    {
      from: sql`refund_lines r ${dialect.indexedBy("refund_lines_shop_id_day_idx")} ${orderOfRefund} ${buyers}`,
      where: sql`${ownDay} AND (o.order_id IS NULL OR o.counted)`,
      keys: ownKeys,
      measures: { ...none, returns: amount },
    },
    {
      from: sql`orders o ${dialect.indexedBy(ORDERS_BY_DAY)} ${dialect.join} refund_lines r ${dialect.indexedBy("refund_lines_shop_id_order_id_idx")} ON r.shop_id = o.shop_id AND r.order_id = o.order_id ${buyers}`,
      where: sql`o.shop_id = ${shopId} AND ${inDays(sql`o.day`)} AND o.counted`,
      keys: { ...ORDER_KEYS, product },
      measures: { ...none, returnsOrderDay: amount },
    },
    {
      from: sql`refund_lines r ${dialect.indexedBy("refund_lines_shop_id_day_idx")} ${orderOfRefund} ${buyers}`,
      where: sql`${ownDay} AND o.order_id IS NULL`,
      keys: ownKeys,
      measures: { ...none, returnsOrderDay: amount },
    },
  ];
}
