/** Standing wishes for reports, and what was published for them. All reject with `StoreError` and nothing else. */
import type { BusinessDay, EpochMs, TimeZone } from "../core/calendar/period.ts";
import type { Locale } from "../core/locale.ts";
import type { PublishedFigures } from "../core/reports/published-figures.ts";
import type { ReportSchedule, SubscriptionSchedule } from "../core/reports/report-schedule.ts";
import type { ReportSection } from "../core/reports/report-section.ts";
import type { Place } from "./chat-platform.ts";

export interface Subscription {
  readonly id: string;
  /** What people call it in its channel: 1, 2, 3 …; never given twice there. */
  readonly number: number;
  /** Never in a thread. */
  readonly place: Place;
  readonly schedule: SubscriptionSchedule;
  /** Whose clock the schedule is read on; null = each shop's own, wherever that moves. */
  readonly zone: TimeZone | null;
  readonly shopIds: readonly [string, ...string[]];
  readonly locale: Locale;
  readonly sections: readonly ReportSection[];
  /** How long a report waits for late data before it is posted as it is. */
  readonly waitMs: number;
  /** Told by direct message when a post fails or is skipped. */
  readonly ownerUserId: string;
  /** Removed ones are kept: removing can be undone. */
  readonly state: "active" | "paused" | "removed";
  /** Times before this are none of its business: when it was made, or last resumed. */
  readonly sinceMs: EpochMs;
  readonly createdAtMs: EpochMs;
}

/** One to reports, rather than to the hours of campaigns. */
export type ReportSubscription = Subscription & { readonly schedule: ReportSchedule };

export function isReportSubscription(subscription: Subscription): subscription is ReportSubscription {
  return subscription.schedule.type !== "hourly";
}

export interface SubscriptionStore {
  /** Gives it the channel's next number. Rejects with code `exists` where the id is taken. */
  add(subscription: Omit<Subscription, "number">): Promise<Subscription>;
  /** Replaces all but id, number and place. Rejects with code `not-found`. */
  update(subscription: Subscription): Promise<void>;
  find(id: string): Promise<Subscription | null>;
  /** All of a channel, removed ones too, in order of number. */
  ofPlace(place: Place): Promise<readonly Subscription[]>;
  /** Those that post, in order of id. */
  active(): Promise<readonly Subscription[]>;
}

/** What one post has said about one shop's period. */
export interface Publication {
  /** The post's own key. */
  readonly key: string;
  readonly subscriptionId: string;
  readonly shopId: string;
  readonly fromDay: BusinessDay;
  /** Exclusive. */
  readonly toDay: BusinessDay;
  readonly slotMs: EpochMs;
  /** `provisional`: said with something missing. `complete`: all of it was there. */
  readonly state: "provisional" | "complete";
  readonly postedAtMs: EpochMs;
  /** What stands in the post now, or what the last notice said. */
  readonly figures: PublishedFigures;
  /** Restatements told so far. */
  readonly notices: number;
  /** When to look at it again; null = never. */
  readonly checkAtMs: EpochMs | null;
}

export interface PublicationStore {
  find(key: string): Promise<Publication | null>;
  /** Writes it whole, new or known. */
  put(publication: Publication): Promise<void>;
  /** Those to look at by now, longest due first. */
  due(nowMs: EpochMs, limit: number): Promise<readonly Publication[]>;
  /** Forgets those of slots before the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}
