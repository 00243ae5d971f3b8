/** What comes back, some days after it was bought. */
import { addDays, weekdayOf } from "../core/calendar/business-day.ts";
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import { dayBounds, hourStarts } from "../core/calendar/zone-clock.ts";
import type { RefundFact } from "../core/facts.ts";
import { type DemoRange, daysOf } from "./demo-range.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { createDraw, createRandom, drawIndex, type Random } from "./random.ts";
import { type SimulatedOrder, simulateOrders } from "./simulate-orders.ts";

const REFUNDED_SHARE = 0.078;
/** In the store people look before they buy. */
const POS_REFUNDED_SHARE = 0.02;
const BROKEN_SHARE = 0.7;
/** Of those refunded, who send everything back. */
const WHOLE_ORDER_SHARE = 0.5;

const SOONEST_DAYS = 2;
const LATEST_DAYS = 34;
/** What is broken is seen when the parcel is opened. */
const BROKEN_DAYS = { soonest: 2, latest: 7 };

const OFFICE_OPENS = 9;
const OFFICE_HOURS = 8;

const drawReason = createDraw(["changed my mind", "not as described", "damaged", "arrived late"], (reason) =>
  reason === "changed my mind" ? 5 : reason === "arrived late" ? 1 : 2,
);

/**
 * Refunds of the range, by the order they belong to. Those of orders from before the range are in it too: what happened
 * on a day does not depend on where the range begins.
 */
export function* generateRefunds({ fromDay, untilMs }: DemoRange): Generator<RefundFact> {
  const { fromMs } = dayBounds(fromDay, DEMO_SHOP.zone);
  // Two more: no refunds are made on weekends.
  const ordersFrom = addDays(fromDay, -LATEST_DAYS - 2);
  for (const day of daysOf({ fromDay: ordersFrom, untilMs })) {
    const random = createRandom("demo", "refunds", day);
    for (const order of simulateOrders(day, untilMs)) {
      for (const refund of drawRefund(random, order)) {
        if (refund.refundedAtMs >= fromMs && refund.refundedAtMs < untilMs) yield refund;
      }
    }
  }
}

function drawRefund(random: Random, order: SimulatedOrder): readonly RefundFact[] {
  const { head, lines, channel } = order;
  const broken = order.incident === "bad-batch" ? lines.filter(({ product }) => product.category === "Teaware") : [];
  if (broken.length > 0 && random() < BROKEN_SHARE) {
    const days = BROKEN_DAYS.soonest + drawIndex(random, BROKEN_DAYS.latest - BROKEN_DAYS.soonest + 1);
    return toFacts(order, broken, "broken on arrival", drawMoment(random, addDays(head.day, days)));
  }
  if (random() >= (channel.name === "pos" ? POS_REFUNDED_SHARE : REFUNDED_SHARE)) return [];
  // Squared: most of it in the first two weeks.
  const days = SOONEST_DAYS + Math.floor((LATEST_DAYS - SOONEST_DAYS + 1) * random() ** 2);
  const back = random() < WHOLE_ORDER_SHARE ? lines : [lines[drawIndex(random, lines.length)] ?? lines[0]];
  return toFacts(order, back, drawReason(random), drawMoment(random, addDays(head.day, days)));
}

function toFacts(
  { head, paid }: SimulatedOrder,
  lines: readonly SimulatedOrder["lines"][number][],
  reason: string,
  moment: Pick<RefundFact, "day" | "hourStartMs" | "refundedAtMs">,
): readonly RefundFact[] {
  return lines.map(({ product, quantity, gross, discount }) => ({
    ...moment,
    refundId: `R-${head.orderId}`,
    orderId: head.orderId,
    // The order's own discount is shared by value. Rounded down: never more goes back than was paid.
    amount: Math.floor(((gross - discount) * paid) / (paid + head.discount)),
    sku: product.sku,
    product: product.name,
    quantity,
    reason,
    channel: head.channel,
    country: head.country,
  }));
}

/** In office hours; what falls on a weekend waits for Monday. */
function drawMoment(random: Random, wanted: BusinessDay): { day: BusinessDay; hourStartMs: EpochMs; refundedAtMs: EpochMs } {
  const weekday = weekdayOf(wanted);
  const day = weekday > 5 ? addDays(wanted, 8 - weekday) : wanted;
  const { fromMs, toMs } = dayBounds(day, DEMO_SHOP.zone);
  const hourStartMs = hourStarts(fromMs, toMs, DEMO_SHOP.zone)[OFFICE_OPENS + drawIndex(random, OFFICE_HOURS)] ?? fromMs;
  return { day, hourStartMs, refundedAtMs: hourStartMs + drawIndex(random, 3600) * 1000 };
}
