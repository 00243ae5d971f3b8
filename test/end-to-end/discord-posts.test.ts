/** Speaking first on Discord: the real REST client against the emulated server. */
import { describe, expect, it } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import { describeMessenger, type MessengerStage, refusalOf } from "../contracts/messenger.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../emulators/discord/index.ts";
import { createFixedChart } from "./discord-fixtures.ts";
import { type Bot, createDiscordFor, say, setUpBot } from "./discord-harness.ts";

const placeIn = (emulator: DiscordEmulator): Place => ({
  platform: "discord",
  workspace: emulator.guildId,
  channel: emulator.channelId,
  thread: null,
});
const SENDING = /^POST \/channels\/\d+\/messages$/;

async function openStage(): Promise<MessengerStage> {
  const emulator = await startDiscordEmulator();
  const { platform } = createDiscordFor(emulator, {});
  return {
    messenger: platform.messenger,
    place: placeIn(emulator),
    userId: "900000000000000001",
    posts: ({ channel }) =>
      emulator
        .messages()
        .filter(({ channel_id }) => channel_id === channel || emulator.messages(channel).some(({ id }) => id === channel_id))
        .map((message) => ({
          messageId: message.id,
          thread: message.channel_id === channel ? null : message.channel_id,
          text: JSON.stringify([message.content, message.embeds]),
          pictures: message.attachments.length,
          edits: message.edits,
        })),
    fill({ channel }, count) {
      for (let n = 0; n < count; n += 1) emulator.sendMessage(`hello ${n}`, channel);
    },
    faults: {
      loseAnswer: () => emulator.faults.on(SENDING, { kind: "drop-after-work" }),
      fail: () => emulator.faults.on(SENDING, { kind: "refuse", status: 500, code: 0, message: "500: Internal Server Error" }),
      limit: (retryAfterMs) => emulator.faults.on(SENDING, { kind: "rate-limit", retryAfterMs }),
      closeChannel() {
        emulator.deny(emulator.channelId, "view");
        return "missing-permission";
      },
      forget: () => emulator.forgetNonces(),
    },
    async close() {
      await platform.stop();
      await emulator.close();
    },
  };
}

describeMessenger("Discord", openStage);

describe("a post of our own on Discord", () => {
  const chart = say("Report", { blocks: [{ type: "chart", chart: createFixedChart(), alt: "up" }] });

  async function open(script: Parameters<typeof setUpBot>[0] = {}): Promise<Bot & { readonly place: Place }> {
    const bot = await setUpBot(script);
    return { ...bot, place: placeIn(bot.emulator) };
  }

  it("carries a hash of its key as nonce, enforced, and mentions nobody", async () => {
    const { emulator, platform, place } = await open();
    await platform.messenger.post(place, say("@everyone sales"), "daily:2026-11-21");
    const [post] = emulator.messages();
    expect(String(post?.nonce)).toMatch(/^[\w-]{20,25}$/);
    expect(post?.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(post?.content).not.toContain("@everyone");
  });

  it("stands there once however often it is sent within some minutes", async () => {
    const { emulator, platform, place } = await open();
    const first = await platform.messenger.post(place, chart, "again");
    expect(await platform.messenger.post(place, chart, "again")).toEqual(first);
    expect(emulator.messages()).toHaveLength(1);
  });

  it("is found by its reference alone: Discord keeps no nonce", async () => {
    const { emulator, platform, place } = await open();
    const posted = await platform.messenger.post(place, chart, "by reference");
    emulator.forgetNonces();
    expect(await platform.messenger.find(place, "by reference", 0)).toEqual(posted);
    expect(emulator.messages()[0]?.embeds.at(-1)?.footer?.text).toMatch(/^Ref [0-9a-f]{12}$/);
  });

  it("keeps its thread where the thread exists already, and opens it where not", async () => {
    const { emulator, platform, place } = await open();
    const { messageId } = await platform.messenger.post(place, chart, "head");
    const [head] = emulator.messages();
    if (head !== undefined) emulator.startThread(head);
    await platform.messenger.post({ ...place, thread: messageId }, say("detail"), "detail");
    expect(emulator.messages(messageId)).toHaveLength(1);
  });

  it.each([
    ["the history may not be read", "history", "missing-permission"],
    ["its embeds were stripped", "embeds", "cannot-tell"],
  ] as const)("is not said to be absent where %s", async (_, denied, code) => {
    const { emulator, platform, place } = await open();
    emulator.deny(emulator.channelId, denied);
    await platform.messenger.post(place, chart, "hidden");
    const error = await refusalOf(platform.messenger.find(place, "hidden", 0));
    expect(error).toMatchObject({ code, retryable: false });
  });

  it("goes out as one line where Discord refuses its form, and is found all the same", async () => {
    const { emulator, platform, place } = await open({ expectsErrors: true });
    emulator.faults.on(SENDING, { kind: "refuse", status: 400, code: 50035, message: "Invalid Form Body" });
    const posted = await platform.messenger.post(place, chart, "odd");
    expect(emulator.messages()[0]).toMatchObject({ content: "Report", attachments: [] });
    expect(await platform.messenger.find(place, "odd", 0)).toEqual(posted);
  });

  it("is refused for good where the channel is gone, with the next step", async () => {
    const { emulator, platform, place } = await open();
    emulator.deleteChannel(emulator.channelId);
    const error = await refusalOf(platform.messenger.post(place, chart, "gone"));
    expect(error).toMatchObject({ code: "unknown-channel", retryable: false, outcome: "not-done" });
    expect(error.message).toContain("invite the bot again");
  });

  it("keeps the long words of its buttons before it is sent", async () => {
    const { platform, place, keptWords } = await open();
    const words = `sales ${"a very long product name ".repeat(8)}`;
    await platform.messenger.post(place, say("Report", { actions: [{ label: "More", words, style: "normal" }] }), "buttons");
    expect([...keptWords.values()]).toEqual([words]);
  });
});
