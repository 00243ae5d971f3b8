/** Works a campaign's review out of the store: its result, its customers, its returns, and its run sheet's punctuality. */
import { evaluateReading } from "../core/answers/reading.ts";
import { hoursPeriod } from "../core/calendar/resolve-period.ts";
import { mainSpan, TARGET_METRICS } from "../core/campaigns/campaign.ts";
import { type CampaignReview, RETURNS_MATURE_MS } from "../core/campaigns/review.ts";
import { dueSteps } from "../core/campaigns/run-sheet.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { sumUpPunctuality } from "../core/tasks/punctuality.ts";
import { campaignFilters } from "./read-campaign-hours.ts";
import { readPeriod } from "./read-period.ts";
import { type PaceRequest, type PaceSources, workOutPace } from "./work-out-pace.ts";

/** Rejects with `StoreError`. */
export async function workOutReview(request: PaceRequest, sources: PaceSources): Promise<CampaignReview> {
  const { campaign, shop, nowMs } = request;
  const store = sources.store.measures;
  const span = mainSpan(campaign, shop.zone);
  const [pace, watermarks, extent] = await Promise.all([workOutPace(request, sources), store.watermarks(shop.id), store.extent(shop.id)]);
  const filters = campaignFilters(campaign);
  const period = hoursPeriod(span.fromMs, span.toMs, { nowMs, zone: shop.zone });
  const scope = { shopId: shop.id, filters, returnsClock: "order-day" } as const;
  const others = TARGET_METRICS.flatMap((metric) => {
    const target = campaign.targets[metric];
    return target === undefined || metric === "sales" ? [] : [{ metric, target }];
  });
  const metrics = [METRICS.profit, METRICS.refunds, ...others.map(({ metric }) => METRICS[metric])];
  const reading =
    "problem" in period
      ? null
      : await readPeriod({ store, shop, scope, metrics, watermarks, firstDay: extent?.firstDay ?? null }, { ...period, elapsedToMs: null });
  const range = { grain: "hours", fromMs: span.fromMs, toMs: span.toMs } as const;
  const [all, newcomers] = await Promise.all([
    store.customers({ shopId: shop.id, range, filters }),
    store.customers({ shopId: shop.id, range, filters: [...filters, { dimension: "segment", values: ["new"] }] }),
  ]);
  const isKnown = all.customers > 0;
  return {
    pace,
    returns: reading === null ? null : evaluateReading("refunds", reading).value,
    contribution: reading === null ? null : evaluateReading("profit", reading).value,
    results: others.map((each) => ({ ...each, value: reading === null ? null : evaluateReading(each.metric, reading).value })),
    customers: isKnown ? all.customers : null,
    newCustomers: isKnown ? all.newCustomers : null,
    cameBack: isKnown ? newcomers.repeatCustomers : null,
    punctuality: sumUpPunctuality(dueSteps(campaign, shop.zone)),
    isMatured: nowMs >= span.toMs + RETURNS_MATURE_MS,
  };
}
