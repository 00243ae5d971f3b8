import type { EpochMs } from "../calendar/period.ts";

/** What is watched: names of contract.md section 5. `tracking` is sessions gone while orders go on, or the reverse. */
export const WATCHED_METRICS = ["sessions", "orders", "conversion", "aov", "sales", "refund_rate", "roas", "ad_spend", "tracking"] as const;
export type WatchedMetric = (typeof WATCHED_METRICS)[number];

/** One hour of the watched series beside what was expected of it. Money in minor units, ratios as numbers. */
export interface WatchedHour {
  readonly hourMs: EpochMs;
  /** Null: not told. */
  readonly observed: number | null;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A departure from what was expected, of one series, from its first hour to its last: what the detector and the rules
 * both find, and what alerts are made of.
 */
export interface Incident {
  readonly shopId: string;
  readonly metric: WatchedMetric;
  /** "all", or the one channel it is in. */
  readonly channel: string;
  readonly direction: "up" | "down";
  /** The hour it most likely began, at or before `detectedAtMs`. */
  readonly startMs: EpochMs;
  readonly detectedAtMs: EpochMs;
  /** Null while it goes on. */
  readonly endMs: EpochMs | null;
  /** Sums (or the ratio of sums) from `startMs` to the last known hour of it. */
  readonly observed: number;
  readonly expected: number;
  /** How unlikely chance is: natural logarithm of one over the tail's probability. */
  readonly evidenceNats: number;
  /** Net sales missing against the expectation since `startMs`; negative where there is more than expected. */
  readonly lossMinor: number;
  readonly lossMinorPerHour: number;
  /** Its hours and some before them, oldest first, for the chart. */
  readonly hours: readonly WatchedHour[];
}
