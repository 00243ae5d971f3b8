/** The whole process on every platform at once: one store, real clients, the same question, the same answer. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { type RunningApp, startApp } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import { hourly, importInto, line, refund, SHOP } from "../contracts/store-fixture.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../emulators/discord/index.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

/** Wednesday morning in Berlin; "yesterday" is 3 March 2026. */
const NOW_MS = Date.parse("2026-03-04T08:00:00Z");

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe("the whole app", () => {
  let folder: string;
  let slack: SlackEmulator;
  let discord: DiscordEmulator;
  let app: RunningApp;
  let config: Config;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shopbell-app-"));
    [slack, discord] = await Promise.all([startSlackEmulator(), startDiscordEmulator()]);
    config = {
      databaseUrl: `file:${join(folder, "shop.db")}`,
      slack: { mode: "socket", botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
      discord: { token: discord.token, apiUrl: discord.apiUrl, guildId: null },
      http: { host: "127.0.0.1", port: 0, ingestToken: "intake", consoleToken: null },
      webhooks: { shopifySecrets: [], woocommerceSecrets: [] },
      logLevel: "silent",
    };
    await fillStore(config.databaseUrl);
    app = await startApp(config, silent, { clock: { nowMs: () => NOW_MS } });
  }, 60_000);

  afterAll(async () => {
    await app?.stop();
    await Promise.all([slack?.close(), discord?.close()]);
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it("answers a Slack command with the number, its comparison, its definition and a picture", async () => {
    await slack.sendCommand({ text: "/sales yesterday" });
    const message = await slack.waitForMessage(({ text, edits }) => text.startsWith("Net sales") && edits > 0);
    // 3 March: two orders of 20.00 and 10.00 less 5.00 returned; 2 March: one order of 10.00.
    expect(message.text).toContain("€25.00");
    expect(message.text).toContain("▲ 150.0%");
    expect(JSON.stringify(message.blocks)).toContain("Net sales: price x quantity less discounts");
    expect(JSON.stringify(message.blocks)).toContain("Europe/Berlin");
    const picture = [...slack.workspace.files.values()].at(-1);
    expect(
      Buffer.from(picture?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  it("keeps the context in the answer's thread on Slack", async () => {
    const answer = await slack.waitForMessage(({ text }) => text.startsWith("Net sales"));
    await slack.sendMention({ text: "by channel", threadTs: answer.ts });
    const reply = await slack.waitForMessage(({ threadTs, blocks }) => threadTs === answer.ts && JSON.stringify(blocks).includes("email"));
    expect(reply.text).toContain("€25.00");
    await slack.sendMessage({ text: "thanks, looks good!", threadTs: answer.ts });
    await slack.sendMention({ text: "orders", threadTs: answer.ts });
    await slack.waitForMessage(({ threadTs, text }) => threadTs === answer.ts && text.startsWith("Orders"));
    // Small talk in the thread was left alone: three answers, no more.
    expect(slack.botMessages().filter(({ threadTs }) => threadTs === answer.ts)).toHaveLength(2);
  });

  it("answers a button as if its words had been typed", async () => {
    const answer = await slack.waitForMessage(({ text }) => text.startsWith("Net sales"));
    await slack.pressButton(answer, "Key figures");
    const figures = await slack.waitForMessage(({ blocks }) => JSON.stringify(blocks).includes("Conversion rate"));
    // Two orders of 3 March came of 100 sessions.
    expect(JSON.stringify(figures.blocks)).toContain("2%");
  });

  it("answers the same on Discord, with the same value", async () => {
    const sent = discord.sendCommand("sales", { period: "yesterday", by: "channel" });
    const message = await sent.answer();
    const text = JSON.stringify([message.content, message.embeds]);
    expect(text).toContain("€25.00");
    expect(text).toContain("email");
  });

  it("answers in Chinese where it is asked in Chinese", async () => {
    discord.sendMention("转化率 昨天");
    const message = await discord.waitForMessage(({ content, embeds }) => JSON.stringify([content, embeds]).includes("转化率"));
    expect(JSON.stringify([message.content, message.embeds])).toContain("2%");
  });

  it("completes Discord options from the grammar and the shop's own names", async () => {
    expect(await discord.autocomplete("sales", "period", "yes")).toContain("yesterday");
    expect(await discord.autocomplete("sales", "in", "")).toContain("channel=email");
  });

  it("offers the likeliest correction as a button", async () => {
    await slack.sendMessage({ text: "slaes yestreday", channel: "D0ANN" });
    const message = await slack.waitForMessage(
      ({ channel, blocks }) => channel === "D0ANN" && JSON.stringify(blocks).includes("sales yesterday"),
    );
    expect(JSON.stringify(message.blocks)).toContain("Did you mean");
  });

  it("answers the console over HTTP, ready and with facts taken in at once", async () => {
    expect((await fetch(new URL("/readyz", app.url))).status).toBe(200);
    const order = { order_id: "late", placed_at: "2026-03-03T20:00:00+01:00", quantity: 1, unit_price: "100.00", channel: "web" };
    const taken = await fetch(new URL("/v1/orders?shop=lamps", app.url), {
      method: "POST",
      headers: { authorization: "Bearer intake", "content-type": "application/json" },
      body: JSON.stringify([order]),
    });
    expect(taken.status, await taken.clone().text()).toBe(200);
    discord.sendMention("gross yesterday");
    await discord.waitForMessage(({ content, embeds }) => JSON.stringify([content, embeds]).includes("€130.00"));
  });

  it("tells a second process on the same file that the first one has it", async () => {
    const second = { ...config, slack: null, discord: null };
    await expect(startApp(second, silent)).rejects.toThrow(new RegExp(`${process.pid}`));
  });
});

async function fillStore(databaseUrl: string): Promise<void> {
  await migrateStore(databaseUrl);
  const store = await openStore({ url: databaseUrl, role: "tool" });
  await store.shops.add(SHOP);
  await importInto(store, async (writer) => {
    await writer.putOrderLines([
      line("1", { at: "2026-03-02T10:00:00+01:00", channel: "web", gross: 1000 }),
      line("2", { at: "2026-03-03T09:00:00+01:00", channel: "web", gross: 2000 }),
      line("3", { at: "2026-03-03T18:00:00+01:00", channel: "email", gross: 1000 }),
      line("4", { at: "2026-03-04T08:00:00+01:00", channel: "web", gross: 1000 }),
    ]);
    await writer.putRefunds([refund("r1", { at: "2026-03-03T12:00:00+01:00", amount: 500, orderId: "1" })]);
  });
  await importInto(
    store,
    (writer) =>
      writer.putMeasures([
        hourly("2026-03-02T10:00:00+01:00", { sessions: 100 }),
        hourly("2026-03-03T10:00:00+01:00", { sessions: 70 }),
        hourly("2026-03-03T11:00:00+01:00", { sessions: 30 }, { channel: "email" }),
        hourly("2026-03-04T07:00:00+01:00", { sessions: 10 }),
      ]),
    "analytics",
  );
  await store.close();
}
