import type { SendLimits } from "../../ports/send-limits.ts";

/**
 * chat.postMessage: one message a second and channel, several hundred a minute and workspace, of which 240 are used
 * (docs.slack.dev/apis/web-api/rate-limits). A little slower than allowed: the way to Slack is not always equally long.
 */
export const SLACK_SEND_LIMITS: SendLimits = {
  place: { posts: 1, withinMs: 1_050 },
  workspace: { posts: 8, withinMs: 2_000 },
  platform: null,
};
