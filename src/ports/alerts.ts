/** Alerts and all they depend on. One commit writes what belongs together; who read something stale writes nothing. */
import type { Alert } from "../core/alerts/alert.ts";
import type { AlertPlace } from "../core/alerts/alert-place.ts";
import type { ExpectedSpan } from "../core/alerts/expected-span.ts";
import type { AlertRule } from "../core/alerts/rule.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import type { Place } from "./chat-platform.ts";
import type { OutboxEntry } from "./outbox.ts";

/** What watching one shop has come to: kept between hours, so that a restart changes nothing. */
export interface WatchRecord {
  readonly shopId: string;
  readonly version: number;
  /** Plain data, whole. Its reader checks it. */
  readonly state: unknown;
}

/** A channel's wishes, and where the channel is. */
export interface PlacedAlertPlace extends AlertPlace {
  /** Never in a thread. */
  readonly place: Place;
}

/**
 * Everything here carries the `version` it was read with, 0 where it is new, and is stored with the next one.
 */
export interface AlertCommit {
  readonly alerts?: readonly Alert[];
  readonly places?: readonly PlacedAlertPlace[];
  readonly rules?: readonly AlertRule[];
  readonly watched?: readonly WatchRecord[];
  /** Added; those that are there already stay as they are. */
  readonly expected?: readonly ExpectedSpan[];
  readonly entries?: readonly OutboxEntry[];
}

export interface AlertStore {
  find(number: number): Promise<Alert | null>;
  /** Those that live, and those that were over at or after the instant; in order of number. */
  since(overMs: EpochMs): Promise<readonly Alert[]>;
  /** Those opened at or after the instant; in order of number. */
  openedSince(openedMs: EpochMs): Promise<readonly Alert[]>;
  /** The numbers that the next new alert and the next new rule get. */
  nextNumbers(): Promise<{ readonly alert: number; readonly rule: number }>;
  /** In order of key. */
  places(): Promise<readonly PlacedAlertPlace[]>;
  place(place: Place): Promise<PlacedAlertPlace | null>;
  /** Removed ones too, in order of number. */
  rules(): Promise<readonly AlertRule[]>;
  /** Those of the shop that end after the instant, in order of time. */
  expected(shopId: string, endAfterMs: EpochMs): Promise<readonly ExpectedSpan[]>;
  watched(shopId: string): Promise<WatchRecord | null>;
  /** All or nothing. False, and nothing is written, where any of it has another version by now, or its number is taken. */
  commit(change: AlertCommit, nowMs: EpochMs): Promise<boolean>;
  /** Forgets alerts over, and expected hours ended, before the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}

/** A channel's name in alerts and keys: "slack/T1/C1". */
export function placeKey({ platform, workspace, channel }: Pick<Place, "platform" | "workspace" | "channel">): string {
  return `${platform}/${workspace}/${channel}`;
}
