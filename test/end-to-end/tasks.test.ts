/** Daily tasks from outside: the whole process, the real Slack and Discord clients, two people. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWholeApp, type WholeApp } from "./start-whole-app.ts";

/** Monday, 2 March 2026, 09:00 in Berlin. */
const NOW_MS = Date.parse("2026-03-02T08:00:00Z");
const OMAR = { id: "900000000000000002", username: "omar", global_name: "Omar", discriminator: "0", avatar: null } as const;

describe("daily tasks", () => {
  let slack: WholeApp["slack"];
  let discord: WholeApp["discord"];
  let whole: WholeApp;

  beforeAll(async () => {
    whole = await startWholeApp({ nowMs: () => NOW_MS });
    ({ slack, discord } = whole);
  }, 60_000);

  afterAll(() => whole?.close());

  it("on Slack are listed, done by the first of two who press, and asked of somebody by name", async () => {
    await slack.sendCommand({ text: "/tasks" });
    const offer = await slack.waitForMessage(({ text }) => text.startsWith("This channel has no tasks yet"));
    await slack.pressButton(offer, "Use these, quietly");
    const list = await slack.waitForMessage(({ text }) => text.includes("0 of 6 tasks done"));
    expect(JSON.stringify(list.blocks)).toContain("1. Check yesterday's numbers");
    await slack.pressButton(list, "Done 1", "U0LI");
    const done = await slack.waitForMessage(({ text }) => text.startsWith("李"));
    expect(done.text).toBe("李 完成了“1. 核对昨日数据”。");
    await slack.pressButton(list, "Done 1");
    await slack.waitFor(() => JSON.stringify(slack.workspace).includes("did “1. Check yesterday's numbers” already, 09:00") || undefined);

    await slack.sendCommand({ text: "/tasks request @U0LI Refill @everyone lamps by tomorrow 12:00" });
    const asked = await slack.waitForMessage(({ text }) => text.startsWith("Ann asks 李"));
    expect(asked.text).toContain("by Tue 3 Mar, 12:00");
    expect(asked.text).not.toContain("@everyone");
    await slack.pressButton(asked, "Accept 9", "U0LI");
    await slack.waitForMessage(({ threadTs, text }) => threadTs !== null && text.includes("9. Refill") && /李.*(has|接受)/u.test(text));
  });

  it("on Discord are listed, done by the first of two who press, and asked of somebody by name", async () => {
    const offer = await discord.sendCommand("tasks").answer();
    const list = await discord.pressButton(offer, "Use these, quietly").answer();
    expect(JSON.stringify([list.content, list.embeds])).toContain("0 of 6 tasks done");
    const done = await discord.pressButton(list, "Done 2", { user: OMAR }).answer();
    expect(JSON.stringify([done.content, done.embeds])).toContain("Omar did “2. Check the stock of what sells best”");
    const second = await discord.pressButton(list, "Done 2").answer();
    expect(JSON.stringify([second.content, second.embeds])).toContain("Omar did “2. Check the stock of what sells best” already, 09:00.");

    const asked = await discord.sendCommand("tasks", { words: `request <@${OMAR.id}> Refill the lamps by tomorrow 12:00` }).answer();
    expect(JSON.stringify([asked.content, asked.embeds])).toContain("Ada asks Omar");
    const taken = await discord.pressButton(asked, "Accept 9", { user: OMAR }).answer();
    expect(JSON.stringify([taken.content, taken.embeds])).toContain("Omar has “9. Refill the lamps” now.");
    expect(asked.allowed_mentions).toEqual({ parse: [], replied_user: false });
  });

  it("asked of a name that was typed and not chosen are refused with what to do, on both", async () => {
    await slack.sendCommand({ text: "/tasks request @bea Refill the lamps by tomorrow 12:00" });
    await slack.waitFor(() => JSON.stringify(slack.workspace).includes("I cannot tell who “@bea” is. Type @ and choose") || undefined);
    const refused = await discord.sendCommand("tasks", { words: "request @bea Refill the lamps by tomorrow 12:00" }).answer();
    expect(JSON.stringify([refused.content, refused.embeds])).toContain("I cannot tell who “@bea” is. Type @ and choose");
  });

  it("open a form on Slack, which says the words of a request", async () => {
    const before = slack.workspace.modals.length;
    await slack.sendCommand({ text: "/tasks request" });
    const modal = await slack.waitFor(() => slack.workspace.modals[before]);
    expect(await slack.submitModal(modal, { who: "warehouse", what: 'Count "all" returns', day: "2026-03-06", time: "16:00" })).toBeNull();
    const asked = await slack.waitForMessage(({ text }) => text.startsWith("Ann asks warehouse"));
    expect(asked.text).toContain("Count 'all' returns”, by Fri 6 Mar, 16:00.");
  });
});
