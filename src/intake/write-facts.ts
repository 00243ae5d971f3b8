/** Facts of one delivery, read in memory: over HTTP a delivery is bounded, a file is not. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Shop } from "../core/shop.ts";
import type { ItemProblem } from "../ports/intake.ts";
import type { FactStore, ImportOutcome } from "../ports/stores.ts";
import type { FactBatch } from "./rows/row-context.ts";

/** What a payload turned out to be. */
export type PayloadFacts =
  | { readonly type: "facts"; readonly batch: FactBatch }
  | { readonly type: "ignored"; readonly reason: string }
  | { readonly type: "invalid"; readonly problems: readonly ItemProblem[] };

export interface Writing {
  readonly facts: FactStore;
  readonly shop: Shop;
  readonly source: string;
  readonly origin: string;
  readonly nowMs: EpochMs;
}

/** Writes the batch in one import. */
export function writeFacts(batch: FactBatch, { facts, shop, source, origin, nowMs }: Writing): Promise<ImportOutcome> {
  return facts.importFacts({ shopId: shop.id, source, origin, startedAtMs: nowMs }, async (writer) => {
    if (batch.lines.length > 0) await writer.putOrderLines(batch.lines);
    if (batch.refunds.length > 0) await writer.putRefunds(batch.refunds);
    if (batch.measures.length > 0) await writer.putMeasures(batch.measures);
  });
}

export const NO_OUTCOME: ImportOutcome = { orders: 0, lines: 0, refunds: 0, measures: 0, unchanged: 0, daysTouched: 0 };

export function addOutcomes(a: ImportOutcome, b: ImportOutcome): ImportOutcome {
  return {
    orders: a.orders + b.orders,
    lines: a.lines + b.lines,
    refunds: a.refunds + b.refunds,
    measures: a.measures + b.measures,
    unchanged: a.unchanged + b.unchanged,
    daysTouched: a.daysTouched + b.daysTouched,
  };
}
