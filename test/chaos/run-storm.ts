/**
 * Posts fall due on both platforms while their servers fail and the bot's processes are killed at random instants. In the
 * end every post must stand there exactly once, and every edit be shown.
 */
import { setTimeout as wait } from "node:timers/promises";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { OutboxEntry, OutboxStore } from "../../src/ports/outbox.ts";
import { createChance } from "../emulators/chance.ts";
import { createChanceFaults } from "../emulators/chance-faults.ts";
import { type DiscordEmulator, startDiscordEmulator } from "../emulators/discord/index.ts";
import { type SlackEmulator, startSlackEmulator } from "../emulators/slack/start-slack-emulator.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { type ClockScale, readScaledClock } from "./scaled-clock.ts";

export interface StormOptions {
  readonly databaseUrl: string;
  /** More than one on PostgreSQL only. */
  readonly replicas: number;
  readonly kills: number;
  readonly seed: number;
  /** How much faster than the wall's the clock runs. */
  readonly clockRate: number;
  /** No more kills after this long; what is under way then is brought to its end. */
  readonly killForMs: number;
  /** How long the end may take. */
  readonly settleWithinMs: number;
  readonly report: (line: string) => void;
}

export interface StormResult {
  readonly kills: number;
  readonly posts: number;
  readonly edits: number;
  /** What stands there of the posts, by how often: { 1: posts } is what has to be. */
  readonly stands: Readonly<Record<number, number>>;
  /** Names of those that do not stand there once. */
  readonly wrong: readonly string[];
  readonly unshownEdits: readonly string[];
  /** Of the posts, how many were recorded only because they were looked for: taken, and then the answer or the bot was lost. */
  readonly found: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

const CHANNELS = 6;
const POSTS_A_KILL = 3;
const FAULTY_SHARE = 0.15;
/** After the start; shorter lives are likelier, as that is when posts are under way. */
const LONGEST_LIFE_MS = 1_500;
/** A kill in this share of the lives comes while the process starts. */
const EARLY_SHARE = 0.15;

export async function runStorm(options: StormOptions): Promise<StormResult> {
  const startedMs = Date.now();
  const chance = createChance(options.seed);
  const scale: ClockScale = { fromMs: startedMs, rate: options.clockRate };
  const nowMs = () => readScaledClock(scale);
  const faults = createChanceFaults(createChance(options.seed + 1), FAULTY_SHARE);
  const [slack, discord] = await Promise.all([startSlackEmulator({ nowMs }), startDiscordEmulator({ nowMs })]);
  slack.chance = faults.slack;
  discord.faults.chance = faults.discord;
  // Harder than Discord is: no nonce is ever known again, only looking helps.
  discord.forgetNonces();
  const places = [...slackPlaces(slack), ...discordPlaces(discord)];

  await migrateStore(options.databaseUrl);
  const store = await openStore({ url: options.databaseUrl, role: "tool" });
  const environment = environmentOf(options.databaseUrl, slack, discord);
  const bots = Array.from({ length: options.replicas }, () => startBotProcess(environment, scale));
  const names: string[] = [];
  const edited: string[] = [];
  let kills = 0;
  let found = 0;

  try {
    while (kills < options.kills && Date.now() - startedMs < options.killForMs) {
      const entries = composeBatch(names, edited, places, nowMs(), chance.next() < 0.5);
      await store.outbox.put(entries, nowMs());
      const victim = Math.floor(chance.next() * bots.length);
      await killOne(bots, victim, chance.next() < EARLY_SHARE ? null : chance.next() ** 2 * LONGEST_LIFE_MS, chance.between(0, 1_500));
      bots[victim] = startBotProcess(environment, scale);
      kills += 1;
      if (kills % 20 === 0) options.report(`${kills} kills, ${names.length} posts put, ${standing(slack, discord).length} stand`);
    }
    options.report(`${kills} kills done; waiting for ${names.length} posts to settle`);
    await settled(store.outbox, Date.now() + options.settleWithinMs);
    const sent = await store.outbox.list({ workspace: null, states: ["sent"], limit: 10 * names.length });
    found = sent.filter(({ reason }) => reason === "found").length;
  } finally {
    const tails = bots.map((bot) => bot.tail());
    await Promise.all(bots.map((bot) => bot.kill()));
    await store.close();
    await Promise.all([slack.close(), discord.close()]);
    if (standing(slack, discord).length === 0) options.report(tails.join("\n"));
  }
  return {
    kills,
    ...judge(names, edited, standing(slack, discord)),
    found,
    faults: Object.fromEntries(faults.counts),
    tookMs: Date.now() - startedMs,
  };
}

async function killOne(bots: readonly BotProcess[], victim: number, livesMs: number | null, startsMs: number): Promise<void> {
  const bot = bots[victim];
  if (bot === undefined) return;
  if (livesMs === null) await wait(startsMs);
  else await bot.ready.then(() => wait(livesMs));
  await bot.kill();
}

/** A post for some places, each with a reply in its thread and, at times, an edit. */
function composeBatch(names: string[], edited: string[], places: readonly Place[], nowMs: number, withEdit: boolean): OutboxEntry[] {
  return Array.from({ length: POSTS_A_KILL }, (_, index): OutboxEntry[] => {
    const place = places[(names.length + index) % places.length] ?? places[0];
    if (place === undefined) throw new Error("There is nowhere to post");
    const head = `storm ${names.length + 1};`;
    const reply = `storm ${names.length + 2};`;
    names.push(head, reply);
    if (withEdit) edited.push(head);
    return [
      entryOf(head, place, nowMs, {}),
      entryOf(reply, place, nowMs, { threadOf: head }),
      ...(withEdit ? [{ ...entryOf(`${head} edit`, place, nowMs, { editOf: head }), message: say(`${head} edited`) }] : []),
    ];
  }).flat();
}

function entryOf(name: string, place: Place, nowMs: number, link: { readonly threadOf?: string; readonly editOf?: string }): OutboxEntry {
  const { threadOf = null, editOf = null } = link;
  return {
    key: name,
    kind: editOf === null ? "post" : "edit",
    place,
    message: say(name),
    threadOf,
    editOf,
    notBeforeMs: nowMs,
    staleAfterMs: nowMs + 365 * 86_400_000,
    ownerUserId: null,
    urgency: "normal",
  };
}

function say(summary: string): Message {
  return { kind: "notice", locale: "en", summary, blocks: [], actions: [] };
}

async function settled(outbox: Pick<OutboxStore, "backlog" | "list">, untilMs: number): Promise<void> {
  const isOpen = async () => (await outbox.list({ workspace: null, states: ["waiting", "claimed"], limit: 1 })).length > 0;
  while (Date.now() < untilMs && (await isOpen())) await wait(250);
}

/** What the bot has posted on both platforms: the first lines. */
function standing(slack: SlackEmulator, discord: DiscordEmulator): string[] {
  const onSlack = slack.workspace.posted.filter(({ user }) => user === slack.workspace.botUserId).map(({ text }) => text);
  return [...onSlack, ...discord.messages().map(({ content }) => content)];
}

function judge(
  names: readonly string[],
  edited: readonly string[],
  lines: readonly string[],
): Omit<StormResult, "kills" | "found" | "faults" | "tookMs"> {
  const times = new Map(names.map((name) => [name, lines.filter((line) => line.startsWith(name)).length]));
  const stands: Record<number, number> = {};
  for (const count of times.values()) stands[count] = (stands[count] ?? 0) + 1;
  return {
    posts: names.length,
    edits: edited.length,
    stands,
    wrong: names.filter((name) => times.get(name) !== 1).map((name) => `${name} ${times.get(name)} times`),
    unshownEdits: edited.filter((name) => !lines.includes(`${name} edited`)),
  };
}

function slackPlaces({ workspace }: SlackEmulator): Place[] {
  return Array.from({ length: CHANNELS }, (_, index): Place => {
    const id = `C0STORM${index}`;
    workspace.channels.set(id, { id, name: `storm-${index}`, botIsMember: true, isArchived: false });
    return { platform: "slack", workspace: workspace.teamId, channel: id, thread: null };
  });
}

function discordPlaces(discord: DiscordEmulator): Place[] {
  return Array.from({ length: CHANNELS }, (_, index): Place => {
    const channel = discord.addChannel(`storm-${index}`);
    return { platform: "discord", workspace: discord.guildId, channel, thread: null };
  });
}

function environmentOf(databaseUrl: string, slack: SlackEmulator, discord: DiscordEmulator): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    HTTP_PORT: "0",
    LOG_LEVEL: "info",
  };
}
