/** A checkout failure from its first hour to its last, on Slack and on Discord with their real clients. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import { HOUR_MS, TEN_MS } from "../contracts/any-alert.ts";
import { isEphemeral } from "../emulators/discord/index.ts";
import { type AlertPipeline, openAlertPipeline } from "./alert-pipeline.ts";
import { startBot } from "./discord-harness.ts";
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
}

async function openSlack(life: AlertPipeline): Promise<Stage> {
  const fixture = await startFixture("socket", { answer: (request) => life.handlers.answer(request), nowMs: life.nowMs });
  onTestFinished(() => fixture.close());
  const { emulator, slack } = fixture;
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
  };
}

const BO = { id: "900000000000000002", username: "bo", global_name: "Bo", discriminator: "0", avatar: null } as const;

async function openDiscord(life: AlertPipeline): Promise<Stage> {
  const { emulator, platform } = await startBot({
    answer: async (request) => life.handlers.answer(request),
    options: { words: life.store.words, clock: { nowMs: life.nowMs }, commands: [ALERTS] },
  });
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
  };
}

const ALERTS = {
  ...{ name: "alerts", usage: "", description: { en: "Alerts", zh: "告警" } },
  options: [{ name: "words", prefix: "" as const, required: false, description: { en: "words", zh: "内容" } }],
};

const HOURS = Array.from({ length: 24 }, (_, index) => ({ hourMs: index, observed: 12, expected: 12, low: 6, high: 18 }));

describe.each([
  ["Slack", openSlack],
  ["Discord", openDiscord],
] as const)("a checkout failure on %s", (_, openStage) => {
  async function open(): Promise<{ readonly life: AlertPipeline; readonly stage: Stage }> {
    const life = await openAlertPipeline();
    onTestFinished(() => life.close());
    const stage = await openStage(life);
    expect(await stage.say("alerts here")).toContain("Alerts come to this channel.");
    return { life, stage };
  }

  it("is one message with its band; taken by button, worse, over: its thread tells the story, through a restart", async () => {
    const { life, stage } = await open();
    life.find({ metric: "conversion", observed: 0.004, expected: 0.021, hours: HOURS }, { metric: "orders" });
    await life.at(2);
    expect(stage.alerts()).toMatchObject([
      { text: expect.stringContaining("Conversion rate 0.4% instead of 2.1%"), edits: 0, pictures: 1 },
    ]);
    expect(await stage.press("Acknowledge")).toMatch(/Alert 1: taken by (Ann|Ada)/);
    await life.at(2.1);
    await life.restart();
    life.find({ metric: "orders", lossMinor: 90_000, lossMinorPerHour: 25_000 });
    await life.at(4);
    life.find({ metric: "conversion", endMs: TEN_MS + 5 * HOUR_MS }, { metric: "orders", endMs: TEN_MS + 5 * HOUR_MS, lossMinor: 110_000 });
    await life.at(5);
    expect(stage.alerts()).toHaveLength(1);
    expect(stage.alerts()[0]?.text).toContain("Now recovered");
    expect(stage.thread()).toEqual([
      expect.stringMatching(/^(Ann|Ada) has taken it\.$/),
      "It has got worse: about €250.00 an hour is lost, after €120.00.",
      "Back to what is expected; about €1,100.00 was lost in all.",
    ]);
  });

  it("pressed by two at once has one owner; the other is told by whom", async () => {
    const { life, stage } = await open();
    life.find({});
    await life.at(2);
    const told = await stage.pressTogether("Acknowledge");
    expect(told).toHaveLength(2);
    const winners = told.filter((text) => text.includes("Alert 1: taken by") || text.includes("正在处理"));
    expect(winners).toHaveLength(1);
    expect(told.find((text) => !winners.includes(text))).toMatch(/has taken alert 1 already|已由 .+ 接手/);
    await life.at(2.1);
    expect(stage.thread()).toHaveLength(1);
  });

  it("snoozed by button comes back by itself, and is escalated while nobody takes it", async () => {
    const { life, stage } = await open();
    await stage.say("alerts escalate 15m");
    life.find({});
    await life.at(2);
    await stage.press("Snooze 2 h");
    await life.at(3.5);
    expect(stage.thread()).toHaveLength(1);
    await life.at(4.1);
    expect(stage.thread()[1]).toContain("The snooze is over, and it goes on.");
    await life.at(4.4);
    expect(stage.thread()[2]).toBe("Nobody has taken it yet: whoever turned alerts on here has been told.");
  });
});
