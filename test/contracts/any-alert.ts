/** Alerts, findings and channels that say only what matters to a test. */
import type { Alert } from "../../src/core/alerts/alert.ts";
import { type AlertPlace, DEFAULT_POSTS_PER_DAY } from "../../src/core/alerts/alert-place.ts";
import { openAlert } from "../../src/core/alerts/develop-alert.ts";
import type { Departure, SilentFeed } from "../../src/core/alerts/finding.ts";
import type { PlacedAlertPlace } from "../../src/ports/alerts.ts";
import { BERLIN, SHOP } from "./store-fixture.ts";

export const HOUR_MS = 3_600_000;
/** Tue 10 Mar 2026, 10:00 in Berlin. */
export const TEN_MS = Date.parse("2026-03-10T09:00:00Z");

/** Orders of the whole shop gone since ten, found at twelve; 120.00 lost an hour. */
export function departure(overrides: Partial<Departure> = {}): Departure {
  return {
    ...{ type: "departure", rule: null, shopId: SHOP.id, metric: "orders", channel: "all", direction: "down" },
    ...{ startMs: TEN_MS, detectedAtMs: TEN_MS + 2 * HOUR_MS, endMs: null, observed: 2, expected: 24, evidenceNats: 12 },
    ...{ lossMinor: 24_000, lossMinorPerHour: 12_000, hours: [] },
    ...overrides,
  };
}

export function silentFeed(overrides: Partial<SilentFeed> = {}): SilentFeed {
  return {
    ...{ type: "silent-feed", shopId: SHOP.id, source: "orders", startMs: TEN_MS, detectedAtMs: TEN_MS + 3 * HOUR_MS, endMs: null },
    ...{ usualGapMs: HOUR_MS },
    ...overrides,
  };
}

export function alert(number: number, overrides: Partial<Alert> = {}): Alert {
  return { ...openAlert(number, [departure()], TEN_MS + 2 * HOUR_MS), ...overrides };
}

export function alertPlace(overrides: Partial<AlertPlace> = {}): AlertPlace {
  return {
    ...{ key: "slack/T1/C1", version: 0, isOn: true, shopIds: [], locale: "en", zone: BERLIN, ownerUserId: "U1", quiet: null },
    ...{ postsPerDay: DEFAULT_POSTS_PER_DAY, mutes: [], windows: [], escalation: null },
    ...overrides,
  };
}

export function placed(overrides: Partial<AlertPlace> = {}): PlacedAlertPlace {
  return { ...alertPlace(overrides), place: { platform: "slack", workspace: "T1", channel: "C1", thread: null } };
}
