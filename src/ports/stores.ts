/**
 * What Shopbell asks of its store. Each port is small; one contract suite per port runs on every engine.
 *
 * All of them reject with `StoreError` and nothing else.
 */
import type { FactRange } from "../core/answers/fact-ranges.ts";
import type { BusinessDay, EpochMs } from "../core/calendar/period.ts";
import type { MeasureFact, OrderLineFact, RefundFact } from "../core/facts.ts";
import type { Locale } from "../core/locale.ts";
import type { Measure, MeasureSums } from "../core/metrics/metric.ts";
import type { Dimension, Filter } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { AlertStore } from "./alerts.ts";
import type { BasketStore } from "./baskets.ts";
import type { CampaignStore } from "./campaigns.ts";
import type { Place } from "./chat-platform.ts";
import type { CustomerStore } from "./customers.ts";
import type { HolidayStore } from "./holidays.ts";
import type { OutboxStore } from "./outbox.ts";
import type { RateStore } from "./rates.ts";
import type { RunStore } from "./runs.ts";
import type { SavedQuestionStore } from "./saved-questions.ts";
import type { PublicationStore, SubscriptionStore } from "./subscriptions.ts";
import type { TargetStore } from "./targets.ts";
import type { TaskStore } from "./tasks.ts";

export interface ShopStore {
  /** In order of id. */
  list(): Promise<readonly Shop[]>;
  find(id: string): Promise<Shop | null>;
  /** Rejects with code `exists` where the id is taken. */
  add(shop: Shop): Promise<void>;
  /** Replaces the shop. A changed zone moves its facts to other days: the rollups are rewritten before this resolves. */
  update(shop: Shop): Promise<void>;
}

export type { FactRange };

/** Dimensions a store can group by; weeks and months are sums of days, made in core; shops are asked one at a time. */
export type GroupDimension = Exclude<Dimension, "week" | "month" | "shop">;

export interface MeasureQuery {
  readonly shopId: string;
  readonly range: FactRange;
  /** Up to two, e.g. `["day", "channel"]`. Empty: one row with the total. */
  readonly by: readonly GroupDimension[];
  readonly filters: readonly Filter[];
  readonly returnsClock: "own-day" | "order-day";
}

export interface MeasureRow {
  /** One key per dimension of `by`: a name as stored, a business day, or an hour's start as ISO 8601 in UTC. */
  readonly keys: readonly string[];
  readonly sums: MeasureSums;
}

export interface CustomerCounts {
  /** Distinct customers who ordered in the range. */
  readonly customers: number;
  /** Of these, whose first ever order is in the range. */
  readonly newCustomers: number;
  /** Of these, with more than one order ever. */
  readonly repeatCustomers: number;
}

/** Reads numbers. The cost depends on the days asked for, not on the orders stored. */
export interface MeasureStore {
  /**
   * Sums of measures; buckets without facts give no row (what that means, the watermarks tell). Measures that the
   * source does not tell for a dimension (sessions by product) are absent.
   */
  measures(query: MeasureQuery): Promise<readonly MeasureRow[]>;
  customers(query: Omit<MeasureQuery, "by" | "returnsClock">): Promise<CustomerCounts>;
  /** As `customers`, one row a key of one dimension. */
  customersBy(query: Omit<MeasureQuery, "returnsClock">): Promise<readonly (CustomerCounts & { readonly keys: readonly string[] })[]>;
  /** Hourly rows of metrics feeds that became known only after their hour was over: a replay must not see them earlier. */
  lateHours(shopId: string, fromMs: EpochMs, toMs: EpochMs): Promise<readonly LateHour[]>;
  /** How far each source is known to reach, in order of source. */
  watermarks(shopId: string): Promise<readonly Watermark[]>;
  /** The names in use for a dimension, most orders first: for completion, suggestions and spelling. At most `limit`. */
  names(shopId: string, dimension: "channel" | "product" | "country" | "device" | "category", limit: number): Promise<readonly string[]>;
  /** First and last business day with any fact; null for an empty shop. */
  extent(shopId: string): Promise<{ readonly firstDay: BusinessDay; readonly lastDay: BusinessDay } | null>;
}

export interface LateHour {
  readonly hourMs: EpochMs;
  readonly channel: string;
  readonly availableAtMs: EpochMs;
}

export interface Watermark {
  /** "orders", "refunds", "metrics", or the name a feed gave itself. */
  readonly source: string;
  /** Everything before this instant is in; what is missing there is zero. */
  readonly throughMs: EpochMs;
  /** Which measures this source tells. */
  readonly measures: readonly Measure[];
}

/** Writes facts inside one import. Batches of some thousand are fastest. */
export interface FactWriter {
  /** Replaces each order met for the first time in this import, adds to it after that. */
  putOrderLines(lines: readonly OrderLineFact[]): Promise<void>;
  putRefunds(refunds: readonly RefundFact[]): Promise<void>;
  /** Replaces a row of the same source with the same bucket and dimensions. */
  putMeasures(rows: readonly MeasureFact[]): Promise<void>;
}

export interface ImportMeta {
  readonly shopId: string;
  /** Names the feed; rows replace earlier rows of the same source only. */
  readonly source: string;
  /** A file's name, or how the facts came, for people. */
  readonly origin: string;
  readonly startedAtMs: EpochMs;
  /** How far the feed says that it reaches; default: what the facts themselves prove. */
  readonly throughMs?: EpochMs;
}

export interface ImportOutcome {
  readonly orders: number;
  readonly lines: number;
  readonly refunds: number;
  readonly measures: number;
  /** Facts that were there already with the same content. */
  readonly unchanged: number;
  readonly daysTouched: number;
}

export interface FactStore {
  /**
   * Runs one import: all that `work` writes, the rollups it touches and the watermark become visible together, or,
   * where it rejects or the process dies, none of it. The same facts again change nothing.
   */
  importFacts(meta: ImportMeta, work: (writer: FactWriter) => Promise<void>): Promise<ImportOutcome>;
}

/** What a channel or a person has chosen. */
export interface PlaceSettings {
  readonly shopId: string | null;
  readonly locale: Locale | null;
}

export interface PlaceStore {
  /** Settings of the channel; of its workspace where the channel has none; nulls where neither has. */
  settings(place: Place): Promise<PlaceSettings>;
  set(place: Place, settings: Partial<PlaceSettings>): Promise<void>;
}

/** What was answered, so that it can be asked again and followed up. */
export interface AnswerRecord {
  readonly id: string;
  readonly place: Place;
  readonly userId: string;
  /** The question in canonical words; parses back to the same question. Null: no question that a reply could refine. */
  readonly question: string | null;
  /** The line that brings the answer again: the question's words, or those of a command. */
  readonly again: string;
  readonly summary: string;
  readonly answeredAtMs: EpochMs;
}

export interface AnswerStore {
  record(answer: AnswerRecord): Promise<void>;
  find(id: string): Promise<AnswerRecord | null>;
  /** Notes that the answer is the message which `place.thread` names. */
  placed(id: string, place: Place): Promise<void>;
  /** The newest question answered in the thread, or the one that began it; null outside a thread of ours. */
  lastInThread(place: Place): Promise<AnswerRecord | null>;
  /** Newest first. */
  recentOf(userId: string, workspace: string, limit: number): Promise<readonly AnswerRecord[]>;
  /** Forgets answers older than the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}

/** Long words behind short buttons: Discord allows a button 100 characters. */
export interface WordsStore {
  /** Keeps the words under a token made by the caller; the same pair again is fine. */
  keep(token: string, words: string): Promise<void>;
  find(token: string): Promise<string | null>;
}

/** Everything the store offers, and its life. */
export interface Store {
  readonly shops: ShopStore;
  readonly measures: MeasureStore;
  readonly customers: CustomerStore;
  readonly baskets: BasketStore;
  readonly rates: RateStore;
  readonly facts: FactStore;
  readonly places: PlaceStore;
  readonly answers: AnswerStore;
  readonly words: WordsStore;
  readonly outbox: OutboxStore;
  readonly runs: RunStore;
  readonly subscriptions: SubscriptionStore;
  readonly publications: PublicationStore;
  readonly campaigns: CampaignStore;
  readonly tasks: TaskStore;
  readonly targets: TargetStore;
  readonly savedQuestions: SavedQuestionStore;
  readonly alerts: AlertStore;
  readonly holidays: HolidayStore;
  /** A trivial read: readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type StoreErrorCode = "exists" | "not-found" | "in-use" | "unreachable" | "not-migrated" | "conflict" | "failed";

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}
