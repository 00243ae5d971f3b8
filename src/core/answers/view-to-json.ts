/** What every machine-readable view begins with. */
import { addDays } from "../calendar/business-day.ts";
import { labelDays, toIsoWithOffset } from "../calendar/format-period.ts";
import type { DaySpan } from "../reports/report-period.ts";
import type { ViewScope } from "./view-scope.ts";

export type Json = Readonly<Record<string, unknown>>;

/** `period` is null where no order of it is known; `to` is exclusive. */
export function viewToJson({ shop, span, compared, reach }: ViewScope, words: string): Json {
  return {
    question: words,
    shop: shop.id,
    currency: shop.currency,
    timezone: shop.zone,
    period: span === null ? null : spanToJson(span),
    comparedWith: compared === null ? null : spanToJson(compared),
    freshness: reach.map(({ source, throughMs }) => ({ source, through: toIsoWithOffset(throughMs, shop.zone) })),
    simulated: shop.simulated,
  };
}

function spanToJson({ fromDay, toDay }: DaySpan): Json {
  return { from: fromDay, to: toDay, label: labelDays(fromDay, addDays(toDay, -1), "en") };
}
