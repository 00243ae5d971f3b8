/** The countdown as duties of the clock: one a campaign, a slot a mark. */
import { countdownSlots } from "../core/campaigns/countdown.ts";
import type { CampaignView } from "../core/messages/campaign-parts.ts";
import { composeCountdown } from "../core/messages/compose-countdown.ts";
import type { Store } from "../ports/stores.ts";
import { listCampaignViews, placeEntries } from "./campaign-entries.ts";
import type { Duty, DutySource } from "./duty.ts";

const HOUR_MS = 3_600_000;
/** A mark missed is said later with the time that is really left; after this it says nothing new. */
const WINDOW_MS = 6 * HOUR_MS;

export function createCountdownSource(store: Pick<Store, "campaigns" | "shops">): DutySource {
  return { duties: async (nowMs) => (await listCampaignViews(store, nowMs)).map(toDuty) };
}

function toDuty(view: CampaignView): Duty {
  const { campaign, shop } = view;
  const slots = countdownSlots(campaign, shop.zone);
  return {
    key: `campaign/${campaign.id}/countdown`,
    sinceMs: campaign.sinceMs,
    windowMs: WINDOW_MS,
    slots: (afterMs, throughMs) => slots.filter(({ atMs }) => atMs > afterMs && atMs <= throughMs).map(({ atMs }) => atMs),
    run: async (slotMs, nowMs) => {
      const slot = slots.find(({ atMs }) => atMs === slotMs);
      // Of several missed marks the last one says it all.
      const isOvertaken = slots.some(({ atMs }) => atMs > slotMs && atMs <= nowMs);
      if (slot === undefined || isOvertaken) return { type: "done", outcome: "overtaken", entries: [] };
      const message = composeCountdown({ ...view, nowMs }, slot);
      const content = { key: `countdown/${slot.mark}/${slotMs}`, message, nowMs, staleAfterMs: nowMs + WINDOW_MS };
      return { type: "done", outcome: "posted", entries: placeEntries(campaign, content) };
    },
    skipped: () => [],
  };
}
