/** Calls the Web API with our own retries: the client's would post twice. */
import { setTimeout as wait } from "node:timers/promises";
import type webApi from "@slack/web-api";
import type { Log } from "../../ports/log.ts";
import { toPlatformError } from "./errors.ts";
import { METHODS, type SlackMethod } from "./methods.ts";

/** Resolves to Slack's answer, unchecked beyond `ok`. Rejects with a `PlatformError`. */
export type SlackCall = (method: SlackMethod, args?: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;

const RATE_LIMIT_PATIENCE_MS = 60_000;
const RATE_LIMIT_ATTEMPTS = 10;
const REPEATS = 2;
const REPEAT_AFTER_MS = 300;
export const CALL_TIMEOUT_MS = 10_000;

/** For every client, the socket's too: the library's defaults are ten or a hundred retries and no time-out. */
export function clientOptions(apiUrl: string) {
  return { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: CALL_TIMEOUT_MS, rejectRateLimitedCalls: true };
}

/** Asks once: for posts of our own account, whose delivery waits and tries again by itself. */
export function createCallOnce(client: InstanceType<typeof webApi.WebClient>): SlackCall {
  return async (method, args = {}) => {
    try {
      return { ...(await client.apiCall(method, args)) };
    } catch (cause) {
      throw toPlatformError(cause, method);
    }
  };
}

/** Obeys Retry-After up to `RATE_LIMIT_PATIENCE_MS` in all, and repeats after a failure only what does no harm twice. */
export function createCall(callOnce: SlackCall, log: Log): SlackCall {
  return async (method, args) => {
    let waitedMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await callOnce(method, args);
      } catch (cause) {
        const error = toPlatformError(cause, method);
        const mayRepeat = error.retryable && METHODS[method].repeatable && attempt <= REPEATS;
        const pauseMs = error.retryAfterMs ?? (mayRepeat ? REPEAT_AFTER_MS * 2 ** (attempt - 1) : null);
        if (pauseMs === null || attempt === RATE_LIMIT_ATTEMPTS || waitedMs + pauseMs > RATE_LIMIT_PATIENCE_MS) throw error;
        log.debug({ platform: "slack", method, code: error.code, pauseMs }, "Slack asked to wait or failed; trying again");
        await wait(pauseMs);
        waitedMs += pauseMs;
      }
    }
  };
}
