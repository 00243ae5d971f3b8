/** What a report says must be what `ask --json` says of the same period. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { parseQuestion } from "../../src/ask/parse-question.ts";
import { formatValue } from "../../src/core/answers/format-value.ts";
import { resolvePeriod } from "../../src/core/calendar/resolve-period.ts";
import type { Message } from "../../src/core/messages/message.ts";
import { METRICS } from "../../src/core/metrics/catalogue.ts";
import { currencyDigits } from "../../src/core/money.ts";
import { REPORT_METRICS } from "../../src/core/reports/report-data.ts";
import { REPORT_PERIODS } from "../../src/core/reports/report-period.ts";
import { workOutReport } from "../../src/figures/work-out-report.ts";
import { BERLIN, SHOP } from "../contracts/store-fixture.ts";
import { startTimeline, type Timeline, textOf } from "./report-shop.ts";

const Asked = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  comparisons: z.array(z.object({ kind: z.string(), value: z.union([z.string(), z.number(), z.null()]) })),
});

const Explained = z.object({ effects: z.array(z.object({ factor: z.string(), amount: z.union([z.string(), z.number()]) })) });

let shop: Timeline;

beforeAll(async () => {
  shop = await startTimeline("2026-03-23T08:00", BERLIN);
  for (let date = 1; date <= 22; date++) await shop.sell(`2026-03-${String(date).padStart(2, "0")}`, 5 + ((date * 7) % 11), 100 + date * 3);
  await shop.lateRefund("2026-03-22", 700);
});

afterAll(() => shop.close());

describe.each([
  ["daily", "yesterday"],
  ["weekly", "last week"],
] as const)("the %s report", (kind, words) => {
  it("has every figure as the answer to its question has it", async () => {
    const period = resolvePeriod(REPORT_PERIODS[kind], { nowMs: shop.nowMs(), zone: BERLIN, weekStart: SHOP.weekStart });
    if ("problem" in period) throw new Error(period.problem);
    const data = await workOutReport(
      { kind, shop: SHOP, asked: REPORT_PERIODS[kind], period, place: null },
      { store: shop.store, findPublicHolidays: async () => [] },
    );
    for (const id of REPORT_METRICS) {
      const asked = Asked.parse((await shop.say(`${METRICS[id].names.en[0]} ${words}`)).data);
      const scale = METRICS[id].unit === "money" ? 10 ** currencyDigits(SHOP.currency) : 1;
      const plain = (value: string | number | null) =>
        value === null ? null : METRICS[id].unit === "money" ? Math.round(Number(value) * scale) : value;
      const said = (value: number | null) => (value === null ? null : METRICS[id].unit === "money" ? Math.round(value) : value);
      const figure = data.figures.get(id);
      expect([id, said(figure?.value.value ?? null)]).toEqual([id, plain(asked.value)]);
      expect(figure?.comparisons.map(({ value }) => said(value))).toEqual(asked.comparisons.map(({ value }) => plain(value)));
    }
  });

  it("prints those figures, and its buttons are questions about the same days", async () => {
    const message: Message = await shop.say(`report ${kind}`);
    const sales = Asked.parse((await shop.say(`sales ${words}`)).data);
    expect(textOf(message)).toContain(formatValue(Math.round(Number(sales.value) * 100), METRICS.sales, SHOP.currency, "en"));
    const chinese = await shop.say(`报告 ${kind === "daily" ? "日报" : "周报"}`);
    for (const { actions } of [message, chinese]) {
      // The last one saves the report.
      for (const { words: pressed } of actions.slice(0, -1)) {
        const context = { shopNames: [SHOP.id], campaignNames: [], valueNames: {}, previous: null };
        expect(parseQuestion(pressed.replace(/^why /, ""), context).type, pressed).toBe("question");
      }
      expect(actions.at(-1)?.words).toMatch(/^shopbell (?:save answer|收藏 回答) /);
    }
  });
});

describe("a report with nothing late", () => {
  it.each(["daily", "weekly"] as const)("splits the %s change of sales as its Why button does", async (kind) => {
    const whole = await startTimeline("2026-03-23T08:00", BERLIN);
    onTestFinished(() => whole.close());
    for (let date = 1; date <= 22; date++)
      await whole.sell(`2026-03-${String(date).padStart(2, "0")}`, 5 + ((date * 7) % 11), 100 + date * 3);
    const [why] = (await whole.say(`report ${kind}`)).actions;
    expect(why).toMatchObject({ label: "Why?", words: expect.stringMatching(/^why sales .* vs .* for /) });
    const explained = Explained.parse((await whole.say(why?.words ?? "")).data);
    const period = resolvePeriod(REPORT_PERIODS[kind], { nowMs: whole.nowMs(), zone: BERLIN, weekStart: SHOP.weekStart });
    if ("problem" in period) throw new Error(period.problem);
    const { effects } = await workOutReport(
      { kind, shop: SHOP, asked: REPORT_PERIODS[kind], period, place: null },
      { store: whole.store, findPublicHolidays: async () => [] },
    );
    const told = explained.effects
      .map(({ factor, amount }) => [factor, Math.round(Number(amount) * 100)])
      .filter(([, amount]) => amount !== 0);
    expect(effects.map(({ factor, amount }) => [factor, amount]).toSorted()).toEqual(told.toSorted());
    expect(effects.length).toBeGreaterThan(0);
  });
});
