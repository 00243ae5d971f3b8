/** How a campaign is doing right now, worked out and not yet said. */
import type { EpochMs } from "../../calendar/period.ts";
import type { Effect } from "../../explain/explanation.ts";
import type { MinorUnits } from "../../money.ts";
import type { Projection } from "./project-close.ts";
import type { SoldOut } from "./sold-out.ts";

export interface Pace {
  /** Hours that end by then are counted. */
  readonly asOfMs: EpochMs;
  readonly hoursOver: number;
  readonly hoursInAll: number;
  readonly sales: MinorUnits;
  readonly orders: number;
  readonly target: MinorUnits | null;
  /** The shop's part of what all shops of the campaign are to reach; 1 where it is the only one. */
  readonly targetShare: number;
  /** The target's part that should be in by now; null without a target. */
  readonly planned: MinorUnits | null;
  /** Last time by as many hours since its start, and in the end; null where there was none. */
  readonly lastTime: { readonly soFar: MinorUnits; readonly close: MinorUnits } | null;
  /** Null before the first hour is over. */
  readonly projection: Projection | null;
  /** An hour, to reach the target; null without one, or when nothing is left to reach or no time to do it. */
  readonly neededPerHour: MinorUnits | null;
  /** What the plan has for each of these hours, on average. */
  readonly plannedPerHour: MinorUnits | null;
  readonly perHour: MinorUnits | null;
  /** What the distance to the plan (without one, to last time) is made of; empty where that is not known. */
  readonly effects: readonly Effect[];
  readonly effectsAgainst: "plan" | "last-time";
  readonly adSpend: MinorUnits | null;
  readonly budget: MinorUnits | null;
  readonly contribution: MinorUnits | null;
  /** Most sold first. */
  readonly products: readonly { readonly name: string; readonly sales: MinorUnits }[];
  /** The costliest first. */
  readonly soldOut: readonly SoldOut[];
  /** By hour since the start, cumulated: for the chart. Same length each or none; null where not known. */
  readonly line: {
    readonly hours: readonly EpochMs[];
    readonly now: readonly (number | null)[];
    readonly planned: readonly (number | null)[];
    readonly lastTime: readonly (number | null)[];
    /** The range of what is to come. */
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
}

/** Shares of the target that are told once each, and what was sold last time. */
export const MILESTONES = ["25", "50", "75", "100", "last-time"] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Those reached by now. */
export function milestonesReached({ sales, target, lastTime }: Pick<Pace, "sales" | "target" | "lastTime">): readonly Milestone[] {
  return MILESTONES.filter((milestone) =>
    milestone === "last-time"
      ? lastTime !== null && lastTime.close > 0 && sales > lastTime.close
      : target !== null && target > 0 && sales * 100 >= target * Number(milestone),
  );
}
