/** What is known beforehand of a shop's days: campaigns, holidays, and hours that somebody called expected. */
import type { ExpectedHours, ShopCalendar } from "../core/anomalies/day-context.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { campaignSpans } from "../core/campaigns/find-campaign.ts";
import type { Shop } from "../core/shop.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";

/** Campaigns are taken to have been planned in advance: the store does not tell when one was first spoken of. */
export async function readShopCalendar(
  store: Pick<Store, "campaigns" | "holidays">,
  findPublicHolidays: PublicHolidays,
  shop: Shop,
  range: { readonly fromMs: EpochMs; readonly toMs: EpochMs },
  expected: readonly ExpectedHours[],
): Promise<ShopCalendar> {
  const [campaigns, imported] = await Promise.all([store.campaigns.list(), store.holidays.list()]);
  const [fromYear, toYear] = [new Date(range.fromMs).getUTCFullYear(), new Date(range.toMs).getUTCFullYear() + 1];
  const known = shop.country === null ? [] : findPublicHolidays(shop.country, fromYear, toYear);
  const own = imported.filter(({ of }) => (of.type === "shop" ? of.shopId === shop.id : of.country === shop.country));
  return {
    zone: shop.zone,
    campaigns: campaignSpans(campaigns, shop).map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    holidays: new Set([...known, ...own].map(({ day }) => day)),
    expected,
  };
}
