import type { SendLimits } from "../../ports/send-limits.ts";

/**
 * Five messages in five seconds and channel, as the X-RateLimit headers of that route say; 50 requests a second over
 * all, of which 40 are used: answers to people share them (discord.com/developers/docs/topics/rate-limits). A little
 * slower than allowed: the way to Discord is not always equally long.
 */
export const DISCORD_SEND_LIMITS: SendLimits = {
  place: { posts: 5, withinMs: 5_250 },
  workspace: null,
  platform: { posts: 40, withinMs: 1_000 },
};
