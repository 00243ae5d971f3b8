/** The world of campaigns and tasks, on a clock moved by hand, with its posts and answers on a real client against an emulator. */
import { onTestFinished } from "vitest";
import type { Messenger, PlatformName } from "../../src/ports/chat-platform.ts";
import type { DiscordEmulator } from "../emulators/discord/index.ts";
import type { SlackEmulator } from "../emulators/slack/start-slack-emulator.ts";
import { type CampaignWorld, openCampaignWorld } from "../scenarios/campaign-world.ts";
import { startBot } from "./discord-harness.ts";
import { startFixture } from "./slack-fixture.ts";

export interface ChatWorld<Emulator> {
  readonly world: CampaignWorld;
  readonly emulator: Emulator;
}

export async function openOnSlack(startLocal: string): Promise<ChatWorld<SlackEmulator>> {
  const { world, messengers } = await openWorld(startLocal);
  const { emulator, slack, close } = await startFixture("socket", { handlers: world.chat, nowMs: world.nowMs });
  onTestFinished(close);
  messengers.set("slack", slack.messenger);
  return { world, emulator };
}

export async function openOnDiscord(startLocal: string): Promise<ChatWorld<DiscordEmulator>> {
  const { world, messengers } = await openWorld(startLocal);
  const options = { commands: world.commands, clock: { nowMs: world.nowMs }, postRequestsPerSecond: 10_000 };
  const { emulator, platform } = await startBot({ handlers: world.chat, options, expectsErrors: true });
  messengers.set("discord", platform.messenger);
  return { world, emulator };
}

async function openWorld(startLocal: string) {
  const messengers = new Map<PlatformName, Messenger>();
  const world = await openCampaignWorld(startLocal, { messengers });
  onTestFinished(() => world.close());
  return { world, messengers };
}
