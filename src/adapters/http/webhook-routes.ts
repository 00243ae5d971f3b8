/** Webhooks of shop platforms (contract 6). The signature is checked where the secrets are: behind the port. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Clock } from "../../ports/clock.ts";
import type { Intake, WebhookAnswer } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import type { Answer } from "./idempotency.ts";
import { answerOf, send } from "./intake-routes.ts";
import { problem } from "./problem.ts";

/** An order of some thousand lines; anybody may send to this address, so no more. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

export interface WebhookRoutesOptions {
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: Log;
}

export function webhookRoutes({ intake, clock, log }: WebhookRoutesOptions): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => c.json(problem("too_large", "The body is over 5 MiB."), 413) }));
  for (const source of ["shopify", "woocommerce"] as const) {
    app.post(`/${source}/:shop`, async (c) => {
      const shopId = c.req.param("shop");
      const answer = await intake.receive({
        source,
        shopId,
        header: (name) => c.req.header(name) ?? null,
        body: new Uint8Array(await c.req.arrayBuffer()),
        receivedAtMs: clock.nowMs(),
      });
      if (answer.type !== "accepted" && answer.type !== "ignored") {
        log.warn({ source, answer: answer.type }, "a webhook was refused");
      }
      return send(c, webhookAnswer(answer));
    });
  }
  return app;
}

function webhookAnswer(answer: WebhookAnswer): Answer {
  switch (answer.type) {
    case "ignored":
      return { status: 200, body: { ignored: answer.reason } };
    case "forged":
      return { status: 401, body: problem("bad_signature", "The signature does not match. Check the webhook's secret on both sides.") };
    case "closed":
      return { status: 403, body: problem("closed", answer.problem) };
    default:
      return answerOf(answer);
  }
}
