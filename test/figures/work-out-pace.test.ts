import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBusinessDay } from "../../src/core/calendar/business-day.ts";
import type { OrderLineFact } from "../../src/core/facts.ts";
import { parseCurrency } from "../../src/core/money.ts";
import { workOutPace } from "../../src/figures/work-out-pace.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { importInto, line, must, type OpenedStore, SHOP } from "../contracts/store-fixture.ts";

const HOUR_MS = 3_600_000;
/** Three days over the change of the clock on 25 October 2026. */
const AUTUMN = campaign({
  id: "autumn",
  name: "Autumn",
  phases: [phase("main", "2026-10-24", "2026-10-26")],
  targets: { sales: 1_000_000 },
});
const FROM_MS = Date.parse("2026-10-24T00:00+02:00");
const SOLD_OUT_MS = Date.parse("2026-10-25T09:00+01:00");
const NOW_MS = Date.parse("2026-10-25T15:20+01:00");

/** Six orders an hour, four of them lamps until they sell out; a vase now and then. */
function orders(): readonly OrderLineFact[] {
  const lines: OrderLineFact[] = [];
  for (let atMs = FROM_MS; atMs < NOW_MS - HOUR_MS; atMs += HOUR_MS)
    for (let index = 0; index < 6; index++) {
      const product = index < 4 && atMs < SOLD_OUT_MS ? "Lamp" : index === 4 && (atMs / HOUR_MS) % 12 === 0 ? "Vase" : `Card ${index}`;
      lines.push(line(`o${atMs}-${index}`, { at: new Date(atMs + 60_000).toISOString(), product, sku: product }));
    }
  return lines;
}

describe("a running campaign's pace", () => {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-pace-"));
  let opened: OpenedStore;
  const work = (nowMs: number, given = AUTUMN) =>
    workOutPace({ campaign: given, shop: SHOP, campaigns: [given], nowMs }, { store: opened.store, findPublicHolidays: async () => [] });

  beforeAll(async () => {
    opened = await openTestStore(`file:${folder}/store.db`);
    await opened.store.shops.add(SHOP);
    const meta = { shopId: SHOP.id, source: "orders", origin: "test", startedAtMs: 0, throughMs: NOW_MS };
    await opened.store.facts.importFacts(meta, ({ putOrderLines }) => putOrderLines(orders()));
  });
  it("of one shop among several is held to its part of the target, in its own currency, where a rate says what that is", async () => {
    const { store } = opened;
    const other = { ...SHOP, id: "lampes", currency: must(parseCurrency("USD")) };
    const spring = campaign({
      ...{ id: "spring", name: "Spring", shopIds: [SHOP.id, other.id], phases: [phase("main", "2026-03-10", "2026-03-11")] },
      ...{ targets: { sales: 100_000, aov: 2_000, orders: 50 }, budgetMinor: 10_000 },
    });
    await store.shops.add(other);
    for (const [shopId, orders, gross] of [
      [SHOP.id, 30, 1000],
      [other.id, 10, 1100],
    ] as const)
      await importInto(
        store,
        (writer) =>
          writer.putOrderLines(
            Array.from({ length: orders }, (_, index) => line(`${shopId}-${index}`, { at: "2026-03-02T10:00:00Z", gross })),
          ),
        "orders",
        shopId,
      );
    const held = async (shop: typeof SHOP) => {
      const { target, targetShare, budget } = await workOutPace(
        { campaign: spring, shop, campaigns: [spring], nowMs: NOW_MS },
        { store, findPublicHolidays: async () => [] },
      );
      return { target, targetShare, budget };
    };
    expect(await held(SHOP)).toEqual({ target: null, targetShare: 0, budget: null });
    await store.rates.put({ from: SHOP.currency, to: other.currency, rate: "1.1", day: must(parseBusinessDay("2026-03-01")) });
    expect(await held(SHOP)).toEqual({ target: 75_000, targetShare: 0.75, budget: 7_500 });
    expect(await held(other)).toEqual({ target: 27_500, targetShare: 0.25, budget: 2_750 });
  });

  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  it("counts the hours that are over, the one that the clock passes twice as two, and holds them against the plan", async () => {
    const pace = await work(NOW_MS);
    expect(pace).toMatchObject({ hoursOver: 40, hoursInAll: 73, orders: 40 * 6, sales: 40 * 6 * 1000, lastTime: null });
    // Whole units that add up: the first hours get what rounding left.
    expect(Math.abs((pace.planned ?? 0) - (1_000_000 * 40) / 73)).toBeLessThan(40);
    expect(pace.neededPerHour).toBe(Math.ceil((1_000_000 - 240_000) / 33));
    expect(pace.projection?.low).toBeLessThan(pace.projection?.close ?? 0);
    expect(pace.line.low.filter((value) => value !== null)).toHaveLength(33);
    expect(pace.line.high.at(-1)).toBe(pace.projection?.high);
  });

  it("names what has likely sold out, and no slow seller", async () => {
    const pace = await work(NOW_MS);
    expect(pace.soldOut).toEqual([{ product: "Lamp", sinceMs: SOLD_OUT_MS, ordersAnHour: 4, salesAnHour: 4000 }]);
    expect((await work(SOLD_OUT_MS + HOUR_MS)).soldOut).toEqual([]);
  });

  it("of an hour that has just begun, of one without sales, and of a month is whole", async () => {
    expect(await work(FROM_MS + 600_000)).toMatchObject({ hoursOver: 0, projection: null, products: [], soldOut: [], planned: 0 });
    const hour = campaign({ id: "flash", phases: [phase("main", "2026-10-24T10:00", "2026-10-24T11:00")] });
    expect(await work(FROM_MS + 10.5 * HOUR_MS, hour)).toMatchObject({ hoursOver: 0, hoursInAll: 1, target: null, neededPerHour: null });
    expect(await work(FROM_MS + 12 * HOUR_MS, hour)).toMatchObject({ hoursOver: 1, sales: 6000, neededPerHour: null });
    const month = campaign({ id: "month", phases: [phase("main", "2026-10-24", "2026-11-22")], targets: { sales: 0 } });
    const pace = await work(NOW_MS, month);
    expect(pace).toMatchObject({ hoursInAll: 721, planned: 0, neededPerHour: null });
    expect(pace.projection?.close).toBeGreaterThan(pace.sales);
  });
});
