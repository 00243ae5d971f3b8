/** What a shop's calendar says about an hour: its place in the local week, and what makes it unlike others. */
import type { BusinessDay, EpochMs, TimeZone } from "../calendar/period.ts";
import { businessDayOf, localMsOf } from "../calendar/zone-clock.ts";
import type { Span } from "../campaigns/campaign.ts";
import type { WatchedMetric } from "./incident.ts";

/** The hours in which a shop sells otherwise than usual; the days after a campaign are paler. */
export type SpanKind = "campaign" | "after" | "holiday";

export interface HourContext {
  /** 0 = Sunday night, local: day of the week x 24 + hour of the day. */
  readonly hourOfWeek: number;
  /** Null: an ordinary hour. `key` tells one span from the next. */
  readonly span: { readonly kind: SpanKind; readonly key: number } | null;
}

/** Hours that somebody called expected: they ring no alarm and teach nothing. Null: all metrics, all channels. */
export interface ExpectedHours extends Span {
  readonly metric: WatchedMetric | null;
  readonly channel: string | null;
}

export interface ShopCalendar {
  readonly zone: TimeZone;
  readonly campaigns: readonly Span[];
  readonly holidays: ReadonlySet<BusinessDay>;
  readonly expected: readonly ExpectedHours[];
}

const HOUR_MS = 3_600_000;
/** How long the shop is paler after a campaign: what was bought then is not bought now. */
const AFTER_MS = 72 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const LONGEST_BRIDGE_DAYS = 3;

export function contextOf(hourMs: EpochMs, { zone, campaigns, holidays }: ShopCalendar): HourContext {
  const localMs = localMsOf(hourMs, zone);
  const hourOfWeek = Math.floor(localMs / HOUR_MS + 96) % 168;
  // An hour that a campaign begins or ends in is the campaign's.
  const campaign = campaigns.find(({ fromMs, toMs }) => hourMs + HOUR_MS > fromMs && hourMs < toMs);
  if (campaign) return { hourOfWeek, span: { kind: "campaign", key: campaign.fromMs } };
  const day = businessDayOf(hourMs, zone);
  if (isHoliday(Date.parse(day), holidays)) return { hourOfWeek, span: { kind: "holiday", key: Date.parse(day) } };
  const ended = campaigns.find(({ toMs }) => hourMs >= toMs && hourMs < toMs + AFTER_MS);
  return { hourOfWeek, span: ended ? { kind: "after", key: ended.toMs } : null };
}

/** A public holiday, or one of few days bridged between two: many shops stay closed from one to the next. */
function isHoliday(dayMs: number, holidays: ReadonlySet<string>): boolean {
  const isListed = (days: number) => holidays.has(new Date(dayMs + days * DAY_MS).toISOString().slice(0, 10));
  if (isListed(0)) return true;
  for (let before = 1; before <= LONGEST_BRIDGE_DAYS; before++) {
    if (!isListed(-before)) continue;
    for (let after = 1; before + after - 1 <= LONGEST_BRIDGE_DAYS; after++) if (isListed(after)) return true;
  }
  return false;
}
