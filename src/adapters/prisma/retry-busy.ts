/** Waits for SQLite's one writer without holding up the event loop. */
import { setTimeout as delay } from "node:timers/promises";
import { isBusy } from "./store-errors.ts";

/** How long a writer may keep the others waiting: the import of some million orders. */
const PATIENCE_MS = 120_000;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;

/** Tries again while the file is busy; rejects with the driver's own error after `PATIENCE_MS` of pauses. */
export async function retryBusy<T>(attempt: () => Promise<T>): Promise<T> {
  let waitedMs = 0;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || waitedMs >= PATIENCE_MS) throw error;
    }
    await delay(pauseMs);
    waitedMs += pauseMs;
  }
}
