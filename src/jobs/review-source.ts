/** Reviews as duties of the clock: the morning after the end, and again when returns have matured. */
import { addDays, DAY_MS, dayNumberOf } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { businessDayOf, firstInstantAt } from "../core/calendar/zone-clock.ts";
import { mainSpan } from "../core/campaigns/campaign.ts";
import { RETURNS_MATURE_MS } from "../core/campaigns/review.ts";
import type { CampaignView } from "../core/messages/campaign-parts.ts";
import { composeReview } from "../core/messages/compose-review.ts";
import { workOutReview } from "../figures/work-out-review.ts";
import type { PublicHolidays } from "../ports/holidays.ts";
import type { Store } from "../ports/stores.ts";
import { listCampaignViews, placeEntries } from "./campaign-entries.ts";
import type { Duty, DutySource } from "./duty.ts";

/** People are there, and last night's data is in. */
const AT_HOUR = 10;
const WINDOW_MS = 3 * DAY_MS;

interface ReviewSources {
  readonly store: Pick<Store, "campaigns" | "shops" | "measures" | "holidays" | "rates">;
  readonly findPublicHolidays: PublicHolidays;
}

export function createReviewSource(sources: ReviewSources): DutySource {
  return {
    duties: async (nowMs) =>
      (await listCampaignViews(sources.store, nowMs))
        .filter(({ campaign }) => campaign.places.length > 0)
        .map((view) => toDuty(view, sources)),
  };
}

function toDuty(view: CampaignView, sources: ReviewSources): Duty {
  const { campaign, shop } = view;
  const { toMs } = mainSpan(campaign, shop.zone);
  const slots = [
    { name: "first", atMs: morningAfter(toMs, view) },
    { name: "matured", atMs: morningAfter(toMs + RETURNS_MATURE_MS, view) },
  ];
  return {
    key: `campaign/${campaign.id}/review`,
    sinceMs: campaign.sinceMs,
    windowMs: WINDOW_MS,
    slots: (afterMs, throughMs) => slots.filter(({ atMs }) => atMs > afterMs && atMs <= throughMs).map(({ atMs }) => atMs),
    run: async (slotMs, nowMs) => {
      const slot = slots.find(({ atMs }) => atMs === slotMs);
      if (slot === undefined) return { type: "done", outcome: "moved", entries: [] };
      const review = await workOutReview({ campaign, shop, campaigns: await sources.store.campaigns.list(), nowMs }, sources);
      // Nothing is known of any of its hours: there is nothing to look back on.
      if (review.pace.hoursOver === 0) return { type: "done", outcome: "no-data", entries: [] };
      const message = composeReview(review, { ...view, nowMs });
      const content = { key: `review/${slot.name}/${toMs}`, message, nowMs, staleAfterMs: nowMs + WINDOW_MS };
      return { type: "done", outcome: "posted", entries: placeEntries(campaign, content) };
    },
    skipped: () => [],
  };
}

/** A campaign that ends at midnight is looked back on that morning. */
function morningAfter(endMs: EpochMs, { shop: { zone } }: CampaignView): EpochMs {
  const day = addDays(businessDayOf(endMs - 1, zone), 1);
  return firstInstantAt(dayNumberOf(day) * DAY_MS + AT_HOUR * 3_600_000, zone);
}
