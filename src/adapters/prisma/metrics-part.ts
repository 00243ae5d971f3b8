/**
 * Rows of metrics files as a part beside the order facts.
 *
 * One source tells a measure: of several, the one that changed last. Sessions of two sources are cut differently and
 * never add up. A daily row of a measure stands for its day and channel; hourly rows of the same day then only count in
 * hours.
 */
import type { Measure } from "../../core/metrics/metric.ts";
import { columnOf } from "./columns.ts";
import type { FactPart, PartScope } from "./fact-parts.ts";
import { join, raw, type Sql, sql } from "./sql.ts";

/** Measure → the source that tells it. */
export type Tellers = ReadonlyMap<Measure, string>;

export function metricsPart({ shopId, inDays }: PartScope, tellers: Tellers, grain: "hours" | "days"): FactPart | null {
  if (tellers.size === 0) return null;
  const measures = [...tellers].map(([measure, source]) => ({ measure, source, column: raw(columnOf(measure)) }));
  const told = ({ source, column }: (typeof measures)[number]) => sql`CASE WHEN source = ${source} THEN ${column} END`;
  const effective = (item: (typeof measures)[number]): Sql =>
    grain === "hours"
      ? sql`${told(item)} AS ${item.column}`
      : sql`CASE WHEN grain = 'day' OR count(CASE WHEN grain = 'day' THEN ${told(item)} END) OVER (PARTITION BY day, channel) = 0
          THEN ${told(item)} END AS ${item.column}`;
  return {
    from: sql`(SELECT day, hour_ms, channel, device, country, category, ${join(measures.map(effective), ", ")}
      FROM measures WHERE shop_id = ${shopId} AND ${inDays(sql`day`)} ${grain === "hours" ? sql`AND grain = 'hour'` : sql``}) m`,
    where: sql`true`,
    keys: {
      day: sql`m.day`,
      ...(grain === "hours" ? { hour: sql`m.hour_ms` } : {}),
      channel: sql`m.channel`,
      country: sql`m.country`,
      device: sql`m.device`,
      category: sql`m.category`,
    },
    measures: Object.fromEntries(
      // A metrics row knows nothing of the orders that came back: its returns are the same by either clock.
      measures.flatMap(({ measure, column }) =>
        (measure === "returns" ? [measure, "returnsOrderDay"] : [measure]).map((name) => [name, sql`sum(m.${column})`]),
      ),
    ),
  };
}
