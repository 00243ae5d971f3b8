/** Hours of a shop as campaigns are measured by: net sales and orders, in the campaign's channels. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import type { HourSales } from "../core/campaigns/pace/hour-shape.ts";
import type { Filter } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore } from "../ports/stores.ts";

/** Hours without facts are absent. */
export async function readCampaignHours(
  store: MeasureStore,
  shop: Shop,
  campaign: Pick<Campaign, "channels">,
  fromMs: EpochMs,
  toMs: EpochMs,
): Promise<readonly HourSales[]> {
  if (fromMs >= toMs) return [];
  const rows = await store.measures({
    ...{
      shopId: shop.id,
      range: { grain: "hours", fromMs, toMs },
      by: ["hour"],
      filters: campaignFilters(campaign),
      returnsClock: "own-day",
    },
  });
  return rows.map(({ keys: [hour = ""], sums: { gross = 0, discounts = 0, returns = 0, orders = 0 } }) => ({
    ...{ atMs: Date.parse(hour), sales: gross - discounts - returns, orders },
  }));
}

export function campaignFilters({ channels }: Pick<Campaign, "channels">): readonly Filter[] {
  const [first, ...others] = channels;
  return first === undefined ? [] : [{ dimension: "channel", values: [first, ...others] }];
}
