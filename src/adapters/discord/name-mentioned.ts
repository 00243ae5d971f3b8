/** Names of the people in somebody's words: options of a command hold their ids alone. */
import type { UserManager } from "discord.js";
import type { ChatRequest } from "../../ports/chat-platform.ts";

/** Nobody names more people in one line, and each may cost a request. */
const MENTIONS_NAMED = 5;

/** Never rejects: who cannot be looked up has no name here. */
export async function nameMentioned(words: string, users: Pick<UserManager, "fetch"> | null): Promise<Pick<ChatRequest, "mentioned">> {
  const ids = [...new Set([...words.matchAll(/<@!?(\d{5,20})>/g)].map(([, id = ""]) => id))].slice(0, MENTIONS_NAMED);
  const found = await Promise.all(
    ids.map((id) =>
      users?.fetch(id).then(
        ({ displayName }) => [[id, displayName] as const],
        () => [],
      ),
    ),
  );
  const named = found.flatMap((entries) => entries ?? []);
  return named.length === 0 ? {} : { mentioned: Object.fromEntries(named) };
}
