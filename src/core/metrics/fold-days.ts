import { monthStartOf, parseBusinessDay, weekStartOf } from "../calendar/business-day.ts";
import type { Weekday } from "../calendar/period.ts";
import type { MeasureSums } from "./metric.ts";
import { addSumsOverTime } from "./sum-measures.ts";

interface Row {
  readonly keys: readonly string[];
  readonly sums: MeasureSums;
}

/**
 * Folds rows of days into rows of weeks or months. `dayKey` says which of the keys is the day; it becomes the first day
 * of its week or month. Rows come in the order their buckets are first met.
 */
export function foldDays(rows: readonly Row[], into: "week" | "month", weekStart: Weekday, dayKey = 0): readonly Row[] {
  const folded = new Map<string, Row>();
  for (const row of rows) {
    const keys = row.keys.map((key, index) => (index === dayKey ? bucketOf(key, into, weekStart) : key));
    const id = JSON.stringify(keys);
    const known = folded.get(id);
    folded.set(id, { keys, sums: known ? addSumsOverTime(known.sums, row.sums) : row.sums });
  }
  return [...folded.values()];
}

function bucketOf(key: string, into: "week" | "month", weekStart: Weekday): string {
  const day = parseBusinessDay(key);
  if (day === null) throw new TypeError(`"${key}" is not a business day: foldDays takes rows keyed by day`);
  return into === "week" ? weekStartOf(day, weekStart) : monthStartOf(day);
}
