/** Campaigns, each kept whole. Rejects with `StoreError` and nothing else. */
import type { Campaign } from "../core/campaigns/campaign.ts";

export interface CampaignStore {
  /** Rejects with code `exists` where the id is taken. */
  add(campaign: Campaign): Promise<void>;
  /**
   * Replaces the campaign; resolves to it with its next version. Rejects with `conflict` where it was changed since the
   * given version was read, with `not-found` where there is none.
   */
  update(campaign: Campaign): Promise<Campaign>;
  find(id: string): Promise<Campaign | null>;
  /** All of them, cancelled ones too, in the order they were added. */
  list(): Promise<readonly Campaign[]>;
}
