/**
 * Periods: what a person names ("last week") and what it is once a shop's zone and an instant are known.
 *
 * A `Period` is symbolic and can be printed and parsed again; a `ResolvedPeriod` is a half-open stretch of time with the
 * business days it covers. Only `resolvePeriod` makes the second from the first.
 */

/** A business day in a shop's zone, `YYYY-MM-DD`. Sorts as text. */
export type BusinessDay = string & { readonly __brand: "BusinessDay" };

/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** An IANA time zone name, known to be valid ("Europe/Berlin"). Only `parseTimeZone` makes one. */
export type TimeZone = string & { readonly __brand: "TimeZone" };

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** What a person asked for, before any clock is read. */
export type Period =
  /** One whole calendar unit: offset 0 = the current one, -1 = the one before. "today" = day 0, "last week" = week -1. */
  | { readonly type: "unit"; readonly unit: CalendarUnit; readonly offset: number }
  /** From the start of the current unit until now: wtd, mtd, qtd, ytd. */
  | { readonly type: "to-date"; readonly unit: Exclude<CalendarUnit, "day"> }
  /** The last N whole units before the current one ("last 7 days" ends with yesterday; "last 3 hours" ends with the last closed hour). */
  | { readonly type: "last"; readonly count: number; readonly unit: "hour" | CalendarUnit }
  /** The most recent such weekday before today; with `weeksAgo`, the one in that week (0 = this week: "周五" is not "上周五"). */
  | { readonly type: "weekday"; readonly weekday: Weekday; readonly weeksAgo?: number }
  /**
   * Weekdays in a row ("Monday to Friday"), over the end of a week too: the most recent whose first has begun; with `weeksAgo`,
   * those whose first lies in that week.
   */
  | { readonly type: "weekdays"; readonly from: Weekday; readonly to: Weekday; readonly weeksAgo?: number }
  /** Saturday and Sunday: the most recent that have begun; with `weeksAgo`, those of that week from Monday to Sunday. */
  | { readonly type: "weekend"; readonly weeksAgo?: number }
  /**
   * Both ends included. Without a year, the most recent such dates that have begun; then `to` may come before `from` in the
   * calendar ("Dec 20 to Jan 5") and lies in the year after. Both ends have a year or neither has. `yearsAgo`, only where
   * neither has, counts back from this year to the one they begin in ("Nov 1-11 last year"); `isOver` asks for those that are over ("last Nov 11").
   */
  | { readonly type: "dates"; readonly from: PartialDate; readonly to: PartialDate; readonly yearsAgo?: number; readonly isOver?: true }
  /**
   * Days of a month left open, both included: the most recent that have begun ("the 15th", 1号到11号); with `monthsAgo`, those
   * of that month (上月15号).
   */
  | { readonly type: "days-of-month"; readonly from: number; readonly to: number; readonly monthsAgo?: number }
  /**
   * One named month, quarter or year ("November", "2026-10", "Q3 2026"). Without a year, the one in `which` year: so many
   * before this one, or the most recent that is over ("last November"); by default the most recent that has begun.
   * `index` of a year is 1.
   */
  | {
      readonly type: "named";
      readonly unit: "month" | "quarter" | "year";
      readonly year: number | null;
      readonly index: number;
      readonly which?: { readonly yearsAgo: number } | "over";
    }
  /** From the first day of `start` to today or yesterday: "since Monday", "Nov 1 to yesterday". */
  | { readonly type: "since"; readonly start: StartPeriod; readonly until: "today" | "yesterday" }
  /** A campaign's name, looked up when it is resolved: the one that has begun last, or the one of a year. */
  | { readonly type: "campaign"; readonly name: string; readonly when?: { readonly year: number } | { readonly yearsAgo: number } };

/** A period that can begin a longer one. */
export type StartPeriod = Extract<Period, { type: "unit" | "weekday" | "dates" | "days-of-month" | "named" }>;

/** A calendar date whose year may be left open ("Nov 1"). */
export interface PartialDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A stretch of a shop's time, half-open: `[fromMs, toMs)` and `[fromDay, toDay)`. */
export interface ResolvedPeriod {
  /** `hours`: bounds are hours of one or more days; `days`: bounds are whole business days. */
  readonly grain: "hours" | "days";
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly fromDay: BusinessDay;
  /** The first business day after the period (exclusive). */
  readonly toDay: BusinessDay;
  readonly zone: TimeZone;
  /** Set where the period contains `nowMs` (it is not over): only hours before this instant have happened. */
  readonly elapsedToMs: EpochMs | null;
}
