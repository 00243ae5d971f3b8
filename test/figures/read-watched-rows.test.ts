import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { replay } from "../../src/core/anomalies/watched-row.ts";
import type { MeasureFact } from "../../src/core/facts.ts";
import { readWatchedRows } from "../../src/figures/read-watched-rows.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { hourly, importInto, line, SHOP } from "../contracts/store-fixture.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-03-02T10:00:00Z");

const at = (hour: number) => new Date(START_MS + hour * HOUR_MS).toISOString();

async function withShop(work: (store: Awaited<ReturnType<typeof openTestStore>>["store"]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-watched-"));
  const { store, close } = await openTestStore(`file:${folder}/store.db`);
  await store.shops.add(SHOP);
  await work(store);
  await close();
  rmSync(folder, { recursive: true });
}

const feed = (hours: readonly number[], values: (hour: number) => MeasureFact["values"]) =>
  hours.map((hour) => hourly(at(hour), values(hour), { availableAtMs: START_MS + (hour + 1) * HOUR_MS }));

describe("the rows that are watched", () => {
  it("keep an hour that a dense feed left out unknown", async () => {
    await withShop(async (store) => {
      const hours = [...Array(24).keys()].filter((hour) => hour !== 5);
      await importInto(store, (writer) => writer.putMeasures(feed(hours, (hour) => ({ sessions: hour }))), "metrics");
      const rows = await readWatchedRows(store, SHOP, START_MS, START_MS + 48 * HOUR_MS);
      expect(rows.map(({ sessions }) => sessions)).toEqual(hours);
    });
  });

  it("write out the hours in which nothing was ordered, as far as any source has got", async () => {
    await withShop(async (store) => {
      await importInto(store, (writer) => writer.putOrderLines([line("1", { at: at(0) }), line("2", { at: at(3) })]));
      await importInto(store, (writer) => writer.putMeasures(feed([0, 1, 2, 3, 4], () => ({ sessions: 7 }))), "metrics");
      const rows = await readWatchedRows(store, SHOP, START_MS, START_MS + 48 * HOUR_MS);
      expect(rows.map(({ orders }) => orders)).toEqual([1, 0, 0, 1, 0]);
      expect(rows.map(({ sessions }) => sessions)).toEqual([7, 7, 7, 7, 7]);
      expect(rows.map(({ valueMinor }) => valueMinor)).toEqual([1000, 0, 0, 1000, 0]);
    });
  });

  it("join sessions and orders whose channels have nothing in common", async () => {
    await withShop(async (store) => {
      await importInto(store, (writer) => writer.putOrderLines([line("1", { at: at(0), channel: "online_store" })]));
      await importInto(store, (writer) => writer.putMeasures(feed([0], () => ({ sessions: 7 }))), "metrics");
      const [row] = await readWatchedRows(store, SHOP, START_MS, START_MS + HOUR_MS);
      expect(row).toMatchObject({ channel: "", sessions: 7, orders: 1 });
    });
  });

  it("are seen in a replay when they became known, and not before", async () => {
    await withShop(async (store) => {
      const late = hourly(at(1), { sessions: 9 }, { availableAtMs: START_MS + 3 * HOUR_MS });
      await importInto(store, (writer) => writer.putMeasures([...feed([0, 2, 3], () => ({ sessions: 7 })), late]), "metrics");
      const rows = await readWatchedRows(store, SHOP, START_MS, START_MS + 4 * HOUR_MS);
      const hours = [0, 1, 2, 3].map((hour) => START_MS + hour * HOUR_MS);
      const seen = [...replay(rows, hours, START_MS + 4 * HOUR_MS)].map((step) =>
        step.rows.map(({ hourMs }) => (hourMs - START_MS) / HOUR_MS),
      );
      expect(seen).toEqual([[0], [], [1, 2], [3]]);
    });
  });
});
