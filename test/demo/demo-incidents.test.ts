/** What happens in the demo shop is where it should be, and the numbers show it. */
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay, EpochMs } from "../../src/core/calendar/period.ts";
import { businessDayOf, dayBounds } from "../../src/core/calendar/zone-clock.ts";
import { DEMO_CAMPAIGNS } from "../../src/demo/campaigns.ts";
import type { DemoRange } from "../../src/demo/demo-range.ts";
import { DEMO_SHOP } from "../../src/demo/demo-shop.ts";
import { generateRefunds } from "../../src/demo/generate-refunds.ts";
import { generateSessions } from "../../src/demo/generate-sessions.ts";
import { INCIDENT_KINDS, type IncidentKind, incidentsBetween } from "../../src/demo/incidents.ts";
import { day, emptySums, RANGE, type Sums, sumBy } from "./sum-demo.ts";

const WEEK_MS = 7 * 86_400_000;

const byDay = sumBy(RANGE, (dayOf) => dayOf);

function on(dayOf: BusinessDay): Sums {
  return byDay.get(dayOf) ?? emptySums();
}

/** The same weekday in the two weeks before and after. */
function usual(dayOf: BusinessDay, of: (sums: Sums) => number): number {
  const values = [-14, -7, 7, 14].map((later) => of(on(addDays(dayOf, later)))).filter((value) => value > 0);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function during(kind: IncidentKind) {
  return incidentsBetween(day("2024-12-20"), day("2026-10-10")).filter((incident) => incident.kind === kind);
}

function sumDuring(fromMs: EpochMs, toMs: EpochMs): Sums {
  return sumBy(rangeOf(fromMs, toMs), (_, atMs) => (atMs >= fromMs ? "during" : "before")).get("during") ?? emptySums();
}

/** From the beginning of the first day. */
function rangeOf(fromMs: EpochMs, toMs: EpochMs): DemoRange {
  return { fromDay: businessDayOf(fromMs, DEMO_SHOP.zone), untilMs: toMs };
}

describe("campaigns and incidents", () => {
  it.each(DEMO_CAMPAIGNS.flatMap((campaign) => [2024, 2025].map((year) => ({ campaign, year, name: campaign.name }))))(
    "lifts the best day of $name $year three to five times",
    ({ campaign, year }) => {
      const first = campaign.firstDay(year);
      const lifts = campaign.days.map(
        (_, index) => on(addDays(first, index)).siteOrders / usual(addDays(first, index - 21), (sums) => sums.siteOrders),
      );
      expect(Math.max(...lifts)).toBeGreaterThan(3);
      expect(Math.max(...lifts)).toBeLessThan(6);
    },
  );

  it("finds Black Friday the day after Thanksgiving", () => {
    const [, blackFriday] = DEMO_CAMPAIGNS;
    expect([2024, 2025, 2026].map((year) => blackFriday?.firstDay(year))).toEqual(["2024-11-28", "2025-11-27", "2026-11-26"]);
  });

  it("holds a whole incident in any sixty days", () => {
    for (let from = day("2024-01-01"); from < "2028-01-01"; from = addDays(from, 1)) {
      const to = addDays(from, 60);
      const whole = incidentsBetween(from, to).filter(({ toMs }) => toMs <= dayBounds(to, DEMO_SHOP.zone).fromMs);
      expect(whole.length, `from ${from}`).toBeGreaterThan(0);
    }
  });

  it("keeps incidents where they were when the range moves", () => {
    const all = incidentsBetween(day("2025-01-01"), day("2026-01-01"));
    const later = incidentsBetween(day("2025-07-01"), day("2026-12-01"));
    const seam = dayBounds(day("2025-07-01"), DEMO_SHOP.zone).fromMs;
    const end = dayBounds(day("2026-01-01"), DEMO_SHOP.zone).fromMs;
    expect(later.filter(({ fromMs }) => fromMs < end)).toEqual(all.filter(({ fromMs }) => fromMs >= seam));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(INCIDENT_KINDS));
  });

  it("shows a checkout failure: visits as ever, hardly an order", () => {
    expect(during("checkout-failure").length).toBeGreaterThan(3);
    for (const { fromMs, toMs } of during("checkout-failure")) {
      const bad = sumDuring(fromMs, toMs);
      expect(bad.sessions).toBeGreaterThan(200);
      expect(bad.converted / bad.sessions).toBeLessThan(0.012);
    }
  });

  it("shows a tracking outage: no sessions, orders as ever", () => {
    for (const { fromMs, toMs } of during("tracking-outage")) {
      const [bad, before] = [sumDuring(fromMs, toMs), sumDuring(fromMs - WEEK_MS, toMs - WEEK_MS)];
      expect(bad.sessions).toBe(0);
      expect(bad.siteOrders).toBeGreaterThan(0.5 * before.siteOrders);
    }
  });

  it("shows paid ads stopped: neither visits nor spend of that channel", () => {
    for (const { fromMs, toMs } of during("paid-stopped")) {
      const paid = [...generateSessions(rangeOf(fromMs, toMs))].filter(
        ({ bucket, channel }) => channel === "paid" && bucket.grain === "hour" && bucket.hourStartMs >= fromMs,
      );
      expect(paid.reduce((sum, { values }) => sum + (values.sessions ?? 0), 0)).toBeLessThan(60);
    }
  });

  it("shows a bad batch: refunds of teaware pile up in the fortnight after it", () => {
    const broken = [...generateRefunds(RANGE)].filter(({ reason }) => reason === "broken on arrival");
    for (const { fromMs, toMs } of during("bad-batch")) {
      const spike = broken.filter(({ refundedAtMs }) => refundedAtMs >= fromMs && refundedAtMs < toMs + 2 * WEEK_MS);
      expect(spike.length).toBeGreaterThan(25);
      expect(spike.every(({ sku }) => sku.startsWith("WARE"))).toBe(true);
    }
  });
});
