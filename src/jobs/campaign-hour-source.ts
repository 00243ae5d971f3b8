/** "Hourly during campaigns": a post at the end of each hour in which a campaign of the subscription's shop runs. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { campaignHourEnds, campaignOfHour } from "../core/campaigns/campaign-hours.ts";
import { composeCampaignHour } from "../core/messages/compose-campaign-hour.ts";
import { decideFreshness } from "../core/reports/freshness-gate.ts";
import type { Shop } from "../core/shop.ts";
import { readLateSales, workOutCampaignHour } from "../figures/work-out-campaign-hour.ts";
import type { Store } from "../ports/stores.ts";
import type { Subscription } from "../ports/subscriptions.ts";
import { composeSkipped } from "./compose-skipped.ts";
import type { Duty, DutyResult, DutySource } from "./duty.ts";
import { entryOf, POST_WINDOW_MS } from "./report-entries.ts";

const MINUTE_MS = 60_000;
/** The next hour is near: it tells what this one lacked. */
const LONGEST_WAIT_MS = 30 * MINUTE_MS;
const LOOK_AGAIN_MS = MINUTE_MS;

export function createCampaignHourSource(store: Store): DutySource {
  return {
    duties: async () => {
      const subscriptions = (await store.subscriptions.active()).filter(({ schedule }) => schedule.type === "hourly");
      if (subscriptions.length === 0) return [];
      const [campaigns, shops] = await Promise.all([store.campaigns.list(), store.shops.list()]);
      return subscriptions.flatMap((subscription) =>
        shops.filter(({ id }) => subscription.shopIds.includes(id)).map((shop) => toDuty({ subscription, shop, campaigns }, store)),
      );
    },
  };
}

interface CampaignHours {
  readonly subscription: Subscription;
  readonly shop: Shop;
  readonly campaigns: readonly Campaign[];
}

function toDuty(hours: CampaignHours, store: Store): Duty {
  const { subscription, shop, campaigns } = hours;
  const name = `campaign-hours/${subscription.id}/${shop.id}`;
  return {
    key: name,
    sinceMs: subscription.sinceMs,
    windowMs: POST_WINDOW_MS.hourly,
    slots: (afterMs, throughMs) => campaignHourEnds(campaigns, shop, afterMs, throughMs),
    run: (slotMs, nowMs) => runHour(hours, slotMs, nowMs, store),
    skipped: (slotsMs, nowMs) => [composeSkipped({ name, subscription, shop, zone: shop.zone }, slotsMs, nowMs)],
  };
}

async function runHour(
  { subscription, shop, campaigns }: CampaignHours,
  endMs: EpochMs,
  nowMs: EpochMs,
  store: Store,
): Promise<DutyResult> {
  const campaign = campaignOfHour(campaigns, shop, endMs);
  const extent = await store.measures.extent(shop.id);
  if (campaign === null || extent === null) return { type: "done", outcome: "no-data", entries: [] };
  const late = await readLateSales(shop.id, endMs, store.measures);
  const waitMs = Math.min(subscription.waitMs, LONGEST_WAIT_MS);
  const gate = decideFreshness({ nowMs, slotMs: endMs, waitMs, periodToMs: endMs, late });
  if (gate.decision === "wait") {
    return { type: "later", atMs: Math.min(gate.untilMs, nowMs + LOOK_AGAIN_MS), reason: gate.reason };
  }
  const data = await workOutCampaignHour({ shop, campaign, campaigns, endMs }, store.measures);
  const message = composeCampaignHour(data, subscription.locale);
  const key = `campaign-hour/${subscription.id}/${shop.id}/${endMs}`;
  return { type: "done", outcome: "posted", entries: [entryOf(subscription, { key, message, nowMs })] };
}
