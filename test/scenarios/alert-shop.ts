/** Alerts on a clock moved by hand: a real store, detection played by the test, and a fake messenger that takes what is said. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import type { Alert } from "../../src/core/alerts/alert.ts";
import type { Incident } from "../../src/core/anomalies/incident.ts";
import type { EpochMs } from "../../src/core/calendar/period.ts";
import { localToInstant } from "../../src/core/calendar/zone-clock.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { Shop } from "../../src/core/shop.ts";
import { createAlertSource } from "../../src/jobs/alert-source.ts";
import type { WatchShop } from "../../src/jobs/look-at-shop.ts";
import { runDue } from "../../src/jobs/run-due.ts";
import { watchAlerts } from "../../src/jobs/watch-alerts.ts";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { OutboxEntry } from "../../src/ports/outbox.ts";
import type { Store } from "../../src/ports/stores.ts";
import { departure } from "../contracts/any-alert.ts";
import { BERLIN, line, must, SHOP } from "../contracts/store-fixture.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const HERE: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };
const MINUTE_MS = 60_000;

export interface Said {
  readonly key: string;
  readonly kind: OutboxEntry["kind"];
  readonly to: string;
  readonly threadOf: string | null;
  readonly message: Message;
  readonly atMs: EpochMs;
}

export interface AlertTimeline {
  readonly store: Store;
  readonly said: Said[];
  nowMs(): EpochMs;
  /** Moves to a local time of the shop, looking every minute on the way. */
  goTo(local: string): Promise<void>;
  goToMs(untilMs: EpochMs): Promise<void>;
  /** What detection finds at its next look: the newest word on each series stands until it says otherwise. */
  find(...incidents: readonly Partial<Incident>[]): void;
  /** All that goes on has ended. */
  end(): void;
  say(
    words: string,
    options?: { readonly as?: string; readonly place?: Place; readonly mentioned?: Readonly<Record<string, string>> },
  ): Promise<Message>;
  /** The process dies and starts anew, over the same store. */
  restart(): Promise<void>;
  /** Orders arrive through the instant. */
  deliver(throughMs: EpochMs, source?: string): Promise<void>;
  alert(number: number): Promise<Alert>;
  /** What was said, short: "post alert/1/…". */
  log(): readonly string[];
  close(): Promise<void>;
}

/**
 * Each shop has one order, so that there is a feed to follow; without `hasOrders` it has nothing yet. With `createWatch`
 * detection is not played but real.
 */
export async function startAlertTimeline(
  startLocal: string,
  shops: readonly Shop[] = [SHOP],
  hasOrders = true,
  createWatch: ((store: Store) => WatchShop) | null = null,
): Promise<AlertTimeline> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-alerts-"));
  const url = `file:${join(folder, "store.db")}`;
  await migrateStore(url);
  let store = await openStore({ url, role: "tool" });
  for (const shop of shops) await store.shops.add(shop);
  let nowMs = instant(startLocal);
  let ids = 0;
  let found: readonly Incident[] = [];
  const playedWatch: WatchShop = async ({ shop, state }) => ({ state, incidents: found.filter(({ shopId }) => shopId === shop.id) });
  let watch = createWatch?.(store) ?? playedWatch;
  const said: Said[] = [];
  const handlers = () =>
    createHandlers({
      ...{ store, log: silent, clock: { nowMs: () => nowMs }, newId: () => `id${ids++}`, defaultShopId: null },
      ...{
        loadDemoShop: () => Promise.reject(new Error("not here")),
        platformHealth: () => new Map(),
        isReachable: async () => true,
        findPublicHolidays: async () => [],
      },
    }).handlers;

  const startedMs = nowMs;
  async function look(): Promise<void> {
    await runDue({
      ...{ runs: store.runs, sources: [createAlertSource(store, startedMs)], clock: { nowMs: () => nowMs }, log: silent },
      ...{ worker: "w1", onQueued: () => undefined },
    });
    await watchAlerts({ store, log: silent, watch }, nowMs);
    for (;;) {
      const claimed = await store.outbox.claim({ nowMs, leaseMs: MINUTE_MS, worker: "w1", except: [] });
      if (claimed === null) return;
      const { key, kind, place, threadOf, message } = claimed.entry;
      const to = "userId" in place ? `@${place.userId}` : place.channel;
      said.push({ key, kind, to, threadOf, message, atMs: nowMs });
      await store.outbox.settle(claimed, { type: "sent", reason: "sent", posted: { place: HERE, messageId: `m${said.length}` } }, nowMs);
    }
  }

  async function goToMs(untilMs: EpochMs): Promise<void> {
    while (nowMs < untilMs) {
      nowMs = Math.min(untilMs, nowMs + 5 * MINUTE_MS);
      await look();
    }
    await look();
  }

  async function deliver(throughMs: EpochMs, source = "orders", shopId = SHOP.id): Promise<void> {
    await store.facts.importFacts({ shopId, source, origin: "test", startedAtMs: nowMs, throughMs }, ({ putOrderLines }) =>
      putOrderLines([line(`${source}-${throughMs}`, { at: new Date(throughMs - MINUTE_MS).toISOString() })]),
    );
  }
  if (hasOrders) for (const { id } of shops) await deliver(nowMs, "orders", id);

  return {
    get store() {
      return store;
    },
    said,
    nowMs: () => nowMs,
    goTo: (local) => goToMs(instant(local)),
    goToMs,
    find: (...incidents) => {
      found = incidents.map((overrides) => {
        const { type, rule, ...incident } = departure(overrides);
        return incident;
      });
    },
    end: () => {
      found = found.map((incident) => ({ ...incident, endMs: nowMs, lossMinorPerHour: 0 }));
    },
    say: async (words, { as = "Ann", place = HERE, mentioned = {} } = {}) => {
      const request = {
        place,
        user: { id: `U0${as.toUpperCase()}`, name: as },
        words,
        mentioned,
        locale: "en",
        addressed: true,
        receivedAtMs: nowMs,
      } as const;
      return must(await handlers().answer(request)).message;
    },
    restart: async () => {
      await store.close();
      store = await openStore({ url, role: "tool" });
      watch = createWatch?.(store) ?? playedWatch;
    },
    deliver: (throughMs, source) => deliver(throughMs, source),
    alert: async (number) => must(await store.alerts.find(number)),
    log: () =>
      said.map(({ kind, key, to, message }) => `${kind} ${to} ${key.split("/").slice(5).join("/") || "alert"}: ${message.summary}`),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function instant(local: string): EpochMs {
  const found = localToInstant(local, BERLIN);
  if (!found.ok) throw new Error(`${local} is no instant`);
  return found.ms;
}
