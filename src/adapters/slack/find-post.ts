/** Looks for a post of ours by the key in its metadata. */
import { z } from "zod";
import { PlatformError } from "../../ports/chat-platform.ts";
import type { SlackCall } from "./call.ts";
import type { Target } from "./send.ts";

const Page = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const PostMetadata = z.object({ event_type: z.literal("shopbell_post"), event_payload: z.object({ key: z.string() }) });

/** Slack's clock stamps the messages, ours says since when to look. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** Messages a page: Slack recommends no more than 200 (conversations.history). */
const PAGE_SIZE = 200;
const MOST_PAGES = 25;

/**
 * The message's time stamp; null where it surely does not stand there. Rejects where there is too much to read: to
 * say "not there" then would be a guess, and the guess a second post.
 */
export async function findPost(call: SlackCall, { channel, threadTs }: Target, key: string, sinceMs: number): Promise<string | null> {
  const range = { channel, oldest: ((sinceMs - CLOCK_SKEW_MS) / 1000).toFixed(6), limit: PAGE_SIZE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const at = cursor === undefined ? range : { ...range, cursor };
    const answer = await (threadTs === null ? call("conversations.history", at) : call("conversations.replies", { ...at, ts: threadTs }));
    const { messages, response_metadata: next } = Page.parse(answer);
    const found = messages.find(({ metadata }) => PostMetadata.safeParse(metadata).data?.event_payload.key === key);
    if (found !== undefined) return found.ts;
    cursor = next?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  throw new PlatformError(
    `Slack: more than ${MOST_PAGES * PAGE_SIZE} messages came since the post was tried, too many to see whether it arrived. Look for it, and ask for it again where it is missing`,
    { code: "too-many-messages", retryable: false, outcome: "unknown" },
  );
}
