/** Order lines into `orders` and `order_lines`, some thousand at a time. */
import type { OrderHead, OrderLineFact } from "../../core/facts.ts";
import { cleanText } from "./clean-text.ts";
import { type Connection, toInt } from "./connection.ts";
import { type Columns, type Dialect, toJson } from "./dialect.ts";
import { hashText } from "./hash-text.ts";
import type { ImportState } from "./import-state.ts";
import { raw, sql } from "./sql.ts";

/** Kept in the store, left out of every number (Shopify's `test`; WooCommerce's `trash` is a deleted order). */
const UNCOUNTED_STATUSES = new Set(["test", "deleted", "trash"]);

/** Sums of 48-bit hashes stay within 48 bits, the same on both engines and in JavaScript's numbers. */
const FINGERPRINT_MODULUS = 2 ** 48;

const ORDER_COLUMNS = {
  order_id: "text",
  placed_at_ms: "int",
  day: "text",
  hour_ms: "int",
  channel: "text",
  customer: "text",
  country: "text",
  status: "text",
  discount_codes: "text",
  counted: "bool",
  line_count: "int",
  units: "int",
  gross: "int",
  line_discount: "int",
  order_discount: "int",
  tax: "int",
  shipping: "int",
  fingerprint: "int",
} as const satisfies Columns;

const LINE_COLUMNS = {
  order_id: "text",
  line_no: "int",
  sku: "text",
  product: "text",
  quantity: "int",
  gross: "int",
  discount: "int",
} as const satisfies Columns;

interface OrderSums {
  readonly head: OrderHead;
  lineCount: number;
  units: number;
  gross: number;
  lineDiscount: number;
  discount: number | null;
  tax: number | null;
  shipping: number | null;
  fingerprint: number;
}

/**
 * What an order's rows say of the order is taken from the first of them, amounts from the first that tells them. An
 * order of an earlier import is replaced, one of this import is added to.
 */
export async function writeOrderLines(
  connection: Connection,
  dialect: Dialect,
  state: ImportState,
  lines: readonly OrderLineFact[],
): Promise<void> {
  const { shopId, runId } = state;
  const orders = sumByOrder(lines);
  const ids = dialect.jsonTexts(toJson([...orders.keys()]));
  const [met] = await connection.query(sql`
    SELECT count(CASE WHEN run_id = ${runId} THEN 1 END) AS continued, count(CASE WHEN run_id <> ${runId} THEN 1 END) AS replaced
    FROM orders WHERE shop_id = ${shopId} AND order_id IN ${ids}`);
  if (toInt(met?.replaced) > 0) await setAside();

  const orderRows = [...orders].map(([id, o]) => {
    const { head } = o;
    const counted = !UNCOUNTED_STATUSES.has(head.status.toLowerCase());
    return [
      ...[id, head.placedAtMs, head.day, head.hourStartMs, head.channel, head.customer, head.country, head.status],
      ...[head.discountCodes, counted],
      ...[o.lineCount, o.units, o.gross, o.lineDiscount, o.discount, o.tax, o.shipping, o.fingerprint],
    ];
  });
  await connection.execute(upsertOrders(dialect, shopId, runId, orderRows));

  const lineRows = lines.map((line, index) => [
    ...[line.order.orderId, state.lines + index, line.sku, line.product, line.quantity, line.gross, line.discount],
  ]);
  await connection.execute(sql`
    INSERT INTO order_lines (shop_id, ${raw(Object.keys(LINE_COLUMNS).join(", "))})
    SELECT ${shopId}, r.* FROM ${dialect.jsonRows(lineRows, LINE_COLUMNS)}`);

  state.lines += lines.length;
  state.orders += orders.size - toInt(met?.continued);
  // Every line, not only the first of its order: then it does not matter how the lines are cut into batches.
  for (const { order } of lines) {
    state.days.add(order.day);
    if (state.latestOrderHourMs === null || order.hourStartMs > state.latestOrderHourMs) state.latestOrderHourMs = order.hourStartMs;
  }
  tellMeasures(state, lines);
  if (state.hasRefunds) await touchRefundDays();

  /** Keeps what the replaced orders were, for the days and customers they leave, and drops their lines. */
  async function setAside(): Promise<void> {
    await connection.execute(sql`
      INSERT INTO replaced_orders SELECT order_id, placed_at_ms, day, channel, customer, country, status, discount_codes, line_count,
        order_discount, tax, shipping, fingerprint
      FROM orders WHERE shop_id = ${shopId} AND order_id IN ${ids} AND run_id <> ${runId}`);
    await connection.execute(sql`
      DELETE FROM order_lines WHERE shop_id = ${shopId} AND order_id IN
        (SELECT order_id FROM orders WHERE shop_id = ${shopId} AND order_id IN ${ids} AND run_id <> ${runId})`);
  }

  /** A refund takes channel and country from its order, so the day of the refund changes with the order. */
  async function touchRefundDays(): Promise<void> {
    const rows = await connection.query(sql`
      SELECT day FROM refund_lines ${dialect.indexedBy("refund_lines_shop_id_order_id_idx")}
      WHERE shop_id = ${shopId} AND order_id <> '' AND order_id IN ${ids}`);
    for (const row of rows) state.days.add(String(row.day));
  }
}

function upsertOrders(dialect: Dialect, shopId: string, runId: number, rows: Parameters<Dialect["jsonRows"]>[0]) {
  const names = Object.keys(ORDER_COLUMNS);
  const heads = ["placed_at_ms", "day", "hour_ms", "channel", "customer", "country", "status", "discount_codes", "counted"];
  const sums = ["line_count", "units", "gross", "line_discount"];
  const amounts = ["order_discount", "tax", "shipping"];
  const sameRun = "orders.run_id = excluded.run_id";
  const updates = [
    ...heads.map((name) => `${name} = CASE WHEN ${sameRun} THEN orders.${name} ELSE excluded.${name} END`),
    ...sums.map((name) => `${name} = excluded.${name} + CASE WHEN ${sameRun} THEN orders.${name} ELSE 0 END`),
    ...amounts.map((name) => `${name} = CASE WHEN ${sameRun} THEN coalesce(orders.${name}, excluded.${name}) ELSE excluded.${name} END`),
    `fingerprint = (excluded.fingerprint + CASE WHEN ${sameRun} THEN orders.fingerprint ELSE 0 END) % ${FINGERPRINT_MODULUS}`,
    "run_id = excluded.run_id",
  ];
  return sql`
    INSERT INTO orders (shop_id, run_id, ${raw(names.join(", "))})
    SELECT ${shopId}, CAST(${runId} AS INTEGER), r.* FROM ${dialect.jsonRows(rows, ORDER_COLUMNS)} WHERE true
    ON CONFLICT (shop_id, order_id) DO UPDATE SET ${raw(updates.join(", "))}`;
}

function sumByOrder(lines: readonly OrderLineFact[]): Map<string, OrderSums> {
  const orders = new Map<string, OrderSums>();
  for (const line of lines) {
    const head = line.order;
    const id = cleanText(head.orderId);
    let order = orders.get(id);
    if (!order) {
      order = { head, lineCount: 0, units: 0, gross: 0, lineDiscount: 0, discount: null, tax: null, shipping: null, fingerprint: 0 };
      orders.set(id, order);
    }
    order.lineCount += 1;
    order.units += line.quantity;
    order.gross += line.gross;
    order.lineDiscount += line.discount;
    order.discount ??= head.discount;
    order.tax ??= head.tax;
    order.shipping ??= head.shipping;
    const content = `${line.sku}\n${line.product}\n${line.quantity}\n${line.gross}\n${line.discount}`;
    order.fingerprint = (order.fingerprint + hashText(content)) % FINGERPRINT_MODULUS;
  }
  return orders;
}

/** Of every line, too: an order's lines may disagree, and only the first in a batch speaks for it. */
function tellMeasures({ told }: ImportState, lines: readonly OrderLineFact[]): void {
  for (const measure of ["orders", "units", "gross", "discounts"] as const) told.add(measure);
  for (const { order } of lines) {
    if (order.tax !== null) told.add("tax");
    if (order.shipping !== null) told.add("shipping");
    if (order.customer !== null) told.add("newCustomers").add("returningCustomers");
  }
}
