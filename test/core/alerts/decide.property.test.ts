/** What must hold of alerts whatever is found, in whatever order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Alert, isLive } from "../../../src/core/alerts/alert.ts";
import { decide, type Outcome } from "../../../src/core/alerts/decide.ts";
import type { Departure } from "../../../src/core/alerts/finding.ts";
import { lossesOf } from "../../../src/core/alerts/money-at-stake.ts";
import { alertPlace, departure, HOUR_MS, TEN_MS } from "../../contracts/any-alert.ts";

const anyDeparture: fc.Arbitrary<Departure> = fc
  .record({
    shopId: fc.constantFrom("lamps", "rugs", "cups", "hats"),
    metric: fc.constantFrom("orders" as const, "sales" as const, "conversion" as const, "refund_rate" as const),
    channel: fc.constantFrom("all", "paid", "email"),
    startMs: fc.integer({ min: 0, max: 5 }).map((hours) => TEN_MS + hours * HOUR_MS),
    lasts: fc.option(fc.integer({ min: 1, max: 4 })),
    lossMinor: fc.integer({ min: -1_000, max: 90_000 }),
    lossMinorPerHour: fc.integer({ min: -1_000, max: 50_000 }),
  })
  .map(({ lasts, ...rest }) => departure({ ...rest, endMs: lasts === null ? null : rest.startMs + lasts * HOUR_MS }));

const places = [
  alertPlace({ key: "a", postsPerDay: 1 }),
  alertPlace({ key: "b", shopIds: ["lamps"], quiet: { from: { hour: 12, minute: 0 }, to: { hour: 15, minute: 0 } } }),
  alertPlace({ key: "c", mutes: [{ metric: "orders", channel: null }], escalation: { afterMs: 900_000, targets: [] } }),
];

/** Feeds hours of findings one after the other, as the job does, and collects the outbox keys. */
function live(hours: readonly (readonly Departure[])[]) {
  let alerts: readonly Alert[] = [];
  const keys: string[] = [];
  const outcomes: Outcome[] = [];
  hours.forEach((findings, index) => {
    const nowMs = TEN_MS + (6 + index) * HOUR_MS;
    const nextNumber = Math.max(0, ...alerts.map(({ number }) => number)) + 1;
    const outcome = decide({ alerts, findings, places, nextNumber, deletedPosts: new Set(), recent: alerts, nowMs });
    outcomes.push(outcome);
    const changed = new Map(outcome.alerts.map((alert) => [alert.number, { ...alert, version: alert.version + 1 }]));
    for (const { alert: number, place, decision } of outcome.says) {
      const alert = changed.get(number);
      if (alert === undefined || decision.action === "none") continue;
      keys.push(`${number}/${place}/${decision.action === "post" ? "post" : `${decision.action}/${alert.version}`}`);
    }
    alerts = [...alerts.filter(({ number }) => !changed.has(number)), ...changed.values()].sort((a, b) => a.number - b.number);
  });
  return { alerts, keys, outcomes };
}

/** One look says one thing of each series. */
const anyLook = (maxLength: number) =>
  fc.uniqueArray(anyDeparture, { maxLength, selector: ({ shopId, metric, channel }) => `${shopId}/${metric}/${channel}` });
const anyHours = fc.array(anyLook(6), { minLength: 1, maxLength: 5 });

describe("deciding on alerts", () => {
  it("never says the same key twice, and posts each alert once a place", () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const { keys } = live(hours);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("comes to the same whatever order findings come in", () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const again = hours.map((findings) => [...findings].reverse());
        expect(live(again)).toEqual(live(hours));
      }),
    );
  });

  it("says nothing more where nothing more is found", () => {
    fc.assert(
      fc.property(anyLook(6), (findings) => {
        const { alerts } = live([findings]);
        const again = decide({
          alerts,
          findings,
          places,
          nextNumber: 99,
          deletedPosts: new Set(),
          recent: alerts,
          nowMs: TEN_MS + 6 * HOUR_MS,
        });
        expect(again.says.filter(({ decision }) => decision.action !== "none")).toEqual([]);
        expect(again.alerts).toEqual([]);
      }),
    );
  });

  it("puts every finding that goes on into exactly one live alert", () => {
    fc.assert(
      fc.property(anyLook(8), (findings) => {
        const going = findings.filter(({ endMs }) => endMs === null);
        const held = live([findings])
          .alerts.filter(isLive)
          .flatMap((alert) => alert.findings);
        for (const each of going) {
          const same = held.filter(
            (other) =>
              other.type === "departure" && other.shopId === each.shopId && other.metric === each.metric && other.channel === each.channel,
          );
          expect(same.filter(({ endMs }) => endMs === null).length).toBe(1);
        }
      }),
    );
  });

  it("never counts the same missing money twice", () => {
    fc.assert(
      fc.property(fc.array(anyDeparture, { minLength: 1, maxLength: 8 }), (findings) => {
        for (const { shopId, soFarMinor } of lossesOf(findings)) {
          const own = findings.filter((each) => each.shopId === shopId);
          const sum = own.reduce((total, { lossMinor }) => total + Math.max(0, lossMinor), 0);
          expect(soFarMinor).toBeGreaterThanOrEqual(0);
          expect(soFarMinor).toBeLessThanOrEqual(sum);
        }
      }),
    );
  });
});
