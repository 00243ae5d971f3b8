/** People talk to Shopbell in Slack: the same in both of Slack's ways in. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PNG, type SlackFixture, startFixture } from "./slack-fixture.ts";

describe.each(["socket", "http"] as const)("Slack over %s", (mode) => {
  let fixture: SlackFixture;

  beforeEach(async () => {
    fixture = await startFixture(mode);
  });
  afterEach(() => fixture.close());

  it("answers a slash command in the channel, first in words and then with the picture", async () => {
    const { emulator, requests, posted } = fixture;
    const delivery = await emulator.sendCommand({ text: "/sales yesterday" });
    expect(delivery.status).toBe(200);

    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(message).toMatchObject({ channel: "C0SALES", threadTs: null });
    expect(message.text).toBe("Net sales yesterday: $12,345.67, ▲ 12.4% vs the day before");
    expect(message.request).toMatchObject({ unfurl_links: "false", unfurl_media: "false", link_names: "false" });
    expect(message.blocks.map((block) => block.type)).toEqual([
      "header",
      "context",
      "section",
      "rich_text",
      "table",
      "context",
      "image",
      "context",
      "actions",
    ]);
    const [file] = emulator.workspace.files.values();
    expect(file).toMatchObject({ name: "chart.png", alt: "Net sales by day, rising from $9,800 to $12,345.67" });
    expect(Buffer.from(file?.bytes ?? []).equals(PNG)).toBe(true);
    expect(message.blocks).toContainEqual(expect.objectContaining({ type: "image", slack_file: { id: file?.id } }));

    expect(requests).toEqual([
      {
        place: { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: null },
        user: { id: "U0ANN", name: "Ann" },
        words: "sales yesterday",
        locale: "en",
        addressed: true,
        receivedAtMs: expect.any(Number),
      },
    ]);
    expect(posted).toEqual([{ id: "answer-1", place: { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: message.ts } }]);
  });

  it("answers a mention once, in its thread, in the language of the person", async () => {
    const { emulator, requests } = fixture;
    const asked = await emulator.sendMention({ text: "销售额 昨天 <b>", user: "U0LI" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(message.threadTs).toBe(asked.ts);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ words: "销售额 昨天 <b>", locale: "zh", addressed: true, user: { name: "李" } });
    expect(requests[0]?.place.thread).toBe(asked.ts);
    expect(emulator.botMessages()).toHaveLength(1);
  });

  it("answers a direct message", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendMessage({ text: "kpi today", channel: "D0ANN" });
    const message = await emulator.waitForMessage((sent) => sent.channel === "D0ANN");
    expect(message.threadTs).toBeNull();
    expect(requests[0]).toMatchObject({ words: "kpi today", addressed: true });
  });

  it("answers a button in the thread of its message, with the button's words as they were", async () => {
    const { emulator, requests, posted } = fixture;
    await emulator.sendCommand({ text: "/sales yesterday" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    await emulator.pressButton(message, "R&amp;D only");
    const answer = await emulator.waitForMessage((sent) => sent.threadTs === message.ts && sent.edits === 1);
    expect(requests[1]).toMatchObject({ words: "sales yesterday in product=R&D", addressed: true, place: { thread: message.ts } });
    expect(posted[1]?.place).toMatchObject({ channel: "C0SALES", thread: answer.threadTs });
  });

  it("hands a reply in a thread to the handler, and leaves what is said elsewhere alone", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendCommand({ text: "/sales yesterday" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    await emulator.sendMessage({ text: "what a day" });
    await emulator.sendMessage({ text: "by channel", threadTs: message.ts });
    await emulator.sendMention({ text: "last month", threadTs: message.ts });
    await emulator.waitForMessage((sent) => sent.threadTs === message.ts && sent.edits === 1);
    expect(requests.map(({ words, addressed, place }) => [words, addressed, place.thread])).toEqual([
      ["sales yesterday", true, null],
      ["by channel", false, message.ts],
      ["last month", true, message.ts],
    ]);
    expect(emulator.botMessages()).toHaveLength(2);
  });

  it("shows the Home tab, and answers its buttons in the direct messages", async () => {
    const { emulator, requests } = fixture;
    await emulator.openHome();
    const blocks = await emulator.waitFor(() => emulator.workspace.homes.get("U0ANN"));
    expect(JSON.stringify(blocks)).toContain("/sales yesterday");
    await emulator.pressHomeButton("Sales yesterday");
    await emulator.waitForMessage((sent) => sent.channel === "D0ANN");
    expect(requests[0]?.words).toBe("sales yesterday");
  });

  it("answers once when Slack delivers the same event again", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendMention({ text: "sales" });
    const [mention] = emulator.deliveries;
    await emulator.deliver("events_api", mention?.payload ?? {});
    await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(requests).toHaveLength(1);
    expect(emulator.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("ignores bots, itself, edits and joins", async () => {
    const { emulator, requests } = fixture;
    const base = { type: "message", channel: "D0ANN", channel_type: "im", team: "T0SHOP", text: "sales" };
    await emulator.sendEvent({ ...base, ts: "1.1", user: "U0ELSE", bot_id: "B0ELSE" });
    await emulator.sendEvent({ ...base, ts: "1.2", user: emulator.workspace.botUserId });
    await emulator.sendEvent({ ...base, ts: "1.3", subtype: "message_changed", message: { text: "sales" } });
    await emulator.sendEvent({ ...base, ts: "1.4", user: "U0ANN", subtype: "channel_join" });
    await emulator.sendMessage({ text: "orders", channel: "D0ANN" });
    await emulator.waitForMessage((sent) => sent.channel === "D0ANN");
    expect(requests.map((request) => request.words)).toEqual(["orders"]);
  });
});
