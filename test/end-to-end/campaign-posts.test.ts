/** A campaign from outside: planned, counted down to, reminded of and signed off on Slack and on Discord, with their real clients. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Messenger, PlatformName } from "../../src/ports/chat-platform.ts";
import { type CampaignWorld, openCampaignWorld } from "../scenarios/campaign-world.ts";
import { startBot } from "./discord-harness.ts";
import { startFixture } from "./slack-fixture.ts";

const START = "2026-10-17T10:00";
const NEW = 'campaign new "Autumn" 2026-11-01..2026-11-03 target sales 9000';
/** Steps of the template that are due on the day the story is about, and before. */
const STEP = "Pages and pictures are finished";

async function openWorld(messengers: ReadonlyMap<PlatformName, Messenger>): Promise<CampaignWorld> {
  const world = await openCampaignWorld(START, { messengers });
  onTestFinished(() => world.close());
  return world;
}

describe("a campaign on Slack", () => {
  it("is planned by command, counts down once in the channel, reminds the owner directly, and is signed off by button", async () => {
    let world: CampaignWorld | null = null;
    const slack = await startFixture("socket", { answer: (request) => world?.answer(request) ?? null, nowMs: () => world?.nowMs() ?? 0 });
    onTestFinished(() => slack.close());
    world = await openWorld(new Map([["slack", slack.slack.messenger]]));
    const { emulator } = slack;
    await emulator.sendCommand({ text: `/${NEW}` });
    const planned = await emulator.waitForMessage(({ text }) => text.startsWith("Planned “Autumn”"));
    expect(JSON.stringify(planned.blocks)).toContain("€9,000.00");
    await emulator.sendCommand({ text: "/campaign role design me" });
    await emulator.waitForMessage(({ text }) => text.startsWith("Ann has the role design now"));
    for (const step of [1, 4]) await world.say("lea", `campaign step ${step} due T-13d 18:00`);
    await world.goTo("2026-10-19T19:00");
    await world.restart();
    await world.goTo("2026-10-19T19:30");
    const countdown = emulator.botMessages().filter(({ text }) => text.startsWith("Autumn: 14 days to go"));
    expect(countdown).toHaveLength(1);
    expect(JSON.stringify(countdown[0]?.metadata)).toMatch(/"campaign\/id\d+\/countdown\/14d\//);
    const direct = [...emulator.workspace.channels.keys()]
      .flatMap((channel) => emulator.botMessages(channel))
      .filter(({ text }) => text.includes(STEP));
    expect(direct.filter(({ text }) => text.includes("is due now")).length).toBe(1);
    await emulator.sendCommand({ text: "/campaign done 1" });
    const sheet = await emulator.waitForMessage(({ text }) => text.startsWith("Ann signed off “1."));
    await emulator.pressButton(sheet, "Sign off 4");
    await emulator.waitForMessage(({ text }) => text.startsWith("Ann signed off “4. Pages"));
  });
});

describe("a campaign on Discord", () => {
  it("is planned by mention, counts down once in the channel, and is signed off by button", async () => {
    let world: CampaignWorld | null = null;
    const bot = await startBot({ answer: async (request) => (await world?.answer(request)) ?? null });
    world = await openWorld(new Map([["discord", bot.platform.messenger]]));
    const { emulator } = bot;
    emulator.sendMention(NEW);
    await emulator.waitForMessage(({ content, embeds }) => JSON.stringify([content, embeds]).includes("Planned “Autumn”"));
    await world.goTo("2026-10-18T01:00");
    await world.restart();
    await world.goTo("2026-10-18T02:00");
    const countdown = emulator.messages().filter(({ content, embeds }) => JSON.stringify([content, embeds]).includes("14 days to go"));
    expect(countdown).toHaveLength(1);
    emulator.sendMention("campaign sheet");
    const sheet = await emulator.waitForMessage(({ content }) => content.startsWith("Autumn: 0 of 14 steps done"));
    await emulator.pressButton(sheet, "Sign off 1").answer();
    await emulator.waitForMessage(({ content }) => content.includes("signed off “1. Offer"));
  });
});
