/** When something happens again and again, by the local wall clock. */
import type { Weekday } from "../calendar/period.ts";

/** A time of the local day, to the minute. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;
}

export type Recurrence =
  /** On these weekdays; on none = never. */
  | { readonly type: "daily"; readonly at: TimeOfDay; readonly weekdays: readonly Weekday[] }
  | { readonly type: "weekly"; readonly at: TimeOfDay; readonly weekday: Weekday }
  /** On that day of the month; in a month that lacks it, on the month's last. */
  | { readonly type: "monthly"; readonly at: TimeOfDay; readonly dayOfMonth: number }
  /** At that minute of each hour. */
  | { readonly type: "hourly"; readonly minute: number };

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Reads "09:00" or "9:00", on the 24-hour clock; null for anything else. */
export function parseTimeOfDay(text: string): TimeOfDay | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  return hour <= 23 && minute <= 59 ? { hour, minute } : null;
}

/** "09:00". */
export function printTimeOfDay({ hour, minute }: TimeOfDay): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
