/** Forms in Slack: real Bolt opens a modal and reads what comes back. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/ports/chat-platform.ts";
import { HELP, type SlackFixture, startFixture } from "./slack-fixture.ts";

const FORM_BUTTON = { ...HELP, actions: [{ label: "Plan a sale…", words: "plan sale", style: "normal" as const }] };

describe.each(["socket", "http"] as const)("a form in Slack over %s", (mode) => {
  let fixture: SlackFixture;

  beforeEach(async () => {
    fixture = await startFixture(mode, {
      answer: (): Reply => ({ id: randomUUID(), message: FORM_BUTTON, onlyForAsker: false }),
    });
  });
  afterEach(() => fixture.close());

  const openedModal = () => fixture.emulator.waitFor(() => fixture.emulator.workspace.modals[0]);

  it("opens at its command, says its words in that channel, and is posted nowhere itself", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendCommand({ text: "/plan sale" });
    const modal = await openedModal();
    expect(modal.blocks.map(({ block_id, optional }) => [block_id, optional])).toEqual([
      ["name", false],
      ["day", false],
      ["at", true],
      ["size", false],
      ["shops", true],
    ]);
    expect(requests).toEqual([]);
    expect(await emulator.submitModal(modal, { name: "R&D <b>", size: "Big", shops: ["New York"] })).toBeNull();
    await emulator.waitForMessage(({ channel }) => channel === "C0SALES");
    expect(requests).toMatchObject([
      {
        words: "sales R&D <b> 2026-11-27 09:00 big new-york",
        addressed: true,
        place: { channel: "C0SALES", thread: null },
        user: { name: "Ann" },
      },
    ]);
    expect(emulator.botMessages()).toHaveLength(1);
  });

  it("stays open and says beside the field what is wrong, as often as something is", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendCommand({ text: "/plan sale" });
    const modal = await openedModal();
    expect(await emulator.submitModal(modal, { name: " " })).toEqual({ name: "Fill this in." });
    expect(await emulator.submitModal(modal, { name: "everything" })).toEqual({ name: "Not everything." });
    expect(emulator.workspace.modals).toHaveLength(1);
    expect(requests).toEqual([]);
    expect(await emulator.submitModal(modal, { name: "tea" })).toBeNull();
    await emulator.waitForMessage(() => true);
    expect(requests).toHaveLength(1);
  });

  it("opened by a button says its words in the thread of the button's message", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendCommand({ text: "/help" });
    const message = await emulator.waitForMessage(() => true);
    await emulator.pressButton(message, "Plan a sale…");
    await emulator.submitModal(await openedModal(), { name: "tea" });
    await emulator.waitForMessage(({ threadTs }) => threadTs === message.ts);
    expect(requests.at(-1)).toMatchObject({ words: "sales tea 2026-11-27 09:00 small new-york", place: { thread: message.ts } });
  });

  it("that Slack will not open is answered as words", async () => {
    const { emulator, requests } = fixture;
    emulator.failNext("views.open", { kind: "error", error: "expired_trigger_id" });
    await emulator.sendCommand({ text: "/plan sale" });
    await emulator.waitForMessage(() => true);
    expect(requests).toMatchObject([{ words: "plan sale" }]);
  });

  it("filled in where the bot is no member is answered to the asker alone", async () => {
    const { emulator } = fixture;
    await emulator.sendCommand({ text: "/plan sale", channel: "C0OTHER" });
    await emulator.submitModal(await openedModal(), { name: "tea" });
    const whisper = await emulator.waitFor(() => emulator.workspace.whispers[0]);
    expect(whisper).toMatchObject({ channel: "C0OTHER", user: "U0ANN", via: "response_url" });
  });

  it("is not opened by words in a message: nothing lets us", async () => {
    const { emulator, requests } = fixture;
    await emulator.sendMention({ text: "plan sale" });
    await emulator.waitForMessage(() => true);
    expect(requests).toMatchObject([{ words: "plan sale" }]);
    expect(emulator.callsOf("views.open")).toEqual([]);
  });
});
