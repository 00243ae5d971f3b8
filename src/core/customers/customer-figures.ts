/** What `/customers` shows, worked out and not yet said. */
import type { ViewScope } from "../answers/view-scope.ts";
import type { Cohort } from "./cohorts.ts";
import type { CustomerClass, Ladder } from "./ladder.ts";
import type { LapseTime } from "./lapse-time.ts";
import type { OriginShares } from "./order-origins.ts";

export interface LadderFigures {
  /** Null: too few reorders tell it, so nobody is said to lapse, be lost or back. */
  readonly lapse: LapseTime | null;
  readonly classes: readonly CustomerClass[];
  readonly ladder: Ladder;
  /** Customers who ordered in the period, and of these those with more than one order ever. */
  readonly buyers: number;
  readonly repeatBuyers: number;
  readonly origins: OriginShares;
  /** Everybody's orders after discounts, guests' too: over the days that the ladder's sales are of. */
  readonly allSales: number;
  /** From the shop's first day with data to the end of the period. */
  readonly historyDays: number;
}

export interface CustomerFigures {
  readonly scope: ViewScope;
  /** Null: nothing is known of the period. */
  readonly figures: LadderFigures | null;
}

/** What newcomers had in their first ever order. */
export interface FirstProductShare {
  /** A product's name as stored, or its SKU. */
  readonly product: string;
  readonly customers: number;
  /** Of these, with a second order since. */
  readonly cameBack: number;
}

export interface CohortFigures {
  readonly scope: ViewScope;
  readonly cohorts: readonly Cohort[];
  readonly firstProducts: readonly FirstProductShare[];
  /** Of the cohorts together. */
  readonly newcomers: number;
}
