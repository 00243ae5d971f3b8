/** What is usual for a shop at some moment, learned from the weeks before it. */

import { addDays } from "../../calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../../calendar/period.ts";
import { businessDayOf, dayBounds, hourStarts } from "../../calendar/zone-clock.ts";
import { estimateHourShape, type HourSales, type HourShape } from "./hour-shape.ts";
import { learnQuietEffects, QUIET_KINDS, type QuietEffects, type QuietKind, quietDayOf } from "./quiet-days.ts";
import { measureScatter, type Scatter } from "./scatter.ts";

const DAY_MS = 86_400_000;
/** How much of the past says what is usual. */
const USUAL_MS = 56 * DAY_MS;
const LEAST_HOURS = 14 * 24;

/** A shop's hours, and which of them are none of its usual ones. */
export interface ShopPast {
  readonly zone: TimeZone;
  /** In order; an hour that is missing sold nothing. */
  readonly hours: readonly HourSales[];
  /** Hours in which something was on. */
  readonly isLifted: (atMs: EpochMs) => boolean;
  readonly holidays: ReadonlySet<BusinessDay>;
}

export interface Usual {
  readonly shape: HourShape;
  readonly scatter: Scatter;
}

/** Null where fewer than two weeks are known. Quiet days are as quiet as the effects say. */
export function learnUsual(past: ShopPast, beforeMs: EpochMs, effects: QuietEffects): Usual | null {
  const known = new Map<EpochMs, HourSales>();
  for (const hour of past.hours)
    if (hour.atMs >= beforeMs - USUAL_MS && hour.atMs < beforeMs && isOrdinary(past, hour.atMs)) known.set(hour.atMs, hour);
  const [firstMs] = known.keys();
  if (firstMs === undefined) return null;
  const usual = hourStarts(firstMs, beforeMs, past.zone)
    .filter((atMs) => isOrdinary(past, atMs))
    .map((atMs) => known.get(atMs) ?? { atMs, sales: 0, orders: 0 });
  return usual.length < LEAST_HOURS ? null : learnFrom(usual, past, effects);
}

/** From whichever hours there are, quiet days aside. */
export function learnFrom(hours: readonly HourSales[], { zone, holidays }: ShopPast, effects: QuietEffects): Usual {
  const loud = hours.filter(({ atMs }) => quietDayOf(businessDayOf(atMs, zone), holidays) === null);
  const week = estimateHourShape(loud, zone);
  const shape = (atMs: EpochMs) => {
    const quiet = quietDayOf(businessDayOf(atMs, zone), holidays);
    return quiet === null ? week(atMs) : week(atMs) * quiet.share * effects[quiet.kind].factor;
  };
  return { shape, scatter: measureScatter(loud, week, zone) };
}

export function isOrdinary({ zone, isLifted, holidays }: ShopPast, atMs: EpochMs): boolean {
  return !isLifted(atMs) && quietDayOf(businessDayOf(atMs, zone), holidays) === null;
}

/** What the shop's own quiet days did, each held against the weeks before it. */
export function learnQuiet(past: ShopPast, beforeMs: EpochMs): QuietEffects {
  const { zone, hours, holidays, isLifted } = past;
  const guess = learnQuietEffects([]);
  const seen: { readonly kind: QuietKind; readonly ratio: number }[] = [];
  const last = businessDayOf(beforeMs, zone);
  for (let day = businessDayOf(hours[0]?.atMs ?? beforeMs, zone); day < last; day = addDays(day, 1)) {
    const quiet = quietDayOf(day, holidays);
    if (quiet === null) continue;
    const { fromMs, toMs } = dayBounds(day, zone);
    const usual = isLifted(fromMs) || isLifted(toMs - 1) ? null : learnUsual(past, fromMs, guess);
    if (usual === null) continue;
    const expected = total(hourStarts(fromMs, toMs, zone).map(usual.shape));
    const sales = total(hours.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map((hour) => hour.sales));
    if (expected > 0) seen.push({ kind: quiet.kind, ratio: Math.max(sales, 0) / expected });
  }
  return learnQuietEffects(seen);
}

/** Relative variance of what the hours bring in all, since nobody knows how quiet they will be. */
export function quietVariance(hours: readonly EpochMs[], shape: HourShape, effects: QuietEffects, { zone, holidays }: ShopPast): number {
  const all = total(hours.map(shape));
  if (!(all > 0)) return 0;
  return total(
    QUIET_KINDS.map((kind) => {
      const quiet = hours.filter((atMs) => quietDayOf(businessDayOf(atMs, zone), holidays)?.kind === kind);
      return effects[kind].variance * (total(quiet.map(shape)) / all) ** 2;
    }),
  );
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
