/**
 * What the shop's own past says about a projection: the same arithmetic tried on campaigns and ordinary stretches that are
 * over, each with nothing but what was known before and during it.
 */
import type { EpochMs } from "../../calendar/period.ts";
import { hourStarts } from "../../calendar/zone-clock.ts";
import type { Span } from "../campaign.ts";
import type { HourSales } from "./hour-shape.ts";
import { type CloseInput, type LiftPrior, projectClose } from "./project-close.ts";
import type { QuietEffects } from "./quiet-days.ts";
import type { Trial } from "./range-width.ts";
import { isOrdinary, learnUsual, type ShopPast, type Usual } from "./usual-hours.ts";

const DAY_MS = 86_400_000;
/** Earlier campaigns that say how much one lifts here: more of them would be of another time. */
export const EARLIER_CAMPAIGNS = 5;
/** Without a campaign before: three times the usual, give or take as much. */
const UNKNOWN_LIFT: LiftPrior = { lift: Math.log(3), variance: 1 };
/** Between the campaigns of one shop, as a logarithm. */
const SPREAD_OF_LIFTS = 0.45;
/** Ordinary stretches that say how far off a projection is here. */
const ORDINARY_TRIALS = 16;

/** A campaign that is over, what was usual before it, and the logarithm of how far it was above that. */
export interface Earlier {
  readonly hours: readonly HourSales[];
  readonly usual: Usual;
  readonly lift: number;
}

/** The last ones of which both are known, in order. */
export function learnEarlier(past: ShopPast & { readonly earlier: readonly Span[] }, quiet: QuietEffects): readonly Earlier[] {
  return past.earlier.slice(-EARLIER_CAMPAIGNS).flatMap(({ fromMs, toMs }) => {
    const usual = learnUsual(past, fromMs, quiet);
    if (usual === null) return [];
    const hours = readHours(past.hours, hourStarts(fromMs, toMs, past.zone));
    const lift = Math.log(sumUp(hours).sales / total(hours.map(({ atMs }) => usual.shape(atMs))));
    return Number.isFinite(lift) ? [{ hours, usual, lift }] : [];
  });
}

/** What a campaign's lift is before its first hour. */
export function priorOf(earlier: readonly Pick<Earlier, "lift">[]): LiftPrior {
  if (earlier.length === 0) return UNKNOWN_LIFT;
  const lift = total(earlier.map((each) => each.lift)) / earlier.length;
  return { lift, variance: SPREAD_OF_LIFTS ** 2 * (1 + 1 / earlier.length) };
}

/** @param share Of the time that is over. */
export function tryEarlier(earlier: readonly Earlier[], share: number): readonly Trial[] {
  return earlier.flatMap(({ hours, usual }, index) => {
    const elapsed = Math.max(Math.round(share * hours.length), 1);
    return tryStretch(hours, elapsed, usual, { prior: priorOf(earlier.slice(0, index)), hasOwnProfile: false });
  });
}

/** As many hours on the same clock, of which as many are over, in weeks in which nothing was on. */
export function tryOrdinary(past: ShopPast, { fromMs: startMs, toMs }: Span, elapsed: number, quiet: QuietEffects): readonly Trial[] {
  const lengthMs = toMs - startMs;
  const stepMs = Math.ceil(lengthMs / DAY_MS) * DAY_MS;
  const firstMs = past.hours[0]?.atMs ?? startMs;
  const trials: Trial[] = [];
  for (let fromMs = startMs - stepMs; fromMs > firstMs && trials.length < ORDINARY_TRIALS; fromMs -= stepMs) {
    const starts = hourStarts(fromMs, fromMs + lengthMs, past.zone);
    if (!starts.every((atMs) => isOrdinary(past, atMs))) continue;
    const usual = learnUsual(past, fromMs, quiet);
    if (usual === null) break;
    trials.push(...tryStretch(readHours(past.hours, starts), elapsed, usual, { prior: priorOf([{ lift: 0 }]), hasOwnProfile: true }));
  }
  return trials;
}

function tryStretch(
  hours: readonly HourSales[],
  elapsed: number,
  { shape, scatter }: Usual,
  known: Pick<CloseInput, "prior" | "hasOwnProfile">,
): readonly Trial[] {
  const weights = hours.map(({ atMs }) => shape(atMs));
  const projection = projectClose({ ...known, ...splitAt(hours.slice(0, elapsed), weights), scatter, doubt: 0 });
  return projection === null ? [] : [{ projection, close: sumUp(hours).sales }];
}

/** What is over and what is to come. @param weights Of all hours. */
export function splitAt(soFar: readonly HourSales[], weights: readonly number[]): Pick<CloseInput, "soFar" | "rest"> {
  const over = soFar.length;
  return {
    soFar: { ...sumUp(soFar), hours: over, weight: total(weights.slice(0, over)) },
    rest: { hours: weights.length - over, weight: total(weights.slice(over)) },
  };
}

/** One for each start, nothing sold where none is known. */
export function readHours(hours: readonly HourSales[], starts: readonly EpochMs[]): readonly HourSales[] {
  const [firstMs = 0, lastMs = 0] = [starts[0], starts.at(-1)];
  const known = new Map(hours.filter(({ atMs }) => atMs >= firstMs && atMs <= lastMs).map((hour) => [hour.atMs, hour]));
  return starts.map((atMs) => known.get(atMs) ?? { atMs, sales: 0, orders: 0 });
}

export function sumUp(hours: readonly HourSales[]): { readonly sales: number; readonly orders: number } {
  return { sales: total(hours.map(({ sales }) => sales)), orders: total(hours.map(({ orders }) => orders)) };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
