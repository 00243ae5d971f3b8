/** Days on which a shop's rhythm differs: those people import, and a country's public ones. */
import type { BusinessDay } from "../core/calendar/period.ts";

export interface Holiday {
  readonly day: BusinessDay;
  readonly name: string;
  /** Whose day it is: one shop's, or every shop's of a country (ISO 3166-1 alpha-2). */
  readonly of: { readonly type: "shop"; readonly shopId: string } | { readonly type: "country"; readonly country: string };
}

/** Rejects with `StoreError` and nothing else. */
export interface HolidayStore {
  /** Adds the days; one that is there gets the name given now. All or none; the same again changes nothing. Resolves to how many were new or renamed. */
  put(holidays: readonly Holiday[]): Promise<number>;
  /** In order of day. */
  list(): Promise<readonly Holiday[]>;
}

/** Public holidays as the law of a country has them, nationwide; none for a country nobody knows. */
export type PublicHolidays = (country: string, fromYear: number, toYear: number) => Promise<readonly Holiday[]>;
