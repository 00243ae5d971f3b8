import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWatchShop } from "../../src/figures/watch-shop.ts";
import { importInto, SHOP } from "../contracts/store-fixture.ts";
import { between, DAY_MS, HOUR_MS, START_MS, simulateRows, toFact } from "../core/anomalies/simulate-shop.ts";
import { type AlertTimeline, startAlertTimeline } from "./alert-shop.ts";

/** Tue 3 Mar 2026. The checkout fails from 10:00 to 16:00. */
const FAULT_DAY = 29;
const fault = between(FAULT_DAY + 10 / 24, FAULT_DAY + 16 / 24);
const rows = simulateRows(FAULT_DAY + 2, (hourMs) => (fault(hourMs) ? { conversion: 0 } : {}));

let shop: AlertTimeline;

beforeEach(async () => {
  shop = await startAlertTimeline("2026-03-03T07:59", [SHOP], false, (store) =>
    createWatchShop({ store, findPublicHolidays: async () => [], falseAlarms: 0.25 }),
  );
  await deliver(0, 8);
  await shop.say("alerts here");
});
afterEach(() => shop.close());

/** The feed tells the hours of the fault's day, or with `from` 0 everything before them too. */
async function deliver(from: number, to: number): Promise<void> {
  const [fromMs, toMs] = [from === 0 ? START_MS : hourOf(from), hourOf(to)];
  const told = rows.filter(({ hourMs }) => hourMs >= fromMs && hourMs < toMs).map(toFact);
  await importInto(shop.store, (writer) => writer.putMeasures(told), "metrics");
}

const hourOf = (hour: number) => START_MS + FAULT_DAY * DAY_MS + hour * HOUR_MS;

describe("a checkout that fails", () => {
  it("is one alert within hours, named right, through a restart, and over when orders are back", async () => {
    for (let hour = 9; hour <= 23; hour++) {
      await deliver(hour - 1, hour);
      await shop.goTo(`2026-03-03T${String(hour).padStart(2, "0")}:05`);
      if (hour === 14) await shop.restart();
    }
    const posts = shop.said.filter(({ kind, threadOf }) => kind === "post" && threadOf === null);
    expect(posts).toHaveLength(1);
    expect(posts[0]?.message.summary).toMatch(/conversion|orders/i);
    // Quiet until it failed; known before lunch was over.
    expect(posts[0]?.atMs).toBeGreaterThan(hourOf(10));
    expect(posts[0]?.atMs).toBeLessThanOrEqual(hourOf(13.2));
    expect((await shop.alert(1)).state.type).toBe("recovered");
  });
});
