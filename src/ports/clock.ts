/** The one source of "now". Tests move theirs by hand. */
import type { EpochMs } from "../core/calendar/period.ts";

export interface Clock {
  nowMs(): EpochMs;
}
