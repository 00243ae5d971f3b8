/** The sending half of the bot as a process of its own: store, both platforms and delivery. */
import { randomUUID } from "node:crypto";
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { DISCORD_SEND_LIMITS } from "../../src/adapters/discord/limits.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createSlack } from "../../src/adapters/slack/index.ts";
import { SLACK_SEND_LIMITS } from "../../src/adapters/slack/limits.ts";
import { createLog } from "../../src/adapters/system/create-log.ts";
import { systemClock } from "../../src/adapters/system/system-clock.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { createDeliverer } from "../../src/delivery/create-deliverer.ts";
import { runDeliverer } from "../../src/delivery/run-deliverer.ts";
import type { ChatHandlers } from "../../src/ports/chat-platform.ts";

const loaded = loadConfig();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { config } = loaded;
if (config.slack === null || config.discord === null) throw new Error("Both platforms are needed");
const log = createLog({ level: config.logLevel, format: "json" });
const handlers: ChatHandlers = {
  answer: async () => null,
  complete: async () => [],
  posted: async () => undefined,
  home: async () => ({ kind: "help", locale: "en", summary: "", blocks: [], actions: [] }),
};
const painter = { paint: async () => Promise.reject(new Error("nothing to paint")) };
const store = await openStore({ url: config.databaseUrl, role: "server" });
const parts = { handlers, painter, clock: systemClock, log };
const slack = createSlack({ ...parts, config: config.slack });
const discord = createDiscord({ ...parts, config: config.discord, commands: [], words: store.words });
await Promise.all([slack.start(), discord.start()]);
const deliverer = createDeliverer({
  outbox: store.outbox,
  messengers: new Map([
    ["slack", slack.messenger],
    ["discord", discord.messenger],
  ]),
  limits: new Map([
    ["slack", SLACK_SEND_LIMITS],
    ["discord", DISCORD_SEND_LIMITS],
  ]),
  clock: systemClock,
  random: Math.random,
  log,
  meters: { countTry: () => undefined },
  worker: randomUUID(),
});
runDeliverer(deliverer, { clock: systemClock, log });
console.log("ready; nothing but delivery runs here");
