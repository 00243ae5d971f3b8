/** What is watched while a campaign runs: its lift is no alarm, what breaks within it is, and its hours teach nothing of ordinary ones. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { WatchedRow } from "../../src/core/anomalies/watched-row.ts";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { type OpenedStore, SHOP } from "../contracts/store-fixture.ts";
import { between, DAY_MS, type Event, HOUR_MS, START_MS, simulateRows } from "../core/anomalies/simulate-shop.ts";
import { startAlertTimeline } from "./alert-shop.ts";
import { feedMetrics } from "./feed-rows.ts";

/** Sat 14 to Mon 16 March 2026: six times the visits, and more of them buy. */
const FIRST_DAY = 40;
const on = between(FIRST_DAY, FIRST_DAY + 3);
const SALE = campaign({ id: "sale", name: "Sale", shopIds: [SHOP.id], phases: [phase("main", "2026-03-14", "2026-03-16")] });
/** Its second day, from ten to six. */
const fault = between(FIRST_DAY + 1 + 10 / 24, FIRST_DAY + 1 + 18 / 24);
const AFTER_FAULT_MS = START_MS + (FIRST_DAY + 1) * DAY_MS + 16 * HOUR_MS;
const lifted: Event = (hourMs) => (on(hourMs) ? { visits: 6, conversion: 1.3 } : {});

describe("a campaign of six times the usual", () => {
  let opened: OpenedStore;
  let folder: string;

  async function watch(rows: readonly WatchedRow[], untilMs: number, { isPlanned = true } = {}) {
    folder = mkdtempSync(join(tmpdir(), "shopbell-guard-"));
    opened = await openTestStore(`file:${folder}/store.db`);
    const { store } = opened;
    await store.shops.add(SHOP);
    if (isPlanned) await store.campaigns.add(SALE);
    await feedMetrics(store, rows, START_MS, untilMs);
    const look = createWatchShop({ store, findPublicHolidays: async () => [], falseAlarms: 0.25 });
    const { incidents } = await look({ shop: SHOP, nowMs: untilMs, expected: [], batches: new Set() });
    return incidents.map(({ metric, channel, direction }) => `${channel} ${metric} ${direction}`);
  }
  afterEach(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  it.each([1, 2, 3])("rings nothing by itself, neither on its way up nor down (seed %i)", async (seed) => {
    const rows = simulateRows(FIRST_DAY + 6, lifted, seed);
    expect(await watch(rows, START_MS + (FIRST_DAY + 2) * DAY_MS)).toEqual([]);
    await opened.close();
    expect(await watch(rows, START_MS + (FIRST_DAY + 5) * DAY_MS)).toEqual([]);
  });

  it("that nobody planned does ring, and would", async () => {
    const incidents = await watch(simulateRows(FIRST_DAY + 2, lifted), START_MS + (FIRST_DAY + 1) * DAY_MS, { isPlanned: false });
    expect(incidents.join()).toContain("sessions up");
  });

  it("leaves what is usual as it was: half the visits in the weeks after it are missed as if it had never been", async () => {
    const lost = between(FIRST_DAY + 12.5, FIRST_DAY + 13);
    const rows = simulateRows(FIRST_DAY + 13, (hourMs, channel) => (lost(hourMs) ? { visits: 0.5 } : lifted(hourMs, channel)));
    expect(await watch(rows, START_MS + (FIRST_DAY + 12.5) * DAY_MS)).toEqual([]);
    await opened.close();
    expect(await watch(rows, START_MS + (FIRST_DAY + 13) * DAY_MS)).toEqual(["all sessions down"]);
  });

  it("keeps a failed checkout, refunds, and counting that fails in sight", async () => {
    const broken = simulateRows(FIRST_DAY + 2, (hourMs) => ({ ...lifted(hourMs, ""), ...(fault(hourMs) ? { conversion: 0 } : {}) }));
    expect(await watch(broken, AFTER_FAULT_MS)).toEqual(["all conversion down"]);
    await opened.close();
    const uncounted = simulateRows(FIRST_DAY + 2, (hourMs) => ({ ...lifted(hourMs, ""), ...(fault(hourMs) ? { counted: 0 } : {}) }));
    expect(await watch(uncounted, AFTER_FAULT_MS)).toEqual(["all tracking down"]);
    await opened.close();
    const rows = simulateRows(FIRST_DAY + 2, lifted);
    const refunded = rows.map((row) => ({ ...row, returnsMinor: Math.round((row.valueMinor ?? 0) * (fault(row.hourMs) ? 0.8 : 0.05)) }));
    expect((await watch(refunded, AFTER_FAULT_MS)).join()).toContain("refund_rate up");
  });

  it("keeps money spent on visits that never come, or that never buy, in sight", async () => {
    const isPaid = (row: WatchedRow) => row.channel === "paid" && fault(row.hourMs);
    const rows = simulateRows(FIRST_DAY + 2, lifted);
    const noVisits = rows.map((row) => (isPaid(row) ? { ...row, sessions: 0, orders: 0, valueMinor: 0 } : row));
    expect((await watch(noVisits, AFTER_FAULT_MS)).join()).toMatch(/paid (sessions|orders) down/);
    await opened.close();
    const noOrders = rows.map((row) => (isPaid(row) ? { ...row, orders: 0, valueMinor: 0 } : row));
    expect((await watch(noOrders, AFTER_FAULT_MS)).join()).toContain("paid conversion down");
    await opened.close();
    const dear = rows.map((row) => (isPaid(row) ? { ...row, adSpendMinor: (row.adSpendMinor ?? 0) * 5 } : row));
    expect((await watch(dear, AFTER_FAULT_MS)).join()).toContain("paid roas down");
  });
});

describe("a checkout that fails on a campaign's second day", () => {
  it("is the one alert of these days, within hours", async () => {
    const shop = await startAlertTimeline("2026-03-15T07:59", [SHOP], false, (store) =>
      createWatchShop({ store, findPublicHolidays: async () => [], falseAlarms: 0.25 }),
    );
    const hourOf = (hour: number) => START_MS + (FIRST_DAY + 1) * DAY_MS + hour * HOUR_MS;
    const rows = simulateRows(FIRST_DAY + 2, (hourMs) => ({ ...lifted(hourMs, ""), ...(fault(hourMs) ? { conversion: 0 } : {}) }));
    await shop.store.campaigns.add(SALE);
    await feedMetrics(shop.store, rows, START_MS, hourOf(8));
    await shop.say("alerts here");
    for (let hour = 9; hour <= 14; hour++) {
      await feedMetrics(shop.store, rows, hourOf(hour - 1), hourOf(hour));
      await shop.goTo(`2026-03-15T${String(hour).padStart(2, "0")}:05`);
    }
    const posts = shop.said.filter(({ kind, threadOf }) => kind === "post" && threadOf === null);
    expect(posts.map(({ message }) => message.summary)).toEqual([expect.stringMatching(/conversion|orders/i)]);
    expect(posts[0]?.atMs).toBeGreaterThan(hourOf(10));
    expect(posts[0]?.atMs).toBeLessThanOrEqual(hourOf(13.2));
    await shop.close();
  });
});
