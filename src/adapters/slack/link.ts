/** Slack's two ways in: sockets we open, or requests it makes. */
import { type Logger, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { PlatformHealth } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { clientOptions } from "./call.ts";
import { createHttpReceiver } from "./http-receiver.ts";
import { keepConnected } from "./socket.ts";

export interface Link {
  /** All feed the same app; Bolt takes the first. */
  readonly receivers: readonly [Receiver, ...Receiver[]];
  /** Serves `POST /slack/events`; null over sockets. */
  readonly events: ((request: Request) => Promise<Response>) | null;
  /** Resolves once Slack's deliveries arrive; rejects with a `PlatformError` where they never will. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): PlatformHealth;
}

/** A socket is called dead after three unanswered pings, one every third of this. */
const PING_TIMEOUT_MS = 5_000;

/**
 * Two connections: while Slack recycles one, the other hears. Slack allows ten and gives each delivery to one of them.
 */
export function linkBySocket(appToken: string, apiUrl: string, boltLog: Logger, log: Log): Link {
  const open = () =>
    new SocketModeReceiver({
      appToken,
      logger: boltLog,
      clientPingTimeout: PING_TIMEOUT_MS,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(apiUrl) },
    });
  const [first, second] = [open(), open()];
  const [main, spare] = [keepConnected(first.client, log), keepConnected(second.client, log)];
  return {
    receivers: [first, second],
    events: null,
    async start() {
      await main.start();
      // Its own failures show in its health and in the log; the first connection serves meanwhile.
      spare.start().catch(() => undefined);
    },
    async stop() {
      await Promise.all([main.stop(), spare.stop()]);
    },
    health: () => (spare.health().state === "connected" ? spare.health() : main.health()),
  };
}

export function linkByHttp(signingSecret: string, clock: Clock, log: Log): Link {
  const receiver = createHttpReceiver({ signingSecret, clock, log });
  return {
    receivers: [receiver],
    events: receiver.events,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    health: () => ({ state: "connected" }),
  };
}
