/** Rows of a refund file to refunds, on their own day. */
import type { RefundFact } from "../../core/facts.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Columns, TableShape } from "../columns.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCount } from "../readers/count-reader.ts";
import type { Fault } from "../readers/fault.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { createTimeReader } from "../readers/time-reader.ts";
import type { FactBatch, RowContext, RowReader } from "./row-context.ts";
import { cellOf, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_WORD_CHARS } from "./row-context.ts";

export type RefundField =
  | "refund_id"
  | "order_id"
  | "refunded_at"
  | "amount"
  | "sku"
  | "product"
  | "quantity"
  | "reason"
  | "currency"
  /** Used where the order is unknown. */
  | "channel"
  | "country";

export const REFUNDS: TableShape<RefundField> = {
  kind: "refunds",
  fields: {
    refund_id: [],
    order_id: [],
    refunded_at: [],
    amount: [],
    sku: [],
    product: [],
    quantity: [],
    reason: [],
    currency: [],
    channel: [],
    country: [],
  },
  required: [["refund_id"], ["refunded_at"], ["amount"]],
};

export function createRefundRows(columns: Columns<RefundField>, context: RowContext, batch: FactBatch): RowReader {
  const { shop, tally, fail } = context;
  const money = createMoneyReader(currencyDigits(shop.currency), tally);
  const times = createTimeReader(shop.zone, tally);

  function readFact(cells: readonly string[], line: number): RefundFact | null {
    const text = (field: RefundField): string => cellOf(cells, columns[field]);
    const refuse = (field: RefundField, fault: Fault): null => fail(line, columns[field], text(field), fault);
    const refundId = text("refund_id");
    if (refundId === "" || refundId.length > MAX_ID_CHARS) {
      return refuse("refund_id", { expected: `a refund's id of at most ${MAX_ID_CHARS} characters, such as R-1001` });
    }
    const orderId = text("order_id");
    if (orderId.length > MAX_ID_CHARS) return refuse("order_id", { expected: `at most ${MAX_ID_CHARS} characters` });
    const when = times.read(text("refunded_at"));
    if ("expected" in when) return refuse("refunded_at", when);
    const amount = money.amount(text("amount"));
    if (typeof amount !== "number") return refuse("amount", amount);
    if (amount < 0) return refuse("amount", { expected: "what was given back, as a positive amount such as 12.50" });
    const quantity = text("quantity") === "" ? 0 : readCount(text("quantity"));
    if (typeof quantity !== "number") return refuse("quantity", quantity);
    if (quantity < 0) return refuse("quantity", { expected: "how many pieces came back, 0 or more" });
    const currency = text("currency").toUpperCase();
    if (currency !== "" && currency !== shop.currency) return refuse("currency", { expected: `${shop.currency}, the shop's currency` });
    return {
      refundId: cleanText(refundId, MAX_ID_CHARS),
      orderId: cleanText(orderId, MAX_ID_CHARS),
      refundedAtMs: when.ms,
      day: when.day,
      hourStartMs: when.hourStartMs,
      amount,
      sku: cleanText(text("sku"), MAX_ID_CHARS),
      product: cleanText(text("product"), MAX_NAME_CHARS),
      quantity,
      reason: cleanText(text("reason"), MAX_NAME_CHARS),
      channel: cleanText(text("channel"), MAX_WORD_CHARS),
      country: cleanText(text("country"), MAX_WORD_CHARS),
    };
  }

  return {
    readRow(cells, line) {
      const fact = readFact(cells, line);
      if (fact) batch.refunds.push(fact);
    },
    end: () => {},
  };
}
