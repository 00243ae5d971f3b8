/** Finds the known days that a view is about, and those before it. */
import { knownSpan } from "../core/answers/known-span.ts";
import type { ViewScope } from "../core/answers/view-scope.ts";
import type { EpochMs, Period } from "../core/calendar/period.ts";
import { type PeriodProblem, resolvePeriod } from "../core/calendar/resolve-period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { periodBefore, resolvingFor } from "../core/campaigns/campaign-periods.ts";
import type { Shop } from "../core/shop.ts";
import type { Store } from "../ports/stores.ts";

export interface ViewContext {
  readonly store: Pick<Store, "measures" | "customers" | "baskets">;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  readonly campaigns: readonly Campaign[];
}

export async function openView(period: Period, { store, shop, nowMs, campaigns }: ViewContext): Promise<ViewScope | PeriodProblem> {
  const resolving = resolvingFor(shop, nowMs, campaigns);
  const resolved = resolvePeriod(period, resolving);
  if ("problem" in resolved) return resolved;
  const [watermarks, extent] = await Promise.all([store.measures.watermarks(shop.id), store.measures.extent(shop.id)]);
  const reaches = watermarks.filter(({ measures }) => measures.includes("orders")).map(({ throughMs }) => throughMs);
  const span = knownSpan(period, resolved, { nowMs, reachMs: reaches.length === 0 ? null : Math.max(...reaches) });
  const reach = watermarks.map(({ source, throughMs }) => ({ source, throughMs }));
  if (span === null) return { shop, span, compared: null, reach };
  const { fromDay, toDay } = span.isCut ? { fromDay: span.beforeFromDay, toDay: span.fromDay } : periodBefore(period, resolved, resolving);
  const isCovered = extent !== null && fromDay >= extent.firstDay;
  return { shop, span, compared: isCovered ? { fromDay, toDay } : null, reach };
}
