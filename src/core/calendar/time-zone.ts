import type { TimeZone } from "./period.ts";
import { findZoneName } from "./temporal.ts";

/** The IANA zone of that name in its usual spelling, whatever the case it is written in; null for anything else, offsets included. */
export function parseTimeZone(name: string): TimeZone | null {
  return findZoneName(name.trim()) as TimeZone | null;
}
