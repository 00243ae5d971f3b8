/** Real Bolt against the emulated Slack, with handlers that answer the same way each time. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createSlack, type SlackPlatform } from "../../src/adapters/slack/index.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { ChatHandlers, ChatRequest, Place, Reply } from "../../src/ports/chat-platform.ts";
import type { Log } from "../../src/ports/log.ts";
import { FORM, readPlainForm } from "../adapters/forms.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

export type SlackMode = "socket" | "http";

export const SALES: Message = {
  kind: "answer",
  locale: "en",
  summary: "Net sales yesterday: $12,345.67, ▲ 12.4% vs the day before",
  blocks: [
    {
      type: "headline",
      label: "Net sales",
      value: "$12,345.67",
      period: "Sat 21 Nov 2026",
      facts: [{ label: "vs previous day", value: "▲ 12.4%", note: "Fri 20 Nov: $10,983.69", tone: "good" }],
    },
    {
      type: "table",
      caption: "By channel",
      columns: [
        { label: "Channel", align: "left" },
        { label: "Net sales", align: "right" },
      ],
      rows: [
        ["online", "$9,000.00"],
        ["<!channel> & Söhne", "$3,345.67"],
      ],
      more: 3,
    },
    {
      type: "chart",
      alt: "Net sales by day, rising from $9,800 to $12,345.67",
      chart: {
        kind: "line",
        title: "Net sales",
        subtitle: "by day",
        categories: ["Fri", "Sat"],
        series: [{ name: "Net sales", values: [10_983.69, 12_345.67], emphasis: "main" }],
        format: { unit: "money", currency: "USD" },
        locale: "en",
      },
    },
    { type: "context", lines: ["Net sales = gross − discounts − returns", "Demo shop · America/New_York · USD"] },
  ],
  actions: [
    { label: "By channel", words: "sales yesterday by channel", style: "primary" },
    { label: "R&D only", words: "sales yesterday in product=R&D", style: "normal" },
  ],
};

export const HELP: Message = {
  kind: "help",
  locale: "en",
  summary: "Ask me for a number",
  blocks: [{ type: "text", spans: [{ text: "Ask me for a number, like " }, { text: "/sales yesterday", style: "code" }] }],
  actions: [{ label: "Sales yesterday", words: "sales yesterday", style: "normal" }],
};

/** The smallest PNG: one transparent pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const noLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface SlackFixture {
  readonly emulator: SlackEmulator;
  readonly slack: SlackPlatform;
  readonly requests: ChatRequest[];
  readonly posted: { readonly id: string; readonly place: Place }[];
  readonly logged: string[];
  close(): Promise<void>;
}

export interface FixtureOptions {
  readonly emulator?: SlackEmulator;
  /** How to answer; default: everything with `SALES`, and only what is addressed. */
  readonly answer?: (request: ChatRequest) => Promise<Reply | null> | Reply | null;
  /** Everything answered by these instead. */
  readonly handlers?: ChatHandlers;
  readonly nowMs?: () => number;
  readonly appToken?: string;
  readonly botToken?: string;
}

/** Not started yet, so that a test can break things first. */
export async function createFixture(mode: SlackMode, options: FixtureOptions = {}): Promise<SlackFixture> {
  const emulator = options.emulator ?? (await startSlackEmulator());
  const requests: ChatRequest[] = [];
  const posted: { id: string; place: Place }[] = [];
  const logged: string[] = [];
  const write = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const answer =
    options.answer ??
    ((request: ChatRequest) => (request.addressed ? { id: `answer-${requests.length}`, message: SALES, onlyForAsker: false } : null));
  const handlers: ChatHandlers = options.handlers ?? {
    async answer(request) {
      requests.push(request);
      return answer(request);
    },
    complete: async () => [],
    async posted(id, place) {
      posted.push({ id, place });
    },
    openForm: async ({ words }) => (words === FORM.id ? FORM : null),
    readForm: readPlainForm,
    home: async (user) => ({ ...HELP, summary: `Hello ${user.name}` }),
  };
  const { botToken = emulator.botToken, appToken = emulator.appToken } = options;
  const access = mode === "socket" ? ({ mode, appToken } as const) : ({ mode, signingSecret: emulator.signingSecret } as const);
  const slack = createSlack({
    config: { botToken, apiUrl: emulator.apiUrl, ...access },
    handlers,
    painter: { paint: async () => PNG },
    clock: { nowMs: options.nowMs ?? (() => Date.now()) },
    log: { ...noLog, warn: write, error: write },
  });
  const server = slack.events === null ? null : await serveEvents(slack.events, emulator);
  return {
    emulator,
    slack,
    requests,
    posted,
    logged,
    async close() {
      await slack.stop();
      server?.closeAllConnections();
      server?.close();
      await emulator.close();
    },
  };
}

export async function startFixture(mode: SlackMode, options: FixtureOptions = {}): Promise<SlackFixture> {
  const fixture = await createFixture(mode, options);
  await fixture.slack.start();
  return fixture;
}

async function serveEvents(events: (request: Request) => Promise<Response>, emulator: SlackEmulator) {
  const server = createServer(getRequestListener(events));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  emulator.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return server;
}
