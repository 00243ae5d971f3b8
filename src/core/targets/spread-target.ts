/** Targets day by day: each is spread over its days by the shop's rhythm, around the finer targets inside it. */
import { addDays, daysBetween } from "../calendar/business-day.ts";
import { allocateUnits } from "../explain/allocate-units.ts";
import { holds, type Target, type TargetDays } from "./target.ts";

/** How much each of the days is expected to bring, in any unit. */
export type WeighDays = (days: TargetDays) => readonly number[];

/**
 * The target of each day in whole units, which add up to the target. Finer targets inside it keep their own value, and
 * what they leave is spread over the other days; where they want more than there is, they are not heeded.
 *
 * @param others Targets of the same metric and channel.
 */
export function spreadTarget(target: Target, others: readonly Target[], weigh: WeighDays): readonly number[] {
  const weights = weigh(target);
  const inside = widestInside(target, others);
  const fixed = new Map<number, number>();
  for (const each of inside) {
    const from = daysBetween(target.fromDay, each.fromDay);
    for (const [index, value] of spreadTarget(each, others, weigh).entries()) fixed.set(from + index, value);
  }
  const left = target.value - inside.reduce((sum, { value }) => sum + value, 0);
  const open = weights.map((_, index) => index).filter((index) => !fixed.has(index));
  if (left < 0 || (left > 0 && open.length === 0)) return share(target.value, weights);
  const shares = share(
    left,
    open.map((index) => weights[index] ?? 0),
  );
  const shareOf = new Map(open.map((index, place) => [index, shares[place] ?? 0]));
  return weights.map((_, index) => fixed.get(index) ?? shareOf.get(index) ?? 0);
}

/**
 * The target of each of the days: of the one set for exactly these days, else of the narrowest that holds them all, else
 * day by day of the narrowest that holds the day. Null where a day has none.
 */
export function planDays(days: TargetDays, targets: readonly Target[], weigh: WeighDays): readonly number[] | null {
  const plans = new Map<Target, readonly number[]>();
  const planOf = (target: Target): readonly number[] => {
    const plan = plans.get(target) ?? spreadTarget(target, targets, weigh);
    plans.set(target, plan);
    return plan;
  };
  const whole = narrowestHolding(days, targets);
  if (whole !== null) {
    const from = daysBetween(whole.fromDay, days.fromDay);
    return planOf(whole).slice(from, from + daysBetween(days.fromDay, days.toDay));
  }
  const plan: number[] = [];
  for (let day = days.fromDay; day < days.toDay; day = addDays(day, 1)) {
    const target = narrowestHolding({ fromDay: day, toDay: addDays(day, 1) }, targets);
    if (target === null) return null;
    plan.push(planOf(target)[daysBetween(target.fromDay, day)] ?? 0);
  }
  return plan;
}

export function narrowestHolding(days: TargetDays, targets: readonly Target[]): Target | null {
  const holding = targets.filter((target) => holds(target, days));
  return holding.reduce<Target | null>((best, each) => (best === null || lengthOf(each) < lengthOf(best) ? each : best), null);
}

/** The widest targets strictly inside, none overlapping another. */
function widestInside(target: Target, others: readonly Target[]): readonly Target[] {
  const inside = others
    .filter((each) => holds(target, each) && lengthOf(each) < lengthOf(target))
    .sort((a, b) => lengthOf(b) - lengthOf(a) || (a.fromDay < b.fromDay ? -1 : 1));
  const chosen: Target[] = [];
  for (const each of inside) {
    if (chosen.every(({ fromDay, toDay }) => toDay <= each.fromDay || each.toDay <= fromDay)) chosen.push(each);
  }
  return chosen;
}

/** Evenly where no day is expected to bring anything. */
function share(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  return allocateUnits(
    weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length)),
    total,
  );
}

function lengthOf({ fromDay, toDay }: TargetDays): number {
  return daysBetween(fromDay, toDay);
}
