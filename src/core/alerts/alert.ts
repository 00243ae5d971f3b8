/** One trouble, told once and kept up to date: what was found, who has it, where it stands, what happened to it. */
import type { EpochMs } from "../calendar/period.ts";
import type { MinorUnits } from "../money.ts";
import type { AlertCause } from "./cause.ts";
import type { Departure, Finding } from "./finding.ts";
import { perHourOf } from "./money-at-stake.ts";

export interface Operator {
  /** The platform's id; "" where only a name is known. */
  readonly userId: string;
  readonly name: string;
}

export type Verdict = "resolved" | "expected" | "false-alarm";

export type AlertState =
  /** Nobody has it. Escalation counts from `sinceMs`. */
  | { readonly type: "open"; readonly sinceMs: EpochMs }
  | { readonly type: "acknowledged"; readonly by: Operator; readonly atMs: EpochMs }
  /** Until the instant, or with null until it gets worse. */
  | { readonly type: "snoozed"; readonly by: Operator; readonly atMs: EpochMs; readonly untilMs: EpochMs | null }
  /** All of it is over by itself. */
  | { readonly type: "recovered"; readonly atMs: EpochMs }
  /** Somebody has closed it, with a word on what it was. */
  | { readonly type: "closed"; readonly by: Operator; readonly atMs: EpochMs; readonly verdict: Verdict; readonly reason: string };

/** What happened, for the thread and the weekly review. */
export type AlertEvent = { readonly atMs: EpochMs } & (
  | { readonly type: "opened" | "recovered" | "re-opened" | "snooze-over" }
  | { readonly type: "worse"; readonly fromMinorPerHour: MinorUnits; readonly toMinorPerHour: MinorUnits }
  | { readonly type: "acknowledged"; readonly by: Operator }
  | { readonly type: "assigned"; readonly by: Operator; readonly to: Operator }
  | { readonly type: "snoozed"; readonly by: Operator; readonly untilMs: EpochMs | null }
  | { readonly type: "closed"; readonly by: Operator; readonly verdict: Verdict; readonly reason: string }
  /** To the name of a person or channel; "" = whoever turned alerts on here. */
  | { readonly type: "escalated"; readonly to: string }
);

/** One of the messages in which it stands. */
export interface AlertPost {
  /** See `placeKey`. */
  readonly place: string;
  /** The post's key in the outbox. */
  readonly key: string;
  readonly postedAtMs: EpochMs;
  /** Escalation steps taken since it was last opened. */
  readonly escalations: number;
}

export interface Alert {
  /** What people call it: 1, 2, 3 …; never given twice. */
  readonly number: number;
  /** Grows by one with each write; 0 before the first. */
  readonly version: number;
  readonly openedAtMs: EpochMs;
  readonly state: AlertState;
  /** All episodes; only the lead's keep their hours. */
  readonly findings: readonly Finding[];
  readonly cause: AlertCause | null;
  /** The loss per hour that people were last told of. */
  readonly toldMinorPerHour: MinorUnits;
  readonly posts: readonly AlertPost[];
  readonly events: readonly AlertEvent[];
}

export function isLive({ state }: Pick<Alert, "state">): boolean {
  return state.type !== "recovered" && state.type !== "closed";
}

/** When it was over; null while it is not. */
export function closedAt({ state }: Pick<Alert, "state">): EpochMs | null {
  return state.type === "recovered" || state.type === "closed" ? state.atMs : null;
}

export function startOf({ findings, openedAtMs }: Pick<Alert, "findings" | "openedAtMs">): EpochMs {
  return Math.min(openedAtMs, ...findings.map(({ startMs }) => startMs));
}

export function shopsOf({ findings }: Pick<Alert, "findings">): readonly string[] {
  return [...new Set(findings.map(({ shopId }) => shopId))].sort();
}

/** Orders and sales follow from what comes before them: a cause's own metric says more. */
const FOLLOWING: readonly Departure["metric"][] = ["orders", "sales"];

/**
 * The finding that stands for the whole: what goes on before what is over, the shop before a channel, causes before what
 * follows from them, then the surest. Null where only feeds are silent.
 */
export function leadOf({ findings }: Pick<Alert, "findings">): Departure | null {
  const rank = ({ endMs, channel, metric, evidenceNats }: Departure) => [
    endMs === null ? 1 : 0,
    channel === "all" ? 1 : 0,
    FOLLOWING.includes(metric) ? 0 : 1,
    evidenceNats,
  ];
  const departures = findings.filter((finding) => finding.type === "departure");
  return departures.reduce<Departure | null>((best, each) => (best === null || isAbove(rank(each), rank(best)) ? each : best), null);
}

/** More than this share of a shop's orders, sales or visits gone is nothing to sleep over. */
const SERIOUS_SHARE = 0.5;
const SERIOUS_METRICS: readonly Departure["metric"][] = ["sessions", "orders", "conversion", "sales"];

/** Half of a whole shop is gone: passes quiet hours and the noise budget. */
export function isSerious({ findings }: Pick<Alert, "findings">): boolean {
  return findings.some(
    (each) =>
      each.type === "departure" &&
      each.endMs === null &&
      each.channel === "all" &&
      each.direction === "down" &&
      SERIOUS_METRICS.includes(each.metric) &&
      each.observed <= each.expected * SERIOUS_SHARE,
  );
}

/** Most money at stake first; of equals the older. */
export function byMoneyAtStake(a: Alert, b: Alert): number {
  return perHourOf(b.findings) - perHourOf(a.findings) || a.number - b.number;
}

function isAbove(a: readonly number[], b: readonly number[]): boolean {
  const first = a.findIndex((value, index) => value !== b[index]);
  return first >= 0 && (a[first] ?? 0) > (b[first] ?? 0);
}
