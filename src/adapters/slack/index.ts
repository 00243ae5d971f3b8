/** Slack, over Socket Mode or HTTP, with Bolt. Import it only where Slack is configured: Bolt takes a third of a second. */
import { setTimeout as wait } from "node:timers/promises";
import { App } from "@slack/bolt";
import webApi from "@slack/web-api";
import { z } from "zod";
import type { ChartPainter } from "../../ports/chart-painter.ts";
import type { ChatHandlers, ChatPlatform, PlatformHealth } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { answerIncoming } from "./answer.ts";
import { createAttachFiles } from "./attach.ts";
import { createBoltLog } from "./bolt-log.ts";
import { clientOptions, createCall, createCallOnce } from "./call.ts";
import { createDeliveries } from "./deliveries.ts";
import { isTokenRefused, toPlatformError } from "./errors.ts";
import { linkByHttp, linkBySocket } from "./link.ts";
import { listen } from "./listen.ts";
import { createMessenger } from "./messenger.ts";
import { createPeople } from "./people.ts";
import { createSender } from "./send.ts";

/** Socket Mode with an app token, HTTP with a signing secret. */
type SlackConfig = {
  readonly botToken: string;
  /** Base of the Web API: "https://slack.com/api/". */
  readonly apiUrl: string;
} & ({ readonly mode: "socket"; readonly appToken: string } | { readonly mode: "http"; readonly signingSecret: string });

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly handlers: ChatHandlers;
  readonly painter: ChartPainter;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SlackPlatform extends ChatPlatform {
  /** Serves `POST /slack/events`; null in Socket Mode. */
  readonly events: ((request: Request) => Promise<Response>) | null;
}

const STOP_PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

const Identity = z.object({ user_id: z.string(), bot_id: z.string().optional(), team_id: z.string(), user: z.string().optional() });
type Identity = z.infer<typeof Identity>;

export function createSlack(options: SlackOptions): SlackPlatform {
  const { config, clock, log } = options;
  const boltLog = createBoltLog(log);
  const client = new webApi.WebClient(config.botToken, { ...clientOptions(config.apiUrl), logger: boltLog });
  const callOnce = createCallOnce(client);
  const call = createCall(callOnce, log);
  const link =
    config.mode === "socket" ? linkBySocket(config.appToken, config.apiUrl, boltLog, log) : linkByHttp(config.signingSecret, clock, log);
  const stopped = new AbortController();
  const underWay = new Set<Promise<void>>();
  let health: PlatformHealth | null = { state: "connecting", reason: "Slack: not started" };

  function inBackground(work: Promise<void>): void {
    underWay.add(work);
    work.finally(() => underWay.delete(work));
  }

  /** Waits out a Slack that does not answer; a token it refuses is for people to put right. */
  async function identify(): Promise<Identity> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return Identity.parse(await call("auth.test"));
      } catch (cause) {
        const error = toPlatformError(cause, "auth.test");
        health = { state: isTokenRefused(error) ? "broken" : "connecting", reason: error.message };
        if (!error.retryable) throw error;
        log.warn({ platform: "slack", code: error.code }, error.message);
        await wait(error.retryAfterMs ?? pauseMs, undefined, { signal: stopped.signal }).catch(() => {
          throw error;
        });
      }
    }
  }

  async function start(): Promise<void> {
    const me = await identify();
    const app = new App({
      token: config.botToken,
      // Given, so that Bolt does not ask again inside its constructor, where a refusal would end the process.
      botUserId: me.user_id,
      botId: me.bot_id ?? me.user_id,
      tokenVerificationEnabled: false,
      receiver: link.receivers[0],
      convoStore: false,
      clientOptions: clientOptions(config.apiUrl),
      logger: boltLog,
    });
    for (const receiver of link.receivers.slice(1)) receiver.init(app);
    listenAndAnswer(app, me);
    health = null;
    await link.start();
    log.info({ platform: "slack", mode: config.mode, workspace: me.team_id }, "Slack is connected");
  }

  function listenAndAnswer(app: App, me: Identity): void {
    const { handlers, painter } = options;
    const sender = createSender(call);
    const lookUp = createPeople(call, clock, log);
    const attachFiles = createAttachFiles({ call, sender, painter, log });
    const home = { workspace: me.team_id, botName: me.user ?? "Shopbell" };
    const parts = { handlers, sender, attachFiles, lookUp, clock, log, home };
    listen(app, {
      botUserId: me.user_id,
      workspace: me.team_id,
      handlers,
      sender,
      lookUp,
      isFirst: createDeliveries(clock),
      answer: (incoming) => inBackground(answerIncoming(parts, incoming)),
      inBackground,
      log,
    });
  }

  return {
    name: "slack",
    events: link.events,
    messenger: createMessenger({ call: callOnce, painter: options.painter, log }),
    start,
    async stop() {
      stopped.abort();
      await link.stop();
      await Promise.race([Promise.allSettled(underWay), wait(STOP_PATIENCE_MS, undefined, { ref: false })]);
    },
    health: () => health ?? link.health(),
  };
}
