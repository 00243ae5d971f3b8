/** The customer ladder, cohorts and what is bought together, over a real shop's half year, beside the bare SQL. */
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrateStore } from "../src/adapters/prisma/migrate.ts";
import { openStore } from "../src/adapters/prisma/open-store.ts";
import { parseBusinessDay } from "../src/core/calendar/business-day.ts";
import { COHORT_WINDOWS } from "../src/core/customers/cohorts.ts";
import { findLapseTime } from "../src/core/customers/lapse-time.ts";
import { LEAST_TOGETHER } from "../src/core/products/bought-together.ts";
import { countPairs } from "../src/core/products/count-pairs.ts";
import { importOrders } from "../src/intake/csv/import-orders.ts";
import { BENCH_SHOP } from "./bench-orders.ts";
import { type Finding, median, time } from "./statistics.ts";

const DATA = join(import.meta.dirname, "../../shared/data/online-retail/orders.csv.xz");
const ROUNDS = 7;

interface Read {
  readonly what: string;
  readonly targetMs: number;
  readonly work: () => Promise<unknown>;
  /** The least that SQL must do for it: no classes, no names, no shares. */
  readonly bare: string;
}

/** Store reads and bare statements take turns, so that a busy moment of the machine meets both. Nothing without the data. */
export async function measureInsight(scratch: string): Promise<readonly Finding[]> {
  if (!existsSync(DATA)) {
    console.warn("SKIPPED: ../shared/data/online-retail is not here");
    return [];
  }
  const csv = join(scratch, "retail.csv");
  execFileSync("xz", ["-dc", DATA], { stdio: ["ignore", openSync(csv, "w"), "inherit"] });
  const path = join(scratch, "retail.db");
  await migrateStore(`file:${path}`);
  const store = await openStore({ url: `file:${path}`, role: "tool" });
  const database = new Database(path, { readonly: true });
  try {
    await store.shops.add(BENCH_SHOP);
    const file = { name: "orders.csv", open: () => createReadStream(csv) };
    await importOrders({ preset: "online-retail", file, shop: BENCH_SHOP, facts: store.facts, nowMs: Date.parse("2011-07-01T09:00:00Z") });
    const [fromDay, june, may, toDay] = ["2010-12-01", "2011-06-01", "2011-05-02", "2011-07-01"].map(parseBusinessDay);
    if (!fromDay || !june || !may || !toDay) throw new Error("these are days");
    const all = { shopId: BENCH_SHOP.id, fromDay, toDay };
    const [product = ""] = await store.measures.names(BENCH_SHOP.id, "product", 1);
    const reads: readonly Read[] = [
      {
        what: "the whole ladder, with the shop's lapse time",
        targetMs: 300,
        work: async () => {
          const lapse = findLapseTime(await store.customers.reorderGaps(all));
          await store.customers.classes({ ...all, fromDay: june, beforeFromDay: may, lapse, salesFromDay: june });
        },
        bare: "SELECT customer, min(day), max(day), sum(orders) FROM customer_days GROUP BY customer",
      },
      {
        what: "cohorts and first products",
        targetMs: 500,
        work: async () => {
          await store.customers.cohorts(all, COHORT_WINDOWS);
          await store.customers.firstProducts(all, 10);
        },
        bare: "SELECT l.product, count(*) FROM customers c CROSS JOIN order_lines l ON l.shop_id = c.shop_id AND l.order_id = c.first_order_id GROUP BY 1",
      },
      {
        what: `bought with “${product}”, the best seller, over all days`,
        targetMs: 300,
        work: () => store.baskets.beside(all, product, { leastTogether: 5, most: 100 }),
        bare: `SELECT product, count(*) FROM order_lines WHERE order_id IN (SELECT order_id FROM order_lines WHERE product = '${product.replaceAll("'", "''")}') GROUP BY 1`,
      },
      {
        what: "all pairs of a month",
        targetMs: 500,
        work: async () => countPairs(await store.baskets.contents({ ...all, fromDay: june }), LEAST_TOGETHER),
        bare: "SELECT l.order_id, l.product FROM orders o CROSS JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id WHERE o.day >= '2011-06-01' AND o.day < '2011-07-01'",
      },
    ];
    const findings: Finding[] = [];
    for (const read of reads) findings.push(await measureRead(read, database));
    return findings;
  } finally {
    database.close();
    await store.close();
  }
}

async function measureRead({ what, targetMs, work, bare }: Read, database: Database.Database): Promise<Finding> {
  const statement = database.prepare(bare);
  const [tookMs, bareMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    tookMs.push(await time(work));
    bareMs.push(await time(() => statement.all()));
  }
  const took = median(tookMs);
  return {
    what,
    measured: `${took.toFixed(0)} ms`,
    target: `< ${targetMs} ms`,
    isMet: took < targetMs,
    note: `${(took / median(bareMs)).toFixed(1)}x the bare SQL (${median(bareMs).toFixed(0)} ms)`,
  };
}
