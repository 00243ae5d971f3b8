/** What is known beforehand of a shop's days: campaigns, holidays, and hours that somebody called expected. */
import type { ExpectedHours, ShopCalendar } from "../core/anomalies/day-context.ts";
import type { BusinessDay } from "../core/calendar/period.ts";
import type { Span } from "../core/campaigns/campaign.ts";
import { campaignSpans } from "../core/campaigns/find-campaign.ts";
import type { Shop } from "../core/shop.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";

/** Campaigns are taken to have been planned in advance: the store does not tell when one was first spoken of. */
export async function readShopCalendar(
  store: Pick<Store, "campaigns" | "holidays">,
  findPublicHolidays: PublicHolidays,
  shop: Shop,
  range: Span,
  expected: readonly ExpectedHours[],
): Promise<ShopCalendar> {
  const [campaigns, holidays] = await Promise.all([store.campaigns.list(), readHolidays(store, findPublicHolidays, shop, range)]);
  return {
    zone: shop.zone,
    campaigns: campaignSpans(campaigns, shop).map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    holidays,
    expected,
  };
}

/** Those of the shop's country and those imported for it, for the years of the range and the one after. */
export async function readHolidays(
  store: Pick<Store, "holidays">,
  findPublicHolidays: PublicHolidays,
  shop: Shop,
  range: Span,
): Promise<ReadonlySet<BusinessDay>> {
  const [fromYear, toYear] = [new Date(range.fromMs).getUTCFullYear(), new Date(range.toMs).getUTCFullYear() + 1];
  const [imported, known] = await Promise.all([
    store.holidays.list(),
    shop.country === null ? [] : findPublicHolidays(shop.country, fromYear, toYear),
  ]);
  const own = imported.filter(({ of }) => (of.type === "shop" ? of.shopId === shop.id : of.country === shop.country));
  return new Set([...known, ...own].map(({ day }) => day));
}
