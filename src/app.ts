/** The composition root: builds everything, starts it in order, stops it in reverse. Tests pass replacements. */
import { randomBytes, randomUUID } from "node:crypto";
import { DISCORD_SEND_LIMITS } from "./adapters/discord/limits.ts";
import { createMeters } from "./adapters/http/meters.ts";
import { createCronScheduler } from "./adapters/node-cron/create-cron-scheduler.ts";
import { migrateStore } from "./adapters/prisma/migrate.ts";
import { openStore } from "./adapters/prisma/open-store.ts";
import { SLACK_SEND_LIMITS } from "./adapters/slack/limits.ts";
import { systemClock } from "./adapters/system/system-clock.ts";
import type { CommandServices } from "./commands/command.ts";
import { createHandlers, type HandlersAndSpecs } from "./commands/create-handlers.ts";
import type { Config } from "./config/config.ts";
import type { Block, Message } from "./core/messages/message.ts";
import type { Person } from "./core/place.ts";
import type { Shop } from "./core/shop.ts";
import { createDeliverer } from "./delivery/create-deliverer.ts";
import { runDeliverer } from "./delivery/run-deliverer.ts";
import { createWatchShop, DEFAULT_FALSE_ALARMS } from "./figures/watch-shop.ts";
import { listTicks } from "./jobs/index.ts";
import type { WatchShop } from "./jobs/look-at-shop.ts";
import type { ChartPainter } from "./ports/chart-painter.ts";
import { type ChatHandlers, type ChatPlatform, type Messenger, PlatformError, type PlatformName } from "./ports/chat-platform.ts";
import type { Clock } from "./ports/clock.ts";
import type { DeliveryMeters } from "./ports/delivery-meters.ts";
import type { PublicHolidays } from "./ports/holidays.ts";
import type { Log } from "./ports/log.ts";
import type { SendLimits } from "./ports/send-limits.ts";
import type { Store } from "./ports/stores.ts";

/** What tests put in the place of the real thing. */
export interface Replacements {
  readonly clock?: Clock;
  readonly painter?: ChartPainter;
  readonly watch?: WatchShop;
}

export interface RunningApp {
  /** Where the console is. */
  readonly url: string;
  readonly store: Store;
  /** Set where the store was empty and nobody's chat is connected: the demo shop has been put in. */
  readonly demoShop: Shop | null;
  /** Takes no more requests, finishes those under way, disconnects, closes the store. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the whole process: store (migrated first), HTTP with the console, then the chat platforms.
 *
 * Rejects with words for people where it cannot: the store in use or out of reach, the port taken, a token refused.
 * What had started by then is stopped again.
 */
export async function startApp(config: Config, log: Log, replacements: Replacements = {}): Promise<RunningApp> {
  const { clock = systemClock, painter = lazyPainter(), watch } = replacements;
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let end = started.pop(); end !== undefined; end = started.pop()) await end();
  };
  try {
    const { applied } = await migrateStore(config.databaseUrl);
    if (applied.length > 0) log.info({ applied }, "the store has been migrated");
    const store = await openStore({ url: config.databaseUrl, role: "server" });
    started.push(() => store.close());
    const isChatConfigured = config.slack !== null || config.discord !== null;
    const isEmpty = (await store.shops.list()).length === 0;
    const demoShop = isEmpty && !isChatConfigured ? await loadDemoShop(store, clock.nowMs()) : null;

    const meters = createMeters();
    meters.watchOutbox(store.outbox, clock);
    const platforms = new Map<PlatformName, ChatPlatform>();
    const { handlers, specs, finish } = composeHandlers(store, { clock, log, platforms, defaultShopId: null });
    started.push(finish);
    const counted: ChatHandlers = {
      ...handlers,
      answer: async (request) => {
        const count = meters.startAnswer(request.place.platform);
        const reply = await handlers.answer(request);
        if (reply !== null) count(reply.message.kind);
        return reply;
      },
    };
    const parts = { handlers: counted, commands: specs, painter, clock, log };

    const [{ createConsole }, { createHttpServer }, { createIntake }] = await Promise.all([
      import("./adapters/console/index.ts"),
      import("./adapters/http/index.ts"),
      import("./intake/create-intake.ts"),
    ]);
    const webConsole = createConsole({ ...parts, token: config.http.consoleToken, previews });
    platforms.set("console", webConsole);
    let slackEvents: ((request: Request) => Promise<Response>) | null = null;
    if (config.slack !== null) {
      const { createSlack } = await import("./adapters/slack/index.ts");
      const slack = createSlack({ ...parts, config: config.slack });
      slackEvents = slack.events;
      platforms.set("slack", slack);
    }
    if (config.discord !== null) {
      const { createDiscord } = await import("./adapters/discord/index.ts");
      platforms.set("discord", createDiscord({ ...parts, config: config.discord, words: store.words }));
    }

    const server = createHttpServer({
      host: config.http.host,
      port: config.http.port,
      store,
      platforms: [...platforms.values()],
      intake: createIntake({ shops: store.shops, facts: store.facts, ...config.webhooks }),
      ingestToken: config.http.ingestToken,
      meters,
      clock,
      log,
      console: (request) => webConsole.fetch(request),
      slackEvents,
    });
    const { url } = await server.start();
    started.push(() => server.stop());
    for (const platform of platforms.values()) started.push(() => platform.stop());
    await Promise.all([...platforms.values()].map((platform) => platform.start()));
    for (const end of speakFirst({
      store,
      platforms,
      clock,
      log,
      meters,
      watch: watch ?? createWatchShop({ store, findPublicHolidays, falseAlarms: DEFAULT_FALSE_ALARMS }),
    }))
      started.push(end);
    return { url, store, demoShop, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Starts what Shopbell says by itself: delivery first, then the clock that gives it work. Gives what stops each, in order. */
function speakFirst({
  platforms,
  ...parts
}: {
  readonly store: Store;
  readonly platforms: ReadonlyMap<PlatformName, ChatPlatform>;
  readonly clock: Clock;
  readonly log: Log;
  readonly meters: DeliveryMeters;
  readonly watch: WatchShop | null;
}): readonly (() => Promise<void>)[] {
  const worker = randomUUID();
  const messengers = new Map([...platforms].map(([name, { messenger }]) => [name, messenger]));
  const limits = new Map<PlatformName, SendLimits>([
    ["slack", SLACK_SEND_LIMITS],
    ["discord", DISCORD_SEND_LIMITS],
  ]);
  const delivererParts = { ...parts, outbox: parts.store.outbox, messengers, limits, random: Math.random, worker };
  const deliverer = runDeliverer(createDeliverer(delivererParts), parts);
  const scheduler = createCronScheduler(parts.log);
  scheduler.start(listTicks({ ...parts, findPublicHolidays, worker, onQueued: deliverer.wake }));
  return [() => deliverer.stop(), () => scheduler.stop()];
}

export interface Answerer extends HandlersAndSpecs {
  readonly store: Store;
  close(): Promise<void>;
}

/** The answering half alone, for the command line: the same store, grammar and code path as chat. */
export async function openAnswerer(
  config: Pick<Config, "databaseUrl">,
  log: Log,
  { clock = systemClock, defaultShopId = null }: { readonly clock?: Clock; readonly defaultShopId?: string | null } = {},
): Promise<Answerer> {
  await migrateStore(config.databaseUrl);
  const store = await openStore({ url: config.databaseUrl, role: "tool" });
  return { ...composeHandlers(store, { clock, log, platforms: new Map(), defaultShopId }), store, close: () => store.close() };
}

function composeHandlers(
  store: Store,
  {
    platforms,
    ...services
  }: {
    readonly clock: Clock;
    readonly log: Log;
    readonly platforms: ReadonlyMap<PlatformName, ChatPlatform>;
    readonly defaultShopId: string | null;
  },
): HandlersAndSpecs {
  return createHandlers({
    ...services,
    store,
    newId: () => randomBytes(6).toString("base64url"),
    loadDemoShop: (nowMs) => loadDemoShop(store, nowMs),
    findPublicHolidays,
    isReachable: (person) => isReachable(person, platforms),
    platformHealth: () => new Map([...platforms].map(([name, platform]) => [name, platform.health()])),
  });
}

type Directories = ReadonlyMap<PlatformName, { readonly messenger: Pick<Messenger, "directPlace"> }>;

/** Who can be written to, asked of the platforms without connecting to them: for the command line. */
export async function openReach({ slack, discord }: Pick<Config, "slack" | "discord">, log: Log): Promise<CommandServices["isReachable"]> {
  const directories = new Map<PlatformName, { readonly messenger: Pick<Messenger, "directPlace"> }>();
  if (slack !== null) {
    const { openSlackDirectory } = await import("./adapters/slack/directory.ts");
    directories.set("slack", { messenger: openSlackDirectory(slack, log) });
  }
  if (discord !== null) {
    const { openDiscordDirectory } = await import("./adapters/discord/directory.ts");
    directories.set("discord", { messenger: openDiscordDirectory(discord) });
  }
  return (person) => isReachable(person, directories);
}

/** A platform that cannot be asked now is no reason to refuse somebody: what is not delivered later, the lead hears of. */
async function isReachable({ platform, workspace, userId }: Person, platforms: Directories): Promise<boolean> {
  try {
    await platforms.get(platform)?.messenger.directPlace(workspace, userId);
    return true;
  } catch (cause) {
    return !(cause instanceof PlatformError) || cause.retryable;
  }
}

async function loadDemoShop(store: Store, nowMs: number): Promise<Shop> {
  const { DEMO_SHOP, writeDemoShop } = await import("./demo/write-demo-shop.ts");
  const { writeDemoCampaigns } = await import("./demo/demo-campaigns.ts");
  await writeDemoShop(store.facts, store.shops, nowMs);
  await writeDemoCampaigns(store.campaigns, nowMs);
  return DEMO_SHOP;
}

/** The rules of the world take some time to load: not before they are asked for. */
const findPublicHolidays: PublicHolidays = async (...years) =>
  (await import("./adapters/holidays/find-public-holidays.ts")).findPublicHolidays(...years);

/** The chart library takes half a second to load: not before the first picture. */
function lazyPainter(): ChartPainter {
  let painter: Promise<ChartPainter> | null = null;
  return {
    paint: async (chart, options) => {
      painter ??= import("./adapters/charts/create-chart-painter.ts").then(({ createChartPainter }) => createChartPainter());
      return (await painter).paint(chart, options);
    },
  };
}

/**
 * The console shows a message as the other platforms would, drawn from what their renderers really make. These load with
 * the first look: Discord's library takes half a second.
 */
const previews = {
  slack: async (message: Message) => {
    const { renderMessage } = await import("./adapters/slack/render.ts");
    const charts = chartsOf(message).map((_, index) => `chart-${index}`);
    const { text, blocks, attachments } = renderMessage(message, { tables: "native", charts, files: "attached" });
    return { text, blocks, attachments: attachments.map(({ name }) => ({ name })) };
  },
  discord: async (message: Message) => {
    const { renderMessage } = await import("./adapters/discord/render.ts");
    const { content, embeds, components, files } = renderMessage(message, { pictures: chartsOf(message).map(() => new Uint8Array()) });
    return { content, embeds, components, files: files.map(({ name }) => ({ name })) };
  },
};

function chartsOf({ blocks }: Message): readonly Block[] {
  return blocks.filter(({ type }) => type === "chart");
}
