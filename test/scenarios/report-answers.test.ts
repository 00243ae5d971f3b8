/**
 * The daily reports of a real shop (Online Retail) and of the demo shop: every number printed in post and thread, and every point of the
 * chart, must be one that `ask --json` or `why --json` gives for the same days.
 */
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { renderMessage as renderForDiscord } from "../../src/adapters/discord/render.ts";
import { findPublicHolidays } from "../../src/adapters/holidays/find-public-holidays.ts";
import { renderMessage as renderForSlack } from "../../src/adapters/slack/render.ts";
import { type Answerer, openAnswerer } from "../../src/app.ts";
import { formatValue } from "../../src/core/answers/format-value.ts";
import { addDays } from "../../src/core/calendar/business-day.ts";
import type { BusinessDay } from "../../src/core/calendar/period.ts";
import { formatChange, formatMoney, formatPoints, formatRatio } from "../../src/core/format.ts";
import { composeReport } from "../../src/core/messages/compose-report.ts";
import { composeReportDetail } from "../../src/core/messages/compose-report-detail.ts";
import type { Block, Message } from "../../src/core/messages/message.ts";
import { METRICS } from "../../src/core/metrics/catalogue.ts";
import { currencyDigits } from "../../src/core/money.ts";
import { REPORT_METRICS, type ReportData } from "../../src/core/reports/report-data.ts";
import { REPORT_PERIODS, reportPeriod } from "../../src/core/reports/report-period.ts";
import { REPORT_SECTIONS } from "../../src/core/reports/report-section.ts";
import type { Shop } from "../../src/core/shop.ts";
import { DEMO_SHOP, writeDemoShop } from "../../src/demo/write-demo-shop.ts";
import { workOutReport } from "../../src/figures/work-out-report.ts";
import { importOrders } from "../../src/intake/csv/import-orders.ts";
import { MessageBody } from "../emulators/discord/schema.ts";
import { validateBlocks } from "../emulators/slack/validate-blocks.ts";
import { makeShop } from "../intake/make-shop.ts";

const DATA = join(import.meta.dirname, "../../../shared/data/online-retail");
const isHere = existsSync(DATA);
if (!isHere) console.warn("SKIPPED: ../shared/data/online-retail is not here, so the report of a real shop is not checked");

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const Value = z.union([z.string(), z.number(), z.null()]);
const Answered = z.object({
  period: z.object({ label: z.string() }),
  value: Value,
  comparisons: z.array(
    z.object({ period: z.object({ label: z.string() }), value: Value, change: Value, changeRatio: z.number().nullable() }),
  ),
  breakdown: z.array(z.object({ key: z.string(), value: Value, before: Value })),
});
const Explained = z.object({ effects: z.array(z.object({ amount: Value })) });

/** What the questions behind a report give, printed as the report would. */
async function collectAnswers(data: ReportData, ask: (words: string) => Promise<unknown>): Promise<ReadonlySet<string>> {
  const { shop, period, trend } = data;
  const minor = (value: z.infer<typeof Value>) => Math.round(Number(value) * 10 ** currencyDigits(shop.currency));
  const money = (amount: number) => formatMoney(Math.abs(Math.round(amount)), shop.currency, "en");
  const said: string[] = [];
  for (const id of REPORT_METRICS) {
    const metric = METRICS[id];
    const plain = (value: z.infer<typeof Value>) => (value === null ? null : metric.unit === "money" ? minor(value) : Number(value));
    const { value, comparisons, period: asked } = Answered.parse(await ask(`${metric.names.en[0]} yesterday`));
    said.push(asked.label, formatValue(plain(value), metric, shop.currency, "en"), metric.definition.en);
    for (const compared of comparisons) {
      const change = Number(compared.change ?? 0);
      said.push(compared.period.label, formatValue(plain(compared.value), metric, shop.currency, "en"));
      said.push(formatChange(compared.changeRatio, "en"), formatPoints(change, "en"));
      if (id === "sales") said.push(money(minor(compared.change)));
    }
  }
  const { effects } = Explained.parse(await ask("why sales yesterday"));
  said.push(...effects.map(({ amount }) => money(minor(amount))));

  const byChannel = async (day: BusinessDay) =>
    new Map(Answered.parse(await ask(`sales ${day} by channel vs none`)).breakdown.map(({ key, value }) => [key, minor(value)]));
  const now = await byChannel(period.fromDay);
  const earlier = await Promise.all(
    Array.from({ length: data.periodsBehind }, (_, week) => byChannel(addDays(period.fromDay, -7 * (week + 1)))),
  );
  for (const channel of new Set([now, ...earlier].flatMap((sales) => [...sales.keys()]))) {
    const [value, usual] = [now.get(channel) ?? 0, earlier.reduce((sum, sales) => sum + (sales.get(channel) ?? 0), 0) / earlier.length];
    said.push(money(value), money(usual), formatChange(usual === 0 ? null : (value - usual) / Math.abs(usual), "en"));
    said.push(formatRatio(Math.abs(value / usual - 1), "en"));
  }
  for (const { value, before } of Answered.parse(await ask("sales yesterday by product")).breakdown) {
    said.push(money(minor(value)), money(minor(value) - minor(before)));
  }
  const [first = "", last = ""] = [trend.keys[0], trend.keys.at(-1)];
  const days = Answered.parse(await ask(`sales ${first}..${last} by day vs none`)).breakdown;
  expect(trend.values.map((value) => value ?? 0)).toEqual(
    trend.keys.map((key) => minor(days.find((each) => each.key === key)?.value ?? 0)),
  );
  // How many periods are looked back, and how far from usual is far.
  return new Set([...said, String(data.periodsBehind), "2"].flatMap(numbersIn));
}

function numbersIn(text: string): readonly string[] {
  return text.match(/\d(?:[\d,.]*\d)?/g) ?? [];
}

/** All that is printed: names of products and channels are data, and how many are left out is counted, not asked. */
function printed(message: Message, names: readonly string[]): string {
  const text = (block: Block): string => {
    switch (block.type) {
      case "headline":
        return [block.value, block.period, ...block.facts.flatMap(({ value, note }) => [value, note ?? ""])].join(" ");
      case "facts":
        return block.facts.flatMap(({ value, note }) => [value, note ?? ""]).join(" ");
      case "text":
        return block.spans.map((span) => span.text).join("");
      case "table":
        return block.rows.map((row) => row.slice(1).join(" ")).join(" ");
      case "context":
        return block.lines.join(" ");
      default:
        return "";
    }
  };
  const whole = [message.summary, ...message.blocks.map(text)].join("\n").replace(/\d+ more in the thread/g, "");
  return names.toSorted((a, b) => b.length - a.length).reduce((rest, name) => (name === "" ? rest : rest.replaceAll(name, "")), whole);
}

async function expectReportFromAnswers(answerer: Answerer, shop: Shop, nowMs: number): Promise<ReportData> {
  const ask = async (words: string) => {
    const place = { platform: "cli", workspace: "direct", channel: "test", thread: null } as const;
    const request = { place, user: { id: "test", name: "test" }, words, locale: "en", addressed: true, receivedAtMs: nowMs } as const;
    return (await answerer.handlers.answer(request))?.message.data;
  };
  const data = await workOutReport(
    { kind: "daily", shop, asked: REPORT_PERIODS.daily, period: reportPeriod("daily", nowMs, shop), place: null },
    { store: answerer.store, findPublicHolidays },
  );
  const known = await collectAnswers(data, ask);
  const options = { locale: "en", sections: REPORT_SECTIONS } as const;
  const names = [shop.name, ...data.products.map(({ key }) => key), ...data.channels.map(({ channel }) => channel)];
  for (const message of [composeReport(data, options), composeReportDetail(data, options)]) {
    expectTaken(message);
    const numbers = numbersIn(printed(message, names));
    expect(numbers.length).toBeGreaterThan(20);
    expect(numbers.filter((number) => !known.has(number))).toEqual([]);
  }
  return data;
}

/** By what the real Slack and Discord take, as the emulators know it. */
function expectTaken(message: Message): void {
  const { blocks } = renderForSlack(message, { tables: "native", charts: "text", files: "inline" });
  expect(validateBlocks(JSON.parse(JSON.stringify(blocks)), { maxBlocks: 50, knowsTables: true, isFileReady: () => false })).toBeNull();
  expect(JSON.stringify(blocks)).not.toContain("Shortened to fit");
  const { content, embeds, components } = renderForDiscord(message, { pictures: [], reference: "ref" });
  expect(MessageBody.safeParse({ content, embeds, components }).error).toBeUndefined();
  expect(JSON.stringify(embeds)).not.toContain("not fit into a Discord message");
}

async function openShop(nowMs: number): Promise<{ readonly answerer: Answerer; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "shopbell-report-"));
  const answerer = await openAnswerer({ databaseUrl: `file:${join(folder, "shop.db")}` }, silent, { clock: { nowMs: () => nowMs } });
  onTestFinished(async () => {
    await answerer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { answerer, folder };
}

describe("every number of the daily report is an answer", () => {
  it.skipIf(!isHere)(
    "of the Online Retail half",
    async () => {
      const nowMs = Date.parse("2011-06-29T08:00:00Z");
      const { answerer, folder } = await openShop(nowMs);
      const csv = join(folder, "orders.csv");
      execFileSync("xz", ["-dc", join(DATA, "orders.csv.xz")], { stdio: ["ignore", openSync(csv, "w"), "inherit"] });
      const shop = makeShop("retail", "Europe/London", "GBP");
      await answerer.store.shops.add(shop);
      const file = { name: "orders.csv", open: () => createReadStream(csv) };
      await importOrders({ preset: "online-retail", file, shop, facts: answerer.store.facts, nowMs });
      const data = await expectReportFromAnswers(answerer, shop, nowMs);
      expect(data.late).toEqual([]);
    },
    120_000,
  );

  it("of the demo shop", async () => {
    const nowMs = Date.parse("2026-11-22T08:00:00Z");
    const { answerer } = await openShop(nowMs);
    await writeDemoShop(answerer.store.facts, answerer.store.shops, nowMs);
    const data = await expectReportFromAnswers(answerer, DEMO_SHOP, nowMs);
    expect(data.late).toEqual([]);
    expect(data.channels.length).toBeGreaterThan(3);
  }, 120_000);
});
