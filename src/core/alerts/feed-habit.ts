/** A feed's own habit: how long it usually takes from one delivery to the next, and when it takes longer than that. */
import { DAY_MS } from "../calendar/business-day.ts";
import type { EpochMs } from "../calendar/period.ts";
import type { SilentFeed } from "./finding.ts";

export interface FeedHabit {
  readonly source: string;
  /** How far it reaches. */
  readonly throughMs: EpochMs;
  /** When it was first seen, and when it was last seen to go on. */
  readonly firstSeenMs: EpochMs;
  readonly lastSeenMs: EpochMs;
  readonly deliveries: number;
  /** The longest gap that ended on a day (in days since 1970, UTC), of the last four weeks. */
  readonly longest: readonly { readonly dayNumber: number; readonly gapMs: number }[];
}

const HOUR_MS = 3_600_000;
/** Weekends and holidays come back within four weeks. */
const DAYS_KEPT = 28;
/** Before it has been seen through a week with its weekend, no gap is known to be unusual. */
const LEARNING_MS = 8 * DAY_MS;
const LEARNING_GAP_MS = 3 * DAY_MS;
/** Fewer deliveries are no habit: a file brought by hand now and then. */
const FEWEST_DELIVERIES = 4;
/** Half as long again as ever before is no longer the usual delay. */
const PATIENCE = 1.5;

/** The habit after a look at the watermark; the same object where nothing has come. */
export function observeFeed(habit: FeedHabit | null, source: string, throughMs: EpochMs, nowMs: EpochMs): FeedHabit {
  if (habit === null) return { source, throughMs, firstSeenMs: nowMs, lastSeenMs: nowMs, deliveries: 1, longest: [] };
  if (throughMs <= habit.throughMs) return habit;
  const dayNumber = Math.floor(nowMs / DAY_MS);
  const gapMs = nowMs - habit.lastSeenMs;
  const others = habit.longest.filter((each) => each.dayNumber > dayNumber - DAYS_KEPT && each.dayNumber !== dayNumber);
  const today = habit.longest.find((each) => each.dayNumber === dayNumber)?.gapMs ?? 0;
  const longest = [...others, { dayNumber, gapMs: Math.max(today, gapMs) }];
  return { ...habit, throughMs, lastSeenMs: nowMs, deliveries: habit.deliveries + 1, longest };
}

/**
 * A feed that comes less often brings files, not news. Where it does bring single orders there are so few of them that
 * its silence is told by the feed's own habit as soon as by the orders missing.
 */
const BATCH_GAP_MS = 3 * HOUR_MS;

/** Whether it is delivered a few times a day at most: what it has not told yet is unknown, and not zero. */
export function comesInBatches({ firstSeenMs, lastSeenMs, deliveries }: FeedHabit): boolean {
  return deliveries >= FEWEST_DELIVERIES && lastSeenMs - firstSeenMs >= (deliveries - 1) * BATCH_GAP_MS;
}

/** The silence of a feed that is overdue; with `endMs` where it has just ended. Null where all is as usual. */
export function silenceOf(shopId: string, habit: FeedHabit, atMs: EpochMs, endMs: EpochMs | null = null): SilentFeed | null {
  const usualGapMs = Math.max(0, ...habit.longest.map(({ gapMs }) => gapMs));
  const isLearning = habit.lastSeenMs - habit.firstSeenMs < LEARNING_MS;
  const patienceMs = Math.max(usualGapMs * PATIENCE + HOUR_MS, isLearning ? LEARNING_GAP_MS : 0);
  if (habit.deliveries < FEWEST_DELIVERIES || atMs - habit.lastSeenMs <= patienceMs) return null;
  const { source, throughMs, lastSeenMs } = habit;
  return { type: "silent-feed", shopId, source, startMs: throughMs, detectedAtMs: lastSeenMs + patienceMs, endMs, usualGapMs };
}
