/** How each of a shop's targets stands at an instant. */
import { closedPart } from "../core/calendar/compare-periods.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { daysPeriod } from "../core/calendar/resolve-period.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { Shop } from "../core/shop.ts";
import type { StoodTarget } from "../core/targets/stand-target.ts";
import type { Target } from "../core/targets/target.ts";
import type { MeasureStore } from "../ports/stores.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";
import type { TargetBook } from "./read-targets.ts";
import { workOutTarget } from "./work-out-target.ts";

/** @param book Of the shop: finer targets inside one shape its days. */
export async function standTargets(
  wanted: readonly Target[],
  book: TargetBook,
  { shop, store, nowMs }: { readonly shop: Shop; readonly store: MeasureStore; readonly nowMs: EpochMs },
): Promise<readonly StoodTarget[]> {
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const stand = async (target: Target): Promise<StoodTarget> => {
    const metric = METRICS[target.metric];
    const period = daysPeriod(target.fromDay, target.toDay, { nowMs, zone: shop.zone });
    if ("problem" in period) return { target, standing: null };
    const filters = target.channel === "" ? [] : [{ dimension: "channel" as const, values: [target.channel] as const }];
    const scope = { shopId: shop.id, filters, returnsClock: "own-day" as const };
    const reader: PeriodReader = { store, shop, scope, metrics: [metric], watermarks, firstDay: extent?.firstDay ?? null };
    const reading = await readPeriod(reader, closedPart(period));
    const plan = await workOutTarget({ reader, metric, book, period, reading, nowMs });
    return { target, standing: plan?.standing ?? null };
  };
  return Promise.all(wanted.map(stand));
}
