/** A team around a campaign on a clock moved by hand: real store, commands, jobs and delivery; a messenger that remembers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import type { EpochMs, TimeZone } from "../../src/core/calendar/period.ts";
import { dayBounds, localMsOf, localToInstant } from "../../src/core/calendar/zone-clock.ts";
import { momentAt } from "../../src/core/campaigns/moment.ts";
import type { OrderLineFact } from "../../src/core/facts.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { Person } from "../../src/core/place.ts";
import { createDeliverer } from "../../src/delivery/create-deliverer.ts";
import { listSources } from "../../src/jobs/index.ts";
import { runDue } from "../../src/jobs/run-due.ts";
import { type ChatHandlers, type Messenger, type Place, PlatformError, type PlatformName } from "../../src/ports/chat-platform.ts";
import type { CommandSpec } from "../../src/ports/command-spec.ts";
import type { Store } from "../../src/ports/stores.ts";
import { day, line, must, refund, SHOP } from "../contracts/store-fixture.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
/** Of delivery at one instant. */
const MOST_ROUNDS = 20;
const CHANNEL: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };

/** Somebody heard something: "ann 2026-10-01T09:00 …". */
export interface Heard {
  /** A person, or "#" for the channel. */
  readonly who: string;
  /** Local time. */
  readonly at: string;
  readonly kind: "post" | "edit";
  readonly key: string;
  readonly message: Message;
}

export interface CampaignWorld {
  readonly heard: Heard[];
  store(): Store;
  nowMs(): EpochMs;
  /**
   * Moves to a local time; ticks at every full `stepMinutes` of the local day on the way, unless the process sleeps. One that
   * `dies` has put its posts into the outbox by then, sends none of them, and begins again.
   */
  goTo(local: string, options?: { readonly stepMinutes?: number; readonly asleep?: boolean; readonly dies?: boolean }): Promise<void>;
  /** A person says a line in the channel, or elsewhere. */
  say(who: string, words: string, where?: Partial<Place>): Promise<Message>;
  /** So many orders of 10.00 an hour, from one day to another, both included; `untilHour` cuts the last day. */
  sell(from: string, to: string, orders: number, options?: { readonly everyHours?: number; readonly untilHour?: number }): Promise<void>;
  /** So many of the first orders of a day come back, on another, with all of their 10.00. */
  sendBack(orders: number, of: string, on: string): Promise<void>;
  /** What a platform is given: it asks, and the process of the moment answers. */
  readonly chat: ChatHandlers;
  readonly commands: readonly CommandSpec[];
  /** The process ends and begins again on the same store. */
  restart(): Promise<void>;
  /** Messages to this person fail from now on. */
  leave(who: string): void;
  /** "ann 10-01 09:00: …", in order, from the index on. */
  lines(from?: number): readonly string[];
  close(): Promise<void>;
}

interface WorldOptions {
  readonly zone?: TimeZone;
  /** Where posts go instead of the one that remembers. */
  readonly messengers?: ReadonlyMap<PlatformName, Messenger> | null;
  /** An empty database to use instead of a file. */
  readonly url?: string | null;
  /** So many processes do at once what is due. */
  readonly replicas?: number;
}

export async function openCampaignWorld(
  startLocal: string,
  { zone = SHOP.zone, messengers = null, url: given = null, replicas = 1 }: WorldOptions = {},
): Promise<CampaignWorld> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-campaign-"));
  const url = given ?? `file:${join(folder, "store.db")}`;
  await migrateStore(url);
  const openStores = () => Promise.all(Array.from({ length: replicas }, () => openStore({ url, role: "tool" })));
  let stores = await openStores();
  let store = must(stores[0]);
  await store.shops.add({ ...SHOP, zone });
  const instant = (local: string): EpochMs => {
    const found = localToInstant(local, zone);
    if (!found.ok) throw new Error(`${local} is no instant in ${zone}`);
    return found.ms;
  };
  let nowMs = instant(startLocal);
  let ids = 0;
  let worker = 1;
  const heard: Heard[] = [];
  const gone = new Set<string>();
  const clock = { nowMs: () => nowMs };

  const messenger: Messenger = {
    post: async (place, message, key) => {
      hear(place, "post", key, message);
      return { place, messageId: `m${heard.length}` };
    },
    edit: async (posted, message) => hear(posted.place, "edit", posted.messageId, message),
    find: async () => null,
    directPlace: async (workspace, userId) => {
      if (gone.has(userId)) throw new PlatformError(`${userId} is not here any more.`, { code: "user_not_found", retryable: false });
      return { platform: "slack", workspace, channel: `@${userId}`, thread: null };
    },
  };

  function hear(place: Place, kind: Heard["kind"], key: string, message: Message): void {
    const who = place.channel.startsWith("@") ? place.channel.slice(1) : "#";
    heard.push({ who, at: momentAt(nowMs, zone), kind, key, message });
  }

  const tick = () => Promise.all(stores.map((each, index) => work(each, `w${worker}.${index}`)));

  async function runDuties(own: Store, name: string): Promise<void> {
    const sources = listSources({ store: own, findPublicHolidays: async () => [] }, 0);
    await runDue({ runs: own.runs, sources, clock, log: silent, worker: name, onQueued: () => undefined });
  }

  async function work(own: Store, name: string): Promise<void> {
    await runDuties(own, name);
    const deliverer = createDeliverer({
      ...{
        outbox: own.outbox,
        messengers: messengers ?? new Map([["slack", messenger]]),
        limits: new Map(),
        clock,
        random: () => 0.5,
        log: silent,
      },
      ...{ meters: { countTry: () => undefined }, worker: name },
    });
    // A failed post puts a notice into the outbox; what is put off is not due.
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await deliverer.begin(() => undefined);
      await deliverer.idle();
      if ((await own.outbox.backlog(nowMs)).entries === 0) return;
    }
  }

  async function restart(): Promise<void> {
    await Promise.all(stores.map((each) => each.close()));
    stores = await openStores();
    store = must(stores[0]);
    worker += 1;
  }

  async function isReachable({ platform, workspace, userId }: Person): Promise<boolean> {
    try {
      await (messengers?.get(platform) ?? messenger).directPlace(workspace, userId);
      return true;
    } catch {
      return false;
    }
  }

  const compose = () =>
    createHandlers({
      ...{ store, log: silent, clock, newId: () => `id${ids++}`, loadDemoShop: () => Promise.reject(new Error("not here")) },
      ...{ isReachable, platformHealth: () => new Map(), defaultShopId: null, findPublicHolidays: async () => [] },
    });
  const handlers = () => compose().handlers;

  return {
    heard,
    store: () => store,
    nowMs: () => nowMs,
    goTo: async (local, { stepMinutes = 60, asleep = false, dies = false } = {}) => {
      const untilMs = instant(local);
      const stepMs = stepMinutes * 60_000;
      while (!asleep && nowMs + stepMs < untilMs) {
        nowMs += stepMs - (localMsOf(nowMs, zone) % stepMs);
        await tick();
      }
      nowMs = untilMs;
      if (!dies) return void (await tick());
      await runDuties(store, `w${worker}`);
      await restart();
    },
    say: async (who, words, where = {}) => {
      // Platforms give the ids of people who were chosen from their list, and look up the names.
      const chosen = [...words.matchAll(/(?<=^|\s)@(?!me\b)([a-z]+)\b/g)].map(([said, id = ""]) => [id, said]);
      const mentioned = Object.fromEntries(chosen);
      const reply = await handlers().answer({
        mentioned,
        ...{ place: { ...CHANNEL, ...where }, user: { id: who, name: who }, words, locale: "en", addressed: true, receivedAtMs: nowMs },
      });
      return must(reply).message;
    },
    chat: {
      answer: (request) => handlers().answer(request),
      complete: (completion) => handlers().complete(completion),
      posted: (replyId, place) => handlers().posted(replyId, place),
      openForm: (request) => handlers().openForm(request),
      readForm: (formId, filled, locale) => handlers().readForm(formId, filled, locale),
      home: (...asked) => handlers().home(...asked),
    },
    commands: compose().specs,
    sell: async (from, to, orders, { everyHours = 1, untilHour = 24 } = {}) => {
      const fromMs = dayBounds(day(from), zone).fromMs;
      const untilMs = dayBounds(day(to), zone).fromMs + untilHour * 3_600_000;
      const lines: OrderLineFact[] = [];
      for (let atMs = fromMs; atMs < untilMs; atMs += everyHours * 3_600_000) {
        for (let index = 0; index < orders; index++)
          lines.push(line(`o${atMs}-${index}`, { at: new Date(atMs + 60_000).toISOString(), zone }));
      }
      const meta = { shopId: SHOP.id, source: "orders", origin: "test", startedAtMs: nowMs, throughMs: untilMs };
      await store.facts.importFacts(meta, ({ putOrderLines }) => putOrderLines(lines));
    },
    sendBack: async (orders, of, on) => {
      const { fromMs } = dayBounds(day(of), zone);
      const at = new Date(dayBounds(day(on), zone).fromMs + 60_000).toISOString();
      const sent = Array.from({ length: orders }, (_, index) =>
        refund(`r${index}`, { orderId: `o${fromMs + index * 3_600_000}-0`, at, amount: 1000 }),
      );
      const meta = { shopId: SHOP.id, source: "refunds", origin: "test", startedAtMs: nowMs, throughMs: nowMs };
      await store.facts.importFacts(meta, ({ putRefunds }) => putRefunds(sent));
    },
    restart,
    leave: (who) => void gone.add(who),
    lines: (from = 0) => heard.slice(from).map(({ who, at, message }) => `${who} ${at.slice(5).replace("T", " ")}: ${message.summary}`),
    close: async () => {
      await Promise.all(stores.map((each) => each.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
