/** Keeps the last replies of each conversation for as long as their pictures and files may be asked for. */
import type { Reply } from "../../ports/chat-platform.ts";
import { CONSOLE_LIMITS } from "./limits.ts";

export interface ReplyShelf {
  put(sessionId: string, reply: Reply): void;
  /** Null where it was never there, is another session's, or has made room for newer ones. */
  find(sessionId: string, replyId: string): Reply | null;
}

export function createReplyShelf(): ReplyShelf {
  /** Least recently used first, as Maps iterate in the order of insertion. */
  const sessions = new Map<string, Map<string, Reply>>();

  return {
    put(sessionId, reply) {
      const replies = sessions.get(sessionId) ?? new Map<string, Reply>();
      sessions.delete(sessionId);
      sessions.set(sessionId, replies);
      replies.set(reply.id, reply);
      dropOldest(replies, CONSOLE_LIMITS.repliesPerSession);
      dropOldest(sessions, CONSOLE_LIMITS.sessions);
    },
    find: (sessionId, replyId) => sessions.get(sessionId)?.get(replyId) ?? null,
  };
}

function dropOldest(map: Map<string, unknown>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}
