/** What a shop is held to, and what is known beforehand of the days it has for it. */
import { DAY_MS } from "../core/calendar/business-day.ts";
import { dayBounds } from "../core/calendar/zone-clock.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { campaignSpans } from "../core/campaigns/find-campaign.ts";
import type { Shop } from "../core/shop.ts";
import { campaignTargets } from "../core/targets/campaign-targets.ts";
import { HISTORY_DAYS } from "../core/targets/forecast.ts";
import type { DayCalendar } from "../core/targets/shop-days.ts";
import { isSameTarget, type Target } from "../core/targets/target.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";
import { readHolidays } from "./shop-calendar.ts";

export interface TargetBook {
  readonly targets: readonly Target[];
  /** Holidays, and the campaigns that run in the channel; in any for "". */
  readonly calendarOf: (channel: string) => DayCalendar;
}

export interface TargetSources {
  readonly store: Pick<Store, "targets" | "holidays">;
  readonly findPublicHolidays: PublicHolidays;
}

/** Targets set for it, and those of its campaigns where none is set for the same days. */
export async function readTargets(
  { store, findPublicHolidays }: TargetSources,
  shop: Shop,
  campaigns: readonly Campaign[],
): Promise<TargetBook> {
  const set = await store.targets.list(shop.id, null);
  const targets = [...set, ...campaignTargets(campaigns, shop).filter((target) => !set.some((each) => isSameTarget(each, target)))];
  const [first] = targets.map(({ fromDay }) => fromDay).sort();
  const last = targets
    .map(({ toDay }) => toDay)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return noTargets(shop);
  const days = {
    fromMs: dayBounds(first, shop.zone).fromMs - HISTORY_DAYS * DAY_MS,
    toMs: dayBounds(last, shop.zone).toMs,
  };
  const holidays = await readHolidays(store, findPublicHolidays, shop, days);
  return {
    targets,
    calendarOf: (channel) => ({ zone: shop.zone, holidays, campaigns: campaignSpans(campaigns.filter(runsIn(channel)), shop) }),
  };
}

/** Of a shop that nothing is asked of. */
export function noTargets({ zone }: Pick<Shop, "zone">): TargetBook {
  return { targets: [], calendarOf: () => ({ zone, holidays: new Set(), campaigns: [] }) };
}

function runsIn(channel: string): (campaign: Campaign) => boolean {
  return ({ channels }) => channel === "" || channels.length === 0 || channels.some((each) => each.toLowerCase() === channel);
}
