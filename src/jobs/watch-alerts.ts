/**
 * Watches the shops that anybody wants to hear of, and keeps their alerts alive: one look writes what was seen, the alerts
 * and what is to be said in one transaction. Whatever dies between two looks, the next one sees the same and says it once.
 */
import type { Alert } from "../core/alerts/alert.ts";
import { isLive, leadOf, shopsOf } from "../core/alerts/alert.ts";
import { NO_CAUSE } from "../core/alerts/cause.ts";
import { decide } from "../core/alerts/decide.ts";
import { type Finding, findWithdrawn } from "../core/alerts/finding.ts";
import { REOPEN_MS } from "../core/alerts/group-findings.ts";
import { DAY_MS } from "../core/calendar/business-day.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import type { Shop } from "../core/shop.ts";
import { composeAlertEntries, findDeletedPosts } from "../figures/alert-entries.ts";
import { findAlertCause, findLateCampaign } from "../figures/find-alert-cause.ts";
import type { PlacedAlertPlace, WatchRecord } from "../ports/alerts.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/stores.ts";
import { announceWindows } from "./announce-windows.ts";
import { lookAtShop, type WatchShop } from "./look-at-shop.ts";

/** The noise budget counts by local days. */
const RECENT_MS = 2 * DAY_MS;

export interface WatchAlertsOptions {
  readonly store: Store;
  /** Null: only feeds and rules are looked at. */
  readonly watch: WatchShop | null;
  readonly log: Log;
}

/** Resolves to whether something was queued. Cheap where nothing is new: some reads a shop, and nothing is written. */
export async function watchAlerts({ store, watch, log }: WatchAlertsOptions, nowMs: EpochMs): Promise<boolean> {
  const [places, alerts, shops] = await Promise.all([store.alerts.places(), store.alerts.since(nowMs - REOPEN_MS), store.shops.list()]);
  const watched: WatchRecord[] = [];
  const findings: Finding[] = [];
  for (const shop of shops.filter((each) => isWatched(each, places, alerts))) {
    try {
      const look = await lookAtShop(shop, { store, watch, nowMs });
      if (look.record !== null) watched.push(look.record);
      findings.push(...look.findings);
      if (look.isDetected) {
        const known = alerts.filter(isLive).flatMap((alert) => alert.findings);
        findings.push(...findWithdrawn(known, shop.id, look.findings, nowMs));
      }
    } catch (error) {
      log.error({ shop: shop.id, error }, "a shop could not be watched; it is tried again");
    }
  }
  const [recent, { alert: nextNumber }] = await Promise.all([store.alerts.openedSince(nowMs - RECENT_MS), store.alerts.nextNumbers()]);
  const deletedPosts = await findDeletedPosts(alerts, store.outbox);
  const outcome = decide({ alerts, findings, places, nextNumber, deletedPosts, recent, nowMs });
  const announced = await announceWindows(places, { shops, outbox: store.outbox, nowMs });
  if (outcome.alerts.length === 0 && watched.length === 0 && announced.entries.length === 0) return false;
  const changed = await Promise.all(outcome.alerts.map((alert) => withCause(alert, shops, store, nowMs)));
  const byNumber = new Map(changed.map((alert) => [alert.number, alert]));
  const byKey = new Map(places.map((place) => [place.key, place]));
  const said = outcome.says.flatMap(({ alert: number, place: key, decision }) => {
    const [alert, place] = [byNumber.get(number), byKey.get(key)];
    if (alert === undefined || place === undefined) return [];
    log.debug({ alert: number, place: key, action: decision.action, reason: decision.reason }, "an alert was decided on");
    return composeAlertEntries({ alert, decision, place, shops, nowMs });
  });
  const entries = [...announced.entries, ...said];
  const isWritten = await store.alerts.commit({ alerts: changed, watched, expected: announced.expected, entries }, nowMs);
  if (!isWritten) log.info({}, "alerts were changed by others meanwhile: they are looked at again");
  return isWritten && entries.length > 0;
}

/** Somebody wants to hear of it, or was told of it and wants to hear the end. */
function isWatched({ id }: Shop, places: readonly PlacedAlertPlace[], alerts: readonly Alert[]): boolean {
  const isHeard = places.some(({ isOn, shopIds }) => isOn && (shopIds.length === 0 || shopIds.includes(id)));
  return isHeard || alerts.some((alert) => isLive(alert) && shopsOf(alert).includes(id));
}

async function withCause(alert: Alert, shops: readonly Shop[], store: Store, nowMs: EpochMs): Promise<Alert> {
  const shopId = leadOf(alert)?.shopId ?? shopsOf(alert)[0];
  const shop = shops.find(({ id }) => id === shopId);
  if (shop === undefined) return alert;
  if (isLive(alert)) return { ...alert, cause: await findAlertCause(alert, shop, store, nowMs) };
  const lateCampaign = await findLateCampaign(alert, shop, store);
  return lateCampaign === null ? alert : { ...alert, cause: { ...(alert.cause ?? NO_CAUSE), lateCampaign } };
}
