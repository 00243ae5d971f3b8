/** Knows which threads began with a message of ours: there, people need not name the bot. */
import type { Message } from "discord.js";

/** Threads remembered; the oldest is asked for again. */
const REMEMBERED = 1_000;

/** A thread begun without a message, or with one that is gone or not to be seen, is not ours. Asks Discord once a thread. */
export function createThreadKnowledge(): (message: Message, botId: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return async (message, botId) => {
    const thread = message.channel;
    if (!thread.isThread() || message.content === "") return false;
    const answer =
      known.get(thread.id) ??
      thread.fetchStarterMessage().then(
        (starter) => starter?.author.id === botId,
        () => false,
      );
    known.set(thread.id, answer);
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break;
      known.delete(oldest);
    }
    return answer;
  };
}
