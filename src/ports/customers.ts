/** What the store tells of customers one by one, always added up: no identity leaves it. */
import type { BusinessDay } from "../core/calendar/period.ts";
import type { CohortCounts } from "../core/customers/cohorts.ts";
import type { FirstProductShare } from "../core/customers/customer-figures.ts";
import type { CustomerClass } from "../core/customers/ladder.ts";
import type { LapseTime, ReorderGap } from "../core/customers/lapse-time.ts";
import type { OrderOrigin } from "../core/customers/order-origins.ts";

/** Half-open business days of one shop. */
export interface ShopDays {
  readonly shopId: string;
  readonly fromDay: BusinessDay;
  readonly toDay: BusinessDay;
}

export interface LadderQuery extends ShopDays {
  /** Where the period of equal length before begins: what was new then. */
  readonly beforeFromDay: BusinessDay;
  /** Null: nobody is lapsing, lost or back. */
  readonly lapse: Pick<LapseTime, "lapsingAfterDays" | "lostAfterDays"> | null;
  /** From which day on a class's sales are added up, to `toDay`. */
  readonly salesFromDay: BusinessDay;
}

/** Reads orders of customers with an identity before `toDay`; guests are nobody, but for `origins`. The cost grows with customers, not with lines. */
export interface CustomerStore {
  /** All days between two successive order days of a customer, in order of length. */
  reorderGaps(query: Pick<ShopDays, "shopId" | "toDay">): Promise<readonly ReorderGap[]>;
  /** Everybody with an order before `toDay`, those alike together. */
  classes(query: LadderQuery): Promise<readonly CustomerClass[]>;
  /** Newcomers of each month of `[fromDay, toDay)`, with their second orders before `toDay`; months without any are absent. */
  cohorts(query: ShopDays, windows: readonly number[]): Promise<readonly CohortCounts[]>;
  /** What newcomers of the days had in their first order, most customers first. At most `limit`. */
  firstProducts(query: ShopDays, limit: number): Promise<readonly FirstProductShare[]>;
  /** Orders placed on the days, guests' too; those alike together, in order of channel and codes, without a discount first. */
  origins(query: ShopDays): Promise<readonly OrderOrigin[]>;
}
