/** The demo shop is the same every time, and nothing past ever changes. */
import { describe, expect, it } from "vitest";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import { dayBounds } from "../../src/core/calendar/zone-clock.ts";
import type { MeasureFact } from "../../src/core/facts.ts";
import { type DemoRange, demoRange } from "../../src/demo/demo-range.ts";
import { DEMO_SHOP } from "../../src/demo/demo-shop.ts";
import { generateAdSpend, generateCogs } from "../../src/demo/generate-costs.ts";
import { generateOrderLines } from "../../src/demo/generate-order-lines.ts";
import { generateRefunds } from "../../src/demo/generate-refunds.ts";
import { generateSessions } from "../../src/demo/generate-sessions.ts";
import { day, days, RANGE } from "./sum-demo.ts";

const HOUR_MS = 3_600_000;

function facts(range: DemoRange) {
  return {
    lines: [...generateOrderLines(range)],
    refunds: [...generateRefunds(range)].sort((a, b) => (a.refundId < b.refundId ? -1 : 1)),
    sessions: [...generateSessions(range)],
    spend: [...generateAdSpend(range)],
    cogs: [...generateCogs(range)],
  };
}

describe("the demo shop in time", () => {
  it("gives the same shop for the same instant", () => {
    expect(facts(days("2026-10-20", "2026-11-03"))).toEqual(facts(days("2026-10-20", "2026-11-03")));
  });

  it("changes nothing in a day when more days follow, or when the range begins elsewhere", () => {
    const inWeek = <T extends { readonly day: BusinessDay }>(items: readonly T[]) =>
      items.filter((item) => item.day >= "2026-09-07" && item.day <= "2026-09-13");
    const long = facts(days("2026-08-30", "2026-10-02"));
    const short = facts(days("2026-09-07", "2026-09-13"));
    expect(short.lines).toEqual(long.lines.filter(({ order }) => order.day >= "2026-09-07" && order.day <= "2026-09-13"));
    expect(short.refunds).toEqual(inWeek(long.refunds));
    const bucketsInWeek = (rows: readonly MeasureFact[]) => rows.filter(({ bucket }) => inWeek([bucket]).length > 0);
    expect(short.sessions).toEqual(bucketsInWeek(long.sessions));
    expect(short.spend).toEqual(bucketsInWeek(long.spend));
    expect(short.cogs).toEqual(bucketsInWeek(long.cogs));
  });

  it("makes the part of a day the beginning of the whole day", () => {
    const whole = facts(days("2026-11-20", "2026-11-21"));
    const untilMs = Date.parse("2026-11-21T14:00:00+01:00");
    const part = facts({ fromDay: day("2026-11-20"), untilMs });
    expect(part.lines).toEqual(whole.lines.filter(({ order }) => order.placedAtMs < untilMs));
    expect(part.refunds).toEqual(whole.refunds.filter(({ refundedAtMs }) => refundedAtMs < untilMs));
    expect(part.sessions).toEqual(
      whole.sessions.filter(({ bucket }) => (bucket.grain === "hour" ? bucket.hourStartMs < untilMs : bucket.day === "2026-11-20")),
    );
    expect(part.cogs.every(({ bucket }) => bucket.day === "2026-11-20")).toBe(true);
  });

  it("ends with the last closed hour and begins 25 months earlier", () => {
    expect(RANGE).toEqual({ fromDay: "2024-10-22", untilMs: Date.parse("2026-11-22T13:00:00Z") });
  });

  it("ends with yesterday in the first hour of a day", () => {
    const range = demoRange(Date.parse("2026-11-22T00:30:00+01:00"));
    const lines = [...generateOrderLines({ ...range, fromDay: day("2026-11-20") })];
    expect(lines.at(-1)?.order.day).toBe("2026-11-21");
    expect([...generateCogs({ ...range, fromDay: day("2026-11-21") })].length).toBeGreaterThan(0);
  });

  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
    ["2026-10-26", 24],
  ])("fills %s with its %d hours", (date, hours) => {
    const starts = new Set(
      [...generateSessions(days(date, date))].flatMap(({ bucket }) => (bucket.grain === "hour" ? [bucket.hourStartMs] : [])),
    );
    expect(starts.size).toBe(hours);
    const { fromMs, toMs } = dayBounds(day(date), DEMO_SHOP.zone);
    for (const { order } of generateOrderLines(days(date, date))) {
      expect(order.placedAtMs).toBeGreaterThanOrEqual(Math.max(fromMs, order.hourStartMs));
      expect(order.placedAtMs).toBeLessThan(Math.min(toMs, order.hourStartMs + HOUR_MS));
    }
  });
});
