import { MEASURES, type MeasureSums } from "./metric.ts";

/** Adds measure by measure; one that only one side tells keeps that side's value: nothing known is lost. */
export function addSums(a: MeasureSums, b: MeasureSums): MeasureSums {
  const sums = { ...a };
  for (const measure of MEASURES) {
    const value = b[measure];
    if (value !== undefined) sums[measure] = (sums[measure] ?? 0) + value;
  }
  return sums;
}
