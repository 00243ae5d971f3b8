/** What the tests of views share: a store to fill, a way to ask, and every place that a message is said in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { chartsOf, renderMessage as renderConsole } from "../../src/adapters/console/render.ts";
import { renderTerminal } from "../../src/adapters/console/render-terminal.ts";
import { renderMessage as renderDiscord } from "../../src/adapters/discord/render.ts";
import { renderMessage as renderSlack } from "../../src/adapters/slack/render.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { ChatHandlers } from "../../src/ports/chat-platform.ts";
import type { Store } from "../../src/ports/stores.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { MessageBody } from "../emulators/discord/schema.ts";
import { validateBlocks } from "../emulators/slack/validate-blocks.ts";

export interface ViewShop {
  readonly store: Store;
  readonly handlers: ChatHandlers;
  /** Turned on by hand. */
  readonly clock: { nowMs: number };
  /** The answer, after it has been said on every platform, on a terminal and as JSON. */
  ask(words: string): Promise<Message>;
  close(): Promise<void>;
}

/** @param url Of an empty database; else SQLite in a folder of its own. */
export async function openViewShop(nowMs: number, url: string | null = null): Promise<ViewShop> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-view-"));
  const { store, close } = await openTestStore(url ?? `file:${join(folder, "shop.db")}`);
  let ids = 0;
  const clock = { nowMs };
  const { handlers, finish } = createHandlers({
    store,
    clock: { nowMs: () => clock.nowMs },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    newId: () => `answer-${++ids}`,
    loadDemoShop: () => Promise.reject(new Error("not here")),
    isReachable: async () => true,
    findPublicHolidays: async () => [],
    platformHealth: () => new Map(),
    defaultShopId: null,
  });
  return {
    store,
    handlers,
    clock,
    ask: async (words) => {
      const place = { platform: "console", workspace: "direct", channel: "c", thread: null } as const;
      const user = { id: "u", name: "U" };
      const reply = await handlers.answer({ place, user, words, locale: null, addressed: true, receivedAtMs: clock.nowMs });
      if (reply === null) throw new Error(`no reply to ${words}`);
      expectSaidEverywhere(reply.message);
      return reply.message;
    },
    close: async () => {
      await finish();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every renderer takes the message, no platform refuses it, and nothing in it mentions anybody. */
function expectSaidEverywhere(message: Message): void {
  expect(message.summary).not.toBe("");
  expect(renderConsole(message)).toBeDefined();
  const charts = chartsOf(message);
  const slack = renderSlack(message, { tables: "native", charts: charts.map((_, index) => `F0000000${index}`), files: "attached" });
  expect(validateBlocks(slack.blocks, { maxBlocks: 50, knowsTables: true, isFileReady: () => true })).toBeNull();
  expect(JSON.stringify(slack.blocks)).not.toMatch(/<!(?:channel|everyone|here)>|<@U/);
  const { content, embeds, components } = renderDiscord(message, { pictures: charts.map(() => new Uint8Array()) });
  expect(MessageBody.safeParse({ content, embeds, components }).error).toBeUndefined();
  expect(JSON.stringify([content, embeds])).not.toMatch(/@everyone|@here/);
  const printed = renderTerminal(message, { width: 80, colour: false });
  expect(printed.trim()).not.toBe("");
  const shown = [printed, ...textsOf([slack.blocks, content, embeds, components, renderConsole(message)])];
  for (const text of shown) expect(text).not.toMatch(/\bNaN\b|\bundefined\b|Infinity|\bnull\b|\[object/);
  expect(numbersOf([message.data, charts]).filter((value) => !Number.isFinite(value))).toEqual([]);
  expect(JSON.parse(JSON.stringify(message.data ?? null))).toEqual(message.data ?? null);
}

/** Every text and every number of a tree of plain data. */
function textsOf(tree: unknown): readonly string[] {
  if (typeof tree === "string") return [tree];
  return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(textsOf) : [];
}

function numbersOf(tree: unknown): readonly number[] {
  if (typeof tree === "number") return [tree];
  return typeof tree === "object" && tree !== null ? Object.values(tree).flatMap(numbersOf) : [];
}

export function tableOf(message: Message, caption: string): readonly (readonly string[])[] {
  for (const block of message.blocks) if (block.type === "table" && block.caption === caption) return block.rows;
  throw new Error(
    `no table “${caption}” in ${message.blocks.map((block) => (block.type === "table" ? block.caption : block.type)).join(", ")}`,
  );
}

export function smallPrintOf({ blocks }: Message): string {
  return blocks.flatMap((block) => (block.type === "context" ? block.lines : [])).join("\n");
}
