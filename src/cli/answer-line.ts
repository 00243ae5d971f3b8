/** One line answered as chat would, on the terminal or as JSON: what `ask` and `why` have in common. */
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Locale } from "../core/locale.ts";
import type { ChatRequest } from "../ports/chat-platform.ts";
import { printJson, requireConfig, requireShop, SILENT_LOG } from "./context.ts";
import { EXIT, InputError } from "./errors.ts";
import type { Terminal } from "./terminal.ts";

export interface LineOptions {
  readonly shop?: string;
  readonly json?: boolean;
  readonly now?: number;
  readonly language?: Locale;
}

/** Sets the exit code where the line was no clear question. */
export async function answerLine(question: string, options: LineOptions, terminal: Terminal): Promise<void> {
  const config = requireConfig();
  const { openAnswerer } = await import("../app.ts");
  const { now } = options;
  const clock = now === undefined ? systemClock : { nowMs: () => now };
  const answerer = await openAnswerer(config, SILENT_LOG, { clock, defaultShopId: options.shop ?? null });
  try {
    if (options.shop !== undefined) await requireShop(answerer.store.shops, options.shop);
    const reply = await answerer.handlers.answer(requestOf(question, options.language ?? null, clock.nowMs()));
    if (!reply) throw new InputError(`nothing to answer in ${JSON.stringify(question)}; try shopbell ask "sales yesterday"`);
    const { message } = reply;
    if (options.json) {
      printJson(
        terminal,
        message.data ?? {
          question,
          [message.kind === "problem" ? "problem" : "message"]: message.summary,
          suggestions: message.actions.map((action) => action.words),
        },
      );
    } else {
      const { renderTerminal } = await import("../adapters/console/render-terminal.ts");
      terminal.out(renderTerminal(message, terminal));
    }
    if (message.kind === "problem") process.exitCode = EXIT.badInput;
  } finally {
    await answerer.close();
  }
}

/** A place of its own: what is set for a channel does not reach the command line. */
function requestOf(words: string, locale: Locale | null, nowMs: number): ChatRequest {
  return {
    place: { platform: "cli", workspace: "direct", channel: "terminal", thread: null },
    user: { id: "cli", name: "" },
    words,
    locale,
    addressed: true,
    receivedAtMs: nowMs,
  };
}

export function parseInstant(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  throw new InputError(`--now ${JSON.stringify(text)} is no instant: write it with its offset, such as 2026-11-21T09:00:00+01:00`);
}
