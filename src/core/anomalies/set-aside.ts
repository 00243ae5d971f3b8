/** Hours of one channel that somebody called expected: as if that channel had not told them. */
import type { ExpectedHours } from "./day-context.ts";
import type { WatchedMetric } from "./incident.ts";
import type { WatchedRow } from "./watched-row.ts";

type Told = Extract<keyof WatchedRow, "sessions" | "orders" | "valueMinor" | "adSpendMinor">;

/** What a channel's row no longer tells. Refunds are watched in total only: there is no channel of them to set aside. */
const SET_ASIDE: Readonly<Record<Exclude<WatchedMetric, "refund_rate">, readonly Told[]>> = {
  sessions: ["sessions"],
  tracking: ["sessions"],
  orders: ["orders"],
  conversion: ["orders"],
  aov: ["valueMinor"],
  sales: ["sessions", "orders", "valueMinor"],
  roas: ["adSpendMinor"],
  ad_spend: ["adSpendMinor"],
};
const EVERYTHING: readonly Told[] = ["sessions", "orders", "valueMinor", "adSpendMinor"];

/** Whether the hours concern one channel alone; the others concern all there is of the metric. */
export function isOfOneChannel({ metric, channel }: ExpectedHours): boolean {
  return channel !== null && metric !== "refund_rate";
}

/**
 * The rows of one hour without what is set aside: the channel is neither weighed nor learned from, and the total is that
 * of the others. What was told stays in the records, for the charts and the sums of incidents.
 */
export function setAside(rows: readonly WatchedRow[], hourMs: number, expected: readonly ExpectedHours[]): readonly WatchedRow[] {
  const spans = expected.filter((span) => isOfOneChannel(span) && hourMs >= span.fromMs && hourMs < span.toMs);
  if (spans.length === 0) return rows;
  return rows.map((row) => {
    const untold = spans.filter(({ channel }) => channel === row.channel).flatMap(({ metric }) => untoldOf(metric));
    return { ...row, ...Object.fromEntries(untold.map((told) => [told, null])) };
  });
}

function untoldOf(metric: WatchedMetric | null): readonly Told[] {
  if (metric === null) return EVERYTHING;
  return metric === "refund_rate" ? [] : SET_ASIDE[metric];
}
