import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeChart } from "../../../src/core/messages/describe-chart.ts";
import { displayWidth } from "../../../src/core/messages/display-width.ts";
import type { ChartSpec } from "../../../src/core/messages/message.ts";
import { textChart } from "../../../src/core/messages/text-chart.ts";
import { anyChart } from "./any-chart.ts";

const WEEK: ChartSpec = {
  kind: "line",
  title: "Net sales",
  subtitle: "Demo shop",
  categories: ["Mon", "Tue", "Wed", "Thu", "Fri"],
  series: [{ name: "this period", values: [100, null, 300, 200, 150], emphasis: "main" }],
  format: { unit: "money", currency: "EUR" },
  locale: "en",
};

const CHANNELS: ChartSpec = {
  ...WEEK,
  kind: "bar",
  categories: ["email", "自然流量", "returns"],
  series: [{ name: "this period", values: [400, 200, -100], emphasis: "main" }],
};

describe("a chart in characters", () => {
  it("draws a line from lowest to highest, with a dot where nothing is known", () => {
    expect(textChart(WEEK, 40).split("\n")).toEqual(["Net sales", "▁·█▅▃", "Mon … Fri: €100 – €300"]);
  });

  it("draws bars in proportion, names and values aligned also with wide characters", () => {
    const lines = textChart(CHANNELS, 40).split("\n");
    expect(lines.slice(1).map((line) => line.replace(/█+/, (bar) => `<${bar.length}>`))).toEqual([
      "email    €400  <25>",
      "自然流量 €200  <12>▌",
      "returns  -€100 <6>▎",
    ]);
  });

  it("reads a waterfall's steps in percentage points where its ends are percentages, and in multiples where they are multiples", () => {
    const waterfall: ChartSpec = {
      ...WEEK,
      kind: "waterfall",
      categories: ["before", "rate", "after"],
      series: [{ name: "conversion", values: [0.03, -0.005, 0.025], emphasis: "main" }],
      format: { unit: "percent" },
    };
    expect(textChart(waterfall, 40)).toMatch(/before 3% .*\nrate +-0\.5 pp .*\nafter +2\.5% /);
    const roas: ChartSpec = {
      ...waterfall,
      series: [{ name: "ROAS", values: [3, 0.5, 3.5], emphasis: "main" }],
      format: { unit: "multiple" },
    };
    expect(textChart(roas, 40)).toMatch(/before 3× .*\nrate +\+0\.5× .*\nafter +3\.5× /);
  });

  it("marks where a line leaves what was expected, and says how often", () => {
    const low = [80, 80, 80, 180, 180];
    const banded = { ...WEEK, band: { name: "expected", low, high: low.map((from) => from + 100) } };
    expect(textChart(banded, 40).split("\n").slice(1, 4)).toEqual(["▁·█▅▃", "  ▲ ▼", "▼ below expected, ▲ above"]);
    expect(describeChart(banded)).toContain("2 of 4 points lie outside “expected”.");
    expect(describeChart({ ...banded, locale: "zh" })).toContain("4 个点中有 2 个在“expected”之外。");
  });

  it("squeezes a long line into the columns there are", () => {
    const long = {
      ...WEEK,
      categories: Array.from({ length: 400 }, () => "x"),
      series: [{ ...WEEK.series[0], values: Array.from({ length: 400 }, (_, i) => i) }],
    } satisfies ChartSpec;
    expect(textChart(long, 20).split("\n")[1]).toHaveLength(20);
  });

  it("says that there is no data", () => {
    expect(textChart({ ...WEEK, series: [{ ...WEEK.series[0], values: [null, null] }] }, 40)).toContain("no data");
  });

  it("never is wider than asked and never throws", () => {
    fc.assert(
      fc.property(anyChart, fc.integer({ min: 10, max: 120 }), (chart, width) => {
        for (const line of textChart(chart, width).split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("a chart in words", () => {
  it("tells a line's ends and extremes", () => {
    expect(describeChart(WEEK)).toBe("Net sales: from €100 (Mon) to €150 (Fri); highest €300 (Wed), lowest €100 (Mon).");
  });

  it("tells the biggest and smallest bar, in Chinese too", () => {
    expect(describeChart(CHANNELS)).toBe("Net sales: highest €400 (email), lowest -€100 (returns).");
    expect(describeChart({ ...CHANNELS, title: "销售额", locale: "zh" })).toBe("销售额：最高 email €400，最低 returns -€100。");
  });

  it("says something about any chart", () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        expect(describeChart(chart)).toMatch(/highest|最高|from|从|no data|无数据/);
      }),
    );
  });
});
