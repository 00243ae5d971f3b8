/** A Slack for tests: its Web API, Socket Mode and signed requests on a local port, with what it would refuse and faults on order. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { type Carrier, type Delivery, type DeliveryKind, HttpCarrier, type Signing, SocketCarrier } from "./deliveries.ts";
import {
  buttonPayload,
  type CommandInput,
  commandPayload,
  DEFAULT_CHANNEL,
  DEFAULT_USER,
  escapeText,
  eventPayload,
  type Filling,
  type MessageInput,
  mentionEvent,
  messageEvent,
  type Payload,
  submissionPayload,
} from "./payloads.ts";
import { type ApiContext, callMethod, checkedBlocks, Refusal, SCOPES } from "./web-api.ts";
import { type Modal, type SlackMessage, Workspace } from "./workspace.ts";

export interface SlackEmulatorOptions {
  /** Where signed requests go; without it deliveries go over sockets. May be set later with `deliverTo`. */
  readonly requestUrl?: string;
  /** What the installed app may do; default everything. */
  readonly scopes?: readonly string[];
  /** Default: any free one. */
  readonly port?: number;
  /** What stamps the messages; default the clock. */
  readonly nowMs?: () => number;
}

/** What happens to calls of one method, each fault once, in order. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly retryAfterSec?: number }
  | { readonly kind: "error"; readonly error: string }
  /** Does what was asked, then breaks the connection before the answer. */
  | { readonly kind: "lose-answer" }
  /** Does what was asked, then answers with 500. */
  | { readonly kind: "fail-after-work" }
  | { readonly kind: "hold"; readonly until: Promise<void> };

export interface ApiCall {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly atMs: number;
  /** "ok", Slack's error, or "status 429". */
  outcome: string;
}

const WAIT_LIMIT_MS = 15_000;

export async function startSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const emulator = new SlackEmulator(options);
  await emulator.listen();
  return emulator;
}

export class SlackEmulator {
  readonly botToken = "xoxb-emulated";
  readonly appToken = "xapp-emulated";
  readonly signingSecret = "emulated-secret";
  readonly workspace: Workspace;
  readonly calls: ApiCall[] = [];
  readonly deliveries: Delivery[] = [];
  /** Tokens that are refused from now on. */
  readonly revoked = new Set<string>();
  /** Asked about each call that has no fault of its own: chance's faults. */
  chance: (method: string) => Fault | null = () => null;
  readonly #options: SlackEmulatorOptions;
  readonly #faults = new Map<string, Fault[]>();
  readonly #sockets = new SocketCarrier();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #watchers = new Set<() => void>();
  readonly #responseUrls = new Map<string, { readonly channel: string; readonly user: string; uses: number }>();
  #carrier: Carrier = this.#sockets;
  #context: ApiContext | null = null;

  constructor(options: SlackEmulatorOptions) {
    this.#options = options;
    this.workspace = new Workspace(options.nowMs ?? Date.now);
    if (options.requestUrl !== undefined) this.deliverTo(options.requestUrl);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#options.port ?? 0, "127.0.0.1", resolve));
    this.#server.on("upgrade", (request, socket, head) => {
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on("close", () => this.#changed());
        this.#sockets.add(webSocket);
        this.#changed();
      });
    });
    const baseUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const openSocketUrl = () =>
      `${baseUrl.replace("http", "ws")}/link/?ticket=${this.workspace.nextId("t")}&app_id=${this.workspace.appId}`;
    const readsMetadata = this.#options.scopes?.includes("metadata.message:read") ?? true;
    this.#context = { workspace: this.workspace, baseUrl, knowsTables: true, fileRefusals: 0, readsMetadata, openSocketUrl };
  }

  /** What `SLACK_API_URL` is set to. */
  get apiUrl(): string {
    return `${this.context.baseUrl}/api/`;
  }

  /** Switches of the emulated workspace: `knowsTables`, `fileRefusals`. */
  get context(): ApiContext {
    if (this.#context === null) throw new Error("The emulator does not listen yet");
    return this.#context;
  }

  get connections(): number {
    return this.#sockets.sockets.length;
  }

  deliverTo(requestUrl: string): void {
    this.#carrier = new HttpCarrier(requestUrl, this.signingSecret);
  }

  // What people do. Each resolves at the receipt, which says nothing of the answer yet.

  sendCommand(input: CommandInput, signing?: Signing): Promise<Delivery> {
    const responseUrl = this.#newResponseUrl(input.channel ?? DEFAULT_CHANNEL, input.user ?? DEFAULT_USER);
    return this.deliver("slash_commands", commandPayload(this.workspace, input, responseUrl), signing);
  }

  /** As Slack does, tells of it twice: as a mention and as a message. */
  async sendMention(input: MessageInput): Promise<SlackMessage> {
    const message = this.#say({ ...input, text: `<@${this.workspace.botUserId}> ${escapeText(input.text)}` });
    await this.deliver("events_api", eventPayload(this.workspace, mentionEvent(this.workspace, message)));
    await this.deliver("events_api", eventPayload(this.workspace, messageEvent(this.workspace, message)));
    return message;
  }

  /** A message in a channel, a thread, or (channel "D0ANN") the direct messages. */
  async sendMessage(input: MessageInput): Promise<SlackMessage> {
    const message = this.#say({ ...input, text: escapeText(input.text) });
    await this.deliver("events_api", eventPayload(this.workspace, messageEvent(this.workspace, message)));
    return message;
  }

  sendEvent(event: Payload): Promise<Delivery> {
    return this.deliver("events_api", eventPayload(this.workspace, event));
  }

  pressButton(message: SlackMessage, label: string, user = DEFAULT_USER): Promise<Delivery> {
    const on = { blocks: message.blocks, container: { type: "message", message } } as const;
    return this.deliver("interactive", buttonPayload(this.workspace, on, label, user, this.#newResponseUrl(message.channel, user)));
  }

  pressHomeButton(label: string, user = DEFAULT_USER): Promise<Delivery> {
    const on = { blocks: this.workspace.homes.get(user) ?? [], container: { type: "view" } } as const;
    return this.deliver("interactive", buttonPayload(this.workspace, on, label, user, ""));
  }

  /** Resolves to what the app found wrong, by field; null where the modal closed. */
  async submitModal(modal: Modal, filling: Filling = {}, user = DEFAULT_USER): Promise<Readonly<Record<string, string>> | null> {
    const { answer } = await this.deliver("interactive", submissionPayload(this.workspace, modal, filling, user));
    const errors = answer?.errors ?? null;
    if (errors === null) this.workspace.modals.splice(this.workspace.modals.indexOf(modal), 1);
    return errors;
  }

  openHome(user = DEFAULT_USER): Promise<Delivery> {
    const event = { type: "app_home_opened", user, channel: user.replace(/^U/, "D"), tab: "home", event_ts: this.workspace.nextTs() };
    return this.sendEvent(event);
  }

  /** Sends until it is received. Slack repeats events; commands and buttons fail for the person instead. */
  async deliver(kind: DeliveryKind, payload: Payload, signing?: Signing): Promise<Delivery> {
    const startedMs = performance.now();
    for (let attempts = 1; ; attempts += 1) {
      const { status, answer } = await this.#carrier.send(kind, payload, attempts, signing);
      if (status === 0 && kind === "events_api") continue;
      const delivery = { kind, payload, attempts, status, answer, ackMs: performance.now() - startedMs, callsBefore: this.calls.length };
      this.deliveries.push(delivery);
      this.#changed();
      return delivery;
    }
  }

  // What people see.

  /** Oldest first, threads included, those of people too. */
  messages(channel = DEFAULT_CHANNEL): readonly SlackMessage[] {
    return this.workspace.posted.filter((message) => message.channel === channel);
  }

  /** Only what the bot posted. */
  botMessages(channel = DEFAULT_CHANNEL): readonly SlackMessage[] {
    return this.messages(channel).filter((message) => message.user === this.workspace.botUserId);
  }

  callsOf(method: string): readonly ApiCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  waitForMessage(predicate: (message: SlackMessage) => boolean): Promise<SlackMessage> {
    return this.waitFor(() => this.workspace.posted.find((message) => message.user === this.workspace.botUserId && predicate(message)));
  }

  /** Resolves with the first value that is neither undefined nor false, looked for after every change. */
  waitFor<T>(look: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const timeLimit = AbortSignal.timeout(WAIT_LIMIT_MS);
      const check = () => {
        const found = look();
        if (found === undefined || found === false) return;
        this.#watchers.delete(check);
        resolve(found);
      };
      this.#watchers.add(check);
      timeLimit.addEventListener("abort", () => {
        if (this.#watchers.delete(check))
          reject(new Error(`Waited in vain. Calls: ${this.calls.map((call) => `${call.method}=${call.outcome}`).join(", ")}`));
      });
      check();
    });
  }

  // Faults.

  /** The next call of the method meets the fault; several queue up. */
  failNext(method: string, ...faults: readonly Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** Breaks every socket without a word. */
  dropSockets(): void {
    for (const socket of [...this.#sockets.sockets]) socket.terminate();
  }

  /** Asks the app to connect anew, as Slack does about once an hour. */
  recycleSockets(): void {
    for (const socket of this.#sockets.sockets)
      socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host: "emulator" } }));
  }

  async close(): Promise<void> {
    this.dropSockets();
    this.#webSockets.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  // The server.

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const [, area = "", name = ""] = new URL(request.url ?? "/", "http://emulator").pathname.split("/");
    if (area === "api") await this.#serveMethod(name, request, body, response);
    else if (area === "upload") this.#takeUpload(name, body, response);
    else if (area === "response") this.#takeResponse(name, body, response);
    else response.writeHead(404).end();
    this.#changed();
  }

  async #serveMethod(method: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const args = Object.fromEntries(new URLSearchParams(body.toString()));
    const call: ApiCall = { method, args, atMs: performance.now(), outcome: "ok" };
    this.calls.push(call);
    const fault = this.#faults.get(method)?.shift() ?? this.chance(method) ?? undefined;
    if (fault?.kind === "hold") await fault.until;
    if (fault?.kind === "status") {
      call.outcome = `status ${fault.status}`;
      response.writeHead(fault.status, fault.retryAfterSec === undefined ? {} : { "retry-after": String(fault.retryAfterSec) }).end();
      return;
    }
    const answer = this.#call(method, args, request.headers.authorization ?? "", fault);
    call.outcome = answer.ok ? "ok" : String(answer.error);
    if (fault?.kind === "lose-answer" || fault?.kind === "fail-after-work") call.outcome = `${call.outcome}, ${fault.kind}`;
    if (fault?.kind === "lose-answer") response.destroy();
    else if (fault?.kind === "fail-after-work") response.writeHead(500).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  #call(
    method: string,
    args: Readonly<Record<string, string>>,
    authorization: string,
    fault: Fault | undefined,
  ): { ok: boolean } & Record<string, unknown> {
    try {
      if (fault?.kind === "error") throw new Refusal(fault.error);
      const token = method === "apps.connections.open" ? this.appToken : this.botToken;
      if (authorization !== `Bearer ${token}` || this.revoked.has(token)) throw new Refusal("invalid_auth");
      const wanted = SCOPES[method] ?? [];
      const { scopes = wanted } = this.#options;
      if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope))) throw new Refusal("missing_scope");
      return { ok: true, ...callMethod(method, args, this.context) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, error: error.message, response_metadata: { messages: error.details.map((detail) => `[ERROR] ${detail}`) } };
    }
  }

  #takeUpload(id: string, body: Buffer, response: ServerResponse): void {
    const file = this.workspace.files.get(id);
    if (file === undefined || body.length !== file.length) return void response.writeHead(400).end("wrong length");
    file.bytes = body;
    response.writeHead(200).end(`OK - ${body.length}`);
  }

  #takeResponse(id: string, body: Buffer, response: ServerResponse): void {
    const known = this.#responseUrls.get(id);
    if (known === undefined || known.uses >= 5) return void response.writeHead(404).end("used_url");
    known.uses += 1;
    const { text, blocks = [], replace_original: isReplacing } = JSON.parse(body.toString());
    try {
      const whisper = {
        channel: known.channel,
        user: known.user,
        text,
        blocks: checkedBlocks(blocks, this.context, 50),
        threadTs: null,
        via: "response_url",
      } as const;
      const last = this.workspace.whispers.findLastIndex((earlier) => earlier.via === "response_url" && earlier.user === known.user);
      if (isReplacing && last >= 0) this.workspace.whispers.splice(last, 1, whisper);
      else this.workspace.whispers.push(whisper);
      response.writeHead(200).end("ok");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.writeHead(404).end(JSON.stringify({ ok: false, error: error.message }));
    }
  }

  #say({ text, channel = DEFAULT_CHANNEL, user = DEFAULT_USER, threadTs }: MessageInput): SlackMessage {
    const id = this.workspace.findChannel(channel)?.id ?? channel;
    return this.workspace.post({ channel: id, threadTs: threadTs ?? null, user, text, blocks: [], metadata: null, files: [], request: {} });
  }

  #newResponseUrl(channel: string, user: string): string {
    const id = this.workspace.nextId("r");
    this.#responseUrls.set(id, { channel, user, uses: 0 });
    return `${this.context.baseUrl}/response/${id}`;
  }

  #changed(): void {
    for (const check of [...this.#watchers]) check();
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
