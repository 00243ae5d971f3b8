/** Names of the people and channels in somebody's words: options of a command hold their ids alone. */
import type { ChannelManager, UserManager } from "discord.js";
import type { ChatRequest } from "../../ports/chat-platform.ts";

/** Nobody names more people in one line, and each may cost a request. */
const MENTIONS_NAMED = 5;

export interface Directory {
  readonly users: Pick<UserManager, "fetch">;
  readonly channels: Pick<ChannelManager, "cache">;
}

/** Never rejects: what cannot be looked up has no name here. */
export async function nameMentioned(words: string, directory: Directory | null): Promise<Pick<ChatRequest, "mentioned">> {
  const found = await Promise.all(
    idsIn(words, /<@!?(\d{5,20})>/g).map((id) =>
      directory?.users.fetch(id).then(
        ({ displayName }) => [[id, displayName] as const],
        () => [],
      ),
    ),
  );
  const channels = idsIn(words, /<#(\d{5,20})>/g).flatMap((id) => {
    const channel = directory?.channels.cache.get(id);
    return channel !== undefined && "name" in channel && channel.name !== null ? [[id, channel.name] as const] : [];
  });
  const named = [...found.flatMap((entries) => entries ?? []), ...channels];
  return named.length === 0 ? {} : { mentioned: Object.fromEntries(named) };
}

function idsIn(words: string, pattern: RegExp): readonly string[] {
  return [...new Set([...words.matchAll(pattern)].map(([, id = ""]) => id))].slice(0, MENTIONS_NAMED);
}
