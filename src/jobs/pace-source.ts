/** The pace card as duties of the clock: one card a campaign day, shop and place, edited in place every quarter of an hour. */
import { hash } from "node:crypto";
import { businessDayOf } from "../core/calendar/zone-clock.ts";
import { mainSpan } from "../core/campaigns/campaign.ts";
import { MILESTONES, type Milestone, milestonesReached, type Pace } from "../core/campaigns/pace/pace.ts";
import type { CampaignView } from "../core/messages/campaign-parts.ts";
import { composeMilestone, composePace } from "../core/messages/compose-pace.ts";
import { workOutPace } from "../figures/work-out-pace.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";
import { entryOf, keyIn, placeEntries } from "./campaign-entries.ts";
import type { Duty, DutySource } from "./duty.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Orders of the last hour come in for a while: the last card is edited until then. */
const AFTER_END_MS = 3 * HOUR_MS;
/** An edit that was missed is made by the next one. */
const WINDOW_MS = QUARTER_MS;
const CARD_OF_USE_MS = 12 * HOUR_MS;

interface PaceCardSources {
  readonly store: Pick<Store, "campaigns" | "shops" | "measures" | "holidays" | "rates" | "outbox">;
  readonly findPublicHolidays: PublicHolidays;
}

export function createPaceSource(sources: PaceCardSources): DutySource {
  const { store } = sources;
  return {
    duties: async (nowMs) => {
      const [campaigns, shops] = await Promise.all([store.campaigns.list(), store.shops.list()]);
      return campaigns
        .filter(({ state, places }) => state === "planned" && places.length > 0)
        .flatMap((campaign) =>
          shops.filter(({ id }) => campaign.shopIds.includes(id)).map((shop) => ({ campaign, shop, nowMs, locale: campaign.locale })),
        )
        .map((view) => toDuty(view, sources));
    },
  };
}

function toDuty(view: CampaignView, sources: PaceCardSources): Duty {
  const { campaign, shop } = view;
  const { store } = sources;
  const { fromMs, toMs } = mainSpan(campaign, shop.zone);
  return {
    key: `campaign/${campaign.id}/pace/${shop.id}`,
    // Quarters missed before this one say nothing that it does not: only the newest of a stop is run.
    sinceMs: Math.max(campaign.sinceMs, fromMs),
    windowMs: WINDOW_MS,
    slots: (afterMs, throughMs) => {
      const lastMs = Math.floor(Math.min(throughMs, toMs + AFTER_END_MS) / QUARTER_MS) * QUARTER_MS;
      return lastMs > afterMs ? [lastMs] : [];
    },
    run: async (slotMs, nowMs) => {
      const pace = await workOutPace({ campaign, shop, campaigns: await store.campaigns.list(), nowMs }, sources);
      if (pace.hoursOver === 0) return { type: "done", outcome: "no-hour-yet", entries: [] };
      const now = { ...view, nowMs };
      const entries = [...(await cardEntries(pace, now, slotMs, store)), ...milestoneEntries(pace, now)];
      return { type: "done", outcome: "posted", entries };
    },
    skipped: () => [],
  };
}

/** The day's card where it is not there yet, else its next edit: what has not changed in an hour's data is not sent again. */
async function cardEntries(
  pace: Pace,
  view: CampaignView,
  slotMs: number,
  store: PaceCardSources["store"],
): Promise<readonly OutboxEntry[]> {
  const { campaign, shop, nowMs } = view;
  const { toMs } = mainSpan(campaign, shop.zone);
  const day = businessDayOf(Math.min(slotMs, toMs) - 1, shop.zone);
  const key = `pace/${shop.id}/${day}`;
  const message = composePace(pace, view);
  const fingerprint = hash("sha256", JSON.stringify(message)).slice(0, 16);
  const content = { key, message, nowMs, staleAfterMs: nowMs + CARD_OF_USE_MS };
  return Promise.all(
    campaign.places.map(async (place): Promise<OutboxEntry> => {
      const post = entryOf(campaign, place, content);
      if ((await store.outbox.find(post.key)) === null) return post;
      return {
        ...post,
        key: keyIn(campaign, `${key}/${pace.asOfMs}/${fingerprint}`, place),
        kind: "edit",
        editOf: post.key,
        staleAfterMs: nowMs + HOUR_MS,
      };
    }),
  );
}

/** The highest share reached, and last time once it is passed: an outbox takes each key once. */
function milestoneEntries(pace: Pace, view: CampaignView): readonly OutboxEntry[] {
  const { campaign, shop, nowMs } = view;
  const reached = milestonesReached(pace);
  const share = MILESTONES.findLast((each) => each !== "last-time" && reached.includes(each));
  const told: readonly Milestone[] = [...(share === undefined ? [] : [share]), ...reached.filter((each) => each === "last-time")];
  return told.flatMap((milestone) =>
    placeEntries(campaign, {
      ...{
        key: `milestone/${shop.id}/${milestone}`,
        message: composeMilestone(milestone, pace, view),
        nowMs,
        staleAfterMs: nowMs + CARD_OF_USE_MS,
      },
    }),
  );
}
