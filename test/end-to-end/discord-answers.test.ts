import { describe, expect, it, vi } from "vitest";
import { isEphemeral, isThinking } from "../emulators/discord/index.ts";
import { createFixedChart } from "./discord-fixtures.ts";
import { gate, PNG, say, startBot } from "./discord-harness.ts";

const IMPATIENT = { patience: { deferAfterMs: 20, completeWithinMs: 20 } };

describe("a slash command", () => {
  it("is answered with number, chart, file and buttons, and told where it stands", async () => {
    const bot = await startBot({
      answer: () =>
        say("Net sales: $12,340", {
          blocks: [
            { type: "headline", label: "Net sales", value: "$12,340", period: "Fri 20 Nov 2026", facts: [] },
            { type: "chart", chart: createFixedChart(), alt: "Sales rose from noon." },
            { type: "file", name: "sales.csv", mime: "text/csv", content: "day,sales\n" },
          ],
          actions: [{ label: "By channel", words: "sales yesterday by channel", style: "normal" }],
        }),
    });
    const message = await bot.emulator
      .sendCommand("sales", { by: "channel", period: "yesterday", versus: "vs last year" }, { locale: "zh-CN" })
      .answer();

    expect(bot.requests).toEqual([
      {
        place: { platform: "discord", workspace: bot.emulator.guildId, channel: bot.emulator.channelId, thread: null },
        user: { id: "900000000000000001", name: "Ada" },
        words: "sales yesterday by channel vs last year",
        locale: "zh",
        addressed: true,
        receivedAtMs: Date.UTC(2026, 10, 21, 12),
      },
    ]);
    expect(message.content).toBe("Net sales: $12,340");
    expect(message.embeds[0]).toMatchObject({ description: "# $12,340", image: { url: "attachment://chart.png" } });
    expect(message.attachments.map(({ filename, description, size }) => ({ filename, description, size }))).toEqual([
      { filename: "chart.png", description: "Sales rose from noon.", size: PNG.length },
      { filename: "sales.csv", description: undefined, size: 10 },
    ]);
    expect(message.allowed_mentions?.parse).toEqual([]);
    await vi.waitFor(() => expect(bot.posted).toEqual([{ replyId: "reply-1", place: { ...bot.requests[0]?.place, thread: message.id } }]));
  });

  it("that takes longer is deferred and then edited", async () => {
    const slow = gate();
    const bot = await startBot({
      options: IMPATIENT,
      answer: async () => {
        await slow.opened;
        return say("done");
      },
    });
    const command = bot.emulator.sendCommand("sales");
    expect(await command.acknowledged()).toBe("deferred");
    expect(bot.emulator.messages().map(isThinking)).toEqual([true]);
    slow.open();
    expect(await command.answer()).toMatchObject({ content: "done", edits: 1 });
    expect(bot.emulator.messages()).toHaveLength(1);
  });

  it("answered for the asker alone is seen by nobody else, soon or late", async () => {
    const slow = gate();
    const bot = await startBot({
      options: { patience: { deferAfterMs: 100, completeWithinMs: 20 } },
      answer: async ({ words }) => {
        if (words === "refund rate today") await slow.opened;
        return { message: say(words), onlyForAsker: true };
      },
    });
    const soon = bot.emulator.sendCommand("sales");
    expect(isEphemeral(await soon.answer())).toBe(true);
    expect(await soon.acknowledged()).toBe("message");

    bot.emulator.faults.on(/^DELETE .*@original$/, { kind: "fail-after-work" });
    const late = bot.emulator.sendCommand("refund-rate", { period: "today" });
    expect(await late.acknowledged()).toBe("deferred");
    slow.open();
    const message = await bot.emulator.waitForMessage(({ content }) => content === "refund rate today");
    expect(isEphemeral(message)).toBe(true);
    expect(bot.emulator.messages().filter(isThinking)).toEqual([]);
  });

  it("to which there is nothing to say leaves nothing behind", async () => {
    const bot = await startBot({ answer: () => null });
    expect(await bot.emulator.sendCommand("sales").acknowledged()).toBe("deferred");
    await bot.emulator.until(() => (bot.emulator.messages().length === 0 ? true : undefined));
    expect(bot.posted).toEqual([]);
  });

  it("in a thread belongs to the thread", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    const first = await bot.emulator.sendCommand("sales").answer();
    const thread = bot.emulator.startThread(first);
    const second = await bot.emulator.sendCommand("sales", { period: "today" }, { channelId: thread }).answer();
    expect(second.channel_id).toBe(thread);
    const place = { channel: bot.emulator.channelId, thread: first.id };
    expect(bot.requests[1]?.place).toMatchObject(place);
    await vi.waitFor(() => expect(bot.posted[1]?.place).toMatchObject(place));
  });

  it("in a direct message has a place of its own", async () => {
    const bot = await startBot({ answer: () => say("hi") });
    await bot.emulator.sendCommand("sales", {}, { channelId: "direct", locale: "de" }).answer();
    expect(bot.requests[0]).toMatchObject({ place: { workspace: "direct", thread: null }, locale: "en" });
  });
});

describe("completion", () => {
  it("offers what the handler knows, with the words so far", async () => {
    const seen: unknown[] = [];
    const bot = await startBot({
      complete: ({ command, option, typed, request }) => {
        seen.push({ command, option, typed, words: request.words });
        return ["channel", "channel", "", "x".repeat(101), "昨天", ...Array.from({ length: 40 }, (_, n) => `choice ${n}`)];
      },
    });
    const choices = await bot.emulator.autocomplete("sales", "by", "ch", { period: "昨天" });
    expect(seen).toEqual([{ command: "sales", option: "by", typed: "ch", words: "sales 昨天" }]);
    expect(choices.slice(0, 3)).toEqual(["channel", "昨天", "choice 0"]);
    expect(choices).toHaveLength(25);
  });

  it("that takes too long is an empty list", async () => {
    const bot = await startBot({ options: IMPATIENT, complete: () => gate<string[]>().opened });
    expect(await bot.emulator.autocomplete("sales", "by", "ch")).toEqual([]);
  });
});

describe("buttons", () => {
  const action = (label: string, words: string) => ({ label, words, style: "normal" as const });
  const longWords = `sales last month in product=${"a long product name ".repeat(8)}end`;

  it("say their words in the thread of their message, long ones too", async () => {
    const bot = await startBot({
      answer: ({ words }) =>
        say(words, { actions: words === "sales" ? [action("Short", "sales by channel"), action("Long", longWords)] : [] }),
    });
    const message = await bot.emulator.sendCommand("sales").answer();
    expect([...bot.keptWords.values()]).toEqual([longWords]);
    await bot.emulator.pressButton(message, "Short").answer();
    await bot.emulator.pressButton(message, "Long").answer();
    expect(bot.requests.slice(1)).toMatchObject([
      { words: "sales by channel", place: { thread: message.id }, addressed: true },
      { words: longWords, place: { thread: message.id } },
    ]);
  });

  it("whose words are gone say so to the one who pressed", async () => {
    const bot = await startBot({ answer: () => say("x", { actions: [action("Long", longWords)] }) });
    const message = await bot.emulator.sendCommand("sales").answer();
    bot.keptWords.clear();
    const answer = await bot.emulator.pressButton(message, "Long", { locale: "zh-TW" }).answer();
    expect(answer.content).toContain("这个按钮太旧");
    expect(isEphemeral(answer)).toBe(true);
    expect(bot.requests).toHaveLength(1);
  });

  it("are left out where their words cannot be kept", async () => {
    const bot = await startBot({
      expectsErrors: true,
      answer: () => say("still answered", { actions: [action("Long", longWords)] }),
      options: { words: { keep: () => Promise.reject(new Error("disk full")), find: async () => null } },
    });
    expect(await bot.emulator.sendCommand("sales").answer()).toMatchObject({ content: "still answered", components: [] });
  });
});

describe("messages", () => {
  it("that mention the bot are answered with a reply, once, mentioning nobody", async () => {
    const bot = await startBot({ answer: () => say("Sold to @everyone") });
    const asked = bot.emulator.sendMention("sales  yesterday");
    const answer = await bot.emulator.waitForMessage(({ replyTo }) => replyTo === asked);
    expect(bot.requests).toMatchObject([{ words: "sales yesterday", addressed: true, locale: null, place: { thread: null } }]);
    expect(answer.content).toBe("Sold to @\u200Beveryone");
    expect(answer.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(String(answer.nonce).length).toBeLessThanOrEqual(25);
    await vi.waitFor(() => expect(bot.posted).toMatchObject([{ replyId: "reply-1", place: { thread: answer.id } }]));
  });

  it("sent directly need no mention", async () => {
    const bot = await startBot({ answer: ({ words }) => say(`you asked ${words}`) });
    const asked = bot.emulator.sendDirectMessage("昨天销售额");
    const answer = await bot.emulator.waitForMessage(({ replyTo }) => replyTo === asked);
    expect(answer.content).toBe("you asked 昨天销售额");
    expect(bot.requests[0]).toMatchObject({ addressed: true, place: { workspace: "direct", thread: null } });
  });

  it("that reply to an answer keep its context", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    const first = await bot.emulator.sendCommand("sales").answer();
    const follow = bot.emulator.reply(first, "by channel");
    const second = await bot.emulator.waitForMessage(({ replyTo }) => replyTo === follow);
    bot.emulator.reply(second, "last month");
    await bot.emulator.waitForMessage(({ content }) => content === "last month");
    expect(bot.requests.slice(1)).toMatchObject([
      { words: "by channel", addressed: false, place: { thread: first.id } },
      { words: "last month", addressed: false, place: { thread: second.id } },
    ]);
  });

  it("in a thread begun at an answer keep its context, as far as Discord lets them be read", async () => {
    const bot = await startBot({ emulator: { messageContent: true }, answer: ({ words }) => say(words) });
    const first = await bot.emulator.sendCommand("sales").answer();
    const thread = bot.emulator.startThread(first);
    bot.emulator.sendMessage("by channel", thread);
    const answer = await bot.emulator.waitForMessage(({ channel_id }) => channel_id === thread);
    expect(answer.content).toBe("by channel");
    const place = { channel: bot.emulator.channelId, thread: first.id };
    expect(bot.requests[1]).toMatchObject({ words: "by channel", addressed: false, place });
    await vi.waitFor(() => expect(bot.posted[1]).toMatchObject({ replyId: "reply-2", place }));
  });

  it("of others, and those that arrive empty, are left alone", async () => {
    const bot = await startBot({ answer: ({ words }) => say(words) });
    const first = await bot.emulator.sendCommand("sales").answer();
    bot.emulator.sendMessage("sales yesterday");
    bot.emulator.sendMessage("by channel", bot.emulator.startThread(first));
    bot.emulator.sendMention("");
    await bot.emulator.waitForMessage(({ content }) => content === "…");
    expect(bot.requests.map(({ words }) => words)).toEqual(["sales", ""]);
  });

  it("that are none of our business get no answer", async () => {
    const bot = await startBot({ answer: ({ words }) => (words === "thanks!" ? null : say(words)) });
    const first = await bot.emulator.sendCommand("sales").answer();
    bot.emulator.reply(first, "thanks!");
    bot.emulator.reply(first, "by channel");
    await bot.emulator.waitForMessage(({ content }) => content === "by channel");
    expect(bot.emulator.messages().map(({ content }) => content)).toEqual(["sales", "by channel"]);
  });

  it("with a slow answer show that the bot is typing", async () => {
    const slow = gate();
    const bot = await startBot({
      options: IMPATIENT,
      answer: async () => {
        await slow.opened;
        return say("done");
      },
    });
    bot.emulator.sendMention("sales");
    expect(await bot.emulator.until(() => bot.emulator.typing()[0])).toBe(bot.emulator.channelId);
    slow.open();
    await bot.emulator.waitForMessage(({ content }) => content === "done");
  });
});
