/** The morning's tasks from outside, on Slack and on Discord, with their real clients: one post that changes as the day goes on. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Messenger, PlatformName } from "../../src/ports/chat-platform.ts";
import { type CampaignWorld, openCampaignWorld } from "../scenarios/campaign-world.ts";
import { startBot } from "./discord-harness.ts";
import { startFixture } from "./slack-fixture.ts";

async function openWorld(messengers: ReadonlyMap<PlatformName, Messenger>): Promise<CampaignWorld> {
  const world = await openCampaignWorld("2026-03-02T08:50", { messengers });
  onTestFinished(() => world.close());
  return world;
}

describe("the morning's tasks", () => {
  it("stand on Slack in one post, which a pressed button edits", async () => {
    let world: CampaignWorld | null = null;
    const slack = await startFixture("socket", { answer: (request) => world?.answer(request) ?? null, nowMs: () => world?.nowMs() ?? 0 });
    onTestFinished(() => slack.close());
    world = await openWorld(new Map([["slack", slack.slack.messenger]]));
    const { emulator } = slack;
    await emulator.sendCommand({ text: "/tasks here at 09:00" });
    await emulator.waitForMessage(({ text }) => text.startsWith("The day's tasks are posted here"));
    await world.goTo("2026-03-02T09:01", { stepMinutes: 5 });
    const post = await emulator.waitForMessage(({ text }) => text.includes("0 of 6 tasks done"));
    await emulator.pressButton(post, "Done 1");
    await emulator.waitForMessage(({ text, threadTs }) => threadTs === post.ts && text.startsWith("Ann did “1."));
    await world.goTo("2026-03-02T09:02", { stepMinutes: 5 });
    const after = await emulator.waitForMessage(({ ts, edits }) => ts === post.ts && edits === 1);
    expect(after.text).toContain("1 of 6 tasks done");
    expect(JSON.stringify(after.blocks)).not.toContain("Done 1");
    expect(emulator.botMessages().filter(({ text }) => text.includes("of 6 tasks done"))).toHaveLength(1);
  });

  it("stand on Discord in one post, which a pressed button edits", async () => {
    let world: CampaignWorld | null = null;
    const bot = await startBot({ answer: async (request) => (await world?.answer(request)) ?? null });
    world = await openWorld(new Map([["discord", bot.platform.messenger]]));
    const { emulator } = bot;
    emulator.sendMention("tasks here at 09:00");
    const textOf = ({ content, embeds }: { readonly content: string; readonly embeds: unknown }) => JSON.stringify([content, embeds]);
    await emulator.waitForMessage((message) => textOf(message).includes("The day's tasks are posted here"));
    await world.goTo("2026-03-02T09:01", { stepMinutes: 5 });
    const post = await emulator.waitForMessage((message) => textOf(message).includes("0 of 6 tasks done"));
    await emulator.pressButton(post, "Done 1").answer();
    await world.goTo("2026-03-02T09:02", { stepMinutes: 5 });
    const after = await emulator.waitForMessage(({ id, edits }) => id === post.id && edits === 1);
    expect(textOf(after)).toContain("1 of 6 tasks done");
    expect(emulator.messages().filter((message) => textOf(message).includes("of 6 tasks done"))).toHaveLength(1);
  });
});
