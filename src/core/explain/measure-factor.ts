/** What each factor's evidence is made of: additive statistics of every cell, and how their sums compare the periods. */

import type { TwoPeriods } from "./evidence.ts";
import { compareAverages, measureAverages } from "./measure-averages.ts";
import { compareCounts, measureCounts } from "./measure-counts.ts";
import { modelRates } from "./model-rates.ts";
import type { ChangeTable, Factor } from "./table.ts";

/** Rows of one length, one a cell: a segment's statistics are the sums of its cells' rows. */
export interface FactorCells {
  readonly rows: readonly (readonly number[])[];
  readonly compare: (sums: readonly number[]) => TwoPeriods;
}

/** `own`: by how much causes already found changed each cell in the later period; they are part of what is expected. */
export function measureFactor({ cells, daysBefore, daysAfter }: ChangeTable, factor: Factor, own: readonly number[]): FactorCells {
  switch (factor) {
    case "traffic": {
      const before = cells.map(({ before: b, after: a }) => ({ seen: b.sessions, expected: (b.sessions + a.sessions) * daysBefore }));
      const after = cells.map(({ before: b, after: a }) => ({ seen: a.sessions, expected: (b.sessions + a.sessions) * daysAfter }));
      return counts(cells, before, withOwn(after, own));
    }
    case "conversion": {
      const rates = modelRates(cells, "orders", "sessions");
      const before = cells.map(({ before: b }, index) => ({ seen: b.orders, expected: b.sessions * (rates[index] ?? 0) }));
      const after = cells.map(({ after: a }, index) => ({ seen: a.orders, expected: a.sessions * (rates[index] ?? 0) }));
      return counts(cells, before, withOwn(after, own));
    }
    case "aov": {
      const expected = modelRates(cells, "revenue", "orders");
      return { rows: measureAverages(cells, expected, own), compare: compareAverages };
    }
  }

  function counts(...args: Parameters<typeof measureCounts>): FactorCells {
    return { rows: measureCounts(...args), compare: compareCounts };
  }
}

function withOwn<T extends { readonly expected: number }>(counts: readonly T[], own: readonly number[]): readonly T[] {
  return counts.map((count, index) => ({ ...count, expected: count.expected * (own[index] ?? 1) }));
}
