import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { importInto, type OpenedStore, SHOP } from "../contracts/store-fixture.ts";
import { between, DAY_MS, HOUR_MS, START_MS, simulateRows, toFact } from "../core/anomalies/simulate-shop.ts";
import { feedVisitsAndOrders } from "../scenarios/feed-rows.ts";

const fault = between(40.4, 40.9);
const rows = simulateRows(45, (hourMs) => (fault(hourMs) ? { visits: 4 } : {}));
const instant = (days: number) => START_MS + days * DAY_MS;
const options = { findPublicHolidays: async () => [], falseAlarms: 0.25 };

describe("watching a shop live", () => {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-watch-"));
  let opened: OpenedStore;
  const importUntil = (fromMs: number, toMs: number) =>
    importInto(
      opened.store,
      (writer) => writer.putMeasures(rows.filter(({ hourMs }) => hourMs >= fromMs && hourMs < toMs).map(toFact)),
      "metrics",
    );

  beforeAll(async () => {
    opened = await openTestStore(`file:${folder}/store.db`);
    await opened.store.shops.add(SHOP);
    await importUntil(START_MS, instant(40.4));
  });
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  it("finds the same hour by hour as a restart finds at once; a campaign declared late explains it", async () => {
    const { store } = opened;
    const watch = createWatchShop({ store, ...options });
    const look = (nowMs: number, by = watch) => by({ shop: SHOP, nowMs, expected: [], batches: new Set() });
    expect((await look(instant(40.4))).incidents).toEqual([]);
    // Nothing has come since: an hour that no source has reached is waited for.
    expect(await look(instant(40.4) + 3 * HOUR_MS)).toMatchObject({ incidents: [] });
    for (let hour = 0; hour < 6; hour++) {
      const fromMs = instant(40.4) + hour * HOUR_MS;
      await importUntil(fromMs - HOUR_MS, fromMs + HOUR_MS);
      await look(fromMs + HOUR_MS);
    }
    const nowMs = instant(40.4) + 6 * HOUR_MS;
    const live = await look(nowMs);
    expect(live.incidents).toMatchObject([{ metric: "sessions", direction: "up", endMs: null }]);
    expect(live).toEqual(await look(nowMs, createWatchShop({ store, ...options })));
    const [start, end] = ["2026-03-14T10:00", "2026-03-14T22:00"];
    await store.campaigns.add(campaign({ shopIds: [SHOP.id], phases: [phase("main", start, end)] }));
    expect((await look(nowMs)).incidents).toEqual([]);
  });

  it("takes orders that come once a night for unknown until they come, not for none", async () => {
    const { store, close } = await openTestStore(`file:${folder}/nightly.db`);
    await store.shops.add(SHOP);
    const well = simulateRows(33, () => ({ visits: 3 }));
    await feedVisitsAndOrders(store, well, START_MS, instant(30));
    // A day of visits alone.
    await feedVisitsAndOrders(
      store,
      well.map((row) => ({ ...row, orders: 0 })),
      instant(30),
      instant(31),
    );
    const look = (nowMs: number, batches: readonly string[]) =>
      createWatchShop({ store, ...options })({ shop: SHOP, nowMs, expected: [], batches: new Set(batches) });
    expect((await look(instant(31), [])).incidents).toMatchObject([{ metric: "conversion", direction: "down" }]);
    expect((await look(instant(31), ["orders"])).incidents).toEqual([]);
    // The file of the night tells a dead checkout all the same.
    const dead = between(30.5, 31);
    const told = well.map((row) => (dead(row.hourMs) ? { ...row, orders: 0 } : row));
    await feedVisitsAndOrders(store, told, instant(30), instant(32));
    expect((await look(instant(32), ["orders"])).incidents).toMatchObject([{ metric: "conversion", startMs: instant(30.5) }]);
    await close();
  });
});
