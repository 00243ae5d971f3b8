/** A console over handlers that answer from a list of messages and write down what they were asked. */
import { createConsole, type WebConsole } from "../../../src/adapters/console/index.ts";
import type { ConsoleOptions } from "../../../src/adapters/console/routes.ts";
import type { Locale } from "../../../src/core/locale.ts";
import type { Message } from "../../../src/core/messages/message.ts";
import type { ChatHandlers, ChatRequest, Completion, Place } from "../../../src/ports/chat-platform.ts";
import type { CommandSpec, OptionSpec } from "../../../src/ports/command-spec.ts";
import { FORM, readPlainForm } from "../forms.ts";
import { recordingLog } from "../http/fakes.ts";
import { ATTACK, CSV, KPI, PROBLEM, SALES } from "./messages.ts";

export interface RecordingHandlers extends ChatHandlers {
  readonly asked: ChatRequest[];
  readonly completed: Completion[];
  readonly placed: { readonly replyId: string; readonly place: Place }[];
}

export function recordingHandlers(overrides: Partial<ChatHandlers> = {}): RecordingHandlers {
  const asked: ChatRequest[] = [];
  const completed: Completion[] = [];
  const placed: { replyId: string; place: Place }[] = [];
  return {
    asked,
    completed,
    placed,
    async answer(request) {
      asked.push(request);
      const message = messageFor(request.words);
      return message === null ? null : { id: `reply-${asked.length}`, message, onlyForAsker: message.kind !== "answer" };
    },
    async complete(completion) {
      completed.push(completion);
      const values =
        completion.option === "dimension"
          ? ["channel", "country", "product"]
          : ["yesterday", "today", "last week", "last 7 days", "last month"];
      return values.filter((value) => value.startsWith(completion.typed.toLowerCase()));
    },
    async posted(replyId, place) {
      placed.push({ replyId, place });
    },
    openForm: async ({ words }) => (words === FORM.id ? FORM : null),
    readForm: readPlainForm,
    home: async () => SALES,
    ...overrides,
  };
}

function messageFor(words: string): Message | null {
  if (words.startsWith("hm")) return null;
  if (words.startsWith("attack")) return ATTACK;
  if (words.startsWith("slaes")) return PROBLEM;
  if (words.startsWith("kpi")) return KPI;
  return words.endsWith("as csv") ? CSV : SALES;
}

const both = (en: string, zh: string): Record<Locale, string> => ({ en, zh });
const PERIOD: OptionSpec = { name: "period", description: both("When", "时段"), prefix: "", required: false };
const DIMENSION: OptionSpec = {
  name: "dimension",
  description: both("Split by channel, product, day …", "按渠道、商品、天拆分"),
  prefix: "by",
  required: false,
};
const COMPARISON: OptionSpec = { name: "comparison", description: both("Compare with", "对比"), prefix: "vs", required: false };

export const COMMANDS: readonly CommandSpec[] = [
  { name: "sales", description: both("Net sales", "净销售额"), usage: "[period] [by channel]", options: [PERIOD, DIMENSION, COMPARISON] },
  { name: "refunds", description: both("Value refunded", "退款金额"), usage: "[period]", options: [PERIOD, DIMENSION] },
  { name: "refund-rate", description: both("Refunds as a share of sales", "退款率"), usage: "[period]", options: [PERIOD] },
  { name: "conversion", description: both("Orders per session", "转化率"), usage: "[period]", options: [PERIOD, DIMENSION] },
  { name: "shopbell", description: both("Help, status, setup", "帮助、状态、设置"), usage: "help", options: [] },
];

/** The smallest PNG that a browser draws: one grey pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AgAAyQDIQ01TSwAAAABJRU5ErkJggg==", "base64");

export function consoleOptions(overrides: Partial<ConsoleOptions> = {}): ConsoleOptions {
  return {
    handlers: recordingHandlers(),
    commands: COMMANDS,
    painter: { paint: async () => new Uint8Array(PIXEL) },
    clock: { nowMs: () => Date.UTC(2026, 10, 22, 12) },
    log: recordingLog(),
    token: null,
    previews: { slack: ({ summary }) => ({ text: summary, blocks: [] }), discord: ({ summary }) => ({ content: summary }) },
    ...overrides,
  };
}

export async function startedConsole(overrides: Partial<ConsoleOptions> = {}): Promise<WebConsole> {
  const made = createConsole(consoleOptions(overrides));
  await made.start();
  return made;
}
