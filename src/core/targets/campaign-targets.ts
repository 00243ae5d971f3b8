/** What campaigns are held to, as targets of their days: a month's target is spread around them, and their days are asked about. */

import { businessDayOf, dayBounds } from "../calendar/zone-clock.ts";
import type { Campaign } from "../campaigns/campaign.ts";
import { mainSpan, TARGET_METRICS } from "../campaigns/campaign.ts";
import { campaignsOf } from "../campaigns/find-campaign.ts";
import type { Shop } from "../shop.ts";
import type { Target } from "./target.ts";

/** Only of campaigns of the whole shop and of it alone, whose main phase is whole days: anything else has no days of its own. */
export function campaignTargets(campaigns: readonly Campaign[], shop: Pick<Shop, "id" | "zone">): readonly Target[] {
  return campaignsOf(campaigns, shop).flatMap(({ phases, targets, shopIds, channels }): readonly Target[] => {
    if (shopIds.length > 1 || channels.length > 0) return [];
    const { fromMs, toMs } = mainSpan({ phases }, shop.zone);
    const [fromDay, toDay] = [businessDayOf(fromMs, shop.zone), businessDayOf(toMs, shop.zone)];
    if (dayBounds(fromDay, shop.zone).fromMs !== fromMs || dayBounds(toDay, shop.zone).fromMs !== toMs) return [];
    return TARGET_METRICS.flatMap((metric) => {
      const value = targets[metric];
      return value === undefined || value <= 0 ? [] : [{ shopId: shop.id, metric, channel: "", fromDay, toDay, value }];
    });
  });
}
