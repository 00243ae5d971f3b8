/**
 * A real shop's half year (UCI Online Retail): new and returning customers of every day beside truth.json, the ladder beside
 * SQL of another making over the plain orders, and what is bought together beside opening every order.
 */
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answerer, openAnswerer } from "../../src/app.ts";
import { parseCurrency } from "../../src/core/money.ts";
import { countPairs } from "../../src/core/products/count-pairs.ts";
import { importOrders } from "../../src/intake/csv/import-orders.ts";
import { day, must, SHOP, zone } from "../contracts/store-fixture.ts";

const DATA = join(import.meta.dirname, "../../../shared/data/online-retail");
const isHere = existsSync(DATA);
if (!isHere) console.warn("SKIPPED: ../shared/data/online-retail is not here, so customers and baskets are not checked on it");

const Truth = z.object({ daily: z.record(z.string(), z.object({ distinct_customers: z.number(), new_customers: z.number() })) });
const Step = z.object({ step: z.string(), customers: z.number(), before: z.number(), came: z.number(), left: z.number() });
const LadderData = z.object({
  customers: z.number(),
  lapse: z.object({ lapsingAfterDays: z.number(), lostAfterDays: z.number(), returningCustomers: z.number() }),
  steps: z.object({ recency: z.array(Step), frequency: z.array(Step) }),
});
const CohortData = z.object({
  cohorts: z.array(
    z.object({
      month: z.string(),
      customers: z.number(),
      secondWithinDays: z.record(z.string(), z.number().nullable()),
      secondEver: z.number(),
    }),
  ),
});
const PairData = z.object({ pairs: z.array(z.object({ products: z.tuple([z.string(), z.string()]), together: z.number() })) });
const Split = z.object({ breakdown: z.array(z.object({ key: z.string(), value: z.number().nullable() })) });

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const NOW_MS = Date.parse("2011-07-01T09:00:00Z");

/** Order days from the orders themselves, each with the one before by comparison, not by a window. */
const DAYS = "SELECT customer, day, count(*) AS orders FROM orders WHERE counted AND customer IS NOT NULL GROUP BY customer, day";
const VISITS = `
  visits AS (SELECT d.*, (SELECT max(p.day) FROM days p WHERE p.customer = d.customer AND p.day < d.day) AS previous FROM days d),
  gaps AS (SELECT customer, CAST(julianday(day) - julianday(previous) AS INTEGER) AS gap FROM visits WHERE previous IS NOT NULL)`;

describe.skipIf(!isHere)("Online Retail's customers and baskets", () => {
  let folder: string;
  let answerer: Answerer;
  let database: Database.Database;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shopbell-customers-"));
    const csv = join(folder, "orders.csv");
    execFileSync("xz", ["-dc", join(DATA, "orders.csv.xz")], { stdio: ["ignore", openSync(csv, "w"), "inherit"] });
    const path = join(folder, "retail.db");
    answerer = await openAnswerer({ databaseUrl: `file:${path}` }, silent, { clock: { nowMs: () => NOW_MS } });
    const shop = {
      ...SHOP,
      id: "retail",
      name: "Retail",
      zone: zone("Europe/London"),
      currency: must(parseCurrency("GBP")),
      country: "GB",
    };
    await answerer.store.shops.add(shop);
    const file = { name: "orders.csv", open: () => createReadStream(csv) };
    await importOrders({ preset: "online-retail", file, shop, facts: answerer.store.facts, nowMs: NOW_MS });
    database = new Database(path, { readonly: true });
    database.exec(`CREATE TEMPORARY TABLE days AS ${DAYS}; CREATE INDEX temp.by_customer ON days (customer, day)`);
  }, 180_000);

  afterAll(async () => {
    database?.close();
    await answerer?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  async function ask(words: string): Promise<unknown> {
    const place = { platform: "cli", workspace: "direct", channel: "test", thread: null } as const;
    const user = { id: "test", name: "test" };
    const reply = await answerer.handlers.answer({ place, user, words, locale: "en", addressed: true, receivedAtMs: NOW_MS });
    expect(reply?.message.kind, words).toBe("answer");
    return reply?.message.data;
  }

  function select(sql: string): readonly unknown[] {
    return database.prepare(sql).all();
  }

  it("has the new and the returning customers of every day that truth.json has", async () => {
    const truth = Truth.parse(JSON.parse(readFileSync(join(DATA, "truth.json"), "utf8")));
    const byDay = async (metric: string) =>
      new Map(Split.parse(await ask(`${metric} 2010-12-01..2011-06-30 by day vs none`)).breakdown.map(({ key, value }) => [key, value]));
    const [fresh, returning] = [await byDay("new customers"), await byDay("returning customers")];
    const days = Object.entries(truth.daily);
    expect(days.length).toBeGreaterThan(160);
    for (const [date, { distinct_customers, new_customers }] of days) {
      expect([date, fresh.get(date), returning.get(date)]).toEqual([date, new_customers, distinct_customers - new_customers]);
    }
  }, 60_000);

  it("has the lapse time, sizes and flows of the ladder that other SQL finds over the plain orders", async () => {
    const { customers, lapse, steps } = LadderData.parse(await ask("customers ladder 2011-06-01..2011-06-30"));
    const shares = z.array(z.object({ gap: z.number(), share: z.number() })).parse(
      select(`WITH ${VISITS}, own AS (SELECT gap, 1.0 / (SELECT count(*) FROM gaps o WHERE o.customer = g.customer) AS weight FROM gaps g),
        total AS (SELECT sum(weight) AS weight FROM own)
        SELECT gap, sum(sum(weight)) OVER (ORDER BY gap) / (SELECT weight FROM total) AS share FROM own GROUP BY gap ORDER BY gap`),
    );
    const within = (share: number) => shares.find((each) => each.share >= share - 1e-9)?.gap;
    expect([lapse.lapsingAfterDays, lapse.lostAfterDays]).toEqual([within(0.8), within(0.95)]);

    const stateAt = (from: string, to: string) => `
      SELECT customer,
        CASE WHEN min(day) >= '${from}' THEN 'new'
          WHEN max(CASE WHEN day >= '${from}' AND julianday(day) - julianday(previous) > ${lapse.lostAfterDays} THEN 1 ELSE 0 END) = 1 THEN 'back'
          WHEN julianday('${to}') - 1 - julianday(max(day)) > ${lapse.lostAfterDays} THEN 'lost'
          WHEN julianday('${to}') - 1 - julianday(max(day)) > ${lapse.lapsingAfterDays} THEN 'lapsing' ELSE 'active' END AS standing,
        CASE sum(orders) WHEN 1 THEN 'once' WHEN 2 THEN 'twice' ELSE 'more' END AS frequency
      FROM visits WHERE day < '${to}' GROUP BY customer`;
    const found = (column: "standing" | "frequency") =>
      z.array(Step).parse(
        select(`WITH ${VISITS}, later AS (${stateAt("2011-06-01", "2011-07-01")}), earlier AS (${stateAt("2011-05-02", "2011-06-01")}),
          both AS (SELECT l.${column} AS now, e.${column} AS was FROM later l LEFT JOIN earlier e ON e.customer = l.customer),
          steps AS (SELECT now AS step FROM both UNION SELECT was FROM both WHERE was IS NOT NULL)
          SELECT step, (SELECT count(*) FROM both WHERE now = step) AS customers, (SELECT count(*) FROM both WHERE was = step) AS before,
            (SELECT count(*) FROM both WHERE now = step AND was IS NOT step) AS came,
            (SELECT count(*) FROM both WHERE was = step AND now <> step) AS left
          FROM steps`),
      );
    const sorted = (rows: readonly z.infer<typeof Step>[]) =>
      [...rows].filter((row) => row.customers + row.before > 0).sort((a, b) => (a.step < b.step ? -1 : 1));
    expect(sorted(steps.recency)).toEqual(sorted(found("standing")));
    expect(sorted(steps.frequency)).toEqual(sorted(found("frequency")));
    expect(select("SELECT count(DISTINCT customer) AS customers FROM orders WHERE counted")).toEqual([{ customers }]);
  }, 60_000);

  it("has the cohorts that other SQL finds", async () => {
    const { cohorts } = CohortData.parse(await ask("customers cohorts 2011-06-01..2011-06-30"));
    const found = select(`WITH numbered AS (
        SELECT customer, placed_at_ms, day, row_number() OVER (PARTITION BY customer ORDER BY placed_at_ms, order_id) AS place
        FROM orders WHERE counted AND customer IS NOT NULL)
      SELECT substr(f.day, 1, 7) AS month, count(*) AS customers, count(s.customer) * 1.0 / count(*) AS second_ever,
        sum(CASE WHEN julianday(s.day) - julianday(f.day) <= 60 THEN 1 ELSE 0 END) * 1.0 / count(*) AS within_60
      FROM numbered f LEFT JOIN numbered s ON s.customer = f.customer AND s.place = 2 WHERE f.place = 1 GROUP BY 1 ORDER BY 1`);
    const known = new Set(["2010-12", "2011-01", "2011-02", "2011-03", "2011-04"]);
    expect(
      cohorts.map(({ month, customers, secondEver, secondWithinDays }) => ({
        month,
        customers,
        second_ever: secondEver,
        within_60: secondWithinDays["60"],
      })),
    ).toEqual(
      z
        .array(z.object({ month: z.string(), customers: z.number(), second_ever: z.number(), within_60: z.number() }))
        .parse(found)
        .map((row) => ({ ...row, within_60: known.has(row.month) ? row.within_60 : null })),
    );
  }, 60_000);

  it("counts the pairs of a month, and what stands beside one product, as opening every order does", async () => {
    const lines = z.array(z.object({ order_id: z.string(), product: z.string() })).parse(
      select(`SELECT l.order_id, CASE WHEN l.product = '' THEN l.sku ELSE l.product END AS product FROM order_lines l
        WHERE l.order_id IN (SELECT order_id FROM orders WHERE counted AND day LIKE '2011-02-%')`),
    );
    const orders = new Map<string, Set<string>>();
    for (const { order_id, product } of lines) orders.set(order_id, (orders.get(order_id) ?? new Set()).add(product));
    const together = (first: string, second: string) =>
      [...orders.values()].filter((order) => order.has(first) && order.has(second)).length;

    const { pairs } = PairData.parse(await ask("products together 2011-02-01..2011-02-28"));
    expect(pairs).toHaveLength(10);
    for (const { products, together: said } of pairs) expect(said, products.join(" + ")).toBe(together(...products));

    const february = { shopId: "retail", fromDay: day("2011-02-01"), toDay: day("2011-03-01") };
    const counted = countPairs(await answerer.store.baskets.contents(february), 20);
    const plain = new Map<string, number>();
    for (const order of orders.values()) {
      const products = [...order].sort();
      for (let first = 0; first < products.length; first++) {
        for (let second = first + 1; second < products.length; second++) {
          const key = `${products[first]}\n${products[second]}`;
          plain.set(key, (plain.get(key) ?? 0) + 1);
        }
      }
    }
    const often = new Map([...plain].filter(([, count]) => count >= 20));
    expect(new Map(counted.map(({ products, together: count }) => [products.join("\n"), count]))).toEqual(often);

    const best = must(pairs[0]).products[0];
    const beside = await answerer.store.baskets.beside(february, best, { leastTogether: 5, most: 1_000 });
    expect(beside.length).toBeGreaterThan(10);
    for (const { product, together: said } of beside) expect(said, product).toBe(together(best, product));
  }, 120_000);
});
