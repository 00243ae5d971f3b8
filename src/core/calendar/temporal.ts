/**
 * The only door to the time zone database: everything else in the calendar is integer arithmetic on what it tells.
 *
 * Temporal is the language's own calendar; the polyfill stands in until every supported Node has it.
 */
import { Temporal } from "temporal-polyfill";
import type { EpochMs } from "./period.ts";

/** A stretch between two transitions of a zone, half-open; unbounded where the database knows none. */
export interface OffsetSegment {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** Local time minus UTC. */
  readonly offsetMs: number;
  /** The offset in force just before `fromMs`. */
  readonly offsetBeforeMs: number;
}

const NS_PER_MS = 1_000_000;

/** The name as the database spells it, links kept ("asia/kolkata" → "Asia/Kolkata"); null where it is no IANA zone. */
export function findZoneName(name: string): string | null {
  // Temporal also takes bare offsets ("+05:30"), which know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Looks a segment up, at a cost of milliseconds: callers keep it. Throws `RangeError` for an instant beyond Temporal's years. */
export function readOffsetSegment(instantMs: EpochMs, zone: string): OffsetSegment {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(zone);
  // "previous" is strict: a millisecond later, so that a transition belongs to the segment it begins.
  const from = at.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const to = at.getTimeZoneTransition("next");
  return {
    fromMs: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    toMs: to?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: at.offsetNanoseconds / NS_PER_MS,
    offsetBeforeMs: (from?.subtract({ milliseconds: 1 }).offsetNanoseconds ?? at.offsetNanoseconds) / NS_PER_MS,
  };
}
