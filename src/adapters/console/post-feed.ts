/** What Shopbell posted to the console on its own account: in memory, the newest few, gone with the process. */
import type { EpochMs } from "../../core/calendar/period.ts";
import type { Message } from "../../core/messages/message.ts";
import type { PostedMessage } from "../../ports/chat-platform.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

export interface FeedPost {
  readonly posted: PostedMessage;
  readonly message: Message;
  readonly postedAtMs: EpochMs;
  /** Null: never. */
  readonly editedAtMs: EpochMs | null;
  /** Grows with every change of the feed, over restarts too. */
  readonly revision: number;
}

export interface PostFeed {
  /** A message that is there already is replaced, and stays in its place. */
  put(posted: PostedMessage, message: Message, nowMs: EpochMs): void;
  find(messageId: string): FeedPost | null;
  /** What changed after a revision, oldest first; 0 = all. */
  since(revision: number): readonly FeedPost[];
}

export function createPostFeed(): PostFeed {
  const posts = new Map<string, FeedPost>();
  let revision = 0;

  return {
    put(posted, message, nowMs) {
      // The time of day, so that a page left open over a restart misses nothing.
      revision = Math.max(revision + 1, nowMs);
      const earlier = posts.get(posted.messageId);
      const postedAtMs = earlier?.postedAtMs ?? nowMs;
      posts.set(posted.messageId, { posted, message, postedAtMs, editedAtMs: earlier === undefined ? null : nowMs, revision });
      const [oldest] = posts.keys();
      if (posts.size > CONSOLE_LIMITS.posts && oldest !== undefined) posts.delete(oldest);
    },
    find: (messageId) => posts.get(messageId) ?? null,
    since: (after) => [...posts.values()].filter((post) => post.revision > after),
  };
}
