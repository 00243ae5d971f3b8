import { describe, expect, it } from "vitest";
import { renderTerminal } from "../../../src/adapters/console/render-terminal.ts";
import { renderMessage as renderDiscord } from "../../../src/adapters/discord/render.ts";
import { renderMessage as renderSlack } from "../../../src/adapters/slack/render.ts";
import { hourStarts } from "../../../src/core/calendar/zone-clock.ts";
import type { Pace } from "../../../src/core/campaigns/pace/pace.ts";
import type { Locale } from "../../../src/core/locale.ts";
import { composePace } from "../../../src/core/messages/compose-pace.ts";
import { campaign } from "../../contracts/campaign-fixture.ts";
import { BERLIN, SHOP } from "../../contracts/store-fixture.ts";

const HOUR_MS = 3_600_000;
/** 24 to 26 October 2026 in Berlin: the clock goes back on the 25th. */
const FROM_MS = Date.parse("2026-10-24T00:00+02:00");
const TO_MS = Date.parse("2026-10-27T00:00+01:00");

/** Half of a campaign of three days over a clock change, with nothing known but its sales. */
function pace(overrides: Partial<Pace> = {}, toMs = TO_MS): Pace {
  const hours = hourStarts(FROM_MS, toMs, BERLIN);
  const over = Math.ceil(hours.length / 2);
  return {
    ...{ asOfMs: hours[over] ?? toMs, hoursOver: over, hoursInAll: hours.length, sales: 5_000_000, orders: 900 },
    ...{ target: null, targetShare: 1, planned: null, lastTime: null, projection: null },
    ...{ neededPerHour: null, plannedPerHour: null, perHour: 135_135, effects: [], effectsAgainst: "last-time" },
    ...{ adSpend: null, budget: null, contribution: null, products: [], soldOut: [] },
    line: { hours, now: hours.map((_, index) => (index < over ? index * 1000 : null)), planned: [], lastTime: [], low: [], high: [] },
    ...overrides,
  };
}

function say(given: Pace, locale: Locale = "en"): string {
  const message = composePace(given, { campaign: campaign(), shop: SHOP, nowMs: given.asOfMs, locale });
  // What no platform can show would throw here.
  renderSlack(message, { tables: "native", charts: [], files: "attached" });
  renderDiscord(message, { pictures: [] });
  return renderTerminal(message, { width: 400, colour: false });
}

describe("the pace card", () => {
  it("says only what is known: no target, no last time, no costs", () => {
    const text = say(pace());
    expect(text).toContain("37 of 73 hours (51%)");
    expect(text).not.toMatch(/plan to now|last time|Projected|Needed|Ad spend|sold out|n\/a|null|NaN/);
  });

  it("says where it will close to three digits, what is needed beside what was planned, in both languages", () => {
    const given = pace({
      ...{ target: 12_000_000, planned: 6_000_000, projection: { close: 9_876_543, low: 8_765_432, high: 11_234_567 } },
      ...{ neededPerHour: 194_445, plannedPerHour: 166_667 },
    });
    expect(say(given)).toContain(
      "Projected close €98.8K, 80% range €87.7K – €112K (82% of target). Needed for the rest: €1,944.45 an hour (planned €1,666.67, so far €1,351.35)",
    );
    expect(say(given, "zh")).toContain(
      "预计收于 €9.88万，80% 可能在 €8.77万 到 €11.2万 之间（目标的 82%）。余下每小时需 €1,944.45（计划 €1,666.67，至今每小时 €1,351.35）",
    );
  });

  it("says what part of a target of several shops is this one's", () => {
    const given = pace({ target: 4_500_000, planned: 2_000_000, targetShare: 0.375 });
    expect(say(given)).toMatch(/Target +€45,000.00 +its part, 37.5%, of all shops' target/);
    expect(say(given, "zh")).toContain("占全部店铺目标的 37.5%");
  });

  it("names what has likely sold out, since when and at what cost; another day's time with its day", () => {
    const lamp = { product: "Lamp @everyone", sinceMs: Date.parse("2026-10-25T11:00+01:00"), ordersAnHour: 40.2, salesAnHour: 80_000 };
    const vase = { product: "Vase", sinceMs: Date.parse("2026-10-24T13:00+02:00"), ordersAnHour: 0.4, salesAnHour: 900 };
    const given = pace({ soldOut: [lamp, vase] });
    expect(say(given)).toContain(
      "Likely sold out Lamp @everyone (none since 11:00; 40 orders an hour before; about €800 an hour lost) · Vase (none since 24 Oct, 13:00; 1 order an hour before; about €9 an hour lost)",
    );
    expect(say(given, "zh")).toContain(
      "可能已售罄 Lamp @everyone（11:00 起无订单，此前每小时约 40 单；每小时少卖约 €800）；Vase（10月24日 13:00 起",
    );
  });

  it("keeps its shape where refunds are larger than sales, and where the plan has nothing yet", () => {
    const text = say(pace({ sales: -12_345, target: 100_000, planned: 0, neededPerHour: 3_120, plannedPerHour: 2_778, perHour: -334 }));
    expect(text).toContain("-€123.45");
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  it("labels its chart by the hour of one day, by day and hour of several, and by day where steps are days", () => {
    const chartOf = (toMs: number) => {
      const message = composePace(pace({}, toMs), { campaign: campaign(), shop: SHOP, nowMs: toMs, locale: "en" });
      return message.blocks.flatMap((block) => (block.type === "chart" ? [block.chart] : [])).at(0)?.categories ?? [];
    };
    expect(chartOf(FROM_MS + 12 * HOUR_MS)[1]).toBe("01:00");
    // The hour that the clock passes twice.
    expect(chartOf(TO_MS)).toContain("25 Oct 02:00 (UTC+2)");
    expect(chartOf(FROM_MS + 60 * 24 * HOUR_MS)[1]).toMatch(/^\d+ Oct/);
    expect(chartOf(FROM_MS + HOUR_MS)).toEqual([]);
  });

  it("draws the range that lies ahead behind what is over, and says nothing of points outside it", () => {
    const { line } = pace();
    const ahead = (by: number) => line.now.map((value, index) => (value === null ? index * by : null));
    const given = pace({ line: { ...line, low: ahead(900), high: ahead(1200) } });
    const message = composePace(given, { campaign: campaign(), shop: SHOP, nowMs: given.asOfMs, locale: "en" });
    const [chart] = message.blocks.flatMap((block) => (block.type === "chart" ? [block.chart] : []));
    expect(chart?.band?.name).toBe("80% range");
    // What is drawn ends with the newest hour, whatever the steps are.
    expect(chart?.series[0].values.findLast((value) => value !== null)).toBe(360);
    expect(say(given)).not.toContain("expected");
  });
});
