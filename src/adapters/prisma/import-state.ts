/** What one import has met so far. Bounded by days and measures, never by rows. */
import type { BusinessDay, EpochMs, TimeZone } from "../../core/calendar/period.ts";
import type { Measure } from "../../core/metrics/metric.ts";
import type { Connection } from "./connection.ts";
import type { Dialect } from "./dialect.ts";

export interface ImportState {
  readonly shopId: string;
  readonly zone: TimeZone;
  readonly source: string;
  readonly runId: number;
  /** Whether the shop has any refund: orders without refunds need not look for them. */
  hasRefunds: boolean;
  readonly days: Set<string>;
  readonly told: Set<Measure>;
  orders: number;
  lines: number;
  refunds: number;
  refundLines: number;
  measures: number;
  /** Metrics rows that were there with the same content. */
  unchangedMeasures: number;
  latestOrderHourMs: EpochMs | null;
  latestRefundHourMs: EpochMs | null;
  latestHourMs: EpochMs | null;
  latestDay: BusinessDay | null;
}

/** What replaced orders and refunds were before this import. */
export async function createImportTables(connection: Connection, dialect: Dialect): Promise<void> {
  const orders = `order_id TEXT, placed_at_ms BIGINT, day TEXT, channel TEXT, customer TEXT, country TEXT, status TEXT,
    discount_codes TEXT, line_count INTEGER, order_discount BIGINT, tax BIGINT, shipping BIGINT, fingerprint BIGINT`;
  await connection.execute(dialect.createTemporary("replaced_orders", orders, "order_id"));
  const refunds = `refund_id TEXT, line_no INTEGER, order_id TEXT, refunded_at_ms BIGINT, day TEXT, amount BIGINT, sku TEXT, product TEXT,
    quantity BIGINT, reason TEXT, channel TEXT, country TEXT`;
  await connection.execute(dialect.createTemporary("replaced_refunds", refunds, "refund_id, line_no"));
}
