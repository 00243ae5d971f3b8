/** Slack's two ways of delivering: over the app's sockets, or as signed requests. */
import { createHmac } from "node:crypto";
import type { WebSocket } from "ws";
import type { Payload } from "./payloads.ts";

export type DeliveryKind = "slash_commands" | "events_api" | "interactive";

export interface Delivery {
  readonly kind: DeliveryKind;
  readonly payload: Payload;
  /** How often it was sent; Slack repeats events only. */
  readonly attempts: number;
  /** From sending to the receipt. */
  readonly ackMs: number;
  /** HTTP status of the receipt; 200 over a socket. */
  readonly status: number;
  /** What the receipt says beside that, such as a form's errors. */
  readonly answer: FormAnswer | null;
  /** How many answers of the app the emulator had seen when the receipt came. */
  readonly callsBefore: number;
}

export interface FormAnswer {
  readonly response_action: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** Status 0: the connection was lost before it. */
interface Receipt {
  readonly status: number;
  readonly answer: FormAnswer | null;
}

/** To forge a request, or to make one at another time. */
export interface Signing {
  readonly secret?: string;
  readonly timestampSec?: number;
  /** Null: without the header. */
  readonly signature?: string | null;
}

export interface Carrier {
  send(kind: DeliveryKind, payload: Payload, attempt: number, signing?: Signing): Promise<Receipt>;
}

export class SocketCarrier implements Carrier {
  readonly sockets: WebSocket[] = [];
  readonly #waiting = new Map<string, { readonly socket: WebSocket; readonly resolve: (receipt: Receipt) => void }>();
  readonly #onConnected: (() => void)[] = [];
  #counter = 0;

  add(socket: WebSocket): void {
    this.sockets.push(socket);
    socket.on("message", (data) => this.#receive(String(data)));
    socket.on("close", () => {
      this.sockets.splice(this.sockets.indexOf(socket), 1);
      // What was under way on any socket is sent again, as Slack does when a receipt does not come.
      for (const [id, waiting] of this.#waiting) {
        if (waiting.socket !== socket) continue;
        this.#waiting.delete(id);
        waiting.resolve({ status: 0, answer: null });
      }
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: this.sockets.length, connection_info: { app_id: "A0APP" } }));
    for (const resolve of this.#onConnected.splice(0)) resolve();
  }

  async send(kind: DeliveryKind, payload: Payload, attempt: number): Promise<Receipt> {
    const socket = await this.#pickSocket();
    const envelope_id = `envelope-${this.#counter}`;
    const retry = attempt > 1 ? { retry_attempt: attempt - 1, retry_reason: "timeout" } : {};
    const receipt = new Promise<Receipt>((resolve) => this.#waiting.set(envelope_id, { socket, resolve }));
    socket.send(JSON.stringify({ envelope_id, type: kind, payload, accepts_response_payload: kind !== "events_api", ...retry }));
    return receipt;
  }

  /** Each delivery goes to one of the connections, in turn; without one it waits. */
  async #pickSocket(): Promise<WebSocket> {
    for (;;) {
      this.#counter += 1;
      const socket = this.sockets[this.#counter % this.sockets.length];
      if (socket !== undefined) return socket;
      await new Promise<void>((resolve) => this.#onConnected.push(resolve));
    }
  }

  #receive(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as { readonly envelope_id: string; readonly payload?: Partial<FormAnswer> };
    this.#waiting.get(id)?.resolve({ status: 200, answer: readAnswer(payload) });
    this.#waiting.delete(id);
  }
}

export class HttpCarrier implements Carrier {
  readonly url: string;
  readonly signingSecret: string;

  constructor(url: string, signingSecret: string) {
    this.url = url;
    this.signingSecret = signingSecret;
  }

  async send(kind: DeliveryKind, payload: Payload, attempt: number, signing: Signing = {}): Promise<Receipt> {
    const isJson = kind === "events_api";
    const form =
      kind === "interactive"
        ? { payload: JSON.stringify(payload) }
        : Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
    const body = isJson ? JSON.stringify(payload) : new URLSearchParams(form).toString();
    const timestamp = String(signing.timestampSec ?? Math.floor(Date.now() / 1000));
    const hash = createHmac("sha256", signing.secret ?? this.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest("hex");
    const signature = signing.signature === undefined ? `v0=${hash}` : signing.signature;
    const response = await fetch(this.url, {
      method: "POST",
      body,
      headers: {
        "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        ...(signature === null ? {} : { "x-slack-signature": signature }),
        ...(attempt > 1 ? { "x-slack-retry-num": String(attempt - 1), "x-slack-retry-reason": "http_timeout" } : {}),
      },
    });
    const text = await response.text();
    return { status: response.status, answer: text.startsWith("{") ? readAnswer(JSON.parse(text)) : null };
  }
}

function readAnswer(payload: Partial<FormAnswer> | undefined): FormAnswer | null {
  return payload?.response_action === undefined ? null : { response_action: payload.response_action, errors: payload.errors ?? {} };
}
