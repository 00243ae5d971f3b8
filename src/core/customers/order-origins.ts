/** What brought a period's orders: somebody's referral, a discount code, any discount – as far as the data tells. */
import { splitCodes } from "../discount-codes.ts";

/** Orders of a period that are alike. */
export interface OrderOrigin {
  /** "" = the source does not tell. */
  readonly channel: string;
  /** As `joinCodes` writes them. */
  readonly codes: string;
  /** With a discount of their own or on a line. */
  readonly isDiscounted: boolean;
  readonly orders: number;
  /** After discounts, before returns, minor units. */
  readonly sales: number;
  /** First ever orders of customers with an identity. */
  readonly newCustomers: number;
}

export type OriginSums = Pick<OrderOrigin, "orders" | "sales" | "newCustomers">;

export interface OriginShares {
  readonly all: OriginSums;
  /** Through a channel, or with a code, that is named a referral; null = the shop has neither. */
  readonly referred: OriginSums | null;
  /** With at least one code; null = no order of the period has one: none was used, or the source does not tell. */
  readonly coded: OriginSums | null;
  /** Null = the shop's orders never tell a discount. */
  readonly discounted: OriginSums | null;
  /** Most sales first. An order with two codes is an order of each: they add up to more than `coded`. */
  readonly codes: readonly (OriginSums & { readonly code: string })[];
}

const REFERRAL_WORDS = new Set("referral referrals referred refer affiliate affiliates partner partners ambassador ambassadors".split(" "));
const REFERRAL_PHRASES = ["推荐", "转介绍", "老带新", "联盟", "分销"];

/** True where a channel's or a code's name says that somebody else sent the customer: "affiliate", "REFER-ANNA10", 老带新. */
function isReferral(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => REFERRAL_WORDS.has(word)) || REFERRAL_PHRASES.some((phrase) => name.includes(phrase));
}

/**
 * @param channels Every channel of the shop: one that brought nobody is 0, one that does not exist is not known.
 * @param tellsDiscounts Whether any order of the shop has lately had a discount.
 */
export function shareOrigins(
  origins: readonly OrderOrigin[],
  { channels, tellsDiscounts }: { readonly channels: readonly string[]; readonly tellsDiscounts: boolean },
): OriginShares {
  const coded = origins.filter(({ codes }) => codes !== "");
  const referred = origins.filter(({ channel, codes }) => isReferral(channel) || splitCodes(codes).some(isReferral));
  return {
    all: sumOrigins(origins),
    referred: referred.length > 0 || channels.some(isReferral) ? sumOrigins(referred) : null,
    coded: coded.length > 0 ? sumOrigins(coded) : null,
    discounted: tellsDiscounts ? sumOrigins(origins.filter(({ isDiscounted }) => isDiscounted)) : null,
    codes: sumByCode(coded),
  };
}

function sumByCode(origins: readonly OrderOrigin[]): OriginShares["codes"] {
  const byCode = new Map<string, OrderOrigin[]>();
  for (const origin of origins) {
    for (const code of splitCodes(origin.codes)) {
      const known = byCode.get(code);
      if (known === undefined) byCode.set(code, [origin]);
      else known.push(origin);
    }
  }
  return [...byCode]
    .map(([code, alike]) => ({ code, ...sumOrigins(alike) }))
    .sort((a, b) => b.sales - a.sales || b.orders - a.orders || (a.code < b.code ? -1 : 1));
}

function sumOrigins(origins: readonly OrderOrigin[]): OriginSums {
  let [orders, sales, newCustomers] = [0, 0, 0];
  for (const origin of origins) {
    orders += origin.orders;
    sales += origin.sales;
    newCustomers += origin.newCustomers;
  }
  return { orders, sales, newCustomers };
}
