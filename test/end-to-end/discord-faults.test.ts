import { createServer } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { PlatformError } from "../../src/ports/chat-platform.ts";
import { isEphemeral, startDiscordEmulator } from "../emulators/discord/index.ts";
import { COMMANDS, gate, say, setUpBot, startBot } from "./discord-harness.ts";

const POST_MESSAGE = /^POST \/channels\/\d+\/messages$/;
const CALLBACK = /^POST \/interactions\//;
const ORIGINAL = /^PATCH \/webhooks\//;

describe("the connection", () => {
  it("that drops is resumed, and what was said meanwhile is answered", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    bot.emulator.gateway.drop();
    bot.emulator.sendMention("sales yesterday");
    await vi.waitFor(() => expect(bot.platform.health().state).toBe("connecting"));
    await bot.emulator.waitForMessage(({ content }) => content === "sales yesterday");
    expect(bot.emulator.gateway.counts()).toMatchObject({ identified: 1, resumed: 1 });
    expect(bot.platform.health()).toEqual({ state: "connected" });
  });

  it("that Discord asks to make again is resumed (op 7)", async () => {
    const bot = await startBot();
    bot.emulator.gateway.requestReconnect();
    await bot.emulator.until(() => bot.emulator.gateway.counts().resumed || undefined);
    await vi.waitFor(() => expect(bot.platform.health()).toEqual({ state: "connected" }));
  });

  it("whose session is void is made anew (op 9)", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    bot.emulator.gateway.invalidateSession();
    await bot.emulator.until(() => (bot.emulator.gateway.counts().identified === 2 ? true : undefined));
    await vi.waitFor(() => expect(bot.platform.health()).toEqual({ state: "connected" }));
    expect((await bot.emulator.sendCommand("sales").answer()).content).toBe("sales");
  });

  it("that is closed for a token no longer good (4004) is reported as broken, with the next step", async () => {
    const bot = await startBot({ expectsErrors: true });
    bot.emulator.gateway.closeWith(4004);
    await vi.waitFor(() =>
      expect(bot.platform.health()).toMatchObject({ state: "broken", reason: expect.stringContaining("DISCORD_TOKEN") }),
    );
  });

  it("comes back after Discord was gone altogether", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    const port = Number(new URL(bot.emulator.apiUrl).port);
    await bot.emulator.close();
    let tries = 0;
    const nobody = createServer((socket) => {
      tries += 1;
      socket.destroy();
    }).listen(port, "127.0.0.1");
    await vi.waitFor(() => expect(tries).toBe(2), { timeout: 10_000 });
    expect(bot.platform.health().state).toBe("connecting");
    await new Promise((resolve) => nobody.close(resolve));
    const later = await startDiscordEmulator({ port, token: bot.emulator.token });
    onTestFinished(() => later.close());
    await later.until(() => later.gateway.counts().identified || undefined);
    later.sendMention("are you there");
    await later.waitForMessage(({ content }) => content === "are you there");
    expect(bot.platform.health()).toEqual({ state: "connected" });
    expect(bot.logged.filter(({ message }) => message.includes("was lost"))).toHaveLength(1);
  });

  it("comes up by itself where Discord fails at first", async () => {
    const bot = await setUpBot();
    bot.emulator.faults.on(/^GET \/applications\/@me$/, { kind: "refuse", status: 503, code: 0, message: "down" }, 4);
    const started = bot.platform.start();
    await vi.waitFor(() => expect(bot.platform.health()).toMatchObject({ state: "connecting", reason: expect.stringContaining("503") }));
    await started;
    expect(bot.platform.health()).toEqual({ state: "connected" });
  });

  it("can be stopped twice, and before it is up", async () => {
    const bot = await setUpBot();
    bot.emulator.faults.on(/^GET \/applications\/@me$/, { kind: "refuse", status: 503, code: 0, message: "down" }, 4);
    const started = bot.platform.start();
    await vi.waitFor(() => expect(bot.logged.some(({ level }) => level === "warn")).toBe(true));
    await bot.platform.stop();
    await bot.platform.stop();
    await started;
    expect(bot.platform.health().state).toBe("broken");
  });

  it("can be stopped while Discord keeps it waiting", async () => {
    const waiting = gate();
    const bot = await setUpBot();
    bot.emulator.faults.on(/^GET \/gateway\/bot$/, { kind: "hold", until: waiting.opened });
    const started = bot.platform.start();
    await vi.waitFor(() => expect(bot.emulator.requests).toContain("GET /gateway/bot"));
    await bot.platform.stop();
    await started;
    waiting.open();
  });

  it("waits for the answers under way when it stops, and takes no more", async () => {
    const slow = gate();
    const bot = await startBot({
      answer: async ({ words }) => {
        await slow.opened;
        return say(words);
      },
    });
    bot.emulator.sendMention("sales");
    await vi.waitFor(() => expect(bot.requests).toHaveLength(1));
    const stopped = bot.platform.stop();
    slow.open();
    await stopped;
    expect(bot.emulator.messages().map(({ content }) => content)).toEqual(["sales"]);
    expect(bot.platform.health()).toEqual({ state: "broken", reason: "Stopped." });
    expect(bot.logged.filter(({ level }) => level === "warn")).toEqual([]);
  });
});

describe("a bot token that is refused", () => {
  const config = (apiUrl: string) => ({ token: "wrong", apiUrl, guildId: null });

  it("ends the start with what to do, and is not said aloud", async () => {
    const { emulator } = await setUpBot();
    const bot = await setUpBot({ options: { config: config(emulator.apiUrl) } });
    const error: unknown = await bot.platform.start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlatformError);
    expect(error).toMatchObject({ code: "bad-token", retryable: false, message: expect.stringContaining("DISCORD_TOKEN") });
    expect(JSON.stringify([error, bot.logged])).not.toContain("wrong");
    expect(bot.platform.health().state).toBe("broken");
  });

  it("at the gateway ends the start, too", async () => {
    const bot = await setUpBot({ expectsErrors: true });
    bot.emulator.gateway.refuseIdentify(4004);
    await expect(bot.platform.start()).rejects.toMatchObject({ code: "bad-token" });
  });

  it("for its events ends the start with the switch to look at", async () => {
    const bot = await setUpBot({ expectsErrors: true });
    bot.emulator.gateway.refuseIdentify(4014);
    await expect(bot.platform.start()).rejects.toMatchObject({
      code: "intents",
      message: expect.stringContaining("Message Content Intent"),
    });
  });
});

describe("commands", () => {
  it("are registered with typed options in both languages, and again only where they changed", async () => {
    const bot = await startBot();
    const [sales, refundRate] = bot.emulator.commands("guild");
    expect(sales).toMatchObject({
      name: "sales",
      description: "Net sales of a period",
      description_localizations: { "zh-CN": "某段时间的净销售额" },
      options: [{ name: "period", type: 3, autocomplete: true, required: false }, { name: "by" }, { name: "versus" }],
    });
    expect(refundRate).toMatchObject({ name: "refund-rate", options: [{ name: "period", required: true }] });

    const config = { token: bot.emulator.token, apiUrl: bot.emulator.apiUrl, guildId: bot.emulator.guildId };
    const again = await startBot({ options: { config } });
    expect(again.logged).toContainEqual({ level: "info", fields: { outcome: "unchanged", commands: 2 }, message: expect.any(String) });
    expect(bot.emulator.registrations()).toBe(1);

    const changed = COMMANDS.map((spec) => ({ ...spec, description: { ...spec.description, zh: "改了" } }));
    await startBot({ options: { config, commands: changed } });
    expect(bot.emulator.registrations()).toBe(2);
  });

  it("without a server are registered for all, in servers and direct messages", async () => {
    const { emulator } = await setUpBot();
    const config = { token: emulator.token, apiUrl: emulator.apiUrl, guildId: null };
    await startBot({ options: { config } });
    await startBot({ options: { config } });
    expect(emulator.commands("global")[0]).toMatchObject({ name: "sales", contexts: [0, 1] });
    expect(emulator.registrations()).toBe(1);
  });
});

describe("posting", () => {
  it("obeys 429", async () => {
    const bot = await startBot({ answer: () => say("sales") });
    bot.emulator.faults.on(POST_MESSAGE, { kind: "rate-limit", retryAfterMs: 300 });
    const askedAtMs = performance.now();
    bot.emulator.sendMention("sales");
    await bot.emulator.waitForMessage(({ content }) => content === "sales");
    expect(performance.now() - askedAtMs).toBeGreaterThanOrEqual(290);
    expect(bot.emulator.requests.filter((line) => POST_MESSAGE.test(line))).toHaveLength(2);
  });

  it.each(["fail-after-work", "drop-after-work"] as const)("is not doubled by an answer that was lost (%s)", async (kind) => {
    const bot = await startBot({ answer: () => say("once") });
    bot.emulator.faults.on(POST_MESSAGE, { kind });
    bot.emulator.sendMention("sales");
    await vi.waitFor(() => expect(bot.posted).toHaveLength(1));
    expect(bot.emulator.requests.filter((line) => POST_MESSAGE.test(line))).toHaveLength(2);
    expect(bot.emulator.messages()).toMatchObject([{ content: "once" }]);
    expect(bot.posted[0]?.place.thread).toBe(bot.emulator.messages()[0]?.id);
  });

  it("without permission tells the asker what is missing", async () => {
    const bot = await startBot({ answer: () => say("secret") });
    bot.emulator.faults.on(POST_MESSAGE, { kind: "refuse", status: 403, code: 50013, message: "Missing Permissions" });
    bot.emulator.sendMention("sales");
    const note = await bot.emulator.waitForMessage(({ content }) => content.includes("Attach Files"));
    expect(note.channel_id).not.toBe(bot.emulator.channelId);
    expect(bot.posted).toEqual([]);
    expect(bot.logged).toContainEqual(expect.objectContaining({ level: "warn", message: expect.stringContaining("Read Message History") }));
  });

  it("in a form that Discord refuses still says the summary", async () => {
    const bot = await startBot({
      answer: () => say("the number", { blocks: [{ type: "context", lines: ["small print"] }] }),
      expectsErrors: true,
    });
    bot.emulator.faults.on(CALLBACK, { kind: "refuse", status: 400, code: 50035, message: "Invalid Form Body" });
    const answer = await bot.emulator.sendCommand("sales").answer();
    expect(answer).toMatchObject({ content: "the number", embeds: [] });
  });
});

describe("an interaction", () => {
  it.each(["fail-after-work", "drop-after-work"] as const)(
    "whose first response was lost on the way back is answered once (%s)",
    async (kind) => {
      const bot = await startBot({ answer: () => say("once") });
      bot.emulator.faults.on(CALLBACK, { kind });
      bot.emulator.sendCommand("sales");
      await vi.waitFor(() => expect(bot.posted).toHaveLength(1));
      expect(bot.emulator.messages()).toMatchObject([{ content: "once" }]);
    },
  );

  it("whose deferral was lost on the way back does not think for good", async () => {
    const slow = gate();
    const bot = await startBot({
      options: { patience: { deferAfterMs: 20, completeWithinMs: 20 } },
      answer: async () => {
        await slow.opened;
        return say("done");
      },
    });
    bot.emulator.faults.on(CALLBACK, { kind: "fail-after-work" });
    const command = bot.emulator.sendCommand("sales");
    await command.acknowledged();
    slow.open();
    expect(await command.answer()).toMatchObject({ content: "done", edits: 1 });
    expect(bot.emulator.messages()).toHaveLength(1);
  });

  it("Discord knows no more is answered in the channel", async () => {
    const bot = await startBot({ answer: () => say("late but there") });
    bot.emulator.sendCommand("sales").expire("unknown");
    const message = await bot.emulator.waitForMessage(({ content }) => content === "late but there");
    expect(message).toMatchObject({ channel_id: bot.emulator.channelId, nonce: expect.any(String) });
    await vi.waitFor(() => expect(bot.posted[0]?.place.thread).toBe(message.id));
  });

  it("whose token ran out before the answer is answered in the channel", async () => {
    const slow = gate();
    const bot = await startBot({
      options: { patience: { deferAfterMs: 20, completeWithinMs: 20 } },
      answer: async () => {
        await slow.opened;
        return say("a quarter of an hour later");
      },
    });
    const command = bot.emulator.sendCommand("sales");
    await command.acknowledged();
    command.expire("expired");
    slow.open();
    const message = await bot.emulator.waitForMessage(({ content }) => content === "a quarter of an hour later");
    expect(isEphemeral(message)).toBe(false);
    expect(message.nonce).not.toBeNull();
  });

  it("is edited again where the edit's answer was lost", async () => {
    const slow = gate();
    const bot = await startBot({
      options: { patience: { deferAfterMs: 20, completeWithinMs: 20 } },
      answer: async () => {
        await slow.opened;
        return say("done");
      },
    });
    bot.emulator.faults.on(ORIGINAL, { kind: "drop-after-work" });
    const command = bot.emulator.sendCommand("sales");
    await command.acknowledged();
    slow.open();
    await vi.waitFor(() => expect(bot.posted).toHaveLength(1));
    expect(bot.emulator.messages()).toMatchObject([{ content: "done", edits: 2 }]);
  });

  it("that fails does not touch the next", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words), expectsErrors: true });
    bot.emulator.faults.on(CALLBACK, { kind: "refuse", status: 403, code: 50001, message: "Missing Access" });
    bot.emulator.sendCommand("sales", { period: "today" });
    await vi.waitFor(() =>
      expect(bot.logged).toContainEqual(expect.objectContaining({ level: "error", fields: { code: "missing-permission" } })),
    );
    expect((await bot.emulator.sendCommand("sales").answer()).content).toBe("sales");
  });
});
