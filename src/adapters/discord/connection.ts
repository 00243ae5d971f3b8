/**
 * The gateway connection: comes up, says how it is, comes back. discord.js resumes after lost sockets by itself; what it
 * does not tell (a token that is refused later leaves it "ready") is watched here.
 */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Client, Events, GatewayIntentBits, Partials, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { PlatformError, PlatformHealth } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import { describeFault, explainClose, toPlatformError } from "./errors.ts";

export interface ConnectionOptions {
  /** With the token set; the gateway's address comes from it. */
  readonly rest: REST;
  readonly token: string;
  readonly apiUrl: string;
  readonly log: Log;
  /** Runs before the gateway opens, once the token is known to be good. Repeated with the rest of the start where Discord fails. */
  prepare(applicationId: string): Promise<void>;
  /** Adds the listeners for what people say. */
  listen(client: Client): void;
}

export interface Connection {
  /** Tries until it is connected; rejects with a `PlatformError` where trying again does not help. */
  open(): Promise<void>;
  close(): Promise<void>;
  health(): PlatformHealth;
}

const Application = z.object({ id: z.string(), flags: z.number().default(0) });
/** discord.com/developers/docs/resources/application#application-object-application-flags: message content, full and limited. */
const MESSAGE_CONTENT_FLAGS = (1 << 18) | (1 << 19);
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

export function createConnection(options: ConnectionOptions): Connection {
  const { log } = options;
  const closing = new AbortController();
  const closed = once(closing.signal, "abort");
  let client: Client | null = null;
  let health: PlatformHealth = { state: "connecting", reason: "Not started yet." };

  async function connectOnce(): Promise<void> {
    const application = Application.parse(await options.rest.get(Routes.currentApplication()));
    await options.prepare(application.id);
    const fresh = createClient(options.apiUrl, (application.flags & MESSAGE_CONTENT_FLAGS) !== 0);
    client = fresh;
    watch(fresh, log, (next) => {
      health = next;
    });
    options.listen(fresh);
    await logIn(fresh, options.token);
  }

  return {
    async open() {
      for (let waitMs = FIRST_RETRY_MS; !closing.signal.aborted; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
        try {
          await Promise.race([connectOnce(), closed]);
          return;
        } catch (error) {
          const problem = toPlatformError(error);
          health = { state: problem.retryable ? "connecting" : "broken", reason: problem.message };
          if (!problem.retryable) throw problem;
          log.warn({ code: problem.code, waitMs }, `Discord is not there yet, trying again: ${problem.message}`);
          await delay(Math.max(waitMs, problem.retryAfterMs ?? 0), undefined, { signal: closing.signal }).catch(() => undefined);
        }
      }
    },
    async close() {
      closing.abort();
      // Closing on purpose looks like a lost connection to the listeners.
      client?.removeAllListeners(Events.ShardReconnecting);
      health = { state: "broken", reason: "Stopped." };
      await client?.destroy();
    },
    health: () => health,
  };
}

/** Message content is asked for only where the application has it: without, Discord would close the gateway (4014). */
function createClient(apiUrl: string, messageContent: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(messageContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct message's channel is not known before its first message.
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: { api: apiUrl },
  });
}

/** Resolves once the client takes requests. discord.js says only "failed" of a refusal; the close code says why. */
async function logIn(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  let refusal: PlatformError | null = null;
  client.on(Events.ShardDisconnect, ({ code }) => {
    refusal = explainClose(code);
  });
  try {
    await client.login(token);
  } catch (error) {
    await client.destroy();
    throw refusal ?? error;
  }
  await ready;
}

function watch(client: Client, log: Log, setHealth: (health: PlatformHealth) => void): void {
  let isLost = false;
  const connected = () => {
    if (isLost) log.info({}, "The connection to Discord is back");
    isLost = false;
    setHealth({ state: "connected" });
  };
  client.on(Events.ClientReady, connected);
  client.on(Events.ShardReady, connected);
  client.on(Events.ShardResume, connected);
  client.on(Events.ShardReconnecting, () => {
    // Comes with every try, twice a second; one line tells it.
    if (!isLost) log.warn({}, "The connection to Discord was lost; it is being made again");
    isLost = true;
    setHealth({ state: "connecting", reason: "The connection to Discord was lost; it is being made again." });
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    const problem = explainClose(code);
    const reason = problem?.message ?? `Discord closed the connection (${code}). Restart Shopbell.`;
    setHealth({ state: "broken", reason });
    log.error({ closeCode: code }, reason);
  });
  // Without listeners for these, one error ends the process.
  client.on(Events.Error, (error) => log.error({ fault: describeFault(error) }, "The Discord client failed at something"));
  client.on(Events.ShardError, (error) => log.warn({ fault: describeFault(error) }, "The connection to Discord had an error"));
}
