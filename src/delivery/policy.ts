/** The times delivery works by, in one table. */
export const DELIVERY_POLICY = {
  /**
   * How long a worker may hold an entry. Longer than the slowest post with its time-outs: what is handed out again after
   * this is looked for on the platform first, and must stand there by then if it ever will.
   */
  leaseMs: 60_000,
  /** The last part of a lease in which nothing is begun: it could end after the lease. */
  leaseReserveMs: 30_000,
  /** A request whose answer was lost may still be under way for this long: only then is it looked for. */
  settleMs: 20_000,
  /** How far a platform's clock may be behind ours. */
  clockSkewMs: 300_000,
  /** Waits after failures: the first, doubled each time, up to the longest; each shortened by up to half, at random. */
  firstWaitMs: 2_000,
  longestWaitMs: 300_000,
  /** Counted from the first try. */
  giveUpAfterMs: 12 * 3_600_000,
  /** Entries under way at once in one process. */
  concurrency: 16,
} as const;
