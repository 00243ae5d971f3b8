/** A campaign's life from outside, with the real clients of Slack and Discord: planned by form, prepared, sold, looked back on. */
import { describe, expect, it } from "vitest";
import type { StoredMessage } from "../emulators/discord/state.ts";
import type { CampaignWorld } from "../scenarios/campaign-world.ts";
import { openOnDiscord, openOnSlack } from "./chat-world.ts";

const START = "2026-10-17T10:00";
const FILLED = { name: "Autumn", "first-day": "2026-11-01", "last-day": "2026-11-01", target: "1,000" };

/** The story is about the first step of the sheet, and the pages, which wait for it. */
const DROPPED = [2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

/** What the channel reads of the day, and how often its card is edited in place: as hours end, and where orders come in late. */
const TOLD = [
  "Autumn: It has begun. 2 of 2 steps done",
  expect.stringContaining("Autumn: €480.00"),
  "Autumn has reached 25% of its target: €260.00 after 13 of 24 hours.",
  "Autumn: It is over. 2 of 2 steps done",
  "Autumn, review: €480.00, 48% of target",
];
const EDITS = 18;

/** The day of the campaign: by hours, and by quarters where orders come in late. */
async function sellTheDay(world: CampaignWorld): Promise<void> {
  await world.goTo("2026-10-31T23:30", { stepMinutes: 360 });
  await world.sell("2026-11-01", "2026-11-01", 2, { untilHour: 12 });
  await world.goTo("2026-11-01T02:00");
  await world.goTo("2026-11-01T13:20");
  await world.sell("2026-11-01", "2026-11-01", 2, { untilHour: 13 });
  await world.goTo("2026-11-01T13:50", { stepMinutes: 15 });
  await world.sell("2026-11-01", "2026-11-01", 2);
  await world.goTo("2026-11-02T10:00", { stepMinutes: 120 });
}

describe("a campaign on Slack", () => {
  it("is planned by a form, counted down to, signed off, told about while it runs, and looked back on", async () => {
    const { world, emulator } = await openOnSlack(START);
    await emulator.sendCommand({ text: "/campaign new" });
    const modal = await emulator.waitFor(() => emulator.workspace.modals[0]);
    const reversed = { ...FILLED, "last-day": "2026-10-01" };
    expect(await emulator.submitModal(modal, reversed)).toEqual({ "last-day": "The last day is before the first." });
    expect(await emulator.submitModal(modal, FILLED)).toBeNull();
    const planned = await emulator.waitForMessage(({ text }) => text.startsWith("Planned “Autumn”"));
    expect(JSON.stringify(planned.blocks)).toContain("€1,000.00");
    for (const number of DROPPED) await emulator.sendCommand({ text: `/campaign drop ${number}` });
    await emulator.waitForMessage(({ text }) => text.includes("All orders are shipped"));
    await emulator.sendCommand({ text: "/campaign role design @U0LI" });
    await emulator.waitForMessage(({ text }) => text.endsWith("has the role design now."));

    await emulator.sendCommand({ text: "/campaign done 1 https://example.com/offer" });
    const sheet = await emulator.waitForMessage(({ text }) => text.startsWith("Ann signed off “1."));
    expect(JSON.stringify(sheet.blocks)).toContain("1: https://example.com/offer");

    // Two weeks before: the countdown stands once, and who is late and who leads hear of it directly.
    await world.goTo("2026-10-18T17:30");
    await world.restart();
    await world.goTo("2026-10-19T03:00");
    const countdown = emulator.botMessages("C0SALES").filter(({ text }) => text.includes("14 days to go"));
    expect(countdown.map(({ text }) => text)).toEqual(["Autumn: 14 days to go. 1 of 2 steps done"]);
    const direct = [...emulator.workspace.channels.keys()].filter((id) => id.startsWith("D"));
    expect(direct.flatMap((id) => emulator.botMessages(id).map(({ text }) => `${id} ${text}`))).toEqual([
      "D0LI Autumn: “4. Pages and pictures are finished” is due in 24 hours.",
      "D0LI Autumn: “4. Pages and pictures are finished” is due now and not done.",
      "D0ANN Autumn: “4. Pages and pictures are finished” is 8 hours late with 李 (design).",
    ]);
    const due = await emulator.waitForMessage(({ text }) => text.includes("is due now"));
    await emulator.pressButton(due, "Sign off 4", "U0LI");
    await emulator.waitFor(() => JSON.stringify(emulator.botMessages(due.channel)).includes("李 已签收") || undefined);

    await sellTheDay(world);
    const posts = emulator.botMessages("C0SALES").filter(({ threadTs }) => threadTs === null);
    const told = posts.slice(posts.findIndex(({ text }) => text.startsWith("Autumn: It has begun")));
    expect(told.map(({ text }) => text)).toEqual(TOLD);
    expect(told.map(({ edits }) => edits)).toEqual([0, EDITS, 0, 0, 0]);

    const review = await emulator.waitForMessage(({ text }) => text.startsWith("Autumn, review"));
    const before = emulator.workspace.modals.length;
    await emulator.pressButton(review, "Keep …");
    const note = await emulator.waitFor(() => emulator.workspace.modals[before]);
    await emulator.submitModal(note, { text: "Mails two days ahead" });
    const noted = await emulator.waitForMessage(
      ({ threadTs, blocks }) => threadTs === review.ts && JSON.stringify(blocks).includes("Mails two days ahead"),
    );
    expect(noted.text).toBe(review.text);
    await emulator.pressButton(review, "As files");
    const files = await emulator.waitFor(() => {
      const found = [...emulator.workspace.files.values()].filter(({ name, isComplete }) => name.startsWith("review-") && isComplete);
      return found.length === 2 ? found : undefined;
    });
    const [markdown, csv] = files.map(({ bytes }) => Buffer.from(bytes ?? []).toString());
    expect(markdown).toContain("## Keep\n\n- Mails two days ahead (Ann)");
    expect(csv).toContain("net_sales,480.00\r\ntarget,1000.00\r\n");
  });
});

describe("a campaign on Discord", () => {
  it("is planned by a command with options, counted down to, signed off, told about while it runs, and looked back on", async () => {
    const { world, emulator } = await openOnDiscord(START);
    const textOf = ({ content, embeds }: Pick<StoredMessage, "content" | "embeds">) => JSON.stringify([content, embeds]);
    const inChannel = () => emulator.messages(emulator.channelId);
    const refused = await emulator.sendCommand("campaign-new", { ...FILLED, "last-day": "2026-10-01", shop: "lamps" }).answer();
    expect(textOf(refused)).toContain("Last day: The last day is before the first.");
    const planned = await emulator.sendCommand("campaign-new", { ...FILLED, shop: "lamps" }).answer();
    expect(textOf(planned)).toContain("€1,000.00");
    for (const number of DROPPED) {
      await emulator.sendCommand("campaign", { words: `drop ${number}` }).answer();
    }
    await world.goTo("2026-10-18T17:30");
    await world.restart();
    await world.goTo("2026-10-19T03:00");
    const countdown = inChannel().filter((message) => textOf(message).includes("14 days to go"));
    expect(countdown).toHaveLength(1);
    const sheet = await emulator.sendCommand("campaign", { words: "done 1 https://example.com/offer" }).answer();
    const signed = await emulator.pressButton(sheet, "Sign off 4").answer();
    expect(textOf(signed)).toContain("signed off “4. Pages");

    await sellTheDay(world);
    const told = inChannel().slice(inChannel().findIndex(({ content }) => content.startsWith("Autumn: It has begun")));
    expect(told.map(({ content }) => content)).toEqual(TOLD);
    expect(told.map(({ edits }) => edits)).toEqual([0, EDITS, 0, 0, 0]);

    const review = await emulator.waitForMessage((message) => textOf(message).includes("First review"));
    const modal = await emulator.pressButton(review, "Change …").modal();
    const noted = await emulator.submitModal(modal, { text: "Pages a week earlier" }).answer();
    expect(textOf(noted)).toContain("Pages a week earlier");
    const { attachments } = await emulator.pressButton(review, "As files").answer();
    expect(attachments.map(({ filename }) => filename.split(".")[1])).toEqual(["md", "csv"]);
    const [markdown, csv] = attachments.map(({ bytes }) => Buffer.from(bytes).toString());
    expect(markdown).toContain("## Change\n\n- Pages a week earlier (Ada)");
    expect(csv).toContain("net_sales,480.00\r\ntarget,1000.00\r\n");
  });
});
