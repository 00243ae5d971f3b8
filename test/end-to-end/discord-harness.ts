/** Real discord.js against the emulator, with handlers that answer by script. */
import { expect, onTestFinished } from "vitest";
import { createDiscord, type DiscordOptions } from "../../src/adapters/discord/index.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { ChatHandlers, ChatPlatform, ChatRequest, Completion, Place, Reply } from "../../src/ports/chat-platform.ts";
import type { CommandSpec } from "../../src/ports/command-spec.ts";
import { FORM, FORM_SPEC, readPlainForm } from "../adapters/forms.ts";
import { type DiscordEmulator, type EmulatorOptions, startDiscordEmulator } from "../emulators/discord/index.ts";

export const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "sales",
    description: { en: "Net sales of a period", zh: "某段时间的净销售额" },
    usage: "[period] [by channel]",
    options: [
      { name: "period", description: { en: "Which days", zh: "哪几天" }, prefix: "", required: false },
      { name: "by", description: { en: "Split by", zh: "按什么拆分" }, prefix: "by", required: false },
      { name: "versus", description: { en: "Compared with", zh: "与什么比较" }, prefix: "vs", required: false },
    ],
  },
  {
    name: "refund-rate",
    description: { en: "Share of sales refunded", zh: "退款率" },
    usage: "[period]",
    options: [{ name: "period", description: { en: "Which days", zh: "哪几天" }, prefix: "", required: true }],
    forms: [FORM_SPEC],
  },
];

export function say(summary: string, rest: Partial<Message> = {}): Message {
  return { kind: "answer", locale: "en", summary, blocks: [], actions: [], ...rest };
}

export interface Bot {
  readonly emulator: DiscordEmulator;
  readonly platform: ChatPlatform;
  readonly requests: ChatRequest[];
  readonly posted: { readonly replyId: string; readonly place: Place }[];
  readonly keptWords: Map<string, string>;
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
}

export interface Script {
  answer?(request: ChatRequest): Promise<Omit<Reply, "id"> | Message | null> | Omit<Reply, "id"> | Message | null;
  complete?(completion: Completion): Promise<readonly string[]> | readonly string[];
  readonly options?: Partial<DiscordOptions>;
  /** Everything answered by these instead. */
  readonly handlers?: ChatHandlers;
  readonly emulator?: EmulatorOptions;
  /** Unless expected, a logged error fails the test. */
  readonly expectsErrors?: boolean;
}

/** A bot that is set up, not yet started; both ends are closed when the test ends. */
export async function setUpBot(script: Script = {}): Promise<Bot> {
  const emulator = await startDiscordEmulator(script.emulator);
  const bot = createDiscordFor(emulator, script);
  onTestFinished(async () => {
    await bot.platform.stop();
    await emulator.close();
    if (!script.expectsErrors) expect(bot.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
  return bot;
}

/** The same for those who close both ends themselves. */
export function createDiscordFor(emulator: DiscordEmulator, script: Script): Bot {
  const requests: ChatRequest[] = [];
  const posted: Bot["posted"] = [];
  const keptWords = new Map<string, string>();
  const logged: Bot["logged"] = [];
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  let replies = 0;

  const handlers: ChatHandlers = script.handlers ?? {
    async answer(request) {
      requests.push(request);
      const answer = (await script.answer?.(request)) ?? null;
      if (answer === null) return null;
      replies += 1;
      const id = `reply-${replies}`;
      return "message" in answer ? { ...answer, id } : { id, message: answer, onlyForAsker: false };
    },
    async complete(completion) {
      return (await script.complete?.(completion)) ?? [];
    },
    async posted(replyId, place) {
      posted.push({ replyId, place });
    },
    openForm: async ({ words }) => (words === FORM.id ? FORM : null),
    readForm: readPlainForm,
    async home() {
      return say("home");
    },
  };
  const platform = createDiscord({
    config: { token: emulator.token, apiUrl: emulator.apiUrl, guildId: emulator.guildId },
    handlers,
    commands: COMMANDS,
    painter: { paint: async () => PNG },
    words: {
      keep: async (token, words) => void keptWords.set(token, words),
      find: async (token) => keptWords.get(token) ?? null,
    },
    clock: { nowMs: () => Date.UTC(2026, 10, 21, 12) },
    log: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
    ...script.options,
  });
  return { emulator, platform, requests, posted, keptWords, logged };
}

export async function startBot(script: Script = {}): Promise<Bot> {
  const bot = await setUpBot(script);
  await bot.platform.start();
  return bot;
}

/** A promise to resolve by hand. */
export function gate<T = void>(): { readonly opened: Promise<T>; open(value: T): void } {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
