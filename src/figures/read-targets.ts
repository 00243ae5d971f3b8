import type { Campaign } from "../core/campaigns/campaign.ts";
import type { Shop } from "../core/shop.ts";
import { campaignTargets } from "../core/targets/campaign-targets.ts";
import { isSameTarget, type Target } from "../core/targets/target.ts";
import type { TargetStore } from "../ports/targets.ts";

/** All that the shop is held to: targets set for it, and those of its campaigns where none is set for the same days. */
export async function readTargets(store: TargetStore, shop: Shop, campaigns: readonly Campaign[]): Promise<readonly Target[]> {
  const set = await store.list(shop.id, null);
  return [...set, ...campaignTargets(campaigns, shop).filter((target) => !set.some((each) => isSameTarget(each, target)))];
}
