/** A campaign: what is planned, for which shops, by whom; and how far its preparation is. */
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import type { Locale } from "../locale.ts";
import type { MetricId } from "../metrics/metric.ts";
import type { MinorUnits } from "../money.ts";
import type { Member, Place } from "../place.ts";
import type { TimeOfDay } from "../schedule/recurrence.ts";
import type { Step } from "../tasks/step.ts";
import { instantOf, type Moment } from "./moment.ts";

/** In the order they happen; each campaign has `main`, the others as needed. */
export const PHASE_KINDS = ["preparation", "warm-up", "main", "return"] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

/** Longer is a typing error: a campaign is held in weeks. */
export const MAX_PHASE_MS = 400 * 86_400_000;

export interface Phase {
  readonly kind: PhaseKind;
  readonly start: Moment;
  /** Exclusive, after `start` in every zone. */
  readonly end: Moment;
}

/** What a campaign may be held to. */
export const TARGET_METRICS = [
  "sales",
  "orders",
  "units",
  "traffic",
  "conversion",
  "aov",
  "new_customers",
  "profit",
] as const satisfies readonly MetricId[];
export type TargetMetric = (typeof TARGET_METRICS)[number];

/** How the target is spread over the hours of the main phase. */
export type PlannedCurve =
  /** As last time where there was one, else by the shop's own hours. */
  | { readonly type: "usual" }
  | { readonly type: "last-time" }
  | { readonly type: "shop-hours" }
  /** One weight an hour since the start, 0 or more, of any scale. */
  | { readonly type: "table"; readonly weights: readonly number[] };

/** When to say how far the preparation is: so long before the main phase begins, or at its ends. */
export type CountdownMark = `${number}d` | `${number}h` | "start" | "end";

export const DEFAULT_COUNTDOWN: readonly CountdownMark[] = ["30d", "14d", "7d", "3d", "1d", "12h", "1h", "start", "end"];

/** So many days from an edge of a phase (negative = before), at a local time; without a time, as late in the day as the edge. */
export interface StepDue {
  readonly phase: PhaseKind;
  readonly edge: "start" | "end";
  readonly days: number;
  readonly at: TimeOfDay | null;
}

export interface CampaignStep extends Step {
  readonly due: StepDue;
}

/** What to keep next time, and what to change. */
export interface CampaignNote {
  readonly kind: "keep" | "change";
  readonly text: string;
  readonly by: Member;
  readonly atMs: EpochMs;
}

export interface Campaign {
  readonly id: string;
  /** Grows with every change: two people changing it at once do not undo each other. */
  readonly version: number;
  /** Comes back every year: "Double 11" of 2025 is another campaign than that of 2026. */
  readonly name: string;
  readonly shopIds: readonly [string, ...string[]];
  /** Channels it runs in; none = all. */
  readonly channels: readonly string[];
  /** At most one of each kind, in the order of `PHASE_KINDS`; always with `main`. */
  readonly phases: readonly Phase[];
  /** Money in minor units of the first shop's currency, ratios as 0..1. */
  readonly targets: Readonly<Partial<Record<TargetMetric, number>>>;
  readonly curve: PlannedCurve;
  /** For advertising, in minor units of the first shop's currency. */
  readonly budgetMinor: MinorUnits | null;
  /** Where countdown, pace and review are posted. */
  readonly places: readonly Place[];
  readonly locale: Locale;
  readonly countdown: readonly CountdownMark[];
  /** The lead: hears of what is late, and of what could not be delivered. Null where a file brought it. */
  readonly owner: Member | null;
  /** Who holds which role of the run sheet. */
  readonly roles: Readonly<Record<string, Member>>;
  readonly steps: readonly CampaignStep[];
  readonly notes: readonly CampaignNote[];
  /** Cancelled ones are kept: cancelling can be undone. */
  readonly state: "planned" | "cancelled";
  /** What was due before this is none of its business: when it was made, or taken back. */
  readonly sinceMs: EpochMs;
}

/** A half-open stretch of time. */
export interface Span {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** A phase in a shop's zone; null where the campaign has none of the kind. */
export function phaseSpan({ phases }: Pick<Campaign, "phases">, kind: PhaseKind, zone: TimeZone): Span | null {
  const phase = phases.find((each) => each.kind === kind);
  return phase === undefined ? null : { fromMs: instantOf(phase.start, zone), toMs: instantOf(phase.end, zone) };
}

/** The main phase: what "during the campaign" means, and what targets are for. */
export function mainSpan(campaign: Pick<Campaign, "phases">, zone: TimeZone): Span {
  const span = phaseSpan(campaign, "main", zone);
  if (span === null) throw new Error("a campaign without a main phase");
  return span;
}

/** Warm-up and main phase: the hours in which a shop does not sell as it usually does. */
export function liftSpan(campaign: Pick<Campaign, "phases">, zone: TimeZone): Span {
  const main = mainSpan(campaign, zone);
  return { fromMs: Math.min(main.fromMs, phaseSpan(campaign, "warm-up", zone)?.fromMs ?? main.fromMs), toMs: main.toMs };
}

/** From the first phase's start to the last one's end. */
export function wholeSpan(campaign: Pick<Campaign, "phases">, zone: TimeZone): Span {
  const spans = PHASE_KINDS.flatMap((kind) => phaseSpan(campaign, kind, zone) ?? []);
  return { fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)), toMs: Math.max(...spans.map(({ toMs }) => toMs)) };
}
