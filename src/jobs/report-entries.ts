/** A report as what the outbox takes: the post, and its tables in the thread under it. */
import type { EpochMs } from "../core/calendar/period.ts";
import { composeReport } from "../core/messages/compose-report.ts";
import { composeReportDetail } from "../core/messages/compose-report-detail.ts";
import type { ReportData } from "../core/reports/report-data.ts";
import type { SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import type { OutboxEntry } from "../ports/outbox.ts";
import type { Subscription } from "../ports/subscriptions.ts";

const HOUR_MS = 3_600_000;

/** A missed post is made up within this time, and an undelivered one is worth nothing after it. */
export const POST_WINDOW_MS: Readonly<Record<SubscriptionSchedule["type"], number>> = {
  ...{ hourly: HOUR_MS, daily: 6 * HOUR_MS, weekly: 24 * HOUR_MS, monthly: 48 * HOUR_MS },
};

/**
 * The post of one subscription about one shop's period. By the period's first day, not by the slot: a subscription moved
 * on the day, or a shop that changes its zone, says each day once.
 */
export function reportKey(subscriptionId: string, { shop, period, kind }: Pick<ReportData, "shop" | "period" | "kind">): string {
  return `report/${subscriptionId}/${shop.id}/${kind}/${period.fromDay}`;
}

export function composeReportEntries(data: ReportData, subscription: Subscription, nowMs: EpochMs): readonly OutboxEntry[] {
  const { locale, sections } = subscription;
  const key = reportKey(subscription.id, data);
  const post = entryOf(subscription, { key, message: composeReport(data, { locale, sections }), nowMs });
  return [post, { ...post, key: `${key}/detail`, message: composeReportDetail(data, { locale, sections }), threadOf: key }];
}

/** What every entry of a subscription has in common. */
export function entryOf(
  { place, ownerUserId, schedule }: Subscription,
  { key, message, nowMs }: Pick<OutboxEntry, "key" | "message"> & { readonly nowMs: EpochMs },
): OutboxEntry {
  return {
    ...{ key, kind: "post", place, message, threadOf: null, editOf: null },
    ...{ notBeforeMs: nowMs, staleAfterMs: nowMs + POST_WINDOW_MS[schedule.type], ownerUserId, urgency: "normal" },
  };
}
