/** Discord: slash commands with completion, buttons, mentions, direct messages and replies. README.md lists its quirks. */
import { REST, RESTEvents } from "discord.js";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import type { ChatHandlers, ChatPlatform } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CommandSpec } from "../../ports/command-spec.ts";
import type { Log } from "../../ports/log.ts";
import type { WordsStore } from "../../ports/stores.ts";
import { registerCommands } from "./commands.ts";
import { createConnection } from "./connection.ts";
import { LIMITS } from "./limits.ts";
import { createListener } from "./listen.ts";
import { createMessenger } from "./messenger.ts";
import { createPoster } from "./poster.ts";

export interface DiscordOptions {
  readonly config: {
    readonly token: string;
    /** Without the version: "https://discord.com/api". */
    readonly apiUrl: string;
    /** Set: commands are registered in this server only, at once; null: in all of them. */
    readonly guildId: string | null;
  };
  readonly handlers: ChatHandlers;
  readonly commands: readonly CommandSpec[];
  readonly painter: ChartPainter;
  readonly words: WordsStore;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an answer may take before Discord is told to wait, and a completion before its list is left empty. Both well below 3 s. */
  readonly patience?: { readonly deferAfterMs: number; readonly completeWithinMs: number };
  /** Of posts on our own account; Discord's limit where it is not given. A clock moved by hand packs a day's posts into one second. */
  readonly postRequestsPerSecond?: number;
}

const PATIENCE = { deferAfterMs: 1_000, completeWithinMs: 2_000 };
const LAST_ANSWERS_MS = 5_000;
/** Whoever delivers holds a post for half a minute, and one into a new thread takes three requests. */
const POST_TIMEOUT_MS = 8_000;

/** Nothing happens before `start`. */
export function createDiscord(options: DiscordOptions): ChatPlatform {
  const { config, commands, log } = options;
  const apiUrl = config.apiUrl.replace(/\/+$/, "");
  const rest = new REST({ api: apiUrl }).setToken(config.token);
  rest.on(RESTEvents.RateLimited, ({ timeToReset, global }) =>
    log.info({ waitMs: timeToReset, global }, "Discord asks to slow down; waiting"),
  );
  // What is posted on our own account is tried again by delivery, which has to know of every failure and every wait.
  const firm = { api: apiUrl, retries: 0, timeout: POST_TIMEOUT_MS, rejectOnRateLimit: () => true };
  const globalRequestsPerSecond = options.postRequestsPerSecond ?? LIMITS.requestsPerSecond;
  const firmRest = new REST({ ...firm, globalRequestsPerSecond }).setToken(config.token);
  const listener = createListener({ ...options, ...(options.patience ?? PATIENCE), poster: createPoster(rest) });
  const connection = createConnection({
    rest,
    token: config.token,
    apiUrl,
    log,
    async prepare(applicationId) {
      const outcome = await registerCommands(rest, { applicationId, guildId: config.guildId }, commands);
      log.info({ outcome, commands: commands.length }, "Slash commands are as they should be");
    },
    listen: listener.listen,
  });

  return {
    name: "discord",
    messenger: createMessenger(firmRest, options),
    start: () => connection.open(),
    async stop() {
      await listener.finish(LAST_ANSWERS_MS);
      await connection.close();
    },
    health: connection.health,
  };
}
