import type { OrderLineFact } from "../core/facts.ts";
import { type DemoRange, daysOf } from "./demo-range.ts";
import { simulateOrders } from "./simulate-orders.ts";

/** Order lines of the range, in order of time. */
export function* generateOrderLines(range: DemoRange): Generator<OrderLineFact> {
  for (const day of daysOf(range)) {
    for (const { head, lines } of simulateOrders(day, range.untilMs)) {
      for (const { product, quantity, gross, discount } of lines) {
        yield { order: head, sku: product.sku, product: product.name, quantity, gross, discount };
      }
    }
  }
}
