import { describe, expect, it } from "vitest";
import type { ExpectedSpan } from "../../src/core/alerts/expected-span.ts";
import type { AlertRule } from "../../src/core/alerts/rule.ts";
import type { OutboxEntry } from "../../src/ports/outbox.ts";
import { alert, departure, HOUR_MS, placed, silentFeed, TEN_MS } from "./any-alert.ts";
import type { OpenStore } from "./store-fixture.ts";

const ANN = { userId: "U1", name: "Ann" };

const RULE: AlertRule = {
  ...{ number: 1, version: 0, shopId: "lamps", state: "active", createdAtMs: TEN_MS },
  condition: {
    ...{ metric: "conversion", channel: "paid", hours: 2, volume: { metric: "sessions", moreThan: 200 } },
    test: { type: "threshold", side: "below", value: 0.015 },
  },
};

const ENTRY: OutboxEntry = {
  ...{ key: "alert/1/slack/T1/C1", kind: "post", place: { platform: "slack", workspace: "T1", channel: "C1", thread: null } },
  message: { kind: "notice", locale: "en", summary: "orders are gone", blocks: [], actions: [] },
  ...{ threadOf: null, editOf: null, notBeforeMs: TEN_MS, staleAfterMs: TEN_MS + HOUR_MS, ownerUserId: null, urgency: "normal" },
};

export function describeAlertStore(open: OpenStore): void {
  describe("alert store", () => {
    it("gives back what it was given, one version later", async () => {
      const { store, close } = await open();
      const hours = [{ hourMs: TEN_MS, observed: null, expected: 12.5, low: 6, high: 20 }];
      const full = alert(1, {
        findings: [departure({ hours, rule: 3, endMs: TEN_MS + HOUR_MS }), silentFeed()],
        state: { type: "snoozed", by: ANN, atMs: TEN_MS, untilMs: null },
        cause: {
          endedCampaign: "双11",
          lateCampaign: null,
          silentSource: "orders",
          ordersGone: { feed: "silent", source: "orders", reachesMs: TEN_MS },
          channel: { name: "paid", share: 0.8 },
          factor: { name: "conversion", share: 0.9 },
        },
        posts: [{ place: "slack/T1/C1", key: "alert/1/slack/T1/C1", postedAtMs: TEN_MS, escalations: 1 }],
        events: [
          { type: "opened", atMs: TEN_MS },
          { type: "worse", atMs: TEN_MS, fromMinorPerHour: 1, toMinorPerHour: 2 },
          { type: "closed", atMs: TEN_MS, by: ANN, verdict: "expected", reason: "灯 sale" },
        ],
      });
      expect(await store.alerts.commit({ alerts: [full] }, TEN_MS)).toBe(true);
      expect(await store.alerts.find(1)).toEqual({ ...full, version: 1 });
      expect(await store.alerts.find(2)).toBeNull();
      const quiet = placed({
        ...{ quiet: { from: { hour: 22, minute: 0 }, to: { hour: 7, minute: 0 } }, mutes: [{ metric: "aov", channel: null }] },
        escalation: { afterMs: 900_000, targets: [{ type: "person", userId: "U2", name: "Bo" }] },
      });
      expect(await store.alerts.commit({ places: [quiet], rules: [RULE] }, TEN_MS)).toBe(true);
      expect(await store.alerts.places()).toEqual([{ ...quiet, version: 1 }]);
      expect(await store.alerts.place({ ...quiet.place, thread: "t" })).toEqual({ ...quiet, version: 1 });
      expect(await store.alerts.rules()).toEqual([{ ...RULE, version: 1 }]);
      await close();
    });

    it("lets the first of two writers win, and writes nothing of the second", async () => {
      const { store, close } = await open();
      await store.alerts.commit({ alerts: [alert(1)] }, TEN_MS);
      const read = await store.alerts.find(1);
      if (read === null) throw new Error("it was written");
      const taken = { ...read, state: { type: "acknowledged", by: ANN, atMs: TEN_MS } } as const;
      expect(await store.alerts.commit({ alerts: [taken] }, TEN_MS)).toBe(true);
      const late = { alerts: [read], entries: [ENTRY], watched: [{ shopId: "lamps", version: 0, state: {} }] };
      expect(await store.alerts.commit(late, TEN_MS)).toBe(false);
      expect(await store.alerts.find(1)).toEqual({ ...taken, version: 2 });
      expect([await store.outbox.find(ENTRY.key), await store.alerts.watched("lamps")]).toEqual([null, null]);
      await close();
    });

    it("refuses a number that is taken, and says the next", async () => {
      const { store, close } = await open();
      expect(await store.alerts.nextNumbers()).toEqual({ alert: 1, rule: 1 });
      await store.alerts.commit({ alerts: [alert(1), alert(2)], rules: [RULE] }, TEN_MS);
      expect(await store.alerts.commit({ alerts: [alert(2)] }, TEN_MS)).toBe(false);
      expect(await store.alerts.nextNumbers()).toEqual({ alert: 3, rule: 2 });
      await close();
    });

    it("writes alert, watch state and outbox together", async () => {
      const { store, close } = await open();
      const watched = { shopId: "lamps", version: 0, state: { feeds: [{ source: "orders" }] } };
      expect(await store.alerts.commit({ alerts: [alert(1)], watched: [watched], entries: [ENTRY] }, TEN_MS)).toBe(true);
      expect(await store.alerts.watched("lamps")).toEqual({ ...watched, version: 1 });
      expect((await store.outbox.find(ENTRY.key))?.state).toBe("waiting");
      expect(await store.alerts.commit({ watched: [watched] }, TEN_MS)).toBe(false);
      await close();
    });

    it("tells those that live from those that are over, and forgets old ones", async () => {
      const { store, close } = await open();
      const over = (number: number, atMs: number) => alert(number, { openedAtMs: atMs, state: { type: "recovered", atMs } });
      await store.alerts.commit({ alerts: [alert(1, { openedAtMs: TEN_MS }), over(2, TEN_MS + 5), over(3, TEN_MS + 9)] }, TEN_MS);
      expect((await store.alerts.since(TEN_MS + 9)).map(({ number }) => number)).toEqual([1, 3]);
      expect((await store.alerts.openedSince(TEN_MS + 5)).map(({ number }) => number)).toEqual([2, 3]);
      expect(await store.alerts.prune(TEN_MS + 9)).toBe(1);
      expect((await store.alerts.openedSince(0)).map(({ number }) => number)).toEqual([1, 3]);
      await close();
    });

    it("keeps the hours that were expected, of each shop by itself", async () => {
      const { store, close } = await open();
      const span = (overrides: Partial<ExpectedSpan>): ExpectedSpan => ({
        ...{ shopId: "lamps", fromMs: TEN_MS, toMs: TEN_MS + HOUR_MS, metric: null, channel: null, reason: "sale" },
        ...overrides,
      });
      const later = span({ fromMs: TEN_MS + 5 * HOUR_MS, toMs: TEN_MS + 6 * HOUR_MS, metric: "orders", channel: "paid" });
      await store.alerts.commit({ expected: [later, span({}), span({ shopId: "rugs" })] }, TEN_MS);
      await store.alerts.commit({ expected: [span({ reason: "again" })] }, TEN_MS);
      expect(await store.alerts.expected("lamps", 0)).toEqual([span({}), later]);
      expect(await store.alerts.expected("lamps", TEN_MS + HOUR_MS)).toEqual([later]);
      await close();
    });
  });
}
