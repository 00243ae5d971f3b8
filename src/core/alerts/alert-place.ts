/** What a channel wants to hear of alerts, and when it wants to be left alone. */

import { DAY_MS } from "../calendar/business-day.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { localMsOf } from "../calendar/zone-clock.ts";
import type { Locale } from "../locale.ts";
import type { TimeOfDay } from "../schedule/recurrence.ts";
import type { Departure, Finding } from "./finding.ts";

/** A metric, a sales channel, or one in the other; null = all of them. */
export interface Mute {
  readonly metric: Departure["metric"] | null;
  readonly channel: string | null;
}

/** A time in which trouble is expected: a migration, a price test. */
export interface PlannedWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly reason: string;
}

export type EscalationTarget =
  | { readonly type: "person"; readonly userId: string; readonly name: string }
  | { readonly type: "channel"; readonly channel: string; readonly name: string };

export interface AlertPlace {
  /** See `placeKey`. */
  readonly key: string;
  readonly version: number;
  readonly isOn: boolean;
  /** Whose alerts it hears; none = every shop's. */
  readonly shopIds: readonly string[];
  readonly locale: Locale;
  /** Whose clock quiet hours, days and plans are read on. */
  readonly zone: TimeZone;
  /** The last resort of escalation, and who is told when a post fails. */
  readonly ownerUserId: string;
  /** From one local time to another, over midnight where the second is earlier. */
  readonly quiet: { readonly from: TimeOfDay; readonly to: TimeOfDay } | null;
  /** New posts a local day; what is beyond goes into the digest. */
  readonly postsPerDay: number;
  readonly mutes: readonly Mute[];
  readonly windows: readonly PlannedWindow[];
  /** Told one after the other, `afterMs` apart, while nobody has taken an alert; the owner comes last. */
  readonly escalation: { readonly afterMs: number; readonly targets: readonly EscalationTarget[] } | null;
}

/** As many as people still read. */
export const DEFAULT_POSTS_PER_DAY = 8;

export function hears(place: AlertPlace, { shopId }: Finding): boolean {
  return hearsShop(place, shopId);
}

export function hearsShop({ shopIds }: AlertPlace, shopId: string): boolean {
  return shopIds.length === 0 || shopIds.includes(shopId);
}

export function isMuted({ mutes }: AlertPlace, finding: Finding): boolean {
  if (finding.type === "silent-feed") return false;
  return mutes.some(
    ({ metric, channel }) => (metric === null || metric === finding.metric) && (channel === null || channel === finding.channel),
  );
}

/** After a planned window the numbers may take this long to come back before what began in it rings. */
const AFTER_WINDOW_MS = 3_600_000;

/** It began in a planned window that is not over for long: nothing new to anybody. */
export function isPlanned({ windows }: AlertPlace, { startMs }: Finding, nowMs: EpochMs): boolean {
  return windows.some(({ fromMs, toMs }) => startMs >= fromMs && startMs < toMs && nowMs < toMs + AFTER_WINDOW_MS);
}

export function isQuiet({ quiet, zone }: AlertPlace, nowMs: EpochMs): boolean {
  if (quiet === null) return false;
  const minute = Math.floor((localMsOf(nowMs, zone) % DAY_MS) / 60_000);
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOf({ hour, minute }: TimeOfDay): number {
  return hour * 60 + minute;
}
