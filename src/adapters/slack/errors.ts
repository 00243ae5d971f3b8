/** Slack's refusals and failures as the one error family of chat platforms, with words that say the next step. */
import webApi from "@slack/web-api";
import { PlatformError } from "../../ports/chat-platform.ts";

const APPS_PAGE = "https://api.slack.com/apps";
const BAD_TOKEN = new Set(["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"]);

/** What people can do about it. `{method}` and `{code}` are filled in. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  missing_scope: `the app lacks a permission for {method}: compare its scopes with \`shopbell manifest slack\` at ${APPS_PAGE} and reinstall it`,
  not_in_channel: "the bot is not in that channel: invite it there with /invite @Shopbell",
  channel_not_found: "the bot cannot see that channel: invite it there with /invite @Shopbell",
  is_archived: "the channel is archived: unarchive it, or choose another one",
  thread_not_found: "the message that began the thread is gone: nothing can be added to it",
  restricted_action: "the workspace does not let apps post in that channel: ask a workspace admin",
  msg_blocks_too_long: "the message is too long for Slack: ask for fewer rows, for example with a shorter period",
  ratelimited: "Slack asks to slow down: it is tried again by itself",
  fatal_error: "Slack has an internal problem: see https://slack-status.com",
  internal_error: "Slack has an internal problem: see https://slack-status.com",
};
/** Node's names for connections that were never made: nothing was sent. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
/** Slack's own passing failures, told as a platform error. Some of the work may have been done ("fatal_error" says so). */
const PASSING = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"]);

/**
 * `code` is Slack's own name where it gave one ("not_in_channel"), else "ratelimited", "timeout", "unreachable",
 * "unreadable" or "http_<status>". `method` names the call; of "apps.connections.open" the token is the app token.
 */
export function toPlatformError(error: unknown, method: string): PlatformError {
  if (error instanceof PlatformError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return describe("ratelimited", method, { retryable: true, retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return describe(`http_${error.statusCode}`, method, { retryable: error.statusCode >= 500, cause: withoutSecrets(error) });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    // A proxy's HTML with status 200 arrives here as the whole page.
    if (typeof code !== "string" || !/^[a-z_]{1,80}$/.test(code)) return describe("unreadable", method, { retryable: true });
    return describe(code, method, { retryable: PASSING.has(code) });
  }
  const reason = error instanceof webApi.WebAPIRequestError ? error.original : error;
  const isTimeout = reason instanceof Error && reason.name === "TimeoutError";
  const isCertain = [reason, reason instanceof Error ? reason.cause : null].some((each) => NEVER_CONNECTED.has(networkCode(each)));
  return describe(isTimeout ? "timeout" : "unreachable", method, {
    retryable: true,
    cause: withoutSecrets(reason),
    ...(isCertain ? { outcome: "not-done" as const } : {}),
  });
}

/** True where no later try with the same tokens can succeed. */
export function isTokenRefused(error: PlatformError): boolean {
  return BAD_TOKEN.has(error.code) || error.code === "missing_scope" || error.code === "app_not_found";
}

interface Traits {
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly outcome?: PlatformError["outcome"];
  readonly cause?: unknown;
}

/** What may be tried again failed in passing, and may have been carried out before; only a wait that was asked for is certain. */
function describe(code: string, method: string, traits: Traits): PlatformError {
  const outcome = traits.retryable && traits.retryAfterMs === undefined ? "unknown" : "not-done";
  return new PlatformError(`Slack: ${nextStep(code, method)} (${method}: ${code})`, { code, outcome, ...traits });
}

function nextStep(code: string, method: string): string {
  if (BAD_TOKEN.has(code)) {
    return method === "apps.connections.open"
      ? `the app token was refused: copy it (xapp-…, scope connections:write) from Basic Information at ${APPS_PAGE} into SLACK_APP_TOKEN and start again`
      : `the bot token was refused: copy it (xoxb-…) from OAuth & Permissions at ${APPS_PAGE} into SLACK_BOT_TOKEN and start again`;
  }
  const known = NEXT_STEPS[code];
  if (known !== undefined) return known.replace("{method}", method);
  if (code === "timeout" || code === "unreachable" || code === "unreadable" || code.startsWith("http_")) {
    return "it does not answer: check the network and SLACK_API_URL, or see https://slack-status.com";
  }
  return "it refused the call: look the code up in Slack's documentation of the method";
}

/** Errors of the network carry headers and addresses with tickets: only name and code go on. */
function withoutSecrets(error: unknown): Error | undefined {
  return error instanceof Error ? new Error(`${error.name} ${networkCode(error)}`.trim()) : undefined;
}

function networkCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
