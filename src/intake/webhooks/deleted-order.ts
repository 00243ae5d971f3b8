/** An order that was deleted: the platforms send its id alone. */
import { z } from "zod";
import type { EpochMs } from "../../core/calendar/period.ts";
import { businessDayOf, hourStartOf } from "../../core/calendar/zone-clock.ts";
import type { OrderHead } from "../../core/facts.ts";
import type { Shop } from "../../core/shop.ts";
import { describeIssues } from "../describe-issues.ts";
import { createBatch, MAX_ID_CHARS } from "../rows/row-context.ts";
import type { PayloadFacts } from "../write-facts.ts";

const Deleted = z.object({ id: z.union([z.string().min(1).max(MAX_ID_CHARS), z.number()]).transform(String) });

/** Deleted orders are kept and do not count, so all that is written over the order is its status. */
export function readDeletedOrder(payload: unknown, shop: Shop, nowMs: EpochMs): PayloadFacts {
  const deleted = Deleted.safeParse(payload);
  if (!deleted.success) return { type: "invalid", problems: describeIssues(deleted.error) };
  const order: OrderHead = {
    orderId: deleted.data.id,
    placedAtMs: nowMs,
    day: businessDayOf(nowMs, shop.zone),
    hourStartMs: hourStartOf(nowMs, shop.zone),
    channel: "",
    customer: null,
    country: "",
    status: "deleted",
    discountCodes: "",
    discount: null,
    tax: null,
    shipping: null,
  };
  return { type: "facts", batch: { ...createBatch(), lines: [{ order, sku: "", product: "", quantity: 0, gross: 0, discount: 0 }] } };
}
