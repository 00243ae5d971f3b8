/** What `shopbell doctor` asks Slack: tokens, scopes, clock, and whether each channel of a subscription can be posted to. Changes nothing. */
import webApi from "@slack/web-api";
import { z } from "zod";
import type { Place } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Finding, fault, ok, warning } from "../../ports/finding.ts";
import type { Log } from "../../ports/log.ts";
import { createBoltLog } from "./bolt-log.ts";
import { clientOptions, createCallOnce, type SlackCall } from "./call.ts";
import { toPlatformError } from "./errors.ts";
import type { SlackOptions } from "./index.ts";
import { slackManifest } from "./manifest.ts";

export interface SlackCheckOptions {
  readonly config: SlackOptions["config"];
  /** Where subscriptions post, each once. */
  readonly places: readonly Place[];
  readonly clock: Clock;
  readonly log: Log;
}

const Identity = z.object({
  url: z.string(),
  team: z.string(),
  team_id: z.string(),
  user: z.string(),
  /** The client puts the header `x-oauth-scopes` here; a proxy may have dropped it. */
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});
type Identity = z.infer<typeof Identity>;

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** Signatures further off than this are refused (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const SKEW_LIMIT_MS = 5 * 60_000;
/** Slack tells no more to who is not in a channel: a private one looks as if it were not there. */
const OUTSIDE = new Set(["not_in_channel", "channel_not_found"]);

/** Asks once each, without retries: a doctor says what it found. Never rejects. */
export async function checkSlack({ config, places, clock, log }: SlackCheckOptions): Promise<readonly Finding[]> {
  const boltLog = createBoltLog(log);
  let skewMs: number | null = null;
  const options = {
    ...clientOptions(config.apiUrl),
    logger: boltLog,
    fetch: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      const theirMs = Date.parse(response.headers.get("date") ?? "");
      if (!Number.isNaN(theirMs)) skewMs = clock.nowMs() - theirMs;
      return response;
    },
  };
  const call = createCallOnce(new webApi.WebClient(config.botToken, options));
  const bot = await checkBot(call, places);
  const app = config.mode === "socket" ? [await checkAppToken(new webApi.WebClient(config.appToken, options))] : [];
  return [...bot, ...app, ...describeSkew(skewMs)];
}

async function checkBot(call: SlackCall, places: readonly Place[]): Promise<readonly Finding[]> {
  let me: Identity;
  try {
    me = Identity.parse(await call("auth.test"));
  } catch (cause) {
    return [describeFailure("slack bot token", cause, "auth.test")];
  }
  const channels: Finding[] = [];
  // One after the other: Slack counts reads by the minute.
  for (const place of places) channels.push(await checkChannel(call, place, me));
  return [ok("slack bot token", `accepted: @${me.user} in ${me.team}`), describeScopes(me.response_metadata?.scopes), ...channels];
}

/** What the manifest asks for is what the code needs: both come from the one table of methods. */
function describeScopes(granted: readonly string[] | undefined): Finding {
  const check = "slack scopes";
  if (granted === undefined) return warning(check, "Slack did not tell them", "a proxy at SLACK_API_URL has to let x-oauth-scopes through");
  const needed = Manifest.parse(slackManifest([], { socketMode: true })).oauth_config.scopes.bot;
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return ok(check, `all ${needed.length} granted`);
  return fault(
    check,
    `missing: ${missing.join(", ")}`,
    "update the app at https://api.slack.com/apps → App Manifest with what `shopbell manifest slack` prints, then Install App → Reinstall",
  );
}

/** Reading one message wants membership as posting does. conversations.info would tell more, for scopes that nothing else needs. */
async function checkChannel(call: SlackCall, { workspace, channel }: Place, me: Identity): Promise<Finding> {
  const check = `slack channel ${channel}`;
  if (workspace !== me.team_id) {
    const next = `use the bot token of that workspace, or unsubscribe there and subscribe in ${me.team}`;
    return fault(check, `is in workspace ${workspace}, the token belongs to ${me.team_id}`, next);
  }
  try {
    await call("conversations.history", { channel, limit: 1 });
    return ok(check, "the bot is in it");
  } catch (cause) {
    const { code } = toPlatformError(cause, "conversations.history");
    if (!OUTSIDE.has(code)) return describeFailure(check, cause, "conversations.history");
    const address = new URL(`archives/${channel}`, me.url).href;
    return fault(
      check,
      `the bot is not in it (${code})`,
      `open ${address} and write /invite @${me.user}; if it is gone, subscribe elsewhere`,
    );
  }
}

/** Asks for a socket's address and leaves it unused. */
async function checkAppToken(client: InstanceType<typeof webApi.WebClient>): Promise<Finding> {
  const check = "slack app token";
  try {
    await client.apps.connections.open({});
    return ok(check, "accepted: Socket Mode can connect");
  } catch (cause) {
    const { code } = toPlatformError(cause, "apps.connections.open");
    if (code !== "missing_scope") return describeFailure(check, cause, "apps.connections.open");
    const next = "at https://api.slack.com/apps → Basic Information → App-Level Tokens make one with connections:write for SLACK_APP_TOKEN";
    return fault(check, "lacks the scope connections:write", next);
  }
}

function describeSkew(skewMs: number | null): readonly Finding[] {
  if (skewMs === null) return [];
  const check = "slack clock";
  // The header counts whole seconds, and the answer took a moment.
  if (Math.abs(skewMs) <= SKEW_LIMIT_MS) return [ok(check, `agrees with Slack's within ${Math.ceil(Math.abs(skewMs) / 1000)} s`)];
  const found = `this machine is ${Math.round(Math.abs(skewMs) / 60_000)} min ${skewMs > 0 ? "ahead of" : "behind"} Slack`;
  return [fault(check, found, "set the clock (timedatectl set-ntp true): beyond 5 min every signed request is refused")];
}

function describeFailure(check: string, cause: unknown, method: string): Finding {
  if (cause instanceof z.ZodError) {
    return fault(check, "Slack's answer could not be read", "check SLACK_API_URL (normally https://slack.com/api/)");
  }
  const { code, message } = toPlatformError(cause, method);
  return fault(check, `${method} failed: ${code}`, message);
}
