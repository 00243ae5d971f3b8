/** Refunds into `refund_lines`. A refund of an earlier import is replaced, one of this import is added to. */
import type { RefundFact } from "../../core/facts.ts";
import { cleanText } from "./clean-text.ts";
import { type Connection, toInt } from "./connection.ts";
import { type Columns, type Dialect, toJson } from "./dialect.ts";
import type { ImportState } from "./import-state.ts";
import { raw, sql } from "./sql.ts";

const REFUND_COLUMNS = {
  refund_id: "text",
  line_no: "int",
  order_id: "text",
  refunded_at_ms: "int",
  day: "text",
  hour_ms: "int",
  amount: "int",
  sku: "text",
  product: "text",
  quantity: "int",
  reason: "text",
  channel: "text",
  country: "text",
} as const satisfies Columns;

/** What a refund line says: all of it but its place in the import, and the hour, which follows from the instant. */
export const REFUND_CONTENT = "order_id, refunded_at_ms, day, amount, sku, product, quantity, reason, channel, country";

export async function writeRefunds(
  connection: Connection,
  dialect: Dialect,
  state: ImportState,
  refunds: readonly RefundFact[],
): Promise<void> {
  const { shopId, runId } = state;
  const refundIds = new Set(refunds.map((refund) => cleanText(refund.refundId)));
  const ids = dialect.jsonTexts(toJson([...refundIds]));
  const [met] = await connection.query(sql`
    SELECT count(DISTINCT CASE WHEN run_id = ${runId} THEN refund_id END) AS continued, count(CASE WHEN run_id <> ${runId} THEN 1 END) AS replaced
    FROM refund_lines WHERE shop_id = ${shopId} AND refund_id IN ${ids}`);
  if (toInt(met?.replaced) > 0) {
    const replaced = sql`FROM refund_lines WHERE shop_id = ${shopId} AND refund_id IN ${ids} AND run_id <> ${runId}`;
    await connection.execute(sql`INSERT INTO replaced_refunds SELECT refund_id, line_no, ${raw(REFUND_CONTENT)} ${replaced}`);
    await connection.execute(sql`DELETE ${replaced}`);
  }
  const rows = refunds.map((refund, index) => [
    ...[refund.refundId, state.refundLines + index, refund.orderId, refund.refundedAtMs, refund.day, refund.hourStartMs, refund.amount],
    ...[refund.sku, refund.product, refund.quantity, refund.reason, refund.channel, refund.country],
  ]);
  await connection.execute(sql`
    INSERT INTO refund_lines (shop_id, run_id, ${raw(Object.keys(REFUND_COLUMNS).join(", "))})
    SELECT ${shopId}, CAST(${runId} AS INTEGER), r.* FROM ${dialect.jsonRows(rows, REFUND_COLUMNS)}`);

  state.refundLines += refunds.length;
  state.refunds += refundIds.size - toInt(met?.continued);
  state.hasRefunds = true;
  state.told.add("returns");
  for (const { day, hourStartMs } of refunds) {
    state.days.add(day);
    if (state.latestRefundHourMs === null || hourStartMs > state.latestRefundHourMs) state.latestRefundHourMs = hourStartMs;
  }
  await touchOrderDays(connection, dialect, state, refunds);
}

/** Refunds also count on the day of their order, for those who ask by order day. */
async function touchOrderDays(connection: Connection, dialect: Dialect, state: ImportState, refunds: readonly RefundFact[]): Promise<void> {
  const orderIds = [...new Set(refunds.map((refund) => refund.orderId))].filter((id) => id !== "");
  const rows = await connection.query(sql`
    SELECT day FROM orders WHERE shop_id = ${state.shopId} AND order_id IN ${dialect.jsonTexts(toJson(orderIds))}`);
  for (const row of rows) state.days.add(String(row.day));
}
