/**
 * A real shop's half year (UCI Online Retail), imported with its preset and asked day by day and month by month: every
 * figure must equal the independently computed truth.json beside it.
 */
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findPublicHolidays } from "../../src/adapters/holidays/find-public-holidays.ts";
import { type Answerer, openAnswerer } from "../../src/app.ts";
import { parseTimeZone } from "../../src/core/calendar/time-zone.ts";
import { parseCurrency } from "../../src/core/money.ts";
import type { Shop } from "../../src/core/shop.ts";
import { readWatchedRows } from "../../src/figures/read-watched-rows.ts";
import { replayShop } from "../../src/figures/replay-shop.ts";
import { readShopCalendar } from "../../src/figures/shop-calendar.ts";
import { DEFAULT_FALSE_ALARMS } from "../../src/figures/watch-shop.ts";
import type { ImportReport } from "../../src/intake/csv/import-file.ts";
import { importOrders } from "../../src/intake/csv/import-orders.ts";

const DATA = join(import.meta.dirname, "../../../shared/data/online-retail");
const isHere = existsSync(DATA);
if (!isHere) console.warn("SKIPPED: ../shared/data/online-retail is not here, so the answers are not checked against truth.json");

const Figures = z.object({
  orders: z.number(),
  gross_revenue: z.string(),
  aov: z.string(),
  units: z.number(),
  cancelled_value: z.string(),
  net_revenue: z.string(),
  distinct_customers: z.number(),
  new_customers: z.number().optional(),
});
type Figures = z.infer<typeof Figures>;
const Truth = z.object({
  daily: z.record(z.string(), Figures),
  monthly: z.record(z.string(), Figures),
  totals: z.object({ gross_revenue: z.string(), net_revenue: z.string() }),
  calendar_days_without_lines: z.array(z.string()),
});

const Answered = z.object({ metrics: z.array(z.object({ metric: z.string(), value: z.union([z.string(), z.number(), z.null()]) })) });
const Split = z.object({ breakdown: z.array(z.object({ key: z.string(), value: z.number().nullable() })) });
const One = z.object({ value: z.union([z.string(), z.number(), z.null()]) });

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const NOW_MS = Date.parse("2011-07-01T09:00:00Z");

describe.skipIf(!isHere)("Online Retail, asked day by day", () => {
  let folder: string;
  let answerer: Answerer;
  let first: ImportReport;
  let again: ImportReport;
  let truth: z.infer<typeof Truth>;

  beforeAll(async () => {
    truth = Truth.parse(JSON.parse(readFileSync(join(DATA, "truth.json"), "utf8")));
    folder = mkdtempSync(join(tmpdir(), "shopbell-retail-"));
    const csv = join(folder, "orders.csv");
    execFileSync("xz", ["-dc", join(DATA, "orders.csv.xz")], { stdio: ["ignore", openSync(csv, "w"), "inherit"] });
    answerer = await openAnswerer({ databaseUrl: `file:${join(folder, "retail.db")}` }, silent, { clock: { nowMs: () => NOW_MS } });
    const shop = retailShop();
    await answerer.store.shops.add(shop);
    const run = () =>
      importOrders({
        preset: "online-retail",
        file: { name: "orders.csv", open: () => createReadStream(csv) },
        shop,
        facts: answerer.store.facts,
        nowMs: NOW_MS,
      });
    first = await run();
    again = await run();
  }, 180_000);

  afterAll(async () => {
    await answerer?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  async function ask(words: string): Promise<unknown> {
    const reply = await answerer.handlers.answer({
      place: { platform: "cli", workspace: "direct", channel: "test", thread: null },
      user: { id: "test", name: "test" },
      words,
      locale: "en",
      addressed: true,
      receivedAtMs: NOW_MS,
    });
    expect(reply?.message.kind, words).toBe("answer");
    return reply?.message.data;
  }

  /** What an answer says for everything that truth.json tells of a period. */
  async function figuresOf(period: string): Promise<Record<string, unknown>> {
    const { metrics } = Answered.parse(await ask(`kpi ${period} vs none`));
    const found = new Map(metrics.map(({ metric, value }) => [metric, value]));
    const rest = await Promise.all(
      ["gross", "units", "refunds"].map(async (metric) => One.parse(await ask(`${metric} ${period} vs none`)).value),
    );
    const [gross, units, refunds] = rest;
    return {
      orders: found.get("orders"),
      gross,
      aov: found.get("aov"),
      units,
      refunds,
      sales: found.get("sales"),
      customers: found.get("customers"),
      newCustomers: found.get("new_customers"),
    };
  }

  function expected(figures: Figures): Record<string, unknown> {
    return {
      orders: figures.orders,
      gross: toPence(figures.gross_revenue),
      aov: figures.aov,
      units: figures.units,
      refunds: toPence(figures.cancelled_value),
      sales: toPence(figures.net_revenue),
      customers: figures.distinct_customers,
      newCustomers: figures.new_customers,
    };
  }

  it("equals truth.json on every trading day", async () => {
    const days = Object.entries(truth.daily);
    expect(days.length).toBeGreaterThan(160);
    for (const [day, figures] of days) expect(await figuresOf(day), day).toEqual(expected(figures));
  }, 120_000);

  it("equals truth.json in every month", async () => {
    for (const [month, figures] of Object.entries(truth.monthly)) {
      const { newCustomers: _, ...found } = await figuresOf(month);
      const { newCustomers: __, ...wanted } = expected(figures);
      expect(found, month).toEqual(wanted);
    }
  }, 60_000);

  it("splits a month's customers into days as truth.json counts them", async () => {
    const { breakdown } = Split.parse(await ask("customers 2011-03 by day vs none"));
    const days = Object.entries(truth.daily).filter(([day]) => day.startsWith("2011-03"));
    const found = new Map(breakdown.map(({ key, value }) => [key, value]));
    expect(days.length).toBeGreaterThan(20);
    for (const [day, figures] of days) expect(found.get(day), day).toBe(figures.distinct_customers);
  });

  it("answers zero, not nothing, on days the shop was closed", async () => {
    for (const day of truth.calendar_days_without_lines) expect(One.parse(await ask(`orders ${day} vs none`)).value, day).toBe(0);
  });

  it("reports once what rounding three-decimal prices to pence has moved", () => {
    const exact = Number(truth.totals.gross_revenue);
    // One line of the file has a price that makes a tenth of a penny: 4,826,466.491 becomes 4,826,466.49.
    expect(first.tally.roundedLines).toBe(1);
    expect(exact - Math.round(exact * 100) / 100).toBeCloseTo(0.001, 6);
  });

  it("rings at most once a month after four weeks, closed Saturdays and Christmas included, and finds the giant cancelled order", async () => {
    const { store } = answerer;
    const range = { fromMs: Date.parse("2010-12-01T00:00:00Z"), toMs: Date.parse("2011-06-30T23:00:00Z") };
    const rows = await readWatchedRows(store, retailShop(), range.fromMs, range.toMs);
    const calendar = await readShopCalendar(store, findPublicHolidays, retailShop(), range, []);
    const { incidents } = replayShop(rows, calendar, DEFAULT_FALSE_ALARMS, range.toMs);
    const days = incidents
      .map(({ detectedAtMs }) => new Date(detectedAtMs).toISOString().slice(0, 10))
      .filter((day) => day >= "2010-12-29");
    expect(days).toContain("2011-01-18");
    const falseAlarmMonths = days.filter((day) => day !== "2011-01-18").map((day) => day.slice(0, 7));
    expect(new Set(falseAlarmMonths).size, days.join(" ")).toBe(falseAlarmMonths.length);
  }, 60_000);

  it("changes nothing when the same file is imported again", () => {
    expect(first.outcome).toMatchObject({ orders: 9_659, refunds: 2_006 });
    expect(again.outcome).toMatchObject({ daysTouched: 0, unchanged: 9_659 + 2_006 });
  });
});

/** Half-even at the third decimal, as the import rounds a line; only 2011-06 and one of its days have any. */
function toPence(exact: string): string {
  const [whole = "0", fraction = ""] = exact.split(".");
  if (fraction.length <= 2) return `${whole}.${fraction.padEnd(2, "0")}`;
  return (Math.round(Number(exact) * 100) / 100).toFixed(2);
}

function retailShop(): Shop {
  const zone = parseTimeZone("Europe/London");
  const currency = parseCurrency("GBP");
  if (zone === null || currency === null) throw new Error("the test's own shop is wrong");
  return { id: "retail", name: "Online Retail", zone, currency, country: "GB", weekStart: 1, simulated: false };
}
