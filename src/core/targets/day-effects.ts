/** What holidays and campaigns did to a shop's days, each held against what was usual just before it. */
import { sameName } from "../campaigns/find-campaign.ts";
import type { LiftPrior } from "../campaigns/pace/project-close.ts";
import { learnQuietEffects, type QuietEffects, type QuietKind } from "../campaigns/pace/quiet-days.ts";
import { EARLIER_CAMPAIGNS, priorOf } from "../campaigns/pace/trials.ts";
import { type DayRhythm, learnRhythm } from "./day-rhythm.ts";
import type { DayEvent, ShopDays } from "./shop-days.ts";

/** A campaign opens otherwise than it closes: what its days so far say of the rest is unsure by this variance of a logarithm. */
const WANDER = 0.1;
/** What less or more is told is no campaign. */
const LEAST_LIFT = 0.2;
const MOST_LIFT = 30;

/** A day on which something was on. */
export interface PastEvent extends DayEvent {
  readonly at: number;
  readonly value: number;
  /** What it would have brought, had nothing been on. */
  readonly usual: number;
  /** Relative, of the days before around what was usual. */
  readonly variance: number;
}

export interface DayEffects {
  readonly quiet: QuietEffects;
  /** What a full day of the calendar's n-th campaign brings over its usual, as a logarithm. */
  readonly liftOf: (index: number) => LiftPrior;
}

/** In order; without those before which too little is known. */
export function findPastEvents({ values }: ShopDays, events: ReadonlyMap<number, DayEvent>): readonly PastEvent[] {
  const past: PastEvent[] = [];
  let rhythm: DayRhythm | null = null;
  for (const [at, event] of [...events].sort(([a], [b]) => a - b)) {
    if (at >= values.length) break;
    // Days in a row have the same ordinary days before them.
    if (!events.has(at - 1)) rhythm = learnRhythm(values, (day) => !events.has(day), at);
    if (rhythm !== null) past.push({ ...event, at, value: values[at] ?? 0, usual: rhythm.usual(at), variance: rhythm.variance });
  }
  return past;
}

/** From what was over before the origin. */
export function learnEffects({ calendar: { campaigns } }: ShopDays, events: readonly PastEvent[], origin: number): DayEffects {
  const over = events.filter(({ at }) => at < origin);
  const seen = over.flatMap(({ quiet, campaign, value, usual }): readonly { readonly kind: QuietKind; readonly ratio: number }[] =>
    quiet === null || campaign !== null || !(usual > 0) ? [] : [{ kind: quiet.kind, ratio: Math.max(0, value) / (usual * quiet.share) }],
  );
  const lifts = campaigns.map((_, index) => seenLift(over.filter(({ campaign }) => campaign?.index === index)));
  const liftOf = (index: number): LiftPrior => {
    const name = campaigns[index]?.name ?? "";
    const earlier = lifts
      .slice(0, index)
      .flatMap((lift, place) => (lift === null ? [] : [{ ...lift, name: campaigns[place]?.name ?? "" }]));
    const lastTimes = earlier.filter((each) => sameName(each.name, name));
    const before = meanLift(lastTimes.length > 0 ? lastTimes : earlier);
    const own = lifts[index] ?? null;
    if (own === null) return before;
    const weight = before.variance / (before.variance + own.variance);
    return { lift: before.lift + weight * (own.lift - before.lift), variance: before.variance * (1 - weight) };
  };
  return { quiet: learnQuietEffects(seen), liftOf };
}

/** The logarithm of the mean, not the mean of the logarithms: what is forecast is a sum. */
function meanLift(earlier: readonly LiftPrior[]): LiftPrior {
  const last = earlier.slice(-EARLIER_CAMPAIGNS);
  const prior = priorOf(last);
  return last.length === 0 ? prior : { ...prior, lift: Math.log(sum(last.map(({ lift }) => Math.exp(lift))) / last.length) };
}

/** Null where none of its days is known. */
function seenLift(days: readonly PastEvent[]): LiftPrior | null {
  const usual = sum(days.map((day) => day.usual));
  const inside = sum(days.map((day) => day.usual * (day.campaign?.share ?? 0)));
  if (!(inside > 0)) return null;
  const lift = 1 + (sum(days.map(({ value }) => value)) - usual) / inside;
  return { lift: Math.log(Math.min(Math.max(lift, LEAST_LIFT), MOST_LIFT)), variance: WANDER + (days[0]?.variance ?? 0) / days.length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
