/** When a subscription posts next. */
import type { EpochMs, TimeZone } from "../core/calendar/period.ts";
import { nextCampaignHourEnds } from "../core/campaigns/campaign-hours.ts";
import { nextSlots } from "../core/schedule/slots.ts";
import type { Subscription } from "../ports/subscriptions.ts";
import type { CommandContext } from "./command.ts";

export interface NextPost {
  readonly atMs: EpochMs;
  /** Whose wall clock it is told by. */
  readonly zone: TimeZone;
}

/** By its own clock, else by that of its first shop; none where that is gone. Hourly ones end with the campaigns that are planned. */
export function nextPosts(
  { schedule, zone, shopIds }: Pick<Subscription, "schedule" | "zone" | "shopIds">,
  { shops, campaigns, nowMs }: Pick<CommandContext, "shops" | "campaigns" | "nowMs">,
  count: number,
): readonly NextPost[] {
  const shop = shops.find(({ id }) => id === shopIds[0]);
  if (shop === undefined) return [];
  const isHourly = schedule.type === "hourly";
  const clock = isHourly ? shop.zone : (zone ?? shop.zone);
  const slots = isHourly ? nextCampaignHourEnds(campaigns, shop, nowMs, count) : nextSlots(schedule, clock, nowMs, count);
  return slots.map((atMs) => ({ atMs, zone: clock }));
}
