/** A rule of the operators' own, beside detection: it rings exactly when its words come true. */
import type { WatchedMetric } from "../anomalies/incident.ts";

export const RULE_METRICS = [
  "sessions",
  "orders",
  "conversion",
  "aov",
  "sales",
  "refund_rate",
  "roas",
  "ad_spend",
] as const satisfies readonly WatchedMetric[];
export type RuleMetric = (typeof RULE_METRICS)[number];

export type RuleTest =
  /** Money in minor units, ratios plain (0.015 = 1.5 %). */
  | { readonly type: "threshold"; readonly side: "below" | "above"; readonly value: number }
  /** Against the same hours a day or a week before; 0.5 = half as much again, or half of it gone. */
  | { readonly type: "change"; readonly side: "below" | "above"; readonly ratio: number; readonly against: "yesterday" | "last-week" };

export interface RuleCondition {
  readonly metric: RuleMetric;
  /** Null: the whole shop. */
  readonly channel: string | null;
  readonly test: RuleTest;
  /** Looked at over the last so many closed hours together. */
  readonly hours: number;
  /** Rings only where the same hours have more than this of it: few sessions say little. */
  readonly volume: { readonly metric: "sessions" | "orders"; readonly moreThan: number } | null;
}

export interface AlertRule {
  /** What people call it; never given twice. */
  readonly number: number;
  readonly version: number;
  readonly shopId: string;
  readonly condition: RuleCondition;
  readonly state: "active" | "removed";
  readonly createdAtMs: number;
}
