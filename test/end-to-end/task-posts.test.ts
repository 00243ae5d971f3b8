/** The morning's tasks from outside, on Slack and on Discord, with their real clients: one post that changes as the day goes on. */
import { describe, expect, it } from "vitest";
import { openOnDiscord, openOnSlack } from "./chat-world.ts";

const START = "2026-03-02T08:50";

describe("the morning's tasks", () => {
  it("stand on Slack in one post, which a pressed button edits", async () => {
    const { world, emulator } = await openOnSlack(START);
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
    const { world, emulator } = await openOnDiscord(START);
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
