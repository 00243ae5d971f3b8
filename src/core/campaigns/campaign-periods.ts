/** Campaigns as periods of questions: what a name means, and the stretch of last time that it is compared with. */
import { previousPeriod } from "../calendar/compare-periods.ts";
import type { EpochMs, Period, ResolvedPeriod } from "../calendar/period.ts";
import { findCampaign, instantsPeriod, type ResolveContext } from "../calendar/resolve-period.ts";
import { hourStartOf } from "../calendar/zone-clock.ts";
import type { Shop } from "../shop.ts";
import { type Campaign, mainSpan } from "./campaign.ts";
import { findByName, findLastTime } from "./find-campaign.ts";

type Lookup = NonNullable<ResolveContext["campaign"]>;

/** What periods of a shop's questions mean at an instant, campaigns included. */
export function resolvingFor(shop: Shop, nowMs: EpochMs, campaigns: readonly Campaign[]): ResolveContext & { readonly campaign: Lookup } {
  const { zone, weekStart } = shop;
  const campaign: Lookup = (name, year) => {
    const found = findByName(campaigns, { name, year }, shop, nowMs);
    if (found === null) return null;
    const lastTime = findLastTime(campaigns, found, shop);
    return { ...mainSpan(found, zone), lastTime: lastTime === null ? null : mainSpan(lastTime, zone) };
  };
  return { nowMs, zone, weekStart, campaign };
}

/**
 * What comes before a period: of a campaign the same hours since its start last time, where there was one; of anything
 * else, and of a campaign held for the first time, the period of equal kind before.
 */
export function periodBefore(period: Period, resolved: ResolvedPeriod, context: ResolveContext): ResolvedPeriod {
  const lastTime = period.type === "campaign" ? findCampaign(period, context)?.lastTime : null;
  if (!lastTime) return previousPeriod(period, resolved);
  const elapsedMs = resolved.elapsedToMs === null ? null : hourStartOf(resolved.elapsedToMs, resolved.zone) - resolved.fromMs;
  const toMs = elapsedMs === null ? lastTime.toMs : Math.min(lastTime.fromMs + elapsedMs, lastTime.toMs);
  const before = instantsPeriod(lastTime.fromMs, toMs, context);
  return "problem" in before ? previousPeriod(period, resolved) : before;
}
