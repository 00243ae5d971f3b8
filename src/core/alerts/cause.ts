/** The likeliest cause of an alert, as far as the numbers tell. */
import type { EpochMs } from "../calendar/period.ts";
import type { EffectName } from "../explain/explanation.ts";

export interface AlertCause {
  /** A campaign that had ended shortly before it began: less than in the campaign is no failure. */
  readonly endedCampaign: string | null;
  /** A campaign that it lies in and that was declared only after it had rung: no trouble at all. */
  readonly lateCampaign: string | null;
  /** A feed of the same shop that is silent: the numbers may be missing, not the sales. */
  readonly silentSource: string | null;
  /** Not one order since it began, whatever the channel. */
  readonly ordersGone: OrdersGone | null;
  /** The channel most of it lies in, and its share of the change. */
  readonly channel: { readonly name: string; readonly share: number } | null;
  /** The factor that moved most against the same hours a week before, and its share of the change. */
  readonly factor: { readonly name: EffectName; readonly share: number } | null;
}

/** Nothing is known yet. */
export const NO_CAUSE: AlertCause = {
  ...{ endedCampaign: null, lateCampaign: null, silentSource: null, ordersGone: null, channel: null, factor: null },
};

/**
 * Visits go on and no order comes: the feed of orders is broken, or the checkout is. What tells them apart is whether the
 * feed has told anything of the hours since: a refund, or that it has looked. A single order anywhere proves that it works.
 * Ad spend and visits prove nothing, they go on in both.
 */
export interface OrdersGone {
  readonly feed: "silent" | "telling";
  readonly source: string;
  /** How far the feed reaches: the hour of the last it told, or the instant up to which it says it has looked. */
  readonly reachesMs: EpochMs;
}

/** @param feeds The sources that tell orders. Null where there are orders, or nobody tells them. */
export function judgeOrdersGone(
  orders: number,
  startMs: EpochMs,
  feeds: readonly { readonly source: string; readonly throughMs: EpochMs }[],
): OrdersGone | null {
  const [furthest] = [...feeds].sort((a, b) => b.throughMs - a.throughMs);
  if (orders > 0 || furthest === undefined) return null;
  const { source, throughMs } = furthest;
  return { feed: throughMs > startMs ? "telling" : "silent", source, reachesMs: throughMs };
}
