/** Daily tasks from outside: the whole process, the real Slack and Discord clients, two people. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { type RunningApp, startApp } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { SHOP } from "../contracts/store-fixture.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../emulators/discord/index.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

/** Monday, 2 March 2026, 09:00 in Berlin. */
const NOW_MS = Date.parse("2026-03-02T08:00:00Z");
const OMAR = { id: "900000000000000002", username: "omar", global_name: "Omar", discriminator: "0", avatar: null } as const;

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe("daily tasks", () => {
  let folder: string;
  let slack: SlackEmulator;
  let discord: DiscordEmulator;
  let app: RunningApp;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shopbell-tasks-"));
    [slack, discord] = await Promise.all([startSlackEmulator(), startDiscordEmulator()]);
    const config: Config = {
      databaseUrl: `file:${join(folder, "shop.db")}`,
      slack: { mode: "socket", botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
      discord: { token: discord.token, apiUrl: discord.apiUrl, guildId: null },
      http: { host: "127.0.0.1", port: 0, ingestToken: null, consoleToken: null },
      webhooks: { shopifySecrets: [], woocommerceSecrets: [] },
      logLevel: "silent",
    };
    await migrateStore(config.databaseUrl);
    const store = await openStore({ url: config.databaseUrl, role: "tool" });
    await store.shops.add(SHOP);
    await store.close();
    app = await startApp(config, silent, { clock: { nowMs: () => NOW_MS } });
  }, 60_000);

  afterAll(async () => {
    await app?.stop();
    await Promise.all([slack?.close(), discord?.close()]);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it("on Slack are listed, done by the first of two who press, and asked of somebody by name", async () => {
    await slack.sendCommand({ text: "/tasks" });
    const offer = await slack.waitForMessage(({ text }) => text.startsWith("This channel has no tasks yet"));
    await slack.pressButton(offer, "Use these, quietly");
    const list = await slack.waitForMessage(({ text }) => text.includes("0 of 6 tasks done"));
    expect(JSON.stringify(list.blocks)).toContain("1. Check yesterday's numbers");
    await slack.pressButton(list, "Done 1", "U0LI");
    const done = await slack.waitForMessage(({ text }) => text.startsWith("李"));
    expect(done.text).toContain("1. Check yesterday's numbers");
    await slack.pressButton(list, "Done 1");
    await slack.waitFor(() => JSON.stringify(slack.workspace).includes("did “1. Check yesterday's numbers” already, 09:00") || undefined);

    await slack.sendCommand({ text: "/tasks request @U0LI Refill @everyone lamps by tomorrow 12:00" });
    const asked = await slack.waitForMessage(({ text }) => text.startsWith("Ann asks 李"));
    expect(asked.text).toContain("by Tue 3 Mar, 12:00");
    expect(asked.text).not.toContain("@everyone");
    await slack.pressButton(asked, "Accept 9", "U0LI");
    await slack.waitForMessage(({ threadTs, text }) => threadTs !== null && text.includes("9. Refill") && /李.*(has|接受)/u.test(text));
  });

  it("on Discord are listed, done by the first of two who press, and asked of somebody by name", async () => {
    const offer = await discord.sendCommand("tasks").answer();
    const list = await discord.pressButton(offer, "Use these, quietly").answer();
    expect(JSON.stringify([list.content, list.embeds])).toContain("0 of 6 tasks done");
    const done = await discord.pressButton(list, "Done 2", { user: OMAR }).answer();
    expect(JSON.stringify([done.content, done.embeds])).toContain("Omar did “2. Check the stock of what sells best”");
    const second = await discord.pressButton(list, "Done 2").answer();
    expect(JSON.stringify([second.content, second.embeds])).toContain("Omar did “2. Check the stock of what sells best” already, 09:00.");

    const asked = await discord.sendCommand("tasks", { words: `request <@${OMAR.id}> Refill the lamps by tomorrow 12:00` }).answer();
    expect(JSON.stringify([asked.content, asked.embeds])).toContain("Ada asks Omar");
    const taken = await discord.pressButton(asked, "Accept 9", { user: OMAR }).answer();
    expect(JSON.stringify([taken.content, taken.embeds])).toContain("Omar has “9. Refill the lamps” now.");
    expect(asked.allowed_mentions).toEqual({ parse: [], replied_user: false });
  });

  it("open a form on Slack, which says the words of a request", async () => {
    const before = slack.workspace.modals.length;
    await slack.sendCommand({ text: "/tasks request" });
    const modal = await slack.waitFor(() => slack.workspace.modals[before]);
    expect(await slack.submitModal(modal, { who: "warehouse", what: 'Count "all" returns', day: "2026-03-06", time: "16:00" })).toBeNull();
    const asked = await slack.waitForMessage(({ text }) => text.startsWith("Ann asks warehouse"));
    expect(asked.text).toContain("Count 'all' returns”, by Fri 6 Mar, 16:00.");
  });
});
