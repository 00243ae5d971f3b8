/** Answers through the address Slack gives with a command or a button: works where the bot is no member. */
import { setTimeout as wait } from "node:timers/promises";
import type { Message } from "../../core/messages/message.ts";
import { PlatformError } from "../../ports/chat-platform.ts";
import { CALL_TIMEOUT_MS } from "./call.ts";
import { toPlatformError } from "./errors.ts";
import { renderMessage } from "./render.ts";

const ATTEMPTS = 2;
const RETRY_AFTER_MS = 500;

/**
 * Shows the message to the asker only. Good for 5 uses in 30 minutes. `replacing`: in the place of what this address
 * showed before. Rejects with a `PlatformError`; tried twice, since doubling what one person sees does little harm.
 */
export async function respondToAsker(responseUrl: string, message: Message, replacing: boolean): Promise<void> {
  const { text, blocks } = renderMessage(message, { tables: "text", charts: "text", files: "inline" });
  const body = JSON.stringify({ response_type: "ephemeral", replace_original: replacing, text, blocks });
  for (let attempt = 1; ; attempt += 1) {
    const error = await send(responseUrl, body);
    if (error === null) return;
    if (!error.retryable || attempt === ATTEMPTS) throw error;
    await wait(RETRY_AFTER_MS);
  }
}

async function send(url: string, body: string): Promise<PlatformError | null> {
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    if (response.ok) return null;
    const code = `http_${response.status}`;
    const retryable = response.status >= 500 || response.status === 429;
    return new PlatformError(`Slack: the answer could not be shown to the asker (response_url: ${code})`, { code, retryable });
  } catch (cause) {
    return toPlatformError(cause, "response_url");
  }
}
