/** All addresses of the process as one fetch function: tests call it without a port. */
import { Hono } from "hono";
import { routePath } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import type { ChatPlatform } from "../../ports/chat-platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Intake } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import type { Store } from "../../ports/stores.ts";
import { intakeRoutes } from "./intake-routes.ts";
import type { Meters } from "./meters.ts";
import { problem } from "./problem.ts";
import { checkReadiness } from "./readiness.ts";
import { webhookRoutes } from "./webhook-routes.ts";

type Fetch = (request: Request) => Response | Promise<Response>;

export interface AppOptions {
  readonly store: Pick<Store, "ping">;
  /** Those whose connection readiness depends on. */
  readonly platforms: readonly ChatPlatform[];
  readonly intake: Intake;
  readonly ingestToken: string | null;
  readonly meters: Meters;
  readonly clock: Clock;
  readonly log: Log;
  /** Serves `/` and `/console/…`; null = no console. */
  readonly console: Fetch | null;
  /** Serves `POST /slack/events`; null where Slack does not come over HTTP. */
  readonly slackEvents: Fetch | null;
}

export function buildApp(options: AppOptions): Hono {
  const { store, platforms, intake, ingestToken, meters, clock, log } = options;
  const app = new Hono();

  app.use(async (c, next) => {
    const count = meters.startRequest();
    await next();
    count(c.res.status === 404 ? "unknown" : routePath(c, -1), c.req.method, c.res.status);
  });
  app.use(
    secureHeaders({
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
      crossOriginResourcePolicy: "same-origin",
      crossOriginOpenerPolicy: "same-origin",
      // Set by whoever ends TLS: this process speaks plain HTTP.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    // Answers that are no page load nothing; the console's page brings its own policy.
    if (!c.res.headers.has("Content-Security-Policy")) c.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  });

  app.get("/healthz", (c) => c.json({ status: "alive" }));
  app.get("/readyz", async (c) => {
    const checks = await checkReadiness(store, platforms);
    const ready = checks.every((check) => check.ready);
    return c.json({ status: ready ? "ready" : "not ready", checks }, ready ? 200 : 503);
  });
  app.get("/metrics", async (c) => c.body(await meters.text(), 200, { "Content-Type": meters.contentType }));
  app.route("/v1", intakeRoutes({ intake, token: ingestToken, clock }));
  app.route("/webhooks", webhookRoutes({ intake, clock, log }));

  const { console: consoleFetch, slackEvents } = options;
  if (slackEvents !== null) app.post("/slack/events", (c) => slackEvents(c.req.raw));
  if (consoleFetch !== null) {
    app.get("/", (c) => consoleFetch(c.req.raw));
    app.all("/console/*", (c) => consoleFetch(c.req.raw));
  }

  app.notFound((c) => c.json(problem("not_found", "There is nothing at this address."), 404));
  app.onError((error, c) => {
    log.error({ err: error, route: routePath(c, -1) }, "a request failed");
    return c.json(problem("failed", "This failed on our side. Try again; if it fails again, look into the log."), 500);
  });
  return app;
}
