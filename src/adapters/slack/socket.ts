/**
 * Keeps Socket Mode connected. Bolt's own reconnecting leaves five seconds of silence after every disconnect and dies of an
 * unhandled rejection when the token is refused, so it is switched off and done here.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import { PlatformError, type PlatformHealth } from "../../ports/chat-platform.ts";
import type { Log } from "../../ports/log.ts";
import { isTokenRefused, toPlatformError } from "./errors.ts";

export type SocketClient = SocketModeReceiver["client"];

export interface Socket {
  /** Resolves once connected; rejects with a `PlatformError` where the token is refused. Other failures are waited out. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): PlatformHealth;
}

const HELLO_TIMEOUT_MS = 15_000;
const LONGEST_PAUSE_MS = 30_000;
const CLOSE_TIMEOUT_MS = 1_000;

export function keepConnected(client: SocketClient, log: Log): Socket {
  const stopped = new AbortController();
  let health: PlatformHealth = { state: "connecting", reason: "Slack: not started" };

  /** One connection's life: up to its end, or to why there is none. */
  async function live(onConnected: () => void): Promise<void> {
    const late = new AbortController();
    try {
      const connected = await Promise.race([client.start().then(() => true), wait(HELLO_TIMEOUT_MS, false, { signal: late.signal })]);
      if (!connected) {
        await closeSocket(client);
        throw new Error("Slack did not say hello");
      }
    } finally {
      late.abort();
    }
    health = { state: "connected" };
    onConnected();
    await new Promise((resolve) => client.once("disconnected", resolve));
  }

  async function run(onConnected: () => void, onRefused: (error: unknown) => void): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      let pauseMs = 0;
      try {
        await live(() => {
          failures = 0;
          onConnected();
        });
        health = { state: "connecting", reason: "Slack: the connection ended and is being opened again" };
        log.debug({ platform: "slack" }, "Slack closed the socket; connecting again");
      } catch (cause) {
        const error = toPlatformError(cause, "apps.connections.open");
        const isRefused = isTokenRefused(error);
        health = { state: isRefused ? "broken" : "connecting", reason: error.message };
        log[isRefused ? "error" : "warn"]({ platform: "slack", code: error.code }, error.message);
        if (isRefused) onRefused(error);
        failures += 1;
        // A refused token may be put right in Slack's settings without a restart, so even then we go on trying, slowly.
        pauseMs = isRefused ? LONGEST_PAUSE_MS : (error.retryAfterMs ?? Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures));
      }
      await wait(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  return {
    start: () =>
      new Promise((resolve, reject) => {
        // Only a stop ends the run; a start that was still waiting is told, one that had succeeded stays so.
        run(resolve, reject).then(() =>
          reject(new PlatformError("Slack: stopped before it was connected", { code: "stopped", retryable: true })),
        );
      }),
    async stop() {
      stopped.abort();
      health = { state: "connecting", reason: "Slack: stopped" };
      await closeSocket(client);
    },
    health: () => health,
  };
}

/** The library waits half a minute for a peer that does not answer the close. */
async function closeSocket(client: SocketClient): Promise<void> {
  const closed = client.disconnect().catch(() => undefined);
  await Promise.race([closed, wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
}
