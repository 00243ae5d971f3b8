/** Speaking first on Slack: the real web client against the emulated workspace. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Message } from "../../src/core/messages/message.ts";
import type { Messenger, Place } from "../../src/ports/chat-platform.ts";
import { describeMessenger, type MessengerStage, refusalOf } from "../contracts/messenger.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";
import { createFixture, SALES } from "./slack-fixture.ts";

const PLACE: Place = { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: null };

async function openStage(): Promise<MessengerStage> {
  const { emulator, slack, close } = await createFixture("socket");
  return {
    messenger: slack.messenger,
    place: PLACE,
    userId: "U0ANN",
    posts: ({ channel }) =>
      emulator.botMessages(channel).map((message) => ({
        messageId: message.ts,
        thread: message.threadTs,
        text: JSON.stringify([message.text, message.blocks]),
        pictures: message.blocks.filter(({ type }) => type === "image").length,
        edits: message.edits,
      })),
    fill({ channel, thread }, count) {
      for (let n = 0; n < count; n += 1) {
        const said = { channel, threadTs: thread, user: "U0ANN", text: `hello ${n}`, blocks: [], metadata: null, files: [], request: {} };
        emulator.workspace.post(said);
      }
    },
    faults: {
      loseAnswer: () => emulator.failNext("chat.postMessage", { kind: "lose-answer" }),
      fail: () => emulator.failNext("chat.postMessage", { kind: "status", status: 500 }),
      limit: (waitMs) => emulator.failNext("chat.postMessage", { kind: "status", status: 429, retryAfterSec: waitMs / 1_000 }),
      closeChannel() {
        emulator.workspace.channels.set("C0SALES", { id: "C0SALES", name: "sales", botIsMember: true, isArchived: true });
        return "is_archived";
      },
      forget: () => undefined,
    },
    close,
  };
}

describeMessenger("Slack", openStage);

describe("a post of our own on Slack", () => {
  async function open(emulator?: SlackEmulator): Promise<{ emulator: SlackEmulator; messenger: Messenger }> {
    const fixture = await createFixture("socket", emulator === undefined ? {} : { emulator });
    onTestFinished(() => fixture.close());
    return { emulator: fixture.emulator, messenger: fixture.slack.messenger };
  }

  it("carries its key as metadata, mentions nobody and previews nothing", async () => {
    const { emulator, messenger } = await open();
    await messenger.post(PLACE, SALES, "daily:2026-11-21");
    const [post] = emulator.botMessages();
    expect(post?.metadata).toEqual({ event_type: "shopbell_post", event_payload: { key: "daily:2026-11-21" } });
    expect(post?.request).toMatchObject({ unfurl_links: "false", unfurl_media: "false", link_names: "false", parse: "none" });
  });

  it("waits for its picture rather than stand there without it", async () => {
    const { emulator, messenger } = await open();
    emulator.context.fileRefusals = 2;
    await messenger.post(PLACE, SALES, "with picture");
    const [post] = emulator.botMessages();
    expect(post?.edits).toBe(0);
    expect(post?.blocks.some(({ type }) => type === "image")).toBe(true);
  });

  it("says a chart in text where the picture cannot be uploaded, and waits where Slack asks to", async () => {
    const { emulator, messenger } = await open();
    emulator.failNext("files.getUploadURLExternal", { kind: "error", error: "internal_error" });
    await messenger.post(PLACE, SALES, "no picture");
    expect(JSON.stringify(emulator.botMessages()[0]?.blocks)).toContain("█");
    emulator.failNext("files.getUploadURLExternal", { kind: "status", status: 429, retryAfterSec: 3 });
    const error = await refusalOf(messenger.post(PLACE, SALES, "no room"));
    expect(error).toMatchObject({ code: "ratelimited", retryAfterMs: 3_000, outcome: "not-done" });
    expect(emulator.botMessages()).toHaveLength(1);
  });

  it("holds its file inside, so that nothing has to follow it", async () => {
    const { emulator, messenger } = await open();
    const csv: Message = { ...SALES, blocks: [{ type: "file", name: "sales.csv", mime: "text/csv", content: "channel,sales\nweb,1\n" }] };
    const posted = await messenger.post(PLACE, csv, "csv");
    await messenger.edit(posted, csv);
    expect(JSON.stringify(emulator.botMessages()[0]?.blocks)).toContain("channel,sales");
    expect(emulator.messages()).toHaveLength(1);
  });

  it("goes without young blocks where Slack refuses them", async () => {
    const { emulator, messenger } = await open();
    emulator.context.knowsTables = false;
    await messenger.post(PLACE, { ...SALES, blocks: SALES.blocks.filter(({ type }) => type !== "chart") }, "old Slack");
    expect(emulator.botMessages()[0]?.blocks.some(({ type }) => type === "table")).toBe(false);
  });

  it("keeps its key through an edit", async () => {
    const { emulator, messenger } = await open();
    const posted = await messenger.post(PLACE, SALES, "kept");
    await messenger.edit(posted, { ...SALES, summary: "changed" });
    expect(emulator.botMessages()[0]).toMatchObject({ text: "changed", metadata: { event_payload: { key: "kept" } } });
  });

  it.each([
    ["not_in_channel", "/invite"],
    ["channel_not_found", "/invite"],
    ["missing_scope", "manifest slack"],
    ["invalid_auth", "SLACK_BOT_TOKEN"],
    ["is_archived", "unarchive"],
  ])("is refused for good with %s, and the words say the next step", async (code, step) => {
    const { emulator, messenger } = await open();
    emulator.failNext("chat.postMessage", { kind: "error", error: code });
    const error = await refusalOf(messenger.post(PLACE, { ...SALES, blocks: [] }, "refused"));
    expect(error).toMatchObject({ code, retryable: false, outcome: "not-done" });
    expect(error.message).toContain(step);
  });

  it("was certainly not done where Slack could not be reached at all", async () => {
    const { emulator, messenger } = await open();
    await emulator.close();
    const error = await refusalOf(messenger.post(PLACE, { ...SALES, blocks: [] }, "nobody there"));
    expect(error).toMatchObject({ code: "unreachable", retryable: true, outcome: "not-done" });
  });

  it("is not guessed at where more was said than can be read", async () => {
    const { emulator, messenger } = await open();
    for (let n = 0; n <= 5_000; n += 1)
      emulator.workspace.post({
        channel: "C0SALES",
        threadTs: null,
        user: "U0ANN",
        text: "x",
        blocks: [],
        metadata: null,
        files: [],
        request: {},
      });
    const error = await refusalOf(messenger.find(PLACE, "drowned", 0));
    expect(error).toMatchObject({ code: "too-many-messages", retryable: false, outcome: "unknown" });
  });

  it("cannot be seen without the scope for metadata, which the manifest therefore asks for", async () => {
    const scopes = ["chat:write", "channels:history"];
    const { messenger } = await open(await startSlackEmulator({ scopes }));
    await messenger.post(PLACE, { ...SALES, blocks: [] }, "blind");
    expect(await messenger.find(PLACE, "blind", 0)).toBeNull();
  });
});
