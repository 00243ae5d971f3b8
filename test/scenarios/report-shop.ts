/** A small shop for timelines: its facts are written day by day, and a fake messenger takes what the outbox holds. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateStore } from "../../src/adapters/prisma/migrate.ts";
import { openStore } from "../../src/adapters/prisma/open-store.ts";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../../src/core/calendar/period.ts";
import { dayBounds, localToInstant } from "../../src/core/calendar/zone-clock.ts";
import type { Message } from "../../src/core/messages/message.ts";
import type { Shop } from "../../src/core/shop.ts";
import { createCampaignHourSource } from "../../src/jobs/campaign-hour-source.ts";
import { followReports } from "../../src/jobs/report-follow-up.ts";
import { createReportSource } from "../../src/jobs/report-source.ts";
import { runDue } from "../../src/jobs/run-due.ts";
import type { Place } from "../../src/ports/chat-platform.ts";
import type { Store } from "../../src/ports/stores.ts";
import { day, line, must, refund, SHOP } from "../contracts/store-fixture.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const PLACE: Place = { platform: "slack", workspace: "T1", channel: "C1", thread: null };
const MINUTE_MS = 60_000;
const TICK_MS = 5 * MINUTE_MS;

export interface Sent {
  readonly key: string;
  readonly kind: "post" | "edit";
  readonly threadOf: string | null;
  readonly message: Message;
  readonly atMs: EpochMs;
}

/** A shop, a clock moved by hand, and everything that was posted. */
export interface Timeline {
  readonly store: Store;
  readonly sent: Sent[];
  nowMs(): EpochMs;
  /** Moves to a local time of the zone, ticking every five minutes on the way; without `ticking` the process sleeps. */
  goTo(local: string, zone?: TimeZone, ticking?: boolean): Promise<void>;
  say(words: string): Promise<Message>;
  /** One day's orders, each of 10.00; analytics say sessions. The sources reach to the day's end. */
  sell(date: string, orders: number, sessions?: number | null): Promise<void>;
  /** Late orders and refunds of a day: its watermarks do not move. */
  lateOrders(date: string, orders: number): Promise<void>;
  lateRefund(date: string, amount: number): Promise<void>;
  posts(): readonly Sent[];
  close(): Promise<void>;
}

export async function startTimeline(startLocal: string, zone: TimeZone): Promise<Timeline> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-reports-"));
  const url = `file:${join(folder, "store.db")}`;
  await migrateStore(url);
  const store = await openStore({ url, role: "tool" });
  const shop: Shop = { ...SHOP, zone };
  await store.shops.add(shop);
  let nowMs = instant(startLocal, zone);
  let ids = 0;
  let refunds = 0;
  const sent: Sent[] = [];
  const { handlers } = createHandlers({
    store,
    log: silent,
    clock: { nowMs: () => nowMs },
    newId: () => `id${ids++}`,
    loadDemoShop: () => Promise.reject(new Error("not here")),
    isReachable: async () => true,
    findPublicHolidays: async () => [],
    platformHealth: () => new Map(),
    defaultShopId: null,
  });

  async function tick(): Promise<void> {
    await runDue({
      runs: store.runs,
      sources: [createReportSource({ store, findPublicHolidays: async () => [] }), createCampaignHourSource(store)],
      clock: { nowMs: () => nowMs },
      log: silent,
      worker: "w1",
      onQueued: () => undefined,
    });
    await followReports({ store, findPublicHolidays: async () => [] }, nowMs);
    await deliver();
  }

  async function deliver(): Promise<void> {
    for (;;) {
      const claimed = await store.outbox.claim({ nowMs, leaseMs: MINUTE_MS, worker: "w1", except: [] });
      if (claimed === null) return;
      const { entry } = claimed;
      sent.push({ key: entry.key, kind: entry.kind, threadOf: entry.threadOf, message: entry.message, atMs: nowMs });
      await store.outbox.settle(claimed, { type: "sent", reason: "sent", posted: { place: PLACE, messageId: `m${sent.length}` } }, nowMs);
    }
  }

  const facts = (source: string, throughMs: EpochMs | null, work: Parameters<Store["facts"]["importFacts"]>[1]) =>
    store.facts.importFacts(
      { shopId: shop.id, source, origin: "test", startedAtMs: nowMs, ...(throughMs === null ? {} : { throughMs }) },
      work,
    );
  const ordersOf = (date: string, count: number, prefix: string) => {
    const { fromMs } = dayBounds(day(date), zone);
    return Array.from({ length: count }, (_, index) =>
      line(`${prefix}${date}-${index}`, {
        at: new Date(fromMs + 10 * 3_600_000 + index * MINUTE_MS).toISOString(),
        zone,
        customer: `c${index}`,
      }),
    );
  };

  return {
    store,
    sent,
    nowMs: () => nowMs,
    goTo: async (local, inZone = zone, ticking = true) => {
      const untilMs = instant(local, inZone);
      while (ticking && nowMs + TICK_MS < untilMs) {
        nowMs += TICK_MS;
        await tick();
      }
      nowMs = untilMs;
      await tick();
    },
    say: async (words) => {
      const reply = await handlers.answer({
        ...{ place: PLACE, user: { id: "U1", name: "Ada" }, words, locale: "en", addressed: true, receivedAtMs: nowMs },
      });
      return must(reply).message;
    },
    sell: async (date, orders, sessions = orders * 20) => {
      const { toMs } = dayBounds(day(date), zone);
      await facts("orders", toMs, ({ putOrderLines }) => putOrderLines(ordersOf(date, orders, "o")));
      if (sessions === null) return;
      await facts("analytics", toMs, ({ putMeasures }) =>
        putMeasures([
          {
            bucket: { grain: "day", day: day(date) },
            channel: "web",
            device: "",
            country: "",
            category: "",
            values: { sessions },
            availableAtMs: 0,
          },
        ]),
      );
    },
    lateOrders: async (date, orders) => {
      await facts("orders", null, ({ putOrderLines }) => putOrderLines(ordersOf(date, orders, "late")));
    },
    lateRefund: async (date, amount) => {
      const { fromMs } = dayBounds(day(date), zone);
      refunds += 1;
      const at = fromMs + 12 * 3_600_000;
      await facts("refunds", null, ({ putRefunds }) =>
        putRefunds([refund(`r${refunds}`, { at: new Date(at).toISOString(), day: day(date), hourStartMs: at, amount, channel: "web" })]),
      );
    },
    posts: () => sent.filter(({ key, kind, threadOf }) => kind === "post" && threadOf === null && !key.includes("/skipped/")),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Sells the same each day from one date to another, both included. */
export async function sellDaily(timeline: Timeline, from: string, to: string, orders = 10): Promise<void> {
  for (let date: BusinessDay = day(from); date <= day(to); date = addDays(date, 1)) await timeline.sell(date, orders);
}

function instant(local: string, zone: TimeZone): EpochMs {
  const found = localToInstant(local, zone);
  if (!found.ok) throw new Error(`${local} is no instant in ${zone}`);
  return found.ms;
}

/** All text of a message. */
export function textOf(message: Message): string {
  return JSON.stringify(message.blocks);
}
