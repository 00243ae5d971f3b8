/** Which campaign a name means: names come back every year. */
import { partsOf } from "../calendar/business-day.ts";
import type { EpochMs } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import type { Shop } from "../shop.ts";
import { type Campaign, liftSpan, mainSpan, type Span } from "./campaign.ts";

/** What is planned for a shop, earliest first; cancelled ones are not. */
export function campaignsOf(campaigns: readonly Campaign[], { id, zone }: Pick<Shop, "id" | "zone">): readonly Campaign[] {
  return campaigns
    .filter(({ shopIds, state }) => state === "planned" && shopIds.includes(id))
    .map((campaign) => ({ campaign, fromMs: mainSpan(campaign, zone).fromMs }))
    .sort((a, b) => a.fromMs - b.fromMs)
    .map(({ campaign }) => campaign);
}

/**
 * The one that has begun last of those with the name, and of those that begin in the year if one is given; the next one where
 * none has begun yet. Letter case does not count.
 */
export function findByName(
  campaigns: readonly Campaign[],
  { name, year }: { readonly name: string; readonly year: number | null },
  shop: Pick<Shop, "id" | "zone">,
  nowMs: EpochMs,
): Campaign | null {
  const yearOf = (each: Campaign) => partsOf(businessDayOf(mainSpan(each, shop.zone).fromMs, shop.zone)).year;
  const named = campaignsOf(campaigns, shop).filter((each) => sameName(each.name, name) && (year === null || yearOf(each) === year));
  return named.findLast((each) => mainSpan(each, shop.zone).fromMs <= nowMs) ?? named[0] ?? null;
}

/** The one of the same name that was before it. */
export function findLastTime(campaigns: readonly Campaign[], campaign: Campaign, shop: Pick<Shop, "id" | "zone">): Campaign | null {
  const { fromMs } = mainSpan(campaign, shop.zone);
  const before = campaignsOf(campaigns, shop).filter(
    (each) => sameName(each.name, campaign.name) && mainSpan(each, shop.zone).fromMs < fromMs,
  );
  return before.at(-1) ?? null;
}

/** The hours in which the shop sells otherwise than usual, by campaign, earliest first. They may overlap. */
export function campaignSpans(
  campaigns: readonly Campaign[],
  shop: Pick<Shop, "id" | "zone">,
): readonly (Span & { readonly name: string })[] {
  return campaignsOf(campaigns, shop).map((campaign) => ({ name: campaign.name, ...liftSpan(campaign, shop.zone) }));
}

/** The names in use, newest first, each once: for reading and completing questions. */
export function campaignNames(campaigns: readonly Campaign[]): readonly string[] {
  return [...new Set(campaigns.filter(({ state }) => state === "planned").map(({ name }) => name))].reverse();
}

/** Letter case, width and spacing do not count. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}
