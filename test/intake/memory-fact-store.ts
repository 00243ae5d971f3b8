/** A fact store in memory: keeps what the writer was given, and forgets it where the import fails. */
import type { MeasureFact, OrderLineFact, RefundFact } from "../../src/core/facts.ts";
import type { FactStore, ImportMeta } from "../../src/ports/stores.ts";

export interface MemoryFactStore extends FactStore {
  readonly lines: OrderLineFact[];
  readonly refunds: RefundFact[];
  readonly measures: MeasureFact[];
  readonly imports: ImportMeta[];
}

export function createMemoryFactStore(): MemoryFactStore {
  const store: MemoryFactStore = {
    lines: [],
    refunds: [],
    measures: [],
    imports: [],
    async importFacts(meta, work) {
      const lines: OrderLineFact[] = [];
      const refunds: RefundFact[] = [];
      const measures: MeasureFact[] = [];
      await work({
        async putOrderLines(more) {
          for (const line of more) lines.push(line);
        },
        async putRefunds(more) {
          for (const refund of more) refunds.push(refund);
        },
        async putMeasures(more) {
          for (const row of more) measures.push(row);
        },
      });
      store.imports.push(meta);
      for (const line of lines) store.lines.push(line);
      for (const refund of refunds) store.refunds.push(refund);
      for (const row of measures) store.measures.push(row);
      const orders = new Set(lines.map((line) => line.order.orderId)).size;
      const days = new Set([
        ...lines.map((line) => line.order.day),
        ...refunds.map((refund) => refund.day),
        ...measures.map((row) => row.bucket.day),
      ]);
      return { orders, lines: lines.length, refunds: refunds.length, measures: measures.length, unchanged: 0, daysTouched: days.size };
    },
  };
  return store;
}
