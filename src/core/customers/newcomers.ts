/** How new customers came: by referral and with a discount, as far as the data tells. */

/** First ever orders of a period, by channel. */
export interface FirstOrders {
  /** "" = the source does not tell. */
  readonly channel: string;
  readonly orders: number;
  /** With a discount of their own or on a line. */
  readonly discounted: number;
  readonly sales: number;
}

export interface NewcomerShares {
  readonly newCustomers: number;
  /** Came through a channel that is named a referral; null = no channel of the shop is. */
  readonly referred: number | null;
  /** First orders with a discount; null = the shop's orders never tell one. */
  readonly discounted: number | null;
}

const REFERRAL_WORDS = new Set("referral referrals referred refer affiliate affiliates partner partners ambassador ambassadors".split(" "));
const REFERRAL_PHRASES = ["推荐", "转介绍", "老带新", "联盟", "分销"];

/** True where a channel's name says that somebody else sent the customer. */
function isReferral(channel: string): boolean {
  const name = channel.toLowerCase();
  return name.split(/[^a-z0-9]+/).some((word) => REFERRAL_WORDS.has(word)) || REFERRAL_PHRASES.some((phrase) => name.includes(phrase));
}

/**
 * @param channels Every channel of the shop: one that brought nobody is 0, one that does not exist is not known.
 * @param tellsDiscounts Whether any order of the shop has ever had a discount.
 */
export function shareNewcomers(
  firstOrders: readonly FirstOrders[],
  { channels, tellsDiscounts }: { readonly channels: readonly string[]; readonly tellsDiscounts: boolean },
): NewcomerShares {
  const count = (rows: readonly FirstOrders[]) => rows.reduce((sum, { orders }) => sum + orders, 0);
  return {
    newCustomers: count(firstOrders),
    referred: channels.some(isReferral) ? count(firstOrders.filter(({ channel }) => isReferral(channel))) : null,
    discounted: tellsDiscounts ? firstOrders.reduce((sum, { discounted }) => sum + discounted, 0) : null,
  };
}
