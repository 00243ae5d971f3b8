/** The web console: a chat platform of our own, served on the process's own address. README.md says how it is kept safe. */
import type { ChatPlatform, PlatformHealth } from "../../ports/chat-platform.ts";
import { ConsoleRefusal, refusalResponse } from "./errors.ts";
import { checkHost, checkOrigin } from "./guard.ts";
import { CONSOLE_LIMITS } from "./limits.ts";
import { createMessenger } from "./messenger.ts";
import { createPostFeed } from "./post-feed.ts";
import { type ConsoleOptions, createRoutes } from "./routes.ts";

export type WebConsole = ChatPlatform & {
  /** Serves `/` and `/console/…`. Never rejects and never tells more than a refusal's words. */
  fetch(request: Request): Promise<Response>;
};

export function createConsole(options: ConsoleOptions): WebConsole {
  const { log, token } = options;
  const feed = createPostFeed();
  const route = createRoutes(options, feed);
  const underWay = new Set<Promise<Response>>();
  let health: PlatformHealth = { state: "connecting", reason: "not started" };

  async function answer(request: Request): Promise<Response> {
    try {
      if (health.state !== "connected") throw new ConsoleRefusal("not-running");
      checkHost(request, token);
      checkOrigin(request);
      return await route(request);
    } catch (error) {
      if (error instanceof ConsoleRefusal) {
        if (error.cause instanceof Error) log.warn({ code: error.code, err: error.cause }, "the console could not answer a request");
        return refusalResponse(error);
      }
      log.error({ err: error }, "the console failed on a request");
      return Response.json({ error: { code: "failed", message: "This failed on our side. Try again." } }, { status: 500 });
    }
  }

  return {
    name: "console",
    messenger: createMessenger(feed, options.clock),
    async start() {
      health = { state: "connected" };
    },
    async stop() {
      health = { state: "broken", reason: "stopped" };
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CONSOLE_LIMITS.stopTimeoutMs);
      });
      await Promise.race([Promise.all(underWay), patience]);
      clearTimeout(timer);
    },
    health: () => health,
    async fetch(request) {
      const response = answer(request);
      underWay.add(response);
      return response.finally(() => underWay.delete(response));
    },
  };
}
