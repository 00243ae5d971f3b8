/** One look is one transaction: what dies, races or fails in the middle neither loses nor repeats anything. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WatchShop } from "../../src/jobs/look-at-shop.ts";
import { watchAlerts } from "../../src/jobs/watch-alerts.ts";
import { type Store, StoreError } from "../../src/ports/stores.ts";
import { departure } from "../contracts/any-alert.ts";
import { line, SHOP } from "../contracts/store-fixture.ts";
import { type AlertTimeline, startAlertTimeline } from "../scenarios/alert-shop.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let shop: AlertTimeline;

beforeEach(async () => {
  shop = await startAlertTimeline("2026-03-10T12:00");
  await shop.say("alerts here");
});

afterEach(() => shop.close());

function look(store: Store, nowMs = shop.nowMs()): Promise<boolean> {
  const { type, rule, ...incident } = departure();
  return watchAlerts({ store, log: silent, watch: async ({ state }) => ({ state, incidents: [incident] }) }, nowMs);
}

async function keysInOutbox(): Promise<readonly string[]> {
  const all = await shop.store.outbox.list({ workspace: null, states: ["waiting", "sent"], limit: 50 });
  return all.map(({ key }) => key);
}

describe("a look at the shops", () => {
  it("by two replicas at once makes one alert and one post", async () => {
    const written = await Promise.all([look(shop.store), look(shop.store), look(shop.store)]);
    expect(written.filter((each) => each)).toHaveLength(1);
    expect(await keysInOutbox()).toEqual(["alert/1/slack/T1/C1"]);
    expect(await shop.store.alerts.openedSince(0)).toHaveLength(1);
  });

  it("that cannot be written leaves nothing behind, and the next one says it once", async () => {
    const broken: Store = {
      ...shop.store,
      alerts: { ...shop.store.alerts, commit: () => Promise.reject(new StoreError("unreachable", "the disk is full")) },
    };
    await expect(look(broken)).rejects.toMatchObject({ code: "unreachable" });
    expect([await keysInOutbox(), await shop.store.alerts.watched("lamps")]).toEqual([[], null]);
    await look(shop.store);
    await look(shop.store);
    expect(await keysInOutbox()).toEqual(["alert/1/slack/T1/C1"]);
  });

  it("goes on with the other shops where one cannot be watched", async () => {
    await shop.store.shops.add({ ...SHOP, id: "rugs" });
    await shop.say("alerts here all");
    await shop.deliver(shop.nowMs(), "orders");
    await shop.store.facts.importFacts({ shopId: "rugs", source: "orders", origin: "test", startedAtMs: 0 }, ({ putOrderLines }) =>
      putOrderLines([line("r1")]),
    );
    const { type, rule, ...incident } = departure({ shopId: "rugs" });
    const watch: WatchShop = async ({ shop: { id }, state }) => {
      if (id === "lamps") throw new Error("its model is broken");
      return { state, incidents: [incident] };
    };
    await watchAlerts({ store: shop.store, log: silent, watch }, shop.nowMs());
    expect(await keysInOutbox()).toEqual(["alert/1/slack/T1/C1"]);
  });

  it("begins anew where another version has left its state", async () => {
    await shop.store.alerts.commit({ watched: [{ shopId: "lamps", version: 0, state: { data: 7 } }] }, shop.nowMs());
    expect(await look(shop.store)).toBe(true);
    expect((await shop.store.alerts.watched("lamps"))?.version).toBe(2);
  });
});
