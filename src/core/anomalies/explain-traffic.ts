/** Whether the counting of visits, or visits that are none, explain what seems wrong. */
import type { HourRecord } from "./hour-record.ts";
import type { Stream, WindowEvidence } from "./stream.ts";

/** Evidence of a rise of sessions that makes it the explanation of a fall of conversion in the same hours. */
const EXPLAINS_NATS = 5;

/** Sessions are gone while orders go on: far more orders than the sessions left can bring, nearer to the usual than to none. */
export function isTrackingLost(records: readonly HourRecord[]): boolean {
  const sum = { usual: 0, orders: 0, left: 0 };
  for (const { forecast, rows } of records) {
    for (const row of rows.values()) {
      const due = forecast.channels.get(row.channel);
      if (due === undefined || row.orders === null || row.sessions === null) continue;
      sum.usual += due.traffic * due.conversion;
      sum.left += row.sessions * due.conversion;
      sum.orders += row.orders;
    }
  }
  return sum.orders >= 1 && sum.orders > 0.4 * sum.usual && sum.orders > 3 * sum.left;
}

/** The channel whose sessions rose in the hours of a window, if one clearly did: bots visit and do not buy. */
export function findBurst(
  sessions: ReadonlyMap<string, Stream>,
  hour: number,
  hours: number,
): { readonly channel: string; readonly evidence: WindowEvidence } | null {
  let best: { readonly channel: string; readonly evidence: WindowEvidence } | null = null;
  let most = EXPLAINS_NATS;
  for (const [channel, stream] of sessions) {
    stream.weigh(hour, (evidence) => {
      if (evidence.direction !== "up" || evidence.hours > 2 * hours || evidence.nats <= most) return;
      best = { channel, evidence };
      most = evidence.nats;
    });
  }
  return best;
}
