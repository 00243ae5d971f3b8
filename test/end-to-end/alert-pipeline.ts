/**
 * Alerts from the feed to a platform, on a clock moved by hand: facts into a real store, the detection that watches live,
 * the real handlers, the job and delivery. A checkout sells half from ten on, nothing from one to five, and is well again.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import { createDeliverer } from "../../src/delivery/create-deliverer.ts";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { watchAlerts } from "../../src/jobs/watch-alerts.ts";
import type { ChatHandlers, ChatPlatform } from "../../src/ports/chat-platform.ts";
import type { Store } from "../../src/ports/stores.ts";
import { SHOP } from "../contracts/store-fixture.ts";
import { between, DAY_MS, START_MS, simulateRows } from "../core/anomalies/simulate-shop.ts";
import { feedMetrics } from "../scenarios/feed-rows.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Four weeks of history; then Tue 3 Mar 2026. */
const FAULT_DAY = 29;
const isWeak = between(FAULT_DAY + 10 / 24, FAULT_DAY + 13 / 24);
const isDead = between(FAULT_DAY + 13 / 24, FAULT_DAY + 17 / 24);
const rows = simulateRows(FAULT_DAY + 2, (hourMs) => ({ visits: 5, conversion: isWeak(hourMs) ? 0.5 : isDead(hourMs) ? 0 : 1 }));

/** An hour of the day of the fault, with its fraction. */
const hourOf = (hour: number) => START_MS + FAULT_DAY * DAY_MS + Math.round(hour * 60) * 60_000;
const FIRST_HOUR = 8;

export interface AlertPipeline {
  readonly store: Store;
  readonly handlers: ChatHandlers;
  nowMs(): number;
  /** The clock goes to an hour of the day: each hour on the way is delivered five minutes after it has closed, looked at, and sent. */
  goTo(hour: number): Promise<void>;
  /** As `goTo`, but the process dies once the last look has been written down: nothing of it is sent. */
  dieBeforePosting(hour: number): Promise<void>;
  connect(platform: ChatPlatform): void;
  /** The process dies and starts anew, over the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A store that knows the shop until eight in the morning; a copy of it is opened. */
export async function prepareHistory(file: string): Promise<void> {
  const url = `file:${file}`;
  await migrateStore(url);
  const store = await openStore({ url, role: "tool" });
  await store.shops.add(SHOP);
  await feedMetrics(store, rows, START_MS, hourOf(FIRST_HOUR));
  await store.close();
}

export async function openAlertPipeline(history: string): Promise<AlertPipeline> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-alert-life-"));
  const file = join(folder, "store.db");
  copyFileSync(history, file);
  const open = () => openStore({ url: `file:${file}`, role: "tool" });
  const findPublicHolidays = async () => [];
  const watchOf = (of: Store) => createWatchShop({ store: of, findPublicHolidays, falseAlarms: 0.25 });
  let store = await open();
  let watch = watchOf(store);
  let nowMs = hourOf(FIRST_HOUR);
  let fedHour = FIRST_HOUR;
  let starts = 0;
  let ids = 0;
  let platform: ChatPlatform | null = null;
  const clock = { nowMs: () => nowMs };
  const serve = () =>
    createHandlers({
      ...{ store, log: silent, clock, newId: () => `id${ids++}`, defaultShopId: null, isReachable: async () => true },
      findPublicHolidays,
      ...{ loadDemoShop: () => Promise.reject(new Error("not here")), platformHealth: () => new Map() },
    }).handlers;
  let handlers = serve();

  /** To the last full hour before the given one and five minutes: what is told by then is in the store, and looked at. */
  async function live(untilHour: number, afterLook: () => Promise<void>): Promise<void> {
    while (fedHour + 1 + 5 / 60 <= untilHour) {
      fedHour += 1;
      nowMs = hourOf(fedHour + 5 / 60);
      await feedMetrics(store, rows, hourOf(fedHour - 1), hourOf(fedHour));
      await look();
      await afterLook();
    }
  }

  async function look(): Promise<void> {
    await watchAlerts({ store, log: silent, watch }, nowMs);
  }

  async function deliver(): Promise<void> {
    if (platform === null) throw new Error("Connect a platform first");
    const deliverer = createDeliverer({
      ...{ outbox: store.outbox, messengers: new Map([[platform.name, platform.messenger]]), limits: new Map(), clock, log: silent },
      ...{ random: () => 0.5, meters: { countTry: () => undefined }, worker: `w${starts}` },
    });
    // Each round takes what is due: edits and thread replies come after their post.
    for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
      await deliverer.begin(() => undefined);
      await deliverer.idle();
      const { entries } = await store.outbox.backlog(nowMs);
      // What waits for a later try is not due yet.
      left = entries < left ? entries : 0;
    }
  }

  return {
    get store() {
      return store;
    },
    // Whatever process is running answers.
    handlers: {
      answer: (request) => handlers.answer(request),
      complete: (completion) => handlers.complete(completion),
      posted: (id, place) => handlers.posted(id, place),
      openForm: (request) => handlers.openForm(request),
      readForm: (...args) => handlers.readForm(...args),
      home: (...args) => handlers.home(...args),
    },
    nowMs: clock.nowMs,
    goTo: async (hour) => {
      await live(hour, deliver);
      nowMs = hourOf(hour);
      await look();
      await deliver();
    },
    dieBeforePosting: (hour) => live(hour, async () => (nowMs < hourOf(hour) ? deliver() : undefined)),
    connect: (connected) => {
      platform = connected;
    },
    restart: async () => {
      await store.close();
      store = await open();
      watch = watchOf(store);
      starts += 1;
      handlers = serve();
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
