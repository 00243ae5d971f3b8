/** Simulated hours into a store, the way feeds deliver them. */
import type { WatchedRow } from "../../src/core/anomalies/watched-row.ts";
import type { EpochMs } from "../../src/core/calendar/period.ts";
import type { Store } from "../../src/ports/stores.ts";
import { importInto, line } from "../contracts/store-fixture.ts";
import { HOUR_MS, toFact } from "../core/anomalies/simulate-shop.ts";

/** One file that tells visits and orders by the hour. */
export async function feedMetrics(store: Store, rows: readonly WatchedRow[], fromMs: EpochMs, toMs: EpochMs): Promise<void> {
  await importInto(store, (writer) => writer.putMeasures(within(rows, fromMs, toMs).map(toFact)), "metrics");
}

/** A file that tells visits by the hour, and single orders beside it, as webhooks bring them: no order, no word. */
export async function feedVisitsAndOrders(store: Store, rows: readonly WatchedRow[], fromMs: EpochMs, toMs: EpochMs): Promise<void> {
  const own = within(rows, fromMs, toMs);
  const visits = own.map((row) => {
    const fact = toFact(row);
    return { ...fact, values: { sessions: fact.values.sessions ?? 0 } };
  });
  await importInto(store, (writer) => writer.putMeasures(visits), "metrics");
  const lines = own.flatMap(({ hourMs, channel, orders }) =>
    Array.from({ length: orders ?? 0 }, (_, index) => {
      const at = new Date(hourMs + ((index + 0.5) / (orders ?? 1)) * HOUR_MS).toISOString();
      return line(`${channel}-${hourMs}-${index}`, { at, channel, gross: 5_000 });
    }),
  );
  if (lines.length > 0) await importInto(store, (writer) => writer.putOrderLines(lines), "orders");
}

function within(rows: readonly WatchedRow[], fromMs: EpochMs, toMs: EpochMs): readonly WatchedRow[] {
  return rows.filter(({ hourMs }) => hourMs >= fromMs && hourMs < toMs);
}
