import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessage, readWords } from "../../../src/adapters/slack/parse.ts";

describe("readWords", () => {
  it.each([
    ["<@U0BOT> sales yesterday", "sales yesterday"],
    ["hey <@U0BOT|shopbell>, sales", "hey , sales"],
    ["sales in channel=A &amp; B &lt;x&gt;", "sales in channel=A & B <x>"],
    ["sales for <https://shop.example|shop.example>", "sales for shop.example"],
    ["ask <@U0ANN> in <#C0SALES|sales> <!here>", "ask @U0ANN in #C0SALES"],
    ["  sales\n\tlast   week ", "sales last week"],
    ["&amp;lt;", "&lt;"],
  ])("reads %j as %j", (text, words) => {
    expect(readWords(text, "U0BOT")).toBe(words);
  });

  it("never throws and never takes long, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("<", ">", "|", "@", "#", "!", "&", "amp;", "U0BOT", " ", "x"), { maxLength: 3_000 }),
        (parts) => {
          expect(readWords(parts.join(""), "U0BOT")).not.toMatch(/^\s|\s$/);
        },
      ),
    );
  });
});

describe("parseMessage", () => {
  const event = {
    type: "message",
    subtype: undefined,
    channel: "C1",
    user: "U0ANN",
    text: "by channel",
    ts: "2.0",
    event_ts: "2.0",
    channel_type: "channel",
  } as const;

  it("takes a reply in a thread as overheard", () => {
    expect(parseMessage({ ...event, thread_ts: "1.0" }, "T1", "U0BOT")).toMatchObject({
      words: "by channel",
      addressed: false,
      thread: "1.0",
      workspace: "T1",
    });
  });

  it.each([
    ["what is said outside threads", event],
    ["a mention, which comes as such too", { ...event, thread_ts: "1.0", text: "<@U0BOT> sales" }],
    ["another bot", { ...event, thread_ts: "1.0", bot_id: "B1" }],
    ["itself", { ...event, thread_ts: "1.0", user: "U0BOT" }],
  ])("leaves %s alone", (_, said) => {
    expect(parseMessage(said, "T1", "U0BOT")).toBeNull();
  });
});
