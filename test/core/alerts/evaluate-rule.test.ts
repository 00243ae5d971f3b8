import { describe, expect, it } from "vitest";
import { backtestRule } from "../../../src/core/alerts/backtest-rule.ts";
import { drawRule } from "../../../src/core/alerts/draw-rule.ts";
import { readRule, rowsByHour } from "../../../src/core/alerts/evaluate-rule.ts";
import type { RuleCondition } from "../../../src/core/alerts/rule.ts";
import type { WatchedRow } from "../../../src/core/anomalies/watched-row.ts";
import { hourStarts } from "../../../src/core/calendar/zone-clock.ts";
import { HOUR_MS, TEN_MS } from "../../contracts/any-alert.ts";
import { BERLIN } from "../../contracts/store-fixture.ts";

function row(hour: number, overrides: Partial<WatchedRow> = {}): WatchedRow {
  const hourMs = TEN_MS + hour * HOUR_MS;
  return {
    ...{ hourMs, channel: "paid", sessions: 100, orders: 3, valueMinor: 3_000, returnsMinor: 0, adSpendMinor: null },
    availableAtMs: hourMs + HOUR_MS,
    ...overrides,
  };
}

function rule(overrides: Partial<RuleCondition> = {}): RuleCondition {
  const test = { type: "threshold", side: "below", value: 0.02 } as const;
  return { metric: "conversion", channel: null, hours: 2, volume: null, test, ...overrides };
}

const read = (condition: RuleCondition, rows: readonly WatchedRow[], hour: number) =>
  readRule(condition, rowsByHour(rows), TEN_MS + hour * HOUR_MS, TEN_MS + hour * HOUR_MS);

describe("a rule at the end of an hour", () => {
  it("looks at its hours together, as the ratio of sums", () => {
    const rows = [row(0, { orders: 1 }), row(1, { sessions: 300, orders: 3 })];
    expect(read(rule(), rows, 2)).toEqual({ value: 0.01, bound: 0.02, holds: true, lossMinor: 6_000 });
  });

  it("is unknown, and rings nothing, where an hour or the measure is not told, or not told yet", () => {
    expect(read(rule(), [row(1)], 2)).toBeNull();
    expect(read(rule(), [row(0, { sessions: null }), row(1, { sessions: null })], 2)).toBeNull();
    expect(read(rule(), [row(0), row(1, { orders: 0, availableAtMs: TEN_MS + 9 * HOUR_MS })], 2)).toBeNull();
    expect(read(rule({ metric: "roas" }), [row(0), row(1)], 2)).toBeNull();
  });

  it("asks for its least volume in the same hours", () => {
    const rows = [row(0, { orders: 0 }), row(1, { orders: 0 })];
    expect(read(rule({ volume: { metric: "sessions", moreThan: 200 } }), rows, 2)?.holds).toBe(false);
    expect(read(rule({ volume: { metric: "sessions", moreThan: 199 } }), rows, 2)?.holds).toBe(true);
  });

  it("of a channel leaves the others out, and conversion leaves out those without sessions", () => {
    const rows = [0, 1].flatMap((hour) => [row(hour, { orders: 0 }), row(hour, { channel: "pos", sessions: null, orders: 50 })]);
    expect(read(rule({ channel: "paid" }), rows, 2)?.value).toBe(0);
    expect(read(rule(), rows, 2)?.value).toBe(0);
    expect(read(rule({ metric: "orders" }), rows, 2)?.value).toBe(100);
  });

  it("against last week takes the same hours of then", () => {
    const test = { type: "change", side: "above", ratio: 0.5, against: "last-week" } as const;
    const week = [
      row(-168, { returnsMinor: 100 }),
      row(-167, { returnsMinor: 100 }),
      row(0, { returnsMinor: 200 }),
      row(1, { returnsMinor: 101 }),
    ];
    expect(read(rule({ metric: "refund_rate", test }), week, 2)?.holds).toBe(true);
    expect(read(rule({ metric: "refund_rate", test }), week.slice(1), 2)).toBeNull();
  });
});

describe("the chart of a rule", () => {
  const week = Array.from({ length: 240 }, (_, hour) => row(hour - 190, hour === 239 ? { orders: 1 } : {}));

  it("shows what its hours came to, beside what it would have let pass, in the last two days", () => {
    const hours = drawRule(rule(), rowsByHour(week), TEN_MS + 50 * HOUR_MS, TEN_MS + 50 * HOUR_MS);
    expect(hours).toHaveLength(48);
    expect(hours[46]).toEqual({ hourMs: TEN_MS + 48 * HOUR_MS, observed: 0.03, expected: 0.02, low: 0.02, high: 0.033 });
    expect(hours[47]).toMatchObject({ hourMs: TEN_MS + 49 * HOUR_MS, observed: 0.02, low: 0.02 });
  });

  it("against last week has last week's hours for its bound, and leaves out what cannot be told", () => {
    const test = { type: "change", side: "above", ratio: 0.5, against: "last-week" } as const;
    const hours = drawRule(rule({ metric: "orders", hours: 1, test }), rowsByHour(week), TEN_MS + 2 * HOUR_MS, TEN_MS + 2 * HOUR_MS);
    expect(hours).toHaveLength(24);
    expect(hours[0]).toMatchObject({ observed: 3, expected: 4.5, low: 0, high: 4.5 });
  });
});

describe("a backtest", () => {
  it("counts what comes back within six hours once", () => {
    const bad = [3, 4, 9, 30];
    const rows = Array.from({ length: 40 }, (_, hour) => row(hour, bad.includes(hour) ? { orders: 0 } : {}));
    const hours = Array.from({ length: 40 }, (_, hour) => TEN_MS + hour * HOUR_MS);
    const { rings, toldHours } = backtestRule(rule({ hours: 1 }), rows, hours);
    expect(toldHours).toBe(40);
    expect(rings.map(({ fromMs, toMs }) => [(fromMs - TEN_MS) / HOUR_MS, (toMs - TEN_MS) / HOUR_MS])).toEqual([
      [4, 10],
      [31, 31],
    ]);
  });

  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
  ])("of %s, when clocks change, looks at each of its %i hours once", (date, count) => {
    const fromMs = Date.parse(`${date}T00:00:00+0${count === 23 ? 1 : 2}:00`);
    const hours = hourStarts(fromMs, fromMs + count * HOUR_MS, BERLIN);
    const rows = hours.map((hourMs) => ({ ...row(0, { orders: 0 }), hourMs, availableAtMs: hourMs + HOUR_MS }));
    const { rings, toldHours } = backtestRule(rule({ hours: 1 }), rows, hours);
    expect([hours.length, toldHours, rings.length]).toEqual([count, count, 1]);
  });
});
