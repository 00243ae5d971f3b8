/** The intake API (contract 6): other programs send orders, refunds and measures. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Clock } from "../../ports/clock.ts";
import type { FactKind, Intake, IntakeAnswer, ItemProblem } from "../../ports/intake.ts";
import { type Answer, createIdempotencyKeys } from "./idempotency.ts";
import { parseItems } from "./parse-items.ts";
import { problem } from "./problem.ts";
import { sameSecret } from "./same-secret.ts";

/** Parsing blocks the process: 10 MiB of JSON take about 0.1 s. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_ITEMS = 50_000;
const MAX_KEY_LENGTH = 255;

export interface IntakeRoutesOptions {
  readonly intake: Intake;
  /** Null: the API is closed. */
  readonly token: string | null;
  readonly clock: Clock;
}

export function intakeRoutes({ intake, token, clock }: IntakeRoutesOptions): Hono {
  const app = new Hono();
  const keys = createIdempotencyKeys();

  app.use(async (c, next) => {
    if (token === null) return c.json(problem("closed", "The intake API is closed. Set INGEST_TOKEN and restart to open it."), 403);
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (given !== undefined && sameSecret(given, token)) return next();
    c.header("WWW-Authenticate", 'Bearer realm="shopbell"');
    return c.json(problem("unauthorized", 'Send the value of INGEST_TOKEN as "Authorization: Bearer <token>".'), 401);
  });
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (c) => c.json(problem("too_large", `The body is over ${MAX_BODY_BYTES / 1024 / 1024} MiB. Send it in several parts.`), 413),
    }),
  );
  for (const kind of ["orders", "refunds", "metrics"] as const) app.post(`/${kind}`, (c) => take(c, kind));

  async function take(c: Context, kind: FactKind): Promise<Response> {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const shopId = c.req.query("shop") ?? null;
    const work = () => accept(kind, shopId, body, c.req.header("content-type") ?? "");
    const key = c.req.header("idempotency-key");
    if (key === undefined) return send(c, await work());
    if (key === "" || key.length > MAX_KEY_LENGTH) {
      return c.json(problem("bad_key", `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`), 400);
    }
    const outcome = await keys.once(`${kind}\n${shopId ?? ""}\n${key}`, body, clock.nowMs(), work);
    if (outcome.type === "reused-key") {
      return c.json(problem("reused_key", "This Idempotency-Key was used with another body. Use a new key for each new body."), 422);
    }
    if (outcome.replayed) c.header("Idempotency-Replayed", "true");
    return send(c, outcome.answer);
  }

  async function accept(kind: FactKind, shopId: string | null, body: Uint8Array, contentType: string): Promise<Answer> {
    const parsed = parseItems(body, contentType);
    if (parsed.type === "malformed") return invalid(400, parsed.problems);
    if (parsed.items.length > MAX_ITEMS) {
      return { status: 413, body: problem("too_many", `${parsed.items.length} items, at most ${MAX_ITEMS} go in one request.`) };
    }
    return answerOf(await intake.accept({ kind, shopId, items: parsed.items, receivedAtMs: clock.nowMs() }));
  }

  return app;
}

/** What an intake's answer is over HTTP; webhooks say the same. */
export function answerOf(answer: IntakeAnswer): Answer {
  switch (answer.type) {
    case "accepted":
      return { status: 200, body: { accepted: answer.outcome } };
    case "unknown-shop":
      return { status: 404, body: problem("unknown_shop", answer.problem) };
    case "invalid":
      return invalid(422, answer.problems);
  }
}

function invalid(status: 400 | 422, problems: readonly ItemProblem[]): Answer {
  const message = `Nothing was taken: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}. Correct the items named and send all of them again.`;
  return { status, body: problem(status === 400 ? "malformed" : "invalid_items", message, problems) };
}

export function send(c: Context, answer: Answer): Response {
  return c.body(JSON.stringify(answer.body), answer.status, { "Content-Type": "application/json" });
}
