/** Alerts from detection to a platform: a real store, the real handlers, the job and delivery, on a clock moved by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import type { Incident } from "../../src/core/anomalies/incident.ts";
import { createDeliverer } from "../../src/delivery/create-deliverer.ts";
import { watchAlerts } from "../../src/jobs/watch-alerts.ts";
import type { ChatHandlers, ChatPlatform } from "../../src/ports/chat-platform.ts";
import type { Store } from "../../src/ports/stores.ts";
import { departure, HOUR_MS, TEN_MS } from "../contracts/any-alert.ts";
import { line, SHOP } from "../contracts/store-fixture.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export interface AlertPipeline {
  readonly store: Store;
  readonly handlers: ChatHandlers;
  nowMs(): number;
  /** The clock stands at so many hours after ten; all that is due by then is looked at and sent. */
  at(hours: number): Promise<void>;
  find(...incidents: readonly Partial<Incident>[]): void;
  connect(platform: ChatPlatform): void;
  /** The process dies and starts anew, over the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openAlertPipeline(): Promise<AlertPipeline> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-alert-life-"));
  const url = `file:${join(folder, "store.db")}`;
  await migrateStore(url);
  let store = await openStore({ url, role: "tool" });
  await store.shops.add(SHOP);
  await store.facts.importFacts(
    { shopId: SHOP.id, source: "orders", origin: "test", startedAtMs: 0, throughMs: TEN_MS },
    ({ putOrderLines }) => putOrderLines([line("1")]),
  );
  let nowMs = TEN_MS;
  let starts = 0;
  let ids = 0;
  let found: readonly Incident[] = [];
  let platform: ChatPlatform | null = null;
  const clock = { nowMs: () => nowMs };
  const open = () =>
    createHandlers({
      ...{
        store,
        log: silent,
        clock,
        newId: () => `id${ids++}`,
        defaultShopId: null,
        isReachable: async () => true,
        findPublicHolidays: async () => [],
      },
      ...{ loadDemoShop: () => Promise.reject(new Error("not here")), platformHealth: () => new Map() },
    }).handlers;
  let handlers = open();

  async function deliver(): Promise<void> {
    if (platform === null) throw new Error("Connect a platform first");
    const deliverer = createDeliverer({
      ...{ outbox: store.outbox, messengers: new Map([[platform.name, platform.messenger]]), limits: new Map(), clock, log: silent },
      ...{ random: () => 0.5, meters: { countTry: () => undefined }, worker: `w${starts}` },
    });
    // Each round takes what is due: edits and thread replies come after their post.
    for (let left = 1; left > 0; left = (await store.outbox.backlog(nowMs)).entries) {
      await deliverer.begin(() => undefined);
      await deliverer.idle();
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
    at: async (hours) => {
      nowMs = TEN_MS + hours * HOUR_MS;
      await watchAlerts({ store, log: silent, watch: async ({ state }) => ({ state, incidents: found }) }, nowMs);
      await deliver();
    },
    find: (...incidents) => {
      found = incidents.map((overrides) => {
        const { type, rule, ...incident } = departure(overrides);
        return incident;
      });
    },
    connect: (connected) => {
      platform = connected;
    },
    restart: async () => {
      await store.close();
      store = await openStore({ url, role: "tool" });
      starts += 1;
      handlers = open();
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
