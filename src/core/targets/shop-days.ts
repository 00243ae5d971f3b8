/** A shop's days, and what is known beforehand of each: the part of it that a campaign takes, and whether it is a quiet one. */
import { addDays, daysBetween } from "../calendar/business-day.ts";
import type { BusinessDay, TimeZone } from "../calendar/period.ts";
import { businessDayOf, dayBounds } from "../calendar/zone-clock.ts";
import type { Span } from "../campaigns/campaign.ts";
import { type QuietDay, quietDayOf } from "../campaigns/pace/quiet-days.ts";

export interface NamedSpan extends Span {
  readonly name: string;
}

/** Holidays and campaigns, past and planned. */
export interface DayCalendar {
  readonly zone: TimeZone;
  readonly holidays: ReadonlySet<BusinessDay>;
  /** Earliest first. */
  readonly campaigns: readonly NamedSpan[];
}

/** Whole days in a row that are known. */
export interface ShopDays {
  readonly fromDay: BusinessDay;
  readonly values: readonly number[];
  readonly calendar: DayCalendar;
}

export interface DayEvent {
  readonly quiet: QuietDay | null;
  /** Which of the calendar's campaigns takes most of the day, and how much of it; null where none does. */
  readonly campaign: { readonly index: number; readonly share: number } | null;
}

/** The first day that is not known. */
export function endOf({ fromDay, values }: Pick<ShopDays, "fromDay" | "values">): BusinessDay {
  return addDays(fromDay, values.length);
}

/** What is on, by days since the first; ordinary days have no entry. @param count Of days from the first. */
export function findEvents({ fromDay, calendar }: ShopDays, count: number): ReadonlyMap<number, DayEvent> {
  const events = new Map<number, DayEvent>();
  for (let at = 0; at < count; at++) {
    const quiet = quietDayOf(addDays(fromDay, at), calendar.holidays);
    if (quiet !== null) events.set(at, { quiet, campaign: null });
  }
  for (const [index, span] of calendar.campaigns.entries()) {
    const first = businessDayOf(span.fromMs, calendar.zone);
    for (let day = first; dayBounds(day, calendar.zone).fromMs < span.toMs; day = addDays(day, 1)) {
      const at = daysBetween(fromDay, day);
      if (at < 0 || at >= count) continue;
      const { fromMs, toMs } = dayBounds(day, calendar.zone);
      const share = (Math.min(toMs, span.toMs) - Math.max(fromMs, span.fromMs)) / (toMs - fromMs);
      const other = events.get(at);
      if (share > (other?.campaign?.share ?? 0)) events.set(at, { quiet: other?.quiet ?? null, campaign: { index, share } });
    }
  }
  return events;
}
