/** Puts the demo shop into a store, or brings it up to now. */

import type { EpochMs } from "../core/calendar/period.ts";
import { businessDayOf, dayBounds } from "../core/calendar/zone-clock.ts";
import { type FactStore, type ShopStore, StoreError } from "../ports/stores.ts";
import { demoRange } from "./demo-range.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { generateAdSpend, generateCogs } from "./generate-costs.ts";
import { generateOrderLines } from "./generate-order-lines.ts";
import { generateRefunds } from "./generate-refunds.ts";
import { generateSessions } from "./generate-sessions.ts";

export { DEMO_SHOP } from "./demo-shop.ts";

/** The store is fastest with some thousand at a time. */
const BATCH_FACTS = 5_000;

/**
 * 25 months that end with the last closed hour before `nowMs`; ad spend and cost of goods end with yesterday. Again at a
 * later time adds what has happened since and changes nothing before it.
 *
 * Rejects with code `exists` where a real shop has the demo shop's id, and with the store's own errors.
 */
export async function writeDemoShop(facts: FactStore, shops: ShopStore, nowMs: EpochMs): Promise<void> {
  await claimShop(shops);
  const range = demoRange(nowMs);
  const yesterdayEndsMs = dayBounds(businessDayOf(nowMs, DEMO_SHOP.zone), DEMO_SHOP.zone).fromMs;
  const meta = { shopId: DEMO_SHOP.id, origin: "demo shop, simulated", startedAtMs: nowMs };

  // Small ones first: each import writes the rollups of its days anew, from all that is there by then.
  await facts.importFacts({ ...meta, source: "ads", throughMs: yesterdayEndsMs }, ({ putMeasures }) =>
    inBatches(generateAdSpend(range), putMeasures),
  );
  await facts.importFacts({ ...meta, source: "costs", throughMs: yesterdayEndsMs }, ({ putMeasures }) =>
    inBatches(generateCogs(range), putMeasures),
  );
  await facts.importFacts({ ...meta, source: "analytics", throughMs: range.untilMs }, ({ putMeasures }) =>
    inBatches(generateSessions(range), putMeasures),
  );
  await facts.importFacts({ ...meta, source: "orders", throughMs: range.untilMs }, async ({ putOrderLines, putRefunds }) => {
    await inBatches(generateOrderLines(range), putOrderLines);
    await inBatches(generateRefunds(range), putRefunds);
  });
}

/** Sets right what was changed of it, its zone above all: the facts are told in hours of that zone. */
async function claimShop(shops: ShopStore): Promise<void> {
  const existing = await shops.find(DEMO_SHOP.id);
  if (existing === null) return shops.add(DEMO_SHOP);
  if (!existing.simulated) {
    throw new StoreError(
      "exists",
      `There is a shop ${DEMO_SHOP.id} with real numbers; the demo shop needs that id. Use an empty store for it.`,
    );
  }
  return shops.update(DEMO_SHOP);
}

async function inBatches<T>(items: Iterable<T>, write: (batch: readonly T[]) => Promise<void>): Promise<void> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_FACTS) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
}
