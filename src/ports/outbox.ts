/** The outbox: what Shopbell says on its own account is in the store before it is sent and after. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Message } from "../core/messages/message.ts";
import type { Person, Place } from "../core/place.ts";
import type { PostedMessage } from "./chat-platform.ts";

export type { Person };

export interface OutboxEntry {
  /** The same however often the entry is composed, put and tried. */
  readonly key: string;
  readonly kind: "post" | "edit";
  readonly place: Place | Person;
  readonly message: Message;
  /** Key of the post whose thread it goes into: put before it, or earlier in the same call. */
  readonly threadOf: string | null;
  /** Key of the post it replaces the content of; set exactly where `kind` is "edit". */
  readonly editOf: string | null;
  readonly notBeforeMs: EpochMs;
  /** From this instant on it is worth nothing any more: dropped, and the owner told. */
  readonly staleAfterMs: EpochMs;
  /** Who is told by direct message when it cannot be delivered; null = nobody. */
  readonly ownerUserId: string | null;
  /** Urgent entries wait for urgent ones only. */
  readonly urgency: "normal" | "urgent";
}

/** The post that an edit or a thread reply needs. "missing": it was not delivered, or is not known (any more). */
export type Parent = { readonly state: "posted"; readonly posted: PostedMessage } | { readonly state: "missing" };

/** An entry handed to one worker, until the lease ends. */
export interface ClaimedEntry {
  readonly entry: OutboxEntry;
  readonly worker: string;
  /** This try included. With `worker` it says who may settle the entry. */
  readonly attempts: number;
  readonly firstTriedMs: EpochMs;
  readonly leaseUntilMs: EpochMs;
  /** When the earliest try began of which nobody knows how it ended: an answer was lost, or a worker died. */
  readonly unsettledSinceMs: EpochMs | null;
  /** Null where the entry needs none. */
  readonly parent: Parent | null;
}

export interface ClaimRequest {
  readonly nowMs: EpochMs;
  readonly leaseMs: number;
  readonly worker: string;
  /** Scopes (see `scopesOf`) that may not be sent to right now. */
  readonly except: readonly string[];
}

/** How a try ended. `reason` is one word for logs and counts, `detail` a sentence for people. */
export type Settlement =
  | { readonly type: "sent"; readonly reason: string; readonly posted: PostedMessage }
  | {
      readonly type: "retry";
      readonly reason: string;
      readonly detail: string;
      readonly dueMs: EpochMs;
      /** True where this try may have been carried out all the same. */
      readonly isUnsettled: boolean;
    }
  | {
      readonly type: "failed" | "dropped";
      readonly reason: string;
      readonly detail: string;
      /** Told to the owner; put in the same transaction. */
      readonly notice: OutboxEntry | null;
    };

export interface OutboxStatus {
  readonly key: string;
  readonly place: Place | Person;
  readonly summary: string;
  readonly state: "waiting" | "claimed" | "sent" | "failed" | "dropped";
  readonly notBeforeMs: EpochMs;
  /** The next try; the last one where it is finished. */
  readonly dueMs: EpochMs;
  readonly attempts: number;
  /** Of the last try; null before it. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly posted: PostedMessage | null;
  readonly finishedMs: EpochMs | null;
}

export interface OutboxStore {
  /**
   * Queues entries, all or none. A key that is there already, finished or not, is left as it is. A new edit drops the
   * older edits of the same post that still wait ("superseded").
   */
  put(entries: readonly OutboxEntry[], nowMs: EpochMs): Promise<void>;
  /**
   * Hands out the entry to send next, urgent ones first, or null where none is due. Within a place entries come in the
   * order of `notBeforeMs`, then of putting: an unfinished one holds back those after it. An edit or reply comes after its post.
   * Two workers never hold the same entry; one whose lease ended is handed out again as unsettled.
   */
  claim(request: ClaimRequest): Promise<ClaimedEntry | null>;
  /** Records how the try ended. False, and nothing is changed, where the entry is in other hands by now. */
  settle(claimed: ClaimedEntry, settlement: Settlement, nowMs: EpochMs): Promise<boolean>;
  find(key: string): Promise<OutboxStatus | null>;
  /** Newest first: what waits, was sent, failed, of one workspace or of all (null). */
  list(query: {
    readonly workspace: Pick<Place, "platform" | "workspace"> | null;
    readonly states: readonly OutboxStatus["state"][];
    readonly limit: number;
  }): Promise<readonly OutboxStatus[]>;
  /** How many are due and not finished, and since when the oldest of them is due. */
  backlog(nowMs: EpochMs): Promise<{ readonly entries: number; readonly oldestMs: EpochMs | null }>;
  /** Forgets entries finished before the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}

/** What an entry counts against, narrowest first: its place, its workspace, its platform. */
export function scopesOf(place: Place | Person): { readonly place: string; readonly workspace: string; readonly platform: string } {
  const workspace = `${place.platform}/${place.workspace}`;
  return { place: `${workspace}/${"userId" in place ? `@${place.userId}` : place.channel}`, workspace, platform: place.platform };
}
