/** Explains what a table shows: factors, every dimension, and the causes that stand out. */
import { allocateUnits } from "./allocate-units.ts";
import type { DimensionSplit, Effect, EffectName, Explanation, PartEffect } from "./explanation.ts";
import { findCauses } from "./find-causes.ts";
import { splitLevels } from "./split-levels.ts";
import { bySize, wholeUnits } from "./split-parts.ts";
import { type RatioPart, splitRatio } from "./split-ratio.ts";
import { addTotals, type Cell, type ChangeTable, NOTHING, scaleTotals, sumPeriod, type Totals } from "./table.ts";
import { type TableMetric, tableValue } from "./table-metric.ts";

/** The product each additive metric is, level by level, and what its factors are called. */
const LEVELS: Readonly<Record<"sales" | "orders" | "traffic", readonly (readonly [EffectName, keyof Totals])[]>> = {
  sales: [
    ["traffic", "sessions"],
    ["conversion", "orders"],
    ["aov", "revenue"],
  ],
  orders: [
    ["traffic", "sessions"],
    ["conversion", "orders"],
  ],
  traffic: [["traffic", "sessions"]],
};

const FRACTIONS = {
  conversion: { above: "orders", below: "sessions" },
  aov: { above: "revenue", below: "orders" },
} as const;

/** The earlier period is scaled to the length of the later one. Whole units (minor units, sessions) add up to the change. */
export function explainTable(table: ChangeTable, metric: TableMetric): Explanation {
  const cells = table.cells.map((cell) => ({ ...cell, before: scaleTotals(cell.before, table.daysAfter / table.daysBefore) }));
  const split = metric === "conversion" || metric === "aov" ? splitOfRatio(cells, metric) : splitOfSum(cells, metric);
  return {
    ...split,
    splits: table.dimensions.map((dimension, index) => ({ dimension, parts: split.partsOf(groupCells(cells, index)) })),
    causes: split.change === null || table.dimensions.length === 0 ? null : findCauses(table, metric),
  };
}

type Split = Omit<Explanation, "splits" | "causes"> & { readonly partsOf: (cells: readonly Cell[]) => DimensionSplit["parts"] };

function splitOfSum(cells: readonly Cell[], metric: "sales" | "orders" | "traffic"): Split {
  const [before, after] = [sumPeriod(cells, "before"), sumPeriod(cells, "after")];
  const change = Math.round(tableValue(metric, after) ?? 0) - Math.round(tableValue(metric, before) ?? 0);
  const hasSessions = before.sessions > 0 || after.sessions > 0;
  const levels = hasSessions ? LEVELS[metric] : withoutSessions(LEVELS[metric]);
  const exact = levelEffects(levels, before, after);
  const units = allocateUnits(exact, change);
  return {
    unit: metric === "sales" ? "money" : "count",
    before: Math.round(tableValue(metric, before) ?? 0),
    after: Math.round(tableValue(metric, after) ?? 0),
    change,
    effects: levels.map(([factor], index): Effect => ({ factor, amount: units[index] ?? 0 })),
    partsOf: (parts) =>
      wholeUnits(
        parts.map((part) => sumPart(part, levels)),
        change,
      ),
  };
}

/** Sales are orders x order value where no sessions are told. */
function withoutSessions(levels: (typeof LEVELS)["sales"]): (typeof LEVELS)["sales"] {
  return levels.filter(([, level]) => level !== "sessions").map(([factor, level]) => [factor === "conversion" ? "orders" : factor, level]);
}

function levelEffects(levels: (typeof LEVELS)["sales"], before: Totals, after: Totals): readonly number[] {
  return splitLevels(
    levels.map(([, level]) => before[level]),
    levels.map(([, level]) => after[level]),
  );
}

/** How many came is the part's mix, what each of them brought its rate. */
function sumPart({ keys: [key = ""], before, after }: Cell, levels: (typeof LEVELS)["sales"]): PartEffect {
  const [mix = 0, ...rates] = levelEffects(levels, before, after);
  const rate = rates.reduce((sum, effect) => sum + effect, 0);
  return { key, rate, mix, amount: rate + mix };
}

/** Rate and mix over all cells. An average order value is whole minor units, its effects add up to their difference. */
function splitOfRatio(cells: readonly Cell[], metric: "conversion" | "aov"): Split {
  const [before, after] = [tableValue(metric, sumPeriod(cells, "before")), tableValue(metric, sumPeriod(cells, "after"))];
  const { above, below } = FRACTIONS[metric];
  const fraction = (totals: Totals) => ({ numerator: totals[above], denominator: totals[below] });
  const effectsOf = (parts: readonly Cell[]) =>
    splitRatio(parts.map((part): RatioPart => ({ key: part.keys[0] ?? "", before: fraction(part.before), after: fraction(part.after) })))
      ?.effects ?? [];
  if (before === null || after === null) {
    return { unit: metric === "aov" ? "money" : "ratio", before, after, change: null, effects: [], partsOf: () => [] };
  }
  const all = effectsOf(cells);
  const totals = (["rate", "mix"] as const).map((factor) => ({ factor, amount: all.reduce((sum, effect) => sum + effect[factor], 0) }));
  if (metric === "conversion") {
    return { unit: "ratio", before, after, change: after - before, effects: totals, partsOf: (parts) => bySize(effectsOf(parts)) };
  }
  const change = Math.round(after) - Math.round(before);
  const units = allocateUnits(
    totals.map(({ amount }) => amount),
    change,
  );
  return {
    unit: "money",
    before: Math.round(before),
    after: Math.round(after),
    change,
    effects: totals.map(({ factor }, index) => ({ factor, amount: units[index] ?? 0 })),
    partsOf: (parts) => wholeUnits(effectsOf(parts), change),
  };
}

function groupCells(cells: readonly Cell[], dimension: number): readonly Cell[] {
  const groups = new Map<string, Cell>();
  for (const { keys, before, after } of cells) {
    const key = keys[dimension] ?? "";
    const group = groups.get(key) ?? { keys: [key], before: NOTHING, after: NOTHING };
    groups.set(key, { keys: [key], before: addTotals(group.before, before), after: addTotals(group.after, after) });
  }
  return [...groups.values()];
}
