/** What a detector is fed: one channel's closed hour, and the order in which hours became known. */
import type { EpochMs } from "../calendar/period.ts";

/** Null: not told, which is not zero. Money in minor units. */
export interface WatchedRow {
  /** Start of the local clock hour. */
  readonly hourMs: EpochMs;
  readonly channel: string;
  readonly sessions: number | null;
  readonly orders: number | null;
  /** Order value before returns: gross less discounts. */
  readonly valueMinor: number | null;
  readonly returnsMinor: number | null;
  readonly adSpendMinor: number | null;
  /** When the row became known: the end of its hour, or later. */
  readonly availableAtMs: EpochMs;
}

/** One step of a replay: an hour that has just closed, and what became known with it. */
export interface ReplayStep {
  readonly hourMs: EpochMs;
  /** The end of the hour: nothing known later may be used. */
  readonly nowMs: EpochMs;
  /** This hour's rows, and late or restated rows of hours before it. */
  readonly rows: readonly WatchedRow[];
}

/** Yields every hour of `hours` (starts, oldest first) with the rows that became known until its end. Rows in any order. */
export function* replay(rows: readonly WatchedRow[], hours: readonly EpochMs[], endMs: EpochMs): Generator<ReplayStep> {
  const arriving = [...rows].sort((a, b) => a.availableAtMs - b.availableAtMs || a.hourMs - b.hourMs);
  let next = 0;
  for (const [index, hourMs] of hours.entries()) {
    const nowMs = hours[index + 1] ?? endMs;
    const known: WatchedRow[] = [];
    for (let row = arriving[next]; row !== undefined && row.availableAtMs <= nowMs; row = arriving[next]) {
      known.push(row);
      next += 1;
    }
    yield { hourMs, nowMs, rows: known };
  }
}
