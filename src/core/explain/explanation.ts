/** A change explained: plain numbers in the metric's unit (money in minor units), ready to be said or printed. */
import type { Cause } from "./find-causes.ts";

/**
 * `rate` and `mix`: of a ratio, over all its parts. `orders`: where sessions are not told. `rest`: beside a target, what has no
 * target of its own.
 */
export const EFFECT_NAMES = [
  "traffic",
  "conversion",
  "orders",
  "aov",
  "discounts",
  "refunds",
  "other_channels",
  "cogs",
  "ad_spend",
  "rate",
  "mix",
  "rest",
] as const;
export type EffectName = (typeof EFFECT_NAMES)[number];

export interface Effect {
  readonly factor: EffectName;
  readonly amount: number;
}

export interface PartEffect {
  readonly key: string;
  /** Of a ratio: the part's own rate. Of a sum: what each session (or order) of the part brought. */
  readonly rate: number;
  /** Of a ratio: the part's share. Of a sum: how many sessions (or orders) it had. */
  readonly mix: number;
  /** rate + mix. */
  readonly amount: number;
}

export interface DimensionSplit {
  readonly dimension: string;
  /** Biggest first. */
  readonly parts: readonly PartEffect[];
}

export interface Explanation {
  readonly unit: "money" | "count" | "ratio";
  /** Of periods of unequal length: as if it had been as long as the later one. Null: unknown. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  /** Money and counts: whole units that add up to the change. */
  readonly effects: readonly Effect[];
  readonly splits: readonly DimensionSplit[];
  /** Null: not searched for, since the data or the metric does not allow it. */
  readonly causes: readonly Cause[] | null;
}
