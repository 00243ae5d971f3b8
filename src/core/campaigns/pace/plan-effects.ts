/** What the distance to plan is made of: traffic, conversion and order value of the plan against those of now. */
import { evaluateReading, type Reading } from "../../answers/reading.ts";
import { explainReadings } from "../../explain/explain-readings.ts";
import type { Effect } from "../../explain/explanation.ts";
import type { MeasureSums } from "../../metrics/metric.ts";
import { addSums } from "../../metrics/sum-measures.ts";
import type { Campaign } from "../campaign.ts";

/**
 * What the plan leaves open is taken from last time: its order value and conversion. Empty where even that is not known.
 * Plan and returns are net: the effects add up to
 * net sales less the plan.
 */
export function effectsAgainstPlan(
  now: Reading,
  planned: number,
  targets: Campaign["targets"],
  lastTime: Reading | null,
): readonly Effect[] {
  const known = (id: "aov" | "conversion"): number | null =>
    targets[id] ?? (lastTime === null ? null : evaluateReading(id, lastTime).value);
  const aov = known("aov");
  const conversion = known("conversion");
  if (aov === null || aov <= 0 || planned <= 0) return [];
  const orders = planned / aov;
  const sessions = conversion === null || conversion <= 0 ? {} : { sessions: Math.round(orders / conversion) };
  // One channel that is in no other's way: the plan does not say which sells what.
  const plan: Reading = {
    channels: [{ channel: "", sums: { gross: planned, discounts: 0, returns: 0, orders: Math.max(Math.round(orders), 1), ...sessions } }],
    customers: null,
  };
  const sums = now.channels.reduce<MeasureSums>((all, channel) => addSums(all, channel.sums), {});
  // A plan is of what is paid: discounts are part of the order value.
  const paid = { ...sums, gross: (sums.gross ?? 0) - (sums.discounts ?? 0), discounts: 0 };
  const sold: Reading = { channels: [{ channel: "", sums: paid }], customers: null };
  return explainReadings("sales", plan, sold).effects;
}
