/** What Discord says when it refuses or fails, in the one error family of the adapters' edge. */
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { PlatformError } from "../../ports/chat-platform.ts";

/** discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const CODES = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  cannotWriteToPerson: 50007,
  threadLocked: 50083,
  noReadHistory: 160002,
  threadExists: 160004,
} as const;

/** Refusals that a post on our own account can meet, and the next step. */
const REFUSALS: ReadonlyMap<number, { readonly code: string; readonly what: string; readonly nextStep: string }> = new Map([
  [
    CODES.unknownChannel,
    {
      code: "unknown-channel",
      what: "The channel is gone from Discord, or the bot is no longer on its server",
      nextStep: "Choose another channel, or invite the bot again.",
    },
  ],
  [CODES.unknownMessage, { code: "unknown-message", what: "The message was deleted", nextStep: "Ask for it again." }],
  [
    CODES.cannotWriteToPerson,
    {
      code: "no-direct-messages",
      what: "Discord does not let the bot write to this person",
      nextStep: "They have to allow direct messages from members of a server that the bot is on.",
    },
  ],
  [
    CODES.threadLocked,
    { code: "thread-locked", what: "The thread is closed", nextStep: "Open it again, or give the bot's role Manage Threads." },
  ],
]);

/** Node's and undici's names for connections that were never made: nothing was sent. */
const NEVER_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
/** The same for connections that broke or were never made. */
const LOST_CONNECTION = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|UND_ERR_)/;

/** The callback arrived before, whatever became of its answer: the interaction is ours to edit. */
export function isAlreadyAcknowledged(error: unknown): boolean {
  return hasCode(error, [CODES.alreadyAcknowledged]);
}

/** The interaction can no longer be answered: 3 s without a response, or 15 min after it. */
export function isExpiredInteraction(error: unknown): boolean {
  return hasCode(error, [CODES.unknownInteraction, CODES.unknownWebhook, CODES.invalidWebhookToken]);
}

export function isUnknownMessage(error: unknown): boolean {
  return hasCode(error, [CODES.unknownMessage]);
}

export function isUnknownChannel(error: unknown): boolean {
  return hasCode(error, [CODES.unknownChannel]);
}

/** The message has begun a thread already. */
export function isThreadThere(error: unknown): boolean {
  return hasCode(error, [CODES.threadExists]);
}

/** The bot may not see the channel, or not say this in it. */
export function isMissingPermission(error: unknown): boolean {
  return hasCode(error, [CODES.missingAccess, CODES.missingPermissions, CODES.noReadHistory]);
}

/** Discord did not take the message as it was written (a limit or a form of it): another form may pass. */
export function isRefusedForm(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.status === 400 || error.status === 413) && !isAlreadyAcknowledged(error);
}

/** No answer came: what was asked may have been done or not. discord.js repeats 5xx and time-outs itself, but not this. */
export function isLostConnection(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) return false;
  return isConnectionError(error, LOST_CONNECTION);
}

/** Any error of discord.js, with the next step for the people who run the bot. Never carries the request or the token. */
export function toPlatformError(error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  if (isMissingPermission(error)) {
    return platformError("missing-permission", false, error, "Discord did not let the bot write there", MISSING_PERMISSION_STEP);
  }
  if (error instanceof DiscordAPIError && error.status === 401) return refusedToken(error);
  if (isExpiredInteraction(error)) {
    return platformError("expired", false, error, "Discord no longer takes an answer to this command", "Ask again.");
  }
  if (error instanceof DiscordAPIError) {
    const known = REFUSALS.get(Number(error.code));
    if (known !== undefined) return platformError(known.code, false, error, known.what, known.nextStep);
    // The status alone: the message of a form error quotes the request.
    return platformError(
      `discord-${error.code}`,
      false,
      error,
      `Discord refused a request (${error.status}, code ${error.code})`,
      "Look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.",
    );
  }
  if (error instanceof HTTPError) {
    return platformError(
      "discord-failed",
      true,
      error,
      `Discord failed with status ${error.status}`,
      "It usually passes; see https://discordstatus.com.",
    );
  }
  if (error instanceof RateLimitError) {
    return new PlatformError("Discord asks to slow down.", {
      code: "rate-limited",
      retryable: true,
      outcome: "not-done",
      retryAfterMs: error.timeToReset,
      cause: withoutRequest(error),
    });
  }
  return platformError(
    "unreachable",
    true,
    error,
    "Discord cannot be reached",
    "Check the network and DISCORD_API_URL (normally https://discord.com/api).",
  );
}

/** Why the gateway closed for good, by its close code; null for codes after which the client comes back by itself. */
export function explainClose(closeCode: number): PlatformError | null {
  switch (closeCode) {
    case 4004:
      return refusedToken(null);
    case 4013:
    case 4014:
      return platformError(
        "intents",
        false,
        null,
        "Discord refused the events the bot asked for",
        "In the Developer Portal open the application → Bot and turn Message Content Intent on or off again, then restart.",
      );
    case 4010:
    case 4011:
    case 4012:
      return platformError(
        `gateway-${closeCode}`,
        false,
        null,
        `Discord's gateway closed for good (${closeCode})`,
        "Update Shopbell; the bot is in more servers, or the gateway newer, than this version serves.",
      );
    default:
      return null;
  }
}

/** For logs: what kind of error, never its words, which may quote a request. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? `${error.name} ${String(error.code)}` : error.name;
}

const MISSING_PERMISSION_STEP =
  "Give the bot's role View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Embed Links, Attach Files and Read Message History in that channel, and invite it again where it was removed.";

function refusedToken(cause: unknown): PlatformError {
  return platformError(
    "bad-token",
    false,
    cause,
    "Discord refused the bot token",
    "Copy a fresh one from https://discord.com/developers/applications → your application → Bot → Reset Token into DISCORD_TOKEN and restart.",
  );
}

/** What failed in passing may have been done before it failed, unless it never reached Discord. */
function platformError(code: string, retryable: boolean, cause: unknown, what: string, nextStep: string): PlatformError {
  const outcome = retryable && !isConnectionError(cause, NEVER_CONNECTED) ? "unknown" : "not-done";
  return new PlatformError(`${what}. ${nextStep}`, { code, retryable, outcome, cause: withoutRequest(cause) });
}

function isConnectionError(error: unknown, codes: RegExp): boolean {
  return [error, error instanceof Error ? error.cause : null].some(
    (candidate) => candidate instanceof Error && "code" in candidate && codes.test(String(candidate.code)),
  );
}

/** discord.js errors carry the request's body and its address, whose path may hold an interaction's token. */
function withoutRequest(error: unknown): Error | undefined {
  return error instanceof Error ? new Error(describeFault(error)) : undefined;
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}
