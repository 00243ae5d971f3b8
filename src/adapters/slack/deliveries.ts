/** Remembers what was delivered: Slack sends an event again where our receipt was late or lost. */
import type { Clock } from "../../ports/clock.ts";

/** Slack's last repeat comes after about six minutes. */
const KEPT_MS = 15 * 60 * 1000;

/** The returned function is true the first time it meets an id. */
export function createDeliveries(clock: Clock): (id: string) => boolean {
  const seen = new Map<string, number>();
  return (id) => {
    const nowMs = clock.nowMs();
    // Maps keep the order of insertion: the oldest come first.
    for (const [old, atMs] of seen) {
      if (atMs > nowMs - KEPT_MS) break;
      seen.delete(old);
    }
    if (seen.has(id)) return false;
    seen.set(id, nowMs);
    return true;
  };
}
