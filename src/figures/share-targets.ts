/** What a campaign's targets and budget are for one of its shops. */
import type { EpochMs } from "../core/calendar/period.ts";
import { type Campaign, mainSpan } from "../core/campaigns/campaign.ts";
import { convertMoney } from "../core/rates.ts";
import type { Shop } from "../core/shop.ts";
import type { Store } from "../ports/stores.ts";
import { readCampaignHours } from "./read-campaign-hours.ts";

const DAY_MS = 86_400_000;
/** What says which shop sells how much. */
const BEFORE_MS = 56 * DAY_MS;

export interface ShopTargets {
  readonly targets: Campaign["targets"];
  readonly budget: number | null;
  /** The shop's part of the campaign's target: 1 where it is the campaign's only shop. */
  readonly share: number;
}

/**
 * A target is for all shops of the campaign together: each one's part is what it sold of them all in the eight weeks before. Money
 * is in the shop's own currency; none of it is known where no exchange rate is, or where none of the shops sold anything.
 */
export async function shareTargets(
  { campaign, shop }: { readonly campaign: Campaign; readonly shop: Shop },
  store: Pick<Store, "measures" | "shops" | "rates">,
): Promise<ShopTargets> {
  const { targets, budgetMinor } = campaign;
  if (campaign.shopIds.length === 1) return { targets, budget: budgetMinor, share: 1 };
  const [all, rates] = await Promise.all([store.shops.list(), store.rates.list()]);
  const shops = campaign.shopIds.flatMap((shopId) => all.filter(({ id }) => id === shopId));
  const startMs = mainSpan(campaign, shop.zone).fromMs;
  const sold = await Promise.all(
    shops.map(
      async (each) => convertMoney(await salesBefore(each, campaign, startMs, store), each.currency, shop.currency, rates)?.minor ?? null,
    ),
  );
  const total = sold.reduce<number>((sum, sales) => sum + (sales ?? 0), 0);
  const own = sold[shops.findIndex(({ id }) => id === shop.id)] ?? 0;
  const share = total > 0 && !sold.includes(null) ? own / total : 0;
  const [first = shop] = shops;
  const inOwn = (minor: number | null | undefined, part: number): number | null =>
    minor == null || share === 0 ? null : (convertMoney(Math.round(minor * part), first.currency, shop.currency, rates)?.minor ?? null);
  const sales = inOwn(targets.sales, share);
  const aov = inOwn(targets.aov, 1);
  return {
    targets: {
      ...(sales === null ? {} : { sales }),
      ...(aov === null ? {} : { aov }),
      ...(targets.conversion === undefined ? {} : { conversion: targets.conversion }),
    },
    budget: inOwn(budgetMinor, share),
    share,
  };
}

async function salesBefore(shop: Shop, campaign: Campaign, startMs: EpochMs, { measures }: Pick<Store, "measures">): Promise<number> {
  const hours = await readCampaignHours(measures, shop, campaign, startMs - BEFORE_MS, startMs);
  return Math.max(
    0,
    hours.reduce((sum, { sales }) => sum + sales, 0),
  );
}
