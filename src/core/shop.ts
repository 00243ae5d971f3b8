/** A shop: whose numbers, in which zone and currency. */
import type { TimeZone, Weekday } from "./calendar/period.ts";
import type { Currency } from "./money.ts";

export interface Shop {
  /** What people type: lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly name: string;
  readonly zone: TimeZone;
  readonly currency: Currency;
  /** ISO 3166-1 alpha-2, for public holidays; null = none assumed. */
  readonly country: string | null;
  readonly weekStart: Weekday;
  /** True for the demo shop: every answer says so. */
  readonly simulated: boolean;
}
