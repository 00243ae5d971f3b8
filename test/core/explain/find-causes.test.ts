import { describe, expect, it } from "vitest";
import { simulateChange } from "../../../bench/simulate-changes.ts";
import { explainTable } from "../../../src/core/explain/explain-table.ts";
import { explanationToJson } from "../../../src/core/explain/explanation-to-json.ts";
import { findCauses } from "../../../src/core/explain/find-causes.ts";
import type { ChangeTable, Totals } from "../../../src/core/explain/table.ts";
import { TABLE_METRICS } from "../../../src/core/explain/table-metric.ts";

const CHANNELS = ["paid", "email", "direct", "organic"];
const DEVICES = ["mobile", "desktop", "tablet"];

/** Steady counts, with what `change` makes of the later period. */
function tableOf(change: (channel: string, device: string, totals: Totals) => Totals): ChangeTable {
  const steady: Totals = { sessions: 4_000, orders: 120, revenue: 960_000 };
  const cells = CHANNELS.flatMap((channel) =>
    DEVICES.map((device) => ({ keys: [channel, device], before: steady, after: change(channel, device, steady) })),
  );
  return { dimensions: ["channel", "device"], cells, daysBefore: 1, daysAfter: 1 };
}

describe("the search for causes", () => {
  it("finds a conversion that broke in one place, two dimensions deep", () => {
    const table = tableOf((channel, device, { sessions, orders, revenue }) =>
      channel === "paid" && device === "mobile" ? { sessions, orders: orders / 3, revenue: revenue / 3 } : { sessions, orders, revenue },
    );
    const [cause, ...others] = findCauses(table, "conversion");
    expect(cause).toMatchObject({ kind: "rate", dimensions: { channel: "paid", device: "mobile" } });
    expect(cause?.ratio).toBeCloseTo(1 / 3, 1);
    expect(others).toEqual([]);
  });

  it("finds traffic that went away, and calls it mix where a rate is asked about", () => {
    const table = tableOf((channel, _, { sessions, orders, revenue }) =>
      channel === "email" ? { sessions: sessions / 2, orders: orders / 2, revenue: revenue / 2 } : { sessions, orders, revenue },
    );
    expect(findCauses(table, "traffic")).toMatchObject([{ kind: "traffic", dimensions: { channel: "email" } }]);
    expect(findCauses(table, "sales")).toMatchObject([{ kind: "traffic", dimensions: { channel: "email" } }]);
  });

  it("tells two causes that cross from one at their crossing", () => {
    const table = tableOf((channel, device, { sessions, orders, revenue }) => {
      const left = (channel === "paid" ? 0.5 : 1) * (device === "mobile" ? 0.4 : 1);
      return { sessions, orders: Math.round(orders * left), revenue: Math.round(revenue * left) };
    });
    const found = findCauses(table, "conversion").map(({ dimensions }) => dimensions);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([{ channel: "paid" }, { device: "mobile" }]));
  });

  it.each(TABLE_METRICS)("claims nothing about %s where nothing changed, or everything alike", (metric) => {
    expect(
      findCauses(
        tableOf((_, __, totals) => totals),
        metric,
      ),
    ).toEqual([]);
    const alike = tableOf((_, __, { sessions, orders, revenue }) => ({
      sessions: sessions * 1.1,
      orders: orders * 1.1,
      revenue: revenue * 1.1,
    }));
    expect(findCauses(alike, metric)).toEqual([]);
  });

  it.each(TABLE_METRICS)("stays silent about %s where there is nothing, or next to nothing", (metric) => {
    const none: Totals = { sessions: 0, orders: 0, revenue: 0 };
    const one: Totals = { sessions: 1, orders: 1, revenue: 500 };
    for (const cells of [
      [],
      [{ keys: ["a"], before: none, after: none }],
      [
        { keys: ["a"], before: none, after: one },
        { keys: ["b"], before: one, after: none },
      ],
    ]) {
      expect(findCauses({ dimensions: ["channel"], cells, daysBefore: 1, daysAfter: 1 }, metric)).toEqual([]);
    }
  });

  it("is right about most simulated shops that it has never seen", () => {
    const cases = Array.from({ length: 24 }, (_, index) => simulateChange(200_000 + index));
    const right = cases.filter(({ table, metric, causes }) => {
      const [first] = findCauses(table, metric);
      if (first === undefined) return causes.length === 0;
      return causes.some(
        (cause) => JSON.stringify(Object.entries(cause).sort()) === JSON.stringify(Object.entries(first.dimensions).sort()),
      );
    });
    expect(right.length).toBeGreaterThanOrEqual(18);
  });
});

describe("an explained table", () => {
  it("adds up to the last cent: effects, every dimension, and each part's rate and mix", () => {
    for (const metric of TABLE_METRICS) {
      const { table } = simulateChange(7);
      const json = explanationToJson(explainTable(table, metric), metric, 2);
      const cents = (value: unknown) => Math.round(Number(value) * (metric === "conversion" ? 1e12 : 100));
      const { effects, byDimension, change, residual } = json as {
        effects: { amount: string }[];
        byDimension: Record<string, { rate: string; mix: string; amount: string }[]>;
        change: string;
        residual: string;
      };
      const total = (amounts: readonly unknown[]) => amounts.reduce<number>((sum, amount) => sum + cents(amount), 0);
      expect(total([...effects.map(({ amount }) => amount), residual])).toBeCloseTo(cents(change), -1);
      for (const parts of Object.values(byDimension)) {
        expect(Math.abs(total(parts.map(({ amount }) => amount)) - cents(change))).toBeLessThanOrEqual(metric === "conversion" ? 100 : 0);
        for (const { rate, mix, amount } of parts)
          expect(Math.abs(cents(rate) + cents(mix) - cents(amount))).toBeLessThanOrEqual(metric === "conversion" ? 10 : 0);
      }
    }
  });

  it("lays periods of unequal length beside each other", () => {
    const week: Totals = { sessions: 700, orders: 70, revenue: 70_000 };
    const day: Totals = { sessions: 100, orders: 10, revenue: 10_000 };
    const { before, change } = explainTable(
      { dimensions: [], cells: [{ keys: [], before: week, after: day }], daysBefore: 7, daysAfter: 1 },
      "sales",
    );
    expect({ before, change }).toEqual({ before: 10_000, change: 0 });
  });
});
