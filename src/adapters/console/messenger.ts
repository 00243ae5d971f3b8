/** Speaking first on the console: everybody who may use it sees it in the feed. Nothing in between can lose an answer. */
import { createHash } from "node:crypto";
import type { Messenger, Place } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import { consolePlace } from "./parse.ts";
import type { PostFeed } from "./post-feed.ts";

export function createMessenger(feed: PostFeed, clock: Clock): Messenger {
  return {
    async post(place, message, key) {
      const posted = { place, messageId: messageIdOf(key) };
      if (feed.find(posted.messageId) === null) feed.put(posted, message, clock.nowMs());
      return posted;
    },
    // A post from before a restart is shown anew with its changed content.
    async edit(posted, message) {
      feed.put(posted, message, clock.nowMs());
    },
    async find(place, key) {
      const found = feed.find(messageIdOf(key));
      return found !== null && isSamePlace(found.posted.place, place) ? found.posted : null;
    },
    async directPlace(_, userId) {
      return consolePlace(userId, null);
    },
  };
}

/** Made of the key alone, so that threads and edits find their post's name again after a restart. */
function messageIdOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.channel === b.channel && a.thread === b.thread;
}
