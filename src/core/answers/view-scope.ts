/** What a view (customers, products, channels) is about: whose numbers, over which known days. */
import type { DaySpan } from "../reports/report-period.ts";
import type { Shop } from "../shop.ts";
import type { SourceReach } from "./answer.ts";
import type { KnownSpan } from "./known-span.ts";

export interface ViewScope {
  readonly shop: Shop;
  /** Null: no order is known in the period. */
  readonly span: KnownSpan | null;
  /** The days compared with; null where the data does not cover them whole. */
  readonly compared: DaySpan | null;
  readonly reach: readonly SourceReach[];
}
