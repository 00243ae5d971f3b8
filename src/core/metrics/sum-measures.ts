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

/** As `addSums`, for different stretches of time: who came in both is not two people, so `visitors` becomes unknown. */
export function addSumsOverTime(a: MeasureSums, b: MeasureSums): MeasureSums {
  const { visitors: _, ...sums } = addSums(a, b);
  return sums;
}
