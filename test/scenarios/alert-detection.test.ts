/** From the feed to the alert, with the detection that watches live. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EpochMs } from "../../src/core/calendar/period.ts";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { importInto, refund, SHOP } from "../contracts/store-fixture.ts";
import { between, DAY_MS, HOUR_MS, START_MS, simulateRows } from "../core/anomalies/simulate-shop.ts";
import { type AlertTimeline, startAlertTimeline } from "./alert-shop.ts";
import { feedMetrics, feedVisitsAndOrders } from "./feed-rows.ts";

/** Tue 3 Mar 2026. The checkout fails from 10:00 to 16:00. */
const FAULT_DAY = 29;
const fault = between(FAULT_DAY + 10 / 24, FAULT_DAY + 16 / 24);
const rows = simulateRows(FAULT_DAY + 2, (hourMs) => (fault(hourMs) ? { conversion: 0 } : {}));

let shop: AlertTimeline;

beforeEach(async () => {
  shop = await startAlertTimeline("2026-03-03T07:59", [SHOP], false, (store) =>
    createWatchShop({ store, findPublicHolidays: async () => [], falseAlarms: 0.25 }),
  );
});
afterEach(() => shop.close());

type Feed = (store: AlertTimeline["store"], all: typeof rows, fromMs: EpochMs, toMs: EpochMs) => Promise<void>;

/** Until eight all is well and known; then each hour comes five minutes after it has closed. */
async function live(feed: Feed, untilHour: number, eachHour: (hour: number) => Promise<void> = async () => undefined): Promise<void> {
  await feed(shop.store, rows, START_MS, hourOf(8));
  await shop.say("alerts here");
  for (let hour = 9; hour <= untilHour; hour++) {
    await feed(shop.store, rows, hourOf(hour - 1), hourOf(hour));
    await eachHour(hour);
    await shop.goTo(`2026-03-03T${String(hour).padStart(2, "0")}:05`);
  }
}

const hourOf = (hour: number) => START_MS + FAULT_DAY * DAY_MS + hour * HOUR_MS;
const posts = () => shop.said.filter(({ kind, threadOf }) => kind === "post" && threadOf === null);
const textOfPost = () => JSON.stringify(posts()[0]?.message.blocks);

describe("a checkout that fails", () => {
  it("is one alert within hours, named right, through a restart, and over when orders are back", async () => {
    await live(feedMetrics, 23, async (hour) => {
      if (hour === 14) await shop.restart();
    });
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.message.summary).toMatch(/conversion|orders/i);
    // Quiet until it failed; known before lunch was over.
    expect(posts()[0]?.atMs).toBeGreaterThan(hourOf(10));
    expect(posts()[0]?.atMs).toBeLessThanOrEqual(hourOf(13.2));
    expect((await shop.alert(1)).state.type).toBe("recovered");
  });

  it("known from a feed that goes on telling hours is the checkout, not the data", async () => {
    await live(feedMetrics, 14);
    expect(textOfPost()).toContain("though the feed “metrics” goes on");
    expect(textOfPost()).toContain("Place a test order; then");
  });
});

describe("orders that stop while visits go on", () => {
  it("may be the feed as well as the checkout: the alert says since when the feed is silent, and to look there first", async () => {
    await live(feedVisitsAndOrders, 14);
    expect(posts()).toHaveLength(1);
    expect(textOfPost()).toContain(
      "not one order from any channel: the feed “orders” has told nothing since the hour of Tue 3 Mar 2026, 09:00, or nobody can pay",
    );
    expect(textOfPost()).toContain("Look for new orders in the shop's own admin.");
  });

  it("while the same feed tells of a refund are the checkout's fault", async () => {
    await live(feedVisitsAndOrders, 14, async (hour) => {
      if (hour !== 12) return;
      const late = refund("r1", { at: new Date(hourOf(11.5)).toISOString(), channel: "paid" });
      await importInto(shop.store, (writer) => writer.putRefunds([late]), "orders");
    });
    expect(textOfPost()).toContain("though the feed “orders” goes on (it reaches Tue 3 Mar 2026, 11:00): the checkout, not the data");
    expect(textOfPost()).toContain("Place a test order; then");
  });
});
