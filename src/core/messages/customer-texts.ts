/** Words and small print that the three views of customers share. */
import type { KnownSpan } from "../answers/known-span.ts";
import type { ViewScope } from "../answers/view-scope.ts";
import type { Json } from "../answers/view-to-json.ts";
import { addDays } from "../calendar/business-day.ts";
import { labelDay } from "../calendar/format-period.ts";
import type { LadderFigures } from "../customers/customer-figures.ts";
import type { Frequency, Standing } from "../customers/ladder.ts";
import { LAPSING_SHARE, LEAST_RETURNING_CUSTOMERS, LOST_SHARE } from "../customers/lapse-time.ts";
import { formatCount, formatRatio } from "../format.ts";
import type { Locale, Localized } from "../locale.ts";
import type { Message } from "./message.ts";
import { type ComposeViewOptions, composeNoData, composePlainView } from "./view-texts.ts";

export const STANDING_NAMES: Readonly<Record<Standing, Localized>> = {
  new: { en: "New", zh: "新客" },
  back: { en: "Back again", zh: "回流" },
  active: { en: "Active", zh: "活跃" },
  lapsing: { en: "Lapsing", zh: "将流失" },
  lost: { en: "Lost", zh: "已流失" },
};

export const FREQUENCY_NAMES: Readonly<Record<Frequency, Localized>> = {
  once: { en: "Bought once", zh: "买过一次" },
  twice: { en: "Bought twice", zh: "买过两次" },
  more: { en: "Three or more", zh: "三次及以上" },
};

/** A history shorter than this does not show yet how long people stay away. */
const WHOLE_HISTORY_DAYS = 365;

/** How lapse and loss are told, or why they are not. */
export function describeLapse({ lapse, historyDays }: LadderFigures, locale: Locale): readonly string[] {
  const zh = locale === "zh";
  if (lapse === null) {
    return [
      zh
        ? `复购客户不足 ${LEAST_RETURNING_CUSTOMERS} 人，还看不出本店的流失时间：不判断将流失、已流失与回流。`
        : `Fewer than ${LEAST_RETURNING_CUSTOMERS} customers have come back: this shop's own lapse time cannot be told, so nobody is called lapsing, lost or back again.`,
    ];
  }
  const { lapsingAfterDays, lostAfterDays, returningCustomers } = lapse;
  const [most, nearlyAll] = [LAPSING_SHARE, LOST_SHARE].map((share) => formatRatio(share, locale));
  const people = formatCount(returningCustomers, locale);
  const short =
    historyDays >= WHOLE_HISTORY_DAYS
      ? ""
      : zh
        ? `目前只有 ${historyDays} 天的订单，更长的间隔还看不到。`
        : ` Only ${historyDays} days of orders are known: longer intervals cannot show yet.`;
  return [
    zh
      ? `超过 ${lapsingAfterDays} 天未下单为将流失，超过 ${lostAfterDays} 天为已流失：本店 ${most} 与 ${nearlyAll} 的复购间隔不超过这些天数（${people} 位复购客户，每人权重相同）。${short}`
      : `Lapsing after ${lapsingAfterDays} days without an order, lost after ${lostAfterDays}: ${most} and ${nearlyAll} of this shop's reorders come no later (days between orders of ${people} returning customers, each counting once).${short}`,
  ];
}

/** "as of Sat 21 Nov 2026, since 25 Oct": where people stand, and since when they are said to have moved. */
export function labelStanding(span: KnownSpan, locale: Locale): string {
  const last = labelDay(addDays(span.toDay, -1), locale);
  return locale === "zh" ? `截至 ${last}` : `as of ${last}`;
}

/** Nobody to tell of: why, and what would change it. */
export function composeNobody(scope: ViewScope, options: ComposeViewOptions, data: Json): Message {
  const { shop, reach } = scope;
  if (reach.length === 0) return composeNoData(scope, options, data);
  const text =
    options.locale === "zh"
      ? `${shop.name}：到该时段为止没有带客户身份的订单。客户分析需要订单里的 customer_id 列（入库时加密为散列）。`
      : `${shop.name}: no order with a customer's identity is known by then. Customers need the column customer_id in the orders; it is hashed on the way in.`;
  return composePlainView(text, scope, options, data);
}
