/** The duty of reports: which are due when, and what one says when its time has come. */
import type { EpochMs, TimeZone } from "../core/calendar/period.ts";
import { decideFreshness } from "../core/reports/freshness-gate.ts";
import type { PublishedFigures } from "../core/reports/published-figures.ts";
import { PUBLISHED_METRICS } from "../core/reports/published-figures.ts";
import type { ReportData } from "../core/reports/report-data.ts";
import { REPORT_PERIODS, reportPeriod } from "../core/reports/report-period.ts";
import type { Recurrence } from "../core/schedule/recurrence.ts";
import type { Shop } from "../core/shop.ts";
import type { ReportSources } from "../figures/work-out-pinned.ts";
import { readLateSources, workOutReport } from "../figures/work-out-report.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Store } from "../ports/stores.ts";
import { isReportSubscription, type ReportSubscription } from "../ports/subscriptions.ts";
import { composeReportEntries, POST_WINDOW_MS, reportKey } from "./report-entries.ts";

/** How often a report that waits looks whether its data has come. */
const LOOK_AGAIN_MS = 60_000;
/** The first look after a post whether late data has come. */
const FIRST_CHECK_MS = 15 * 60_000;

/** One subscription's reports about one of its shops. */
export interface ReportDuty {
  /** Stable over restarts. */
  readonly name: string;
  readonly subscription: ReportSubscription;
  readonly shop: Shop;
  readonly recurrence: Recurrence;
  readonly zone: TimeZone;
  /** Slots up to here are none of its business. */
  readonly sinceMs: EpochMs;
  /** A slot missed by more is skipped. */
  readonly windowMs: number;
}

export type ReportRun =
  | {
      readonly type: "finished";
      readonly outcome: "posted" | "posted-provisional" | "posted-before" | "no-data";
      readonly entries: readonly OutboxEntry[];
    }
  | { readonly type: "postponed"; readonly reason: "waiting-for-sources"; readonly untilMs: EpochMs };

/** One duty a shop of every active subscription to reports, in order of name. Shops that are gone have none. */
export async function listReportDuties(store: Store): Promise<readonly ReportDuty[]> {
  const [subscriptions, shops] = await Promise.all([store.subscriptions.active(), store.shops.list()]);
  const byId = new Map(shops.map((shop) => [shop.id, shop]));
  return subscriptions.filter(isReportSubscription).flatMap((subscription) =>
    subscription.shopIds.flatMap((shopId) => {
      const shop = byId.get(shopId);
      return shop === undefined ? [] : [dutyOf(subscription, shop)];
    }),
  );
}

/**
 * Composes the report of a slot, or puts it off while its data is late. The publication is written first and the
 * entries are returned for the transaction that finishes the slot: run again after a crash, it comes to the same keys.
 */
export async function runReport(
  { subscription, shop }: ReportDuty,
  slotMs: EpochMs,
  nowMs: EpochMs,
  sources: ReportSources,
): Promise<ReportRun> {
  const { store } = sources;
  const kind = subscription.schedule.type;
  const period = reportPeriod(kind, slotMs, shop);
  const key = reportKey(subscription.id, { shop, period, kind });
  if ((await store.outbox.find(key)) !== null) return { type: "finished", outcome: "posted-before", entries: [] };
  const extent = await store.measures.extent(shop.id);
  if (extent === null || extent.firstDay >= period.toDay) return { type: "finished", outcome: "no-data", entries: [] };
  const late = await readLateSources(shop.id, period.toMs, store.measures);
  const gate = decideFreshness({ nowMs, slotMs, waitMs: subscription.waitMs, periodToMs: period.toMs, late });
  if (gate.decision === "wait") {
    return { type: "postponed", reason: gate.reason, untilMs: Math.min(gate.untilMs, nowMs + LOOK_AGAIN_MS) };
  }
  const data = await workOutReport({ kind, shop, asked: REPORT_PERIODS[kind], period, place: subscription.place }, sources);
  const isProvisional = data.late.length > 0;
  await store.publications.put({
    ...{ key, subscriptionId: subscription.id, shopId: shop.id, fromDay: period.fromDay, toDay: period.toDay, slotMs },
    ...{ state: isProvisional ? "provisional" : "complete", postedAtMs: nowMs, figures: publishedFigures(data), notices: 0 },
    checkAtMs: nowMs + FIRST_CHECK_MS,
  });
  return {
    type: "finished",
    outcome: isProvisional ? "posted-provisional" : "posted",
    entries: composeReportEntries(data, subscription, nowMs),
  };
}

/** What the post now says of the numbers it is held to. */
export function publishedFigures({ figures }: ReportData): PublishedFigures {
  return Object.fromEntries(PUBLISHED_METRICS.map((id) => [id, figures.get(id)?.value.value ?? null]));
}

function dutyOf(subscription: ReportSubscription, shop: Shop): ReportDuty {
  const { id, schedule, zone, sinceMs } = subscription;
  return {
    ...{ name: `report/${id}/${shop.id}`, subscription, shop, recurrence: schedule, zone: zone ?? shop.zone, sinceMs },
    windowMs: POST_WINDOW_MS[schedule.type],
  };
}
