/** Looks for a post of ours by its reference. */
import { type REST, Routes, SnowflakeUtil } from "discord.js";
import { z } from "zod";
import { PlatformError } from "../../ports/chat-platform.ts";
import { isUnknownMessage } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { readReference } from "./reference.ts";

export const FoundMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  embeds: z.array(z.object({ footer: z.object({ text: z.string() }).optional() })),
  /** There on replies and on answers to commands: those are no posts of our own account. */
  message_reference: z.unknown().optional(),
  interaction_metadata: z.unknown().optional(),
});
type FoundMessage = z.infer<typeof FoundMessage>;
const Page = z.array(FoundMessage);
const Account = z.object({ id: z.string() });

/** Discord's clock stamps the messages, ours says since when to look. */
const CLOCK_SKEW_MS = 5 * 60_000;
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const MOST_PAGES = 20;

/**
 * The message's id; null where it surely does not stand there. Rejects where nobody can tell: a history that the bot may not
 * read looks empty, and a channel where it may not embed links strips the reference.
 */
export async function findPost(rest: REST, channelId: string, reference: string, sinceMs: number): Promise<string | null> {
  let after = SnowflakeUtil.generate({
    timestamp: Math.max(sinceMs - CLOCK_SKEW_MS, DISCORD_EPOCH_MS),
    processId: 0n,
    workerId: 0n,
    increment: 0n,
  }).toString();
  let me: string | null = null;
  let lostItsEmbeds = false;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ after, limit: String(LIMITS.historyMessages) });
    const messages = Page.parse(await rest.get(Routes.channelMessages(channelId), { query }));
    const found = messages.find((message) => referenceIn(message) === reference);
    if (found !== undefined) return found.id;
    if (messages.length === 0) await proveReadable(rest, channelId, after);
    for (const { author } of messages.filter(isBare)) {
      me ??= Account.parse(await rest.get(Routes.user())).id;
      lostItsEmbeds ||= author.id === me;
    }
    if (messages.length < LIMITS.historyMessages) {
      if (!lostItsEmbeds) return null;
      throw cannotTell("there is a message of the bot without its embeds: give its role Embed Links in that channel");
    }
    after = messages.reduce((latest, { id }) => (BigInt(id) > BigInt(latest) ? id : latest), after);
  }
  throw cannotTell(`more than ${MOST_PAGES * LIMITS.historyMessages} messages came since it was tried`);
}

export function referenceIn({ embeds }: FoundMessage): string | null {
  return embeds.map(({ footer }) => readReference(footer?.text ?? "")).find((reference) => reference !== null) ?? null;
}

/** Every post of our own account has an embed. */
function isBare({ embeds, message_reference, interaction_metadata }: FoundMessage): boolean {
  return embeds.length === 0 && message_reference === undefined && interaction_metadata === undefined;
}

/** Without Read Message History a list is empty, but a single message is refused before it is looked for. */
async function proveReadable(rest: REST, channelId: string, messageId: string): Promise<void> {
  try {
    await rest.get(Routes.channelMessage(channelId, messageId));
  } catch (error) {
    if (!isUnknownMessage(error)) throw error;
  }
}

function cannotTell(why: string): PlatformError {
  return new PlatformError(
    `Discord: nobody can tell whether a post arrived: ${why}. Look for it, and ask for it again where it is missing.`,
    {
      code: "cannot-tell",
      retryable: false,
      outcome: "unknown",
    },
  );
}
