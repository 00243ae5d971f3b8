/** The hours of campaigns, at whose ends people are told how they went. */
import type { EpochMs } from "../calendar/period.ts";
import type { Recurrence } from "../schedule/recurrence.ts";
import { nextSlots, slotsBetween } from "../schedule/slots.ts";
import type { Shop } from "../shop.ts";
import { type Campaign, mainSpan } from "./campaign.ts";
import { campaignsOf } from "./find-campaign.ts";

const ON_THE_HOUR: Recurrence = { type: "hourly", minute: 0 };

type ShopClock = Pick<Shop, "id" | "zone">;

/** The ends of local hours within the shop's campaigns, after the first instant up to and including the second, in order. */
export function campaignHourEnds(
  campaigns: readonly Campaign[],
  shop: ShopClock,
  afterMs: EpochMs,
  throughMs: EpochMs,
): readonly EpochMs[] {
  return inOrder(
    campaignsOf(campaigns, shop).flatMap((campaign) => {
      const { fromMs, toMs } = mainSpan(campaign, shop.zone);
      return slotsBetween(ON_THE_HOUR, shop.zone, Math.max(afterMs, fromMs), Math.min(throughMs, toMs));
    }),
  );
}

/** The first `count` of them after the instant; fewer where no campaign is planned that long. */
export function nextCampaignHourEnds(campaigns: readonly Campaign[], shop: ShopClock, afterMs: EpochMs, count: number): readonly EpochMs[] {
  const ends = campaignsOf(campaigns, shop).flatMap((campaign) => {
    const { fromMs, toMs } = mainSpan(campaign, shop.zone);
    return nextSlots(ON_THE_HOUR, shop.zone, Math.max(afterMs, fromMs), count).filter((endMs) => endMs <= toMs);
  });
  return inOrder(ends).slice(0, count);
}

/** The campaign that an hour ending then belongs to; of two at once the one that began last. */
export function campaignOfHour(campaigns: readonly Campaign[], shop: ShopClock, endMs: EpochMs): Campaign | null {
  const running = campaignsOf(campaigns, shop).filter((campaign) => {
    const { fromMs, toMs } = mainSpan(campaign, shop.zone);
    return fromMs < endMs && endMs <= toMs;
  });
  return running.at(-1) ?? null;
}

function inOrder(instants: readonly EpochMs[]): readonly EpochMs[] {
  return [...new Set(instants)].sort((a, b) => a - b);
}
