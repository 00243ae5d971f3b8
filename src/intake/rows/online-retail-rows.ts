/**
 * Online Retail's own rules: an invoice that begins with C is a return on its own day, one that begins with A a bad-debt
 * adjustment and no business; lines with quantity or price of 0 or less are stock corrections and no sale.
 */
import type { OrderHead, OrderLineFact, RefundFact } from "../../core/facts.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Columns } from "../columns.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCount } from "../readers/count-reader.ts";
import { createCustomerHasher } from "../readers/customer-hasher.ts";
import type { Fault } from "../readers/fault.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { countLeftOut } from "../readers/tally.ts";
import { createTimeReader } from "../readers/time-reader.ts";
import type { OrderField } from "./order-shapes.ts";
import type { FactBatch, RowContext, RowReader } from "./row-context.ts";
import { cellOf, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_WORD_CHARS } from "./row-context.ts";

const NO_SALE = "lines with quantity or price of 0 or less";

export function createOnlineRetailRows(columns: Columns<OrderField>, context: RowContext, batch: FactBatch): RowReader {
  const { shop, tally, fail } = context;
  const money = createMoneyReader(currencyDigits(shop.currency), tally);
  const times = createTimeReader(shop.zone, tally);
  const hashCustomer = createCustomerHasher(shop.id);
  /** An invoice's lines may straddle two minutes: it is dated by its first. */
  let head: OrderHead | null = null;

  function readFact(cells: readonly string[], line: number): OrderLineFact | RefundFact | null {
    const refuse = (field: OrderField, fault: Fault): null => fail(line, columns[field], cellOf(cells, columns[field]), fault);
    const invoice = cellOf(cells, columns.order_id);
    if (invoice === "" || invoice.length > MAX_ID_CHARS) return refuse("order_id", { expected: "an invoice number such as 536365" });
    if (invoice.startsWith("A")) return countLeftOut(tally, "adjustments (invoice A…)");
    const quantity = readCount(cellOf(cells, columns.quantity));
    if (typeof quantity !== "number") return refuse("quantity", quantity);
    const price = cellOf(cells, columns.unit_price);
    const isReturn = invoice.startsWith("C");
    if (!isReturn && (quantity <= 0 || price.startsWith("-") || /^0+(\.0*)?$/.test(price))) return countLeftOut(tally, NO_SALE);
    const gross = money.product(price, quantity);
    if (typeof gross !== "number") return refuse("unit_price", gross);
    const when = times.read(cellOf(cells, columns.placed_at));
    if ("expected" in when) return refuse("placed_at", when);

    const sku = cleanText(cellOf(cells, columns.sku), MAX_ID_CHARS);
    const product = cleanText(cellOf(cells, columns.product), MAX_NAME_CHARS);
    if (isReturn && gross > 0) return refuse("quantity", { expected: "a negative quantity: an invoice C… gives goods back" });
    if (isReturn && gross === 0) return countLeftOut(tally, NO_SALE);
    if (isReturn) {
      return {
        refundId: invoice,
        orderId: "",
        refundedAtMs: when.ms,
        day: when.day,
        hourStartMs: when.hourStartMs,
        amount: -gross,
        sku,
        product,
        quantity: -quantity,
        reason: "",
        channel: "",
        country: cleanText(cellOf(cells, columns.country), MAX_WORD_CHARS),
      };
    }
    if (head?.orderId !== invoice) {
      head = {
        orderId: invoice,
        placedAtMs: when.ms,
        day: when.day,
        hourStartMs: when.hourStartMs,
        channel: "",
        customer: hashCustomer(cellOf(cells, columns.customer_id)),
        country: cleanText(cellOf(cells, columns.country), MAX_WORD_CHARS),
        status: "",
        discountCodes: "",
        discount: null,
        tax: null,
        shipping: null,
      };
    }
    return { order: head, sku, product, quantity, gross, discount: 0 };
  }

  return {
    readRow(cells, line) {
      const fact = readFact(cells, line);
      if (!fact) return;
      if ("refundId" in fact) batch.refunds.push(fact);
      else batch.lines.push(fact);
    },
    end: () => {},
  };
}
