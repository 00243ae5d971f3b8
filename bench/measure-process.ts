/** The process: how soon it is ready, what it holds when idle, and what it adds to a round trip over Slack. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startDiscordEmulator } from "../test/emulators/discord/index.ts";
import { type SlackEmulator, startSlackEmulator } from "../test/emulators/slack/start-slack-emulator.ts";
import { type Running, startScript, startShopbell } from "./run-process.ts";
import { type Finding, median, percentile } from "./statistics.ts";

const STARTS = 5;
const READY_LIMIT_MS = 2_000;
const IDLE_LIMIT_MB = 200;
/** What a start leaves behind is collected by then. */
const SETTLE_MS = 10_000;
const ROUNDS = 8;
const TRIPS_A_ROUND = 25;
const TRIP_LIMIT_MS = 10;

export async function measureStart(databaseUrl: string): Promise<Finding> {
  const readyMs: number[] = [];
  for (let started = 0; started < STARTS; started++) {
    const bot = await startShopbell({ DATABASE_URL: databaseUrl });
    readyMs.push(bot.readyMs);
    await bot.stop();
  }
  return {
    what: "start to ready on an existing store",
    measured: `${median(readyMs).toFixed(0)} ms`,
    target: `< ${READY_LIMIT_MS} ms`,
    isMet: median(readyMs) < READY_LIMIT_MS,
    note: `median of ${STARTS}, from spawning node to 200 at /readyz`,
  };
}

export async function measureChat(databaseUrl: string): Promise<Finding[]> {
  const [slack, echoSlack, discord] = await Promise.all([startSlackEmulator(), startSlackEmulator(), startDiscordEmulator()]);
  const started: Running[] = [];
  try {
    const bot = await startShopbell({
      DATABASE_URL: databaseUrl,
      ...slackEnvironment(slack),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    });
    started.push(bot);
    await wait(SETTLE_MS);
    const idleMb = bot.residentMb();
    started.push(await startScript(join(import.meta.dirname, "echo-bot.mjs"), slackEnvironment(echoSlack)));
    return [judgeIdle(idleMb), await judgeTrips(slack, echoSlack)];
  } finally {
    for (const process of started) await process.stop();
    await Promise.all([slack.close(), echoSlack.close(), discord.close()]);
  }
}

function judgeIdle(idleMb: number): Finding {
  return {
    what: "idle memory with Slack and Discord",
    measured: `${idleMb.toFixed(0)} MB`,
    target: `< ${IDLE_LIMIT_MB} MB`,
    isMet: idleMb < IDLE_LIMIT_MB,
    note: `resident set ${SETTLE_MS / 1000} s after it was ready; SQLite, web console and HTTP included`,
  };
}

/** Both bots take turns. A trip ends when the post with the answer stands in Slack. */
async function judgeTrips(slack: SlackEmulator, echoSlack: SlackEmulator): Promise<Finding> {
  const [trips, echoes]: [number[], number[]] = [[], []];
  await Promise.all([trip(slack), trip(echoSlack)]);
  for (let round = 0; round < ROUNDS; round++) {
    for (let count = 0; count < TRIPS_A_ROUND; count++) trips.push(await trip(slack));
    for (let count = 0; count < TRIPS_A_ROUND; count++) echoes.push(await trip(echoSlack));
  }
  const more = median(trips) - median(echoes);
  return {
    what: "Slack round trip, more than an echo on bare Bolt at p50",
    measured: `${more.toFixed(1)} ms`,
    target: `<= ${TRIP_LIMIT_MS} ms`,
    isMet: more <= TRIP_LIMIT_MS,
    note: `p50 ${median(trips).toFixed(1)} against ${median(echoes).toFixed(1)} ms, p99 ${percentile(trips, 0.99).toFixed(1)} against ${percentile(echoes, 0.99).toFixed(1)} ms; a table, no picture`,
  };
}

async function trip(slack: SlackEmulator): Promise<number> {
  const known = slack.workspace.posted.length;
  const startedMs = performance.now();
  await slack.sendCommand({ text: "/sales 2026-03-03 as table" });
  await slack.waitFor(() => slack.workspace.posted.slice(known).some(({ text }) => text.startsWith("Net sales")));
  return performance.now() - startedMs;
}

function slackEnvironment({ botToken, appToken, apiUrl }: SlackEmulator) {
  return { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl };
}
