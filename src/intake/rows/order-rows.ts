/** Rows of an order file to order lines, and to the reversals the file tells of. */
import type { OrderHead, OrderLineFact, RefundFact } from "../../core/facts.ts";
import { currencyDigits } from "../../core/money.ts";
import type { Columns } from "../columns.ts";
import { cleanText } from "../readers/clean-text.ts";
import { readCodeCell } from "../readers/code-reader.ts";
import { readCount } from "../readers/count-reader.ts";
import { createCustomerHasher } from "../readers/customer-hasher.ts";
import type { Fault } from "../readers/fault.ts";
import { createMoneyReader } from "../readers/money-reader.ts";
import { countLeftOut } from "../readers/tally.ts";
import type { Moment } from "../readers/time-reader.ts";
import { createTimeReader } from "../readers/time-reader.ts";
import type { OrderField, OrderShape } from "./order-shapes.ts";
import type { FactBatch, RowContext, RowReader } from "./row-context.ts";
import { cellOf, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_WORD_CHARS } from "./row-context.ts";

/** Not yet orders: WooCommerce's carts and drafts. */
const DRAFTS = new Set(["draft", "auto-draft", "checkout-draft"]);
/** Orders that do not count: the store is told all the same, since it may have counted them before. */
const UNCOUNTED = new Set(["test", "deleted", "trash"]);
/** Fields that later rows of an order repeat or leave blank. */
const REPEATED = ["order_discount", "tax", "shipping", "currency"] as const satisfies readonly OrderField[];

/** The lines of an order share its head, so what its last row settles reaches them all. */
type HeadDraft = { -readonly [K in keyof OrderHead]: OrderHead[K] };

/** Notes what is wrong with a field of the row at hand. */
type Refuse = (field: OrderField, fault: Fault) => null;

/** Rows of one order that stand together. */
interface OpenOrder {
  readonly name: string;
  readonly head: HeadDraft;
  readonly firstCells: readonly string[];
  readonly subtotal: number | null;
  readonly cancelled: Moment | null;
  readonly refunded: number;
  readonly lines: OrderLineFact[];
}

export function createOrderRows(columns: Columns<OrderField>, shape: OrderShape, context: RowContext, batch: FactBatch): RowReader {
  const { shop, tally, fail } = context;
  const money = createMoneyReader(currencyDigits(shop.currency), tally);
  const times = createTimeReader(shop.zone, tally);
  const hashCustomer = createCustomerHasher(shop.id);
  const nameColumn = columns.order_name >= 0 ? columns.order_name : columns.order_id;
  let open: OpenOrder | null = null;
  /** The order whose first row was left out as no order: its later rows may leave the status blank. */
  let leftOutName: string | null = null;

  function readRow(cells: readonly string[], line: number): void {
    const refuse: Refuse = (field, fault) => {
      fail(line, columns[field], cellOf(cells, columns[field]), fault);
      return null;
    };
    const name = cellOf(cells, nameColumn);
    if (name === "" || name.length > MAX_ID_CHARS) {
      fail(line, nameColumn, name, { expected: `an order's id of at most ${MAX_ID_CHARS} characters, such as 1001` });
      return;
    }
    if (open?.name !== name) {
      close();
      const status = statusOf(cellOf(cells, columns.status));
      if (DRAFTS.has(status) || (name === leftOutName && status === "")) {
        leftOutName = name;
        countLeftOut(tally, "rows of draft orders");
        return;
      }
      open = readHead(name, cells, refuse);
    } else if (!agrees(open, cells, refuse)) {
      return;
    }
    if (!open) return;
    const orderLine = readLine(open.head, cells, refuse);
    if (orderLine) open.lines.push(orderLine);
  }

  function readHead(name: string, cells: readonly string[], refuse: Refuse): OpenOrder | null {
    const placed = times.read(cellOf(cells, columns.placed_at));
    if ("expected" in placed) return refuse("placed_at", placed);
    if (!isShopCurrency(cellOf(cells, columns.currency), shop.currency)) return refuse("currency", currencyFault(shop.currency));
    const amounts: Partial<Record<OrderField, number | null>> = {};
    for (const field of ["order_discount", "order_subtotal", "tax", "shipping", "refunded_amount"] as const) {
      const text = cellOf(cells, columns[field]);
      const amount = text === "" ? null : money.amount(text);
      if (typeof amount === "object" && amount !== null) return refuse(field, amount);
      if (amount !== null && amount < 0) return refuse(field, NOT_NEGATIVE);
      amounts[field] = amount;
    }
    const cancelledText = cellOf(cells, columns.cancelled_at);
    const cancelled = cancelledText === "" ? null : times.read(cancelledText);
    if (cancelled && "expected" in cancelled) return refuse("cancelled_at", cancelled);
    return {
      name,
      firstCells: cells,
      subtotal: amounts.order_subtotal ?? null,
      cancelled,
      refunded: amounts.refunded_amount ?? 0,
      lines: [],
      head: {
        orderId: cleanText(cellOf(cells, columns.order_id) || name, MAX_ID_CHARS),
        placedAtMs: placed.ms,
        day: placed.day,
        hourStartMs: placed.hourStartMs,
        channel: cleanText(cellOf(cells, columns.channel), MAX_WORD_CHARS),
        customer: hashCustomer(guestless(cellOf(cells, columns.customer_id))),
        country: cleanText(cellOf(cells, columns.country), MAX_WORD_CHARS),
        status: cleanText(statusOf(cellOf(cells, columns.status)), MAX_WORD_CHARS),
        discountCodes: readCodeCell(cellOf(cells, columns.discount_code)),
        discount: amounts.order_discount ?? null,
        tax: amounts.tax ?? null,
        shipping: amounts.shipping ?? null,
      },
    };
  }

  /** An order-level cell of a later row is blank or says the same: another amount would be lost or counted twice. */
  function agrees(order: OpenOrder, cells: readonly string[], refuse: Refuse): boolean {
    for (const field of REPEATED) {
      const text = cellOf(cells, columns[field]);
      const before = cellOf(order.firstCells, columns[field]);
      if (text === "" || text === before) continue;
      refuse(field, { expected: `${before || "nothing"} as on the order's first row: it belongs to the order and is counted once` });
      return false;
    }
    const placedText = cellOf(cells, columns.placed_at);
    if (placedText === "" || placedText === cellOf(order.firstCells, columns.placed_at)) return true;
    const placed = times.read(placedText);
    if (!("expected" in placed)) return true;
    refuse("placed_at", placed);
    return false;
  }

  function readLine(order: OrderHead, cells: readonly string[], refuse: Refuse): OrderLineFact | null {
    const quantity = readCount(cellOf(cells, columns.quantity));
    if (typeof quantity !== "number") return refuse("quantity", quantity);
    if (quantity < 0) return refuse("quantity", { expected: "0 or more: returns come with `import refunds`" });
    const [grossField, grossText] = firstFilled(cells, columns, ["line_subtotal", "unit_price", "line_total"]);
    const gross = grossField === "unit_price" ? money.product(grossText, quantity) : money.amount(grossText);
    if (typeof gross !== "number") return refuse(grossField, gross);
    if (gross < 0) return refuse(grossField, NOT_NEGATIVE);
    const [discountField, discountText] = firstFilled(cells, columns, ["discount", "line_total"]);
    let discount: number | Fault = discountText === "" ? 0 : money.amount(discountText);
    if (typeof discount !== "number") return refuse(discountField, discount);
    if (discountField === "line_total" && discountText !== "") discount = Math.max(0, gross - discount);
    if (discount < 0) return refuse(discountField, NOT_NEGATIVE);
    return {
      order,
      sku: cleanText(cellOf(cells, columns.sku), MAX_ID_CHARS),
      product: cleanText(cellOf(cells, columns.product), MAX_NAME_CHARS),
      quantity,
      gross,
      discount,
    };
  }

  /** The order's rows are all read: settles its discount and what was reversed. */
  function close(): void {
    const order = open;
    open = null;
    if (!order || order.lines.length === 0) return;
    const gross = sum(order.lines, (line) => line.gross);
    const lineDiscounts = sum(order.lines, (line) => line.discount);
    order.head.discount = ownDiscount(order, shape, gross, lineDiscounts);
    for (const line of order.lines) batch.lines.push(line);
    if (UNCOUNTED.has(order.head.status)) {
      countLeftOut(tally, "rows of test or deleted orders: kept, not counted", order.lines.length);
      return;
    }
    const reversal = reversalOf(order, gross - lineDiscounts - (order.head.discount ?? 0));
    if (reversal) batch.refunds.push(reversal);
  }

  function reversalOf({ head, cancelled, refunded }: OpenOrder, net: number): RefundFact | null {
    const takenBack = cancelled !== null || (refunded === 0 && shape.reversedStatuses.includes(head.status));
    // What was refunded may hold tax and shipping: never more than the goods were sold for.
    const amount = takenBack ? net : Math.min(refunded, net);
    if (amount <= 0) {
      if (head.status === "cancelled") tally.cancelledUndated++;
      return null;
    }
    if (!cancelled) tally.undatedReversals++;
    const when = cancelled ?? { ms: head.placedAtMs, day: head.day, hourStartMs: head.hourStartMs };
    return {
      refundId: `${head.orderId}:${takenBack ? "cancelled" : "refunded"}`,
      orderId: head.orderId,
      refundedAtMs: when.ms,
      day: when.day,
      hourStartMs: when.hourStartMs,
      amount,
      sku: "",
      product: "",
      quantity: 0,
      reason: takenBack ? "cancelled" : "refunded",
      channel: head.channel,
      country: head.country,
    };
  }

  return { readRow, end: close };
}

const NOT_NEGATIVE: Fault = { expected: "0 or more: what is given back comes with `import refunds`" };

function currencyFault(currency: string): Fault {
  return { expected: `${currency}, the shop's currency: convert the amounts first, or import into a shop of that currency` };
}

function isShopCurrency(text: string, currency: string): boolean {
  return text === "" || text.toUpperCase() === currency;
}

function statusOf(text: string): string {
  return text.toLowerCase().replace(/^wc-/, "");
}

/** WooCommerce writes 0 for a customer without an account. */
function guestless(id: string): string {
  return id === "0" ? "" : id;
}

/** The first of the fields that has a text, or the last there is. */
function firstFilled(
  cells: readonly string[],
  columns: Columns<OrderField>,
  fields: readonly [OrderField, ...OrderField[]],
): [OrderField, string] {
  for (const field of fields) {
    const text = cellOf(cells, columns[field]);
    if (text !== "") return [field, text];
  }
  return [fields.find((field) => columns[field] >= 0) ?? fields[0], ""];
}

/** The part of the order's discount that its lines do not tell already. */
function ownDiscount({ head, subtotal }: OpenOrder, shape: OrderShape, gross: number, lineDiscounts: number): number | null {
  if (head.discount === null || lineDiscounts === 0) return head.discount;
  const contained =
    shape.orderDiscount === "contains-lines" ||
    (shape.orderDiscount === "by-subtotal" && subtotal !== null && gross - head.discount === subtotal);
  return contained ? Math.max(0, head.discount - lineDiscounts) : head.discount;
}

function sum(lines: readonly OrderLineFact[], of: (line: OrderLineFact) => number): number {
  let total = 0;
  for (const line of lines) total += of(line);
  return total;
}
