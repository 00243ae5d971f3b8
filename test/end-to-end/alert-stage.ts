/** An alert's channel as people see it, on Slack and on Discord, with the real clients. */
import { expect, onTestFinished } from "vitest";
import type { Place } from "../../src/ports/chat-platform.ts";
import { isEphemeral } from "../emulators/discord/index.ts";
import type { AlertPipeline } from "./alert-pipeline.ts";
import { setUpBot } from "./discord-harness.ts";
import { startFixture } from "./slack-fixture.ts";

/** What a person sees of an alert's life, whichever the platform. */
export interface AlertStage {
  readonly place: Place;
  /** Says something as the first of them; resolves to the answer's text. */
  say(words: string): Promise<string>;
  /** Presses Undo under the answer that offers these words. */
  undo(words: string): Promise<void>;
  /** Presses a button of the alert; resolves to what only the one who pressed is told. */
  press(label: string): Promise<string>;
  /** Two people press before either has an answer; resolves to what each is told. */
  pressTogether(label: string): Promise<readonly string[]>;
  /** Top-level posts of the bot that are no answers, as text with buttons. */
  alerts(): readonly { readonly text: string; readonly buttons: readonly string[]; readonly edits: number; readonly pictures: number }[];
  /** What stands in the alert's thread. */
  thread(): readonly string[];
  /** Somebody with the right to deletes the alert's message. */
  deleteAlert(): void;
  /** The platform's next answers to a post: it fails without doing anything, or asks to wait a minute. */
  failPosts(how: readonly ("down" | "wait")[]): void;
  /** A colleague and another channel, as people mention them here. */
  readonly mentions: string;
  readonly colleague: string;
  /** What the colleague was told directly, and the other channel. */
  called(): { readonly person: readonly string[]; readonly channel: readonly string[] };
}

export async function openSlackStage(life: AlertPipeline): Promise<AlertStage> {
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
    undo: async (words) => {
      const before = emulator.botMessages().length;
      const offer = emulator.botMessages().find(({ blocks }) => JSON.stringify(blocks).includes(words));
      if (offer === undefined) throw new Error(`nothing offers ${words}`);
      await emulator.pressButton(offer, "Undo");
      await emulator.waitFor(() => emulator.botMessages()[before]);
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
    deleteAlert: () => emulator.workspace.delete(alert()),
    failPosts: (how) => {
      for (const each of how) {
        const fault = each === "down" ? ({ status: 500 } as const) : ({ status: 429, retryAfterSec: 60 } as const);
        emulator.failNext("chat.postMessage", { kind: "status", ...fault });
      }
    },
    mentions: "@U0BOBBY #C0OPS99",
    colleague: "Bo",
    called: () => ({
      person: emulator.botMessages("D0BOBBY").map(({ text }) => text),
      channel: emulator.botMessages("C0OPS99").map(({ text }) => text),
    }),
  };
}

const BO = { id: "900000000000000002", username: "bo", global_name: "Bo", discriminator: "0", avatar: null } as const;

export async function openDiscordStage(life: AlertPipeline): Promise<AlertStage> {
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
    undo: async () => {
      const offer = emulator.messages().findLast(({ components }) => JSON.stringify(components).includes("Undo"));
      if (offer === undefined) throw new Error("nothing can be undone");
      await emulator.pressButton(offer, "Undo").answer();
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
    deleteAlert: () => emulator.deleteMessage(alert().id),
    failPosts: (how) => {
      for (const each of how) {
        emulator.faults.on(
          /POST \/channels\/\d+\/messages/,
          each === "down"
            ? { kind: "refuse", status: 500, code: 0, message: "500: Internal Server Error" }
            : { kind: "rate-limit", retryAfterMs: 60_000 },
        );
      }
    },
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
