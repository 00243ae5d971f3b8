import type { EpochMs } from "../calendar/period.ts";
import { MEASURES, type MeasureSums } from "./metric.ts";

/**
 * Sums of a stretch that ends at `toMs`, with zero for what a source tells and had nothing of. A measure stays absent
 * where no source tells it or those that do have not come that far.
 */
export function fillCovered(
  sums: MeasureSums,
  watermarks: readonly { readonly throughMs: EpochMs; readonly measures: readonly string[] }[],
  toMs: EpochMs,
): MeasureSums {
  const covering = watermarks.filter(({ throughMs }) => throughMs >= toMs);
  const filled = { ...sums };
  for (const measure of MEASURES) {
    if (filled[measure] === undefined && covering.some(({ measures }) => measures.includes(measure))) filled[measure] = 0;
  }
  return filled;
}
