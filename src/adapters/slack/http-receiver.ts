/** Slack over HTTP as a fetch handler, so that one server of ours carries it: Bolt's own receiver wants its own server. */
import type { App, Receiver } from "@slack/bolt";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { verifySignature } from "./verify-signature.ts";

export interface HttpReceiver extends Receiver {
  /** Serves `POST /slack/events`: 200 once acknowledged, 401 for signatures that are not Slack's, 503 before `init`. */
  events(request: Request): Promise<Response>;
}

interface Options {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Slack's payloads are some kilobytes; a message with many blocks comes back with a button in some hundred. */
const MAX_BODY_BYTES = 1024 * 1024;

export function createHttpReceiver({ signingSecret, clock, log }: Options): HttpReceiver {
  let app: App | null = null;

  async function events(request: Request): Promise<Response> {
    if (app === null) return new Response(null, { status: 503 });
    const rawBody = await readBody(request);
    if (rawBody === null) return new Response(null, { status: 413 });
    const { headers } = request;
    const timestamp = headers.get("x-slack-request-timestamp");
    const verdict = verifySignature({ timestamp, signature: headers.get("x-slack-signature"), rawBody }, signingSecret, clock.nowMs());
    if (verdict !== "valid") {
      log.warn(
        { platform: "slack", verdict },
        "Refused a request to /slack/events that Slack did not sign; check SLACK_SIGNING_SECRET and the clock",
      );
      return new Response(null, { status: 401 });
    }
    const body = parseBody(new TextDecoder().decode(rawBody), headers.get("content-type") ?? "");
    if (body === null) return new Response(null, { status: 400 });
    if (body.ssl_check === "1") return new Response(null, { status: 200 });
    if (body.type === "url_verification") return Response.json({ challenge: body.challenge });
    return acknowledge(app, body, log);
  }

  return {
    events,
    init(initialised) {
      app = initialised;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

/** Resolves at the acknowledgement; the work behind it goes on. What nobody listens to is acknowledged at its end. */
function acknowledge(app: App, body: Record<string, unknown>, log: Log): Promise<Response> {
  return new Promise((resolve) => {
    const ack = async (answer?: unknown) => {
      resolve(answer === undefined || answer === "" ? new Response(null, { status: 200 }) : Response.json(answer));
    };
    app.processEvent({ body, ack }).then(
      () => resolve(new Response(null, { status: 200 })),
      (error: unknown) => {
        log.error({ platform: "slack" }, `A delivery from Slack failed: ${error instanceof Error ? error.message : "unknown"}`);
        resolve(new Response(null, { status: 500 }));
      },
    );
  });
}

async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > MAX_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Events are JSON; commands a form; interactions a form whose field `payload` is JSON. */
function parseBody(text: string, contentType: string): Record<string, unknown> | null {
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return parseJson(text);
  const form = Object.fromEntries(new URLSearchParams(text));
  return form.payload === undefined ? form : parseJson(form.payload);
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
