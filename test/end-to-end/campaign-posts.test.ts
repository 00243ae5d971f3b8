/** A campaign's life from outside, with the real clients of Slack and Discord: planned by form, prepared, sold, looked back on. */
import { describe, expect, it } from "vitest";
import { openOnDiscord, openOnSlack } from "./chat-world.ts";

const START = "2026-10-17T10:00";
const FILLED = { name: "Autumn", "first-day": "2026-11-01", "last-day": "2026-11-02", target: "1,000" };
/** Of the template's steps, one that others wait for, and no one else. */
const KEPT = 4;

describe("a campaign on Slack", () => {
  it("is planned by a form, counted down to, signed off, told about while it runs, and looked back on", async () => {
    const { world, emulator } = await openOnSlack(START);
    await emulator.sendCommand({ text: "/campaign new" });
    const modal = await emulator.waitFor(() => emulator.workspace.modals[0]);
    console.log(JSON.stringify(modal.blocks.map((b) => b)));
    expect(await emulator.submitModal(modal, { ...FILLED, "last-day": "2026-10-01" })).toEqual({ "last-day": "The last day is before the first." });
    expect(await emulator.submitModal(modal, FILLED)).toBeNull();
    const planned = await emulator.waitForMessage(({ text }) => text.startsWith("Planned “Autumn”"));
    expect(JSON.stringify(planned.blocks)).toContain("€1,000.00");
    for (let number = 5; number <= 14; number++) await world.say("lea", `campaign drop ${number}`);

    await world.goTo("2026-10-19T08:00");
    await world.restart();
    await world.goTo("2026-10-19T09:00");
    const [countdown, ...again] = emulator.botMessages().filter(({ text }) => text.startsWith("Autumn: 14 days to go"));
    expect([countdown?.text, again]).toEqual(["Autumn: 14 days to go. 0 of 4 steps done, 3 late", []]);
    console.log(JSON.stringify(countdown, null, 1));
    const direct = emulator.botMessages("D0ANN");
    console.log(direct.map(({text})=>text).join("\n"));
    await emulator.sendCommand({ text: "/campaign done 1 https://example.com/offer" });
    const sheet = await emulator.waitForMessage(({ text }) => text.startsWith("Ann signed off “1."));
    expect(JSON.stringify(sheet.blocks)).toContain("https://example.com/offer");
    await emulator.pressButton(sheet, "Sign off 4");
    await emulator.waitForMessage(({ text }) => text.startsWith("Ann signed off “4. Pages"));

    await world.sell("2026-11-01", "2026-11-01", 2, { untilHour: 12 });
    await world.goTo("2026-10-31T23:00", { stepMinutes: 240 });
    await world.goTo("2026-11-01T13:10", { stepMinutes: 15 });
    console.log(emulator.botMessages().map(({ text, edits }) => `${edits} ${text}`).join("\n"));
    await world.sell("2026-11-01", "2026-11-02", 2);
    await world.goTo("2026-11-03T10:00", { stepMinutes: 60 });
    console.log(emulator.botMessages().map(({ text, edits }) => `${edits} ${text}`).join("\n"));
    const review = await emulator.waitForMessage(({ text }) => text.startsWith("Autumn, review"));
    console.log(JSON.stringify(review, null, 1));
    await emulator.pressButton(review, "Keep …");
    const note = await emulator.waitFor(() => emulator.workspace.modals[1]);
    await emulator.submitModal(note, { text: "Mails two days ahead" });
    const noted = await emulator.waitForMessage(({ threadTs, blocks }) => threadTs === review.ts && JSON.stringify(blocks).includes("Mails two days"));
    console.log(JSON.stringify(noted, null, 1));
    console.log([...emulator.workspace.files.values()].map(({name, bytes}) => `${name} ${Buffer.from(bytes ?? []).subarray(0, 2000)}`).join("\n"));
  });
});
