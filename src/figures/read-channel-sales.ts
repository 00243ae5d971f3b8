/** Net sales by channel in several spans of days, with one read over all of them. */
import { parseBusinessDay } from "../core/calendar/business-day.ts";
import { evaluateMetric } from "../core/metrics/evaluate.ts";
import type { MeasureSums } from "../core/metrics/metric.ts";
import { addSums } from "../core/metrics/sum-measures.ts";
import type { DaySpan } from "../core/reports/report-period.ts";
import type { PeriodReader } from "./read-period.ts";

/** One map a span, in their order: channel → minor units. Channels that sold nothing in a span are absent from its map. */
export async function readChannelSales(
  { store, scope }: Pick<PeriodReader, "store" | "scope">,
  spans: readonly DaySpan[],
): Promise<readonly ReadonlyMap<string, number>[]> {
  const days = spans.flatMap(({ fromDay, toDay }) => [fromDay, toDay]).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rows = await store.measures({ ...scope, range: { grain: "days", fromDay: first, toDay: last }, by: ["day", "channel"] });
  return spans.map(({ fromDay, toDay }) => {
    const sums = new Map<string, MeasureSums>();
    for (const row of rows) {
      const [key = "", channel = ""] = row.keys;
      const day = parseBusinessDay(key);
      if (day !== null && day >= fromDay && day < toDay) sums.set(channel, addSums(sums.get(channel) ?? {}, row.sums));
    }
    return new Map(
      [...sums].flatMap(([channel, each]) => {
        const { value } = evaluateMetric("sales", each);
        return value === null ? [] : [[channel, value] as const];
      }),
    );
  });
}
