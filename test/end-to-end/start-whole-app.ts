/** The whole process on every platform at once: one store, and the real clients connected to emulators. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { type RunningApp, startApp } from "../../src/app.ts";
import type { Config } from "../../src/config/config.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Store } from "../../src/ports/stores.ts";
import { SHOP } from "../contracts/store-fixture.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../emulators/discord/index.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";

export const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface WholeApp {
  readonly slack: SlackEmulator;
  readonly discord: DiscordEmulator;
  readonly app: RunningApp;
  readonly config: Config;
  close(): Promise<void>;
}

/** `fill`: what the store holds, besides the fixture's shop, when the process starts. The intake's token is "intake". */
export async function startWholeApp(clock: Clock, fill: (store: Store) => Promise<void> = async () => undefined): Promise<WholeApp> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-app-"));
  const [slack, discord] = await Promise.all([startSlackEmulator(), startDiscordEmulator()]);
  const config: Config = {
    databaseUrl: `file:${join(folder, "shop.db")}`,
    slack: { mode: "socket", botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    discord: { token: discord.token, apiUrl: discord.apiUrl, guildId: null },
    http: { host: "127.0.0.1", port: 0, ingestToken: "intake", consoleToken: null },
    webhooks: { shopifySecrets: [], woocommerceSecrets: [] },
    logLevel: "silent",
  };
  await migrateStore(config.databaseUrl);
  const store = await openStore({ url: config.databaseUrl, role: "tool" });
  await store.shops.add(SHOP);
  await fill(store);
  await store.close();
  const app = await startApp(config, silent, { clock });
  return {
    ...{ slack, discord, app, config },
    close: async () => {
      await app.stop();
      await Promise.all([slack.close(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
