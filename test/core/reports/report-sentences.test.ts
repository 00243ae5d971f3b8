import { describe, expect, it } from "vitest";
import type { Reading } from "../../../src/core/answers/reading.ts";
import { evaluateReading } from "../../../src/core/answers/reading.ts";
import { previousPeriod } from "../../../src/core/calendar/compare-periods.ts";
import { daysPeriod } from "../../../src/core/calendar/resolve-period.ts";
import { explainReadings } from "../../../src/core/explain/explain-readings.ts";
import { reportSentences } from "../../../src/core/messages/compose-report-sentences.ts";
import { METRICS } from "../../../src/core/metrics/catalogue.ts";
import { standChannels } from "../../../src/core/reports/channel-standing.ts";
import type { ReportData } from "../../../src/core/reports/report-data.ts";
import { REPORT_PERIODS } from "../../../src/core/reports/report-period.ts";
import { BERLIN, day, SHOP } from "../../contracts/store-fixture.ts";

const found = daysPeriod(day("2026-11-21"), day("2026-11-22"), { nowMs: Date.parse("2026-11-22T08:00:00Z"), zone: BERLIN });
if ("problem" in found) throw new Error(found.problem);
const period = found;

interface Day {
  readonly sessions: number;
  readonly orders: number;
  readonly gross: number;
  readonly returns: number;
}

function report(now: Day, before: Day, overrides: Partial<ReportData> = {}): ReportData {
  const reading = (sums: Day): Reading => ({ channels: [{ channel: "web", sums: { ...sums, discounts: 0 } }], customers: null });
  const sales = (sums: Day) => evaluateReading("sales", reading(sums));
  const previous = { kind: "previous" as const, period: previousPeriod(REPORT_PERIODS.daily, period), value: sales(before).value };
  return {
    ...{
      kind: "daily",
      shop: SHOP,
      period,
      products: [],
      salesTarget: null,
      targets: [],
      alerts: [],
      campaigns: [],
      tasks: [],
      pinned: [],
      reach: [],
      late: [],
      periodsBehind: 8,
    },
    figures: new Map([["sales", { metric: METRICS.sales, value: sales(now), comparisons: [previous] }]]),
    effects: explainReadings("sales", reading(before), reading(now)).effects.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount)),
    channels: [],
    trend: { grain: "day", keys: [], values: [], before: null, against: null },
    ...overrides,
  };
}

const USUAL: Day = { sessions: 1_000, orders: 20, gross: 100_000, returns: 0 };

describe("the sentences of a report", () => {
  it("name the factor that moved sales most, and the one that pulled the other way", () => {
    const now: Day = { sessions: 1_400, orders: 28, gross: 126_000, returns: 0 };
    expect(reportSentences(report(now, USUAL), "en")).toEqual([
      "Net sales were €260.00 more than Fri 20 Nov 2026, mostly through more traffic (+€378.53), in spite of smaller orders (−€118.53).",
    ]);
    expect(reportSentences(report(now, USUAL), "zh")).toEqual([
      "净销售额比 2026年11月20日 周五 增加 €260.00，主要因为流量增加（+€378.53），尽管客单价下降（−€118.53）。",
    ]);
  });

  it("lay a day without sessions to traffic, one without orders to conversion: the factor that is zero carries the change", () => {
    const nothing: Day = { sessions: 0, orders: 0, gross: 0, returns: 0 };
    expect(reportSentences(report(nothing, USUAL), "en")[0]).toContain("mostly through less traffic (−€1,000.00)");
    expect(reportSentences(report({ ...nothing, sessions: 900 }, USUAL), "en")[0]).toContain(
      "mostly through weaker conversion (−€1,000.00)",
    );
    expect(reportSentences(report(USUAL, nothing), "en")[0]).toContain("mostly through more traffic (+€1,000.00)");
  });

  it("name refunds where these are the cause, and nothing where nothing moved", () => {
    expect(reportSentences(report({ ...USUAL, returns: 40_000 }, USUAL), "en")).toEqual([
      "Net sales were €400.00 less than Fri 20 Nov 2026, mostly through more refunds (−€400.00).",
    ]);
    expect(reportSentences(report(USUAL, USUAL), "en")).toEqual(["Net sales are the same as on Fri 20 Nov 2026."]);
  });

  it("name the channel furthest from its usual, or say that none is", () => {
    const earlier = [90, 110, 100, 100].map((email) => new Map([["email", email * 100]]));
    const out = standChannels(new Map([["email", 16_000]]), earlier);
    const usual = standChannels(new Map([["email", 10_100]]), earlier);
    expect(reportSentences(report(USUAL, USUAL, { channels: out, periodsBehind: 4 }), "en")[1]).toBe(
      "email stands out: €160.00 where a Saturday usually brings about €100.00 (60% above).",
    );
    expect(reportSentences(report(USUAL, USUAL, { channels: usual, periodsBehind: 4 }), "zh")[1]).toBe(
      "各渠道都在近 4 个周六的平常范围内。",
    );
  });

  it("say no cause while the numbers it would rest on are provisional", () => {
    const late = (measures: ReportData["late"][number]["measures"]) => [{ source: "x", throughMs: 0, measures }];
    const now: Day = { ...USUAL, sessions: 100, gross: 90_000 };
    expect(reportSentences(report(now, USUAL, { late: late(["sessions"]) }), "en")).toEqual([
      "Net sales were €100.00 less than Fri 20 Nov 2026.",
    ]);
    expect(reportSentences(report(now, USUAL, { late: late(["gross"]) }), "en")).toEqual([]);
  });
});
