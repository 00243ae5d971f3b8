/** A checkout failure from the feed through detection to its last word, on Slack and on Discord with their real clients. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type AlertPipeline, openAlertPipeline, prepareHistory } from "./alert-pipeline.ts";
import { type AlertStage, openDiscordStage, openSlackStage } from "./alert-stage.ts";

let folder = "";
const history = () => join(folder, "history.db");
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-alert-history-"));
  await prepareHistory(history());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["Slack", openSlackStage],
  ["Discord", openDiscordStage],
] as const)("a checkout failure on %s", (_, openStage) => {
  async function open(): Promise<{ readonly life: AlertPipeline; readonly stage: AlertStage }> {
    const life = await openAlertPipeline(history());
    onTestFinished(() => life.close());
    const stage = await openStage(life);
    expect(await stage.say("alerts here")).toContain("Alerts come to this channel.");
    return { life, stage };
  }

  it("is one message with its band; taken by button, worse, over: its thread tells the story, through a restart", async () => {
    const { life, stage } = await open();
    await life.goTo(12.9);
    expect(stage.alerts()).toEqual([]);
    await life.goTo(13.2);
    expect(stage.alerts()).toMatchObject([
      {
        text: expect.stringMatching(/Conversion rate 1\.\d+% instead of 2\.\d+% since Tue 3 Mar 2026, 10:00; about €[\d,.]+ lost so far$/),
        edits: 0,
        pictures: 1,
      },
    ]);
    expect(await stage.press("Acknowledge")).toMatch(/Alert 1: taken by (Ann|Ada)/);
    await life.goTo(14.5);
    await life.restart();
    await life.goTo(21);
    expect(stage.alerts()).toHaveLength(1);
    expect(stage.alerts()[0]?.text).toContain("Now recovered (Tue 3 Mar 2026, 18:05)");
    expect(stage.thread()).toEqual([
      expect.stringMatching(/^(Ann|Ada) has taken it\.$/),
      expect.stringMatching(/^It has got worse: about €1,\d+\.\d\d an hour is lost, after €7\d\d\.\d\d\.$/),
      expect.stringMatching(/^Back to what is expected; about €[\d,.]+ was lost in all\.$/),
    ]);
  });

  it("pressed by two at once has one owner; the other is told by whom", async () => {
    const { life, stage } = await open();
    await life.goTo(13.1);
    const told = await stage.pressTogether("Acknowledge");
    expect(told).toHaveLength(2);
    const winners = told.filter((text) => text.includes("Alert 1: taken by") || text.includes("正在处理"));
    expect(winners).toHaveLength(1);
    expect(told.find((text) => !winners.includes(text))).toMatch(/has taken alert 1 already|已由 .+ 接手/);
    await life.goTo(13.2);
    expect(stage.thread()).toHaveLength(1);
  });

  it("snoozed by button comes back by itself; taken by nobody it goes to a colleague, a channel, and the owner", async () => {
    const { life, stage } = await open();
    expect(await stage.say(`alerts escalate 15m ${stage.mentions}`)).toContain(
      `every 15 min it goes to ${stage.colleague}, then #ops, then whoever`,
    );
    await life.goTo(13.1);
    await stage.press("Snooze 2 h");
    await life.goTo(15);
    expect(stage.thread()).toEqual([expect.stringContaining("has snoozed it until Tue 3 Mar 2026, 15:06.")]);
    await life.goTo(15.2);
    expect(stage.thread()[1]).toContain("The snooze is over, and it goes on.");
    for (const hour of [15.5, 15.75, 16, 16.05]) await life.goTo(hour);
    expect(stage.thread().slice(2)).toEqual([
      `Nobody has taken it yet: ${stage.colleague} has been told.`,
      "Nobody has taken it yet: #ops has been told.",
      "Nobody has taken it yet: whoever turned alerts on here has been told.",
    ]);
    expect(stage.called().person[0]).toContain("Alert 1, Lamps");
    expect(stage.called().channel).toEqual([expect.stringContaining("Alert 1, Lamps")]);
  });

  it("deleted by somebody stays away until it gets worse, and then stands there anew, once", async () => {
    const { life, stage } = await open();
    await life.goTo(13.1);
    stage.deleteAlert();
    await life.goTo(14.5);
    expect(stage.alerts()).toEqual([]);
    await life.goTo(16.5);
    expect(stage.alerts()).toMatchObject([{ text: expect.stringContaining("Alert 1, Lamps") }]);
    expect(await stage.press("Acknowledge")).toMatch(/Alert 1: taken by (Ann|Ada)/);
    await life.goTo(21);
    expect(stage.alerts()).toMatchObject([{ text: expect.stringContaining("Now recovered") }]);
    expect(stage.thread().at(-1)).toContain("Back to what is expected");
  });

  it("that cannot be posted while the platform fails or asks to wait stands there once, when it can", async () => {
    const { life, stage } = await open();
    stage.failPosts(["down", "wait"]);
    await life.goTo(13.1);
    expect(stage.alerts()).toEqual([]);
    for (const hour of [13.15, 13.25, 13.4, 13.6, 13.9]) await life.goTo(hour);
    expect(stage.alerts()).toHaveLength(1);
    expect(stage.thread()).toEqual([]);
  });

  it("is said once by the next process where this one dies between its decision and the post", async () => {
    const { life, stage } = await open();
    await life.dieBeforePosting(13 + 5 / 60);
    expect(stage.alerts()).toEqual([]);
    await life.restart();
    await life.goTo(13.2);
    await life.goTo(14.2);
    expect(stage.alerts()).toHaveLength(1);
  });

  it("stays away while muted by words, comes with the button that takes that back, and windows are announced", async () => {
    const { life, stage } = await open();
    expect(await stage.say("alerts mute conversion")).toContain("Muted: Conversion rate.");
    await life.goTo(14);
    expect(stage.alerts()).toEqual([]);
    await stage.undo("alerts unmute conversion");
    await life.goTo(14.1);
    expect(stage.alerts()).toMatchObject([{ text: expect.stringContaining("Alert 1, Lamps") }]);
    expect(await stage.say("alerts plan today 18:30-19:30 moving servers")).toContain("(moving servers)");
    for (const hour of [18.4, 19.6]) await life.goTo(hour);
    expect(stage.alerts().slice(1)).toMatchObject([
      { text: expect.stringContaining("A planned window begins") },
      { text: expect.stringContaining("The planned window is over") },
    ]);
  });
});
