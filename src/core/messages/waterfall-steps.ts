/** A waterfall's bars: the totals at both ends stand on zero, each change floats from where the one before ended. */
import type { ChartSpec } from "./message.ts";

export interface WaterfallStep {
  readonly name: string;
  readonly value: number;
  readonly isTotal: boolean;
  /** Where the bar lies on the axis. */
  readonly from: number;
  readonly to: number;
}

/** Unknown values count as no change. */
export function waterfallSteps({ categories, series: [{ values }] }: Pick<ChartSpec, "categories" | "series">): readonly WaterfallStep[] {
  let level = 0;
  return categories.map((name, index) => {
    const value = values[index] ?? 0;
    const isTotal = index === 0 || index === categories.length - 1;
    const from = isTotal ? 0 : level;
    level = isTotal ? value : level + value;
    return { name, value, isTotal, from, to: level };
  });
}
