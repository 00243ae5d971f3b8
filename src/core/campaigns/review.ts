/** What a campaign came to, worked out and not yet said. */
import type { MinorUnits } from "../money.ts";
import type { Punctuality } from "../tasks/punctuality.ts";
import type { TargetMetric } from "./campaign.ts";
import type { Pace } from "./pace/pace.ts";

export interface CampaignReview {
  /** As it stood at the end. */
  readonly pace: Pace;
  /** Returns of the campaign's own orders, whenever they came. */
  readonly returns: MinorUnits | null;
  /** Net of those returns, after cost of goods and ads, as far as they are told. */
  readonly contribution: MinorUnits | null;
  /** What each target but sales came to; a value is null where no source tells it. */
  readonly results: readonly { readonly metric: TargetMetric; readonly target: number; readonly value: number | null }[];
  readonly customers: number | null;
  /** Whose first ever order was in the campaign; and how many of them have ordered again by now. */
  readonly newCustomers: number | null;
  readonly cameBack: number | null;
  readonly punctuality: readonly Punctuality[];
  /** Goods can hardly be sent back any more. */
  readonly isMatured: boolean;
}

const DAY_MS = 86_400_000;
/** Longest usual time in which an order may be sent back. */
export const RETURNS_MATURE_MS = 30 * DAY_MS;
