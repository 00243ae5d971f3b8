/** What campaigns put into the outbox, in channels and to people. */

import type { EpochMs } from "../core/calendar/period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import type { CampaignView } from "../core/messages/campaign-parts.ts";
import type { Message } from "../core/messages/message.ts";
import type { Member, Place } from "../core/place.ts";
import { type OutboxEntry, scopesOf } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";

/** Every planned campaign beside the first of its shops that is there, in the campaign's own language. */
export async function listCampaignViews(store: Pick<Store, "campaigns" | "shops">, nowMs: EpochMs): Promise<readonly CampaignView[]> {
  const [campaigns, shops] = await Promise.all([store.campaigns.list(), store.shops.list()]);
  return campaigns.flatMap((campaign) => {
    const shop = shops.find(({ id }) => campaign.shopIds.includes(id));
    return shop === undefined || campaign.state !== "planned" ? [] : [{ campaign, shop, nowMs, locale: campaign.locale }];
  });
}

/** Where an entry with this key stands, or will, in one of the campaign's places. */
export function keyIn({ id }: Campaign, key: string, place: Place | Member): string {
  return `campaign/${id}/${key}/${scopesOf(place).place}`;
}

export interface EntryContent {
  /** Unlike any other's of the campaign; the place is added to it. */
  readonly key: string;
  readonly message: Message;
  readonly nowMs: EpochMs;
  readonly staleAfterMs: EpochMs;
}

/** Into each of the campaign's places. What cannot be delivered, the lead hears of, and where there is none, who holds a role. */
export function placeEntries(campaign: Campaign, content: EntryContent): readonly OutboxEntry[] {
  return campaign.places.map((place) => entryOf(campaign, place, content));
}

export function entryOf(campaign: Campaign, place: Place | Member, { key, message, nowMs, staleAfterMs }: EntryContent): OutboxEntry {
  // Nobody is told of a message to themselves that failed: where the lead has left, whoever holds a role hears of it.
  const told = [...(campaign.owner === null ? [] : [campaign.owner]), ...Object.values(campaign.roles)].find(
    ({ platform, workspace, userId }) =>
      platform === place.platform && workspace === place.workspace && !("userId" in place && place.userId === userId),
  );
  return {
    ...{
      key: keyIn(campaign, key, place),
      kind: "post",
      place: addressOf(place),
      message,
      threadOf: null,
      editOf: null,
    },
    ...{ notBeforeMs: nowMs, staleAfterMs, ownerUserId: told?.userId ?? null, urgency: "normal" },
  };
}

function addressOf(place: Place | Member): OutboxEntry["place"] {
  return "userId" in place ? { platform: place.platform, workspace: place.workspace, userId: place.userId } : place;
}
