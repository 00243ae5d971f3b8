/** A checkout failure from the feed through detection to its last word, on Slack and on Discord with their real clients. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import { isEphemeral } from "../emulators/discord/index.ts";
import { type AlertPipeline, openAlertPipeline, prepareHistory } from "./alert-pipeline.ts";
import { setUpBot } from "./discord-harness.ts";
import { startFixture } from "./slack-fixture.ts";

/** What a person sees of an alert's life, whichever the platform. */
interface Stage {
  readonly place: Place;
  /** Says something as the first of them; resolves to the answer's text. */
  say(words: string): Promise<string>;
  /** Presses a button of the alert; resolves to what only the one who pressed is told. */
  press(label: string): Promise<string>;
  /** Two people press before either has an answer; resolves to what each is told. */
  pressTogether(label: string): Promise<readonly string[]>;
  /** Top-level posts of the bot that are no answers, as text with buttons. */
  alerts(): readonly { readonly text: string; readonly buttons: readonly string[]; readonly edits: number; readonly pictures: number }[];
  /** What stands in the alert's thread. */
  thread(): readonly string[];
  /** A colleague and another channel, as people mention them here. */
  readonly mentions: string;
  readonly colleague: string;
  /** What the colleague was told directly, and the other channel. */
  called(): { readonly person: readonly string[]; readonly channel: readonly string[] };
}

async function openSlack(life: AlertPipeline): Promise<Stage> {
  const fixture = await startFixture("socket", { answer: (request) => life.handlers.answer(request), nowMs: life.nowMs });
  onTestFinished(() => fixture.close());
  const { emulator, slack } = fixture;
  emulator.workspace.channels.set("C0OPS99", { id: "C0OPS99", name: "ops", botIsMember: true, isArchived: false });
  emulator.workspace.users.set("U0BOBBY", { id: "U0BOBBY", name: "Bo", locale: "en-US" });
  life.connect(slack);
  const posts = () => emulator.botMessages().filter(({ metadata, threadTs }) => metadata !== null && threadTs === null);
  const alert = () => {
    const [post] = posts();
    if (post === undefined) throw new Error("no alert was posted");
    return post;
  };
  const whispersTo = (user: string) => emulator.workspace.whispers.filter((whisper) => whisper.user === user);
  return {
    place: { platform: "slack", workspace: "T0SHOP", channel: "C0SALES", thread: null },
    say: async (words) => {
      const before = emulator.botMessages().length;
      await emulator.sendCommand({ text: `/${words}` });
      const answer = await emulator.waitFor(() => emulator.botMessages()[before]);
      return answer.text;
    },
    press: async (label) => {
      const before = whispersTo("U0ANN").length;
      await emulator.pressButton(alert(), label, "U0ANN");
      return (await emulator.waitFor(() => whispersTo("U0ANN")[before])).text;
    },
    pressTogether: async (label) => {
      const post = alert();
      // Slack's receipt comes before the answer: the second press does not wait for the first one's.
      for (const who of ["U0ANN", "U0LI"]) await emulator.pressButton(post, label, who);
      return Promise.all(["U0ANN", "U0LI"].map(async (who) => (await emulator.waitFor(() => whispersTo(who)[0])).text));
    },
    alerts: () =>
      posts().map(({ text, blocks, edits }) => ({
        ...{ text, edits, pictures: blocks.filter(({ type }) => type === "image").length },
        buttons: JSON.stringify(blocks).match(/alerts [a-z]+ 1/g) ?? [],
      })),
    thread: () =>
      emulator
        .botMessages()
        .filter(({ threadTs, metadata }) => threadTs === alert().ts && metadata !== null)
        .map(({ text }) => text),
    mentions: "@U0BOBBY #C0OPS99",
    colleague: "Bo",
    called: () => ({
      person: emulator.botMessages("D0BOBBY").map(({ text }) => text),
      channel: emulator.botMessages("C0OPS99").map(({ text }) => text),
    }),
  };
}

const BO = { id: "900000000000000002", username: "bo", global_name: "Bo", discriminator: "0", avatar: null } as const;

async function openDiscord(life: AlertPipeline): Promise<Stage> {
  const { emulator, platform } = await setUpBot({
    answer: async (request) => life.handlers.answer(request),
    options: { words: life.store.words, clock: { nowMs: life.nowMs }, commands: [ALERTS] },
  });
  const ops = emulator.addChannel("ops");
  await platform.start();
  life.connect(platform);
  const posts = () => emulator.messages().filter(({ nonce, channel_id }) => nonce !== null && channel_id === emulator.channelId);
  const alert = () => {
    const [post] = posts();
    if (post === undefined) throw new Error("no alert was posted");
    return post;
  };
  return {
    place: { platform: "discord", workspace: emulator.guildId, channel: emulator.channelId, thread: null },
    say: async (words) => {
      const answer = await emulator.sendCommand("alerts", { words: words.replace(/^alerts /, "") }).answer();
      return answer.content;
    },
    press: async (label) => {
      const answer = await emulator.pressButton(alert(), label).answer();
      expect(isEphemeral(answer)).toBe(true);
      return answer.content;
    },
    pressTogether: async (label) => {
      const post = alert();
      const [first, second] = [emulator.pressButton(post, label), emulator.pressButton(post, label, { user: BO })];
      await Promise.all([first.answer(), second.answer()]);
      await emulator.waitForMessage(({ content }) => content.includes("already"));
      return emulator
        .messages()
        .filter((message) => isEphemeral(message) && message.content.includes("lert 1"))
        .map(({ content }) => content);
    },
    alerts: () =>
      posts().map(({ content, components, edits, attachments }) => ({
        ...{ text: content, edits, pictures: attachments.length },
        buttons: components.flatMap((row) => row.components.map(({ label }) => label)),
      })),
    thread: () => emulator.messages(alert().id).map(({ content }) => content),
    mentions: `<@${BO.id}> <#${ops}>`,
    colleague: "Omar",
    called: () => ({
      person: emulator
        .messages()
        .filter(({ channel_id }) => ![emulator.channelId, ops, alert().id].includes(channel_id))
        .map(({ content }) => content),
      channel: emulator.messages(ops).map(({ content }) => content),
    }),
  };
}

const ALERTS = {
  ...{ name: "alerts", usage: "", description: { en: "Alerts", zh: "告警" } },
  options: [{ name: "words", prefix: "" as const, required: false, description: { en: "words", zh: "内容" } }],
};

let folder = "";
const history = () => join(folder, "history.db");
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-alert-history-"));
  await prepareHistory(history());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["Slack", openSlack],
  ["Discord", openDiscord],
] as const)("a checkout failure on %s", (_, openStage) => {
  async function open(): Promise<{ readonly life: AlertPipeline; readonly stage: Stage }> {
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
});
