/** What goes wrong between Slack and us, and what people then see. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { slackManifest } from "../../src/adapters/slack/manifest.ts";
import type { Reply } from "../../src/ports/chat-platform.ts";
import { startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";
import { createFixture, type FixtureOptions, HELP, SALES, type SlackFixture, type SlackMode, startFixture } from "./slack-fixture.ts";

let fixture: SlackFixture;
const start = async (mode: SlackMode, options: FixtureOptions = {}) => {
  fixture = await startFixture(mode, options);
  return fixture.emulator;
};
afterEach(() => fixture.close());

/** An answer that comes when the test says so. */
function slowAnswer() {
  let finish: (reply: Reply) => void = () => {};
  const pending = new Promise<Reply>((resolve) => {
    finish = resolve;
  });
  return { answer: () => pending, finish: (message = SALES, onlyForAsker = false) => finish({ id: "slow", message, onlyForAsker }) };
}

describe("sockets", () => {
  it("connects again after every socket was dropped, and answers", async () => {
    const emulator = await start("socket");
    await emulator.waitFor(() => emulator.connections === 2);
    emulator.dropSockets();
    await emulator.waitFor(() => emulator.connections === 0);
    await emulator.sendMention({ text: "sales" });
    await emulator.waitForMessage((sent) => sent.edits === 1);
    await vi.waitFor(() => expect(fixture.slack.health()).toEqual({ state: "connected" }));
  });

  it("follows Slack's request to connect anew without losing a command", async () => {
    const emulator = await start("socket");
    await emulator.waitFor(() => emulator.connections === 2);
    emulator.recycleSockets();
    await emulator.sendMention({ text: "sales" });
    await emulator.waitForMessage((sent) => sent.edits === 1);
    await emulator.waitFor(() => emulator.callsOf("apps.connections.open").length === 4 && emulator.connections === 2);
  });

  it("stays alive and says so when the app token is revoked at a reconnect", async () => {
    const emulator = await start("socket");
    await emulator.waitFor(() => emulator.connections === 2);
    emulator.revoked.add(emulator.appToken);
    emulator.dropSockets();
    await vi.waitFor(() =>
      expect(fixture.slack.health()).toMatchObject({ state: "broken", reason: expect.stringContaining("SLACK_APP_TOKEN") }),
    );
  });

  it("waits as long as Slack asks before opening a connection", async () => {
    const emulator = await startSlackEmulator();
    emulator.failNext("apps.connections.open", { kind: "status", status: 429, retryAfterSec: 1 });
    await start("socket", { emulator });
    const [first, second] = emulator.callsOf("apps.connections.open");
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });
});

describe("tokens", () => {
  it.each(["socket", "http"] as const)("refuses to start over %s with a bad bot token, in words for people", async (mode) => {
    fixture = await createFixture(mode, { botToken: "xoxb-wrong" });
    await expect(fixture.slack.start()).rejects.toMatchObject({
      name: "PlatformError",
      code: "invalid_auth",
      retryable: false,
      message: expect.stringContaining("SLACK_BOT_TOKEN"),
    });
    expect(fixture.slack.health().state).toBe("broken");
    expect(JSON.stringify(fixture.logged)).not.toContain("xoxb");
  });

  it("refuses to start with a bad app token", async () => {
    fixture = await createFixture("socket", { appToken: "xapp-wrong" });
    await expect(fixture.slack.start()).rejects.toMatchObject({
      name: "PlatformError",
      code: "invalid_auth",
      message: expect.stringContaining("SLACK_APP_TOKEN"),
    });
  });

  it("waits for a Slack that does not answer yet", async () => {
    const emulator = await startSlackEmulator();
    emulator.failNext("auth.test", { kind: "status", status: 503 });
    await start("http", { emulator });
    expect(fixture.slack.health()).toEqual({ state: "connected" });
  });
});

describe("acknowledging", () => {
  it.each(["socket", "http"] as const)(
    "acknowledges over %s before the handler has answered, says it is working, then edits",
    async (mode) => {
      const { answer, finish } = slowAnswer();
      const emulator = await start(mode, { answer });
      const delivery = await emulator.sendCommand({ text: "/sales yesterday" });
      expect(delivery.status).toBe(200);
      expect(delivery.ackMs).toBeLessThan(3_000);
      const working = await emulator.waitForMessage(() => true);
      expect(working.text).toBe("Working on it…");
      finish();
      const answered = await emulator.waitForMessage((sent) => sent.text === SALES.summary && sent.edits === 2);
      expect(answered.ts).toBe(working.ts);
      expect(fixture.posted).toMatchObject([{ id: "slow", place: { thread: working.ts } }]);
    },
  );

  it("takes the working message back when only the asker needs the answer", async () => {
    const { answer, finish } = slowAnswer();
    const emulator = await start("socket", { answer });
    await emulator.sendMention({ text: "help" });
    await emulator.waitForMessage(() => true);
    finish(HELP, true);
    await emulator.waitFor(() => emulator.workspace.whispers[0]);
    expect(emulator.workspace.whispers).toMatchObject([{ user: "U0ANN", text: HELP.summary, via: "chat.postEphemeral" }]);
    expect(emulator.botMessages()).toEqual([]);
  });

  it("acknowledges commands and buttons nobody listens for", async () => {
    const emulator = await start("http", { answer: () => null });
    expect(await emulator.sendCommand({ text: "/unheard-of" })).toMatchObject({ status: 200 });
    expect(
      await emulator.deliver("interactive", {
        type: "block_actions",
        user: { id: "U0ANN" },
        team: { id: "T0SHOP" },
        container: {},
        trigger_id: "t",
        actions: [{ type: "button", action_id: "other", block_id: "b" }],
      }),
    ).toMatchObject({ status: 200 });
    expect(
      await emulator.deliver("interactive", {
        type: "message_action",
        callback_id: "x",
        user: { id: "U0ANN" },
        team: { id: "T0SHOP" },
        trigger_id: "t",
      }),
    ).toMatchObject({ status: 200 });
  });
});

describe("signatures", () => {
  const nowMs = Date.UTC(2026, 10, 22, 12);
  const nowSec = nowMs / 1000;

  it.each([
    ["a forged signature", { secret: "guessed", timestampSec: nowSec }],
    ["a request without a signature", { signature: null, timestampSec: nowSec }],
    ["a signature of another length", { signature: "v0=00", timestampSec: nowSec }],
    ["a request older than five minutes", { timestampSec: nowSec - 301 }],
    ["a request from the future", { timestampSec: nowSec + 301 }],
  ])("refuses %s and does nothing", async (_, signing) => {
    const emulator = await start("http", { nowMs: () => nowMs });
    expect(await emulator.sendCommand({ text: "/sales" }, signing)).toMatchObject({ status: 401 });
    expect(await emulator.sendCommand({ text: "/orders" }, { timestampSec: nowSec - 299 })).toMatchObject({ status: 200 });
    await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(fixture.requests.map((request) => request.words)).toEqual(["orders"]);
  });

  it("answers Slack's verification of the address", async () => {
    const emulator = await start("http");
    expect(await emulator.deliver("events_api", { type: "url_verification", challenge: "abc", token: "t" })).toMatchObject({ status: 200 });
  });
});

describe("Slack's refusals", () => {
  it("waits as long as Slack asks, then posts once", async () => {
    const emulator = await start("socket");
    emulator.failNext("chat.postMessage", { kind: "status", status: 429, retryAfterSec: 1 });
    await emulator.sendCommand({ text: "/sales" });
    await emulator.waitForMessage((sent) => sent.edits === 1);
    const [first, second, ...more] = emulator.callsOf("chat.postMessage");
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
    expect(more).toEqual([]);
    expect(emulator.botMessages()).toHaveLength(1);
  });

  it.each([
    ["the answer to the post is lost", { kind: "lose-answer" }],
    ["Slack fails", { kind: "status", status: 500 }],
  ] as const)("does not post again when %s, and tells the asker", async (_, fault) => {
    const emulator = await start("socket");
    emulator.failNext("chat.postMessage", fault);
    await emulator.sendCommand({ text: "/sales" });
    const whisper = await emulator.waitFor(() => emulator.workspace.whispers[0]);
    expect(whisper.text).toContain("did not confirm");
    expect(emulator.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("sends the table as text where Slack does not know the table block", async () => {
    const emulator = await start("socket");
    emulator.context.knowsTables = false;
    await emulator.sendCommand({ text: "/sales" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(message.blocks.map((block) => block.type)).not.toContain("table");
    expect(JSON.stringify(message.blocks)).toContain("online");
    expect(emulator.callsOf("chat.postMessage").map((call) => call.outcome)).toEqual(["invalid_blocks", "ok"]);
  });

  it("shows the picture once Slack has finished with the file", async () => {
    const emulator = await start("socket");
    emulator.context.fileRefusals = 1;
    await emulator.sendCommand({ text: "/sales" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(message.blocks.map((block) => block.type)).toEqual(expect.arrayContaining(["table", "image"]));
    expect(emulator.callsOf("chat.update").map((call) => call.outcome)).toEqual(["invalid_blocks", "ok"]);
  });

  it("says the chart in text where pictures cannot be uploaded", async () => {
    const emulator = await start("socket");
    emulator.failNext("files.getUploadURLExternal", { kind: "error", error: "missing_scope" });
    await emulator.sendCommand({ text: "/sales" });
    const message = await emulator.waitForMessage((sent) => sent.edits === 1);
    expect(message.blocks.map((block) => block.type)).not.toContain("image");
    expect(JSON.stringify(message.blocks)).toContain("rising from");
  });

  it("answers the asker alone, with the way to invite it, in a channel it is not in", async () => {
    const emulator = await start("socket");
    await emulator.sendCommand({ text: "/sales", channel: "C0OTHER" });
    const whisper = await emulator.waitFor(() => emulator.workspace.whispers[0]);
    expect(whisper).toMatchObject({ channel: "C0OTHER", user: "U0ANN", text: SALES.summary, via: "response_url" });
    expect(JSON.stringify(whisper.blocks)).toContain("/invite @shopbell");
    expect(emulator.botMessages("C0OTHER")).toEqual([]);
  });

  it("works through the asker's own line when it is slow and not in the channel", async () => {
    const { answer, finish } = slowAnswer();
    const emulator = await start("socket", { answer });
    await emulator.sendCommand({ text: "/sales", channel: "C0OTHER" });
    await emulator.waitFor(() => emulator.workspace.whispers[0]?.text === "Working on it…");
    finish();
    await emulator.waitFor(() => emulator.workspace.whispers[0]?.text === SALES.summary);
    expect(emulator.workspace.whispers).toHaveLength(1);
  });

  it("shows help to the asker only", async () => {
    const emulator = await start("socket", { answer: () => ({ id: "help", message: HELP, onlyForAsker: true }) });
    await emulator.sendCommand({ text: "/shopbell help" });
    const whisper = await emulator.waitFor(() => emulator.workspace.whispers[0]);
    expect(whisper).toMatchObject({ text: HELP.summary, via: "response_url" });
    expect(emulator.botMessages()).toEqual([]);
  });

  it("puts a file into the thread of its answer", async () => {
    const csv = { type: "file", name: "sales.csv", mime: "text/csv", content: "day,sales\n2026-11-21,12345.67\n" } as const;
    const emulator = await start("socket", { answer: () => ({ id: "csv", message: { ...SALES, blocks: [csv] }, onlyForAsker: false }) });
    await emulator.sendCommand({ text: "/sales as csv" });
    const shared = await emulator.waitForMessage((sent) => sent.files.length === 1);
    const [answer] = emulator.botMessages();
    expect(shared.threadTs).toBe(answer?.ts);
    expect(Buffer.from(shared.files[0]?.bytes ?? []).toString()).toBe(csv.content);
  });

  it("needs no more permissions than its manifest asks for, and none it does not use", async () => {
    const { oauth_config } = slackManifest([], { socketMode: true }) as { oauth_config: { scopes: { bot: string[] } } };
    const emulator = await startSlackEmulator({ scopes: oauth_config.scopes.bot });
    await start("socket", { emulator });
    await emulator.sendCommand({ text: "/sales" });
    await emulator.waitForMessage((sent) => sent.edits === 1);
    await emulator.openHome();
    await emulator.waitFor(() => emulator.workspace.homes.get("U0ANN"));
    expect(emulator.calls.map((call) => call.outcome)).not.toContain("missing_scope");
  });
});

describe("stopping", () => {
  it("ends a start that still waits for Slack", async () => {
    const emulator = await startSlackEmulator();
    emulator.failNext("apps.connections.open", { kind: "status", status: 429, retryAfterSec: 60 });
    fixture = await createFixture("socket", { emulator });
    const started = fixture.slack.start();
    const refused = expect(started).rejects.toMatchObject({ name: "PlatformError", code: "stopped" });
    await vi.waitFor(() =>
      expect(fixture.slack.health()).toMatchObject({ state: "connecting", reason: expect.stringContaining("slow down") }),
    );
    await fixture.slack.stop();
    await refused;
  });

  it("waits for an answer under way, and may be done twice", async () => {
    const { answer, finish } = slowAnswer();
    const emulator = await start("socket", { answer });
    await emulator.sendCommand({ text: "/sales" });
    const stopped = fixture.slack.stop();
    finish();
    await stopped;
    expect(emulator.botMessages()).toHaveLength(1);
    await fixture.slack.stop();
  });
});
