/** Words to finished message, beside the bare SQL of the same number: over the rollups, and over the raw orders. */
import Database from "better-sqlite3";
import { migrateStore } from "../src/adapters/prisma/migrate.ts";
import { openStore } from "../src/adapters/prisma/open-store.ts";
import { type Answerer, openAnswerer } from "../src/app.ts";
import type { ChatRequest } from "../src/ports/chat-platform.ts";
import type { FactWriter } from "../src/ports/stores.ts";
import { BENCH_SHOP, NOW_MS, orderFacts, refundFacts, sessionFacts } from "./bench-orders.ts";
import { type Finding, median, percentile } from "./statistics.ts";

const ROUNDS = 7;
const ASKED_A_ROUND = 30;
const BATCH = 5_000;

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface BenchQuestion {
  readonly words: string;
  readonly rollup: string;
  readonly raw: string;
  readonly days: readonly [string, string];
}

const NET = "coalesce(sum(gross), 0) - coalesce(sum(discounts), 0) - coalesce(sum(returns), 0)";
const RAW_NET = `(SELECT sum(gross - line_discount - coalesce(order_discount, 0)) FROM orders WHERE shop_id = 'bench' AND day >= :from AND day < :to)
  - (SELECT coalesce(sum(amount), 0) FROM refund_lines WHERE shop_id = 'bench' AND day >= :from AND day < :to)`;
const IN_DAYS = "WHERE shop_id = 'bench' AND day >= :from AND day < :to";

const QUESTIONS: readonly BenchQuestion[] = [
  {
    words: "sales yesterday",
    rollup: `SELECT ${NET} AS value FROM daily_rollups ${IN_DAYS}`,
    raw: `SELECT ${RAW_NET} AS value`,
    days: ["2026-03-03", "2026-03-04"],
  },
  {
    words: "sales last week",
    rollup: `SELECT ${NET} AS value FROM daily_rollups ${IN_DAYS}`,
    raw: `SELECT ${RAW_NET} AS value`,
    days: ["2026-02-23", "2026-03-02"],
  },
  {
    words: "orders last month by channel",
    rollup: `SELECT sum(value) AS value FROM (SELECT channel, sum(orders) AS value FROM daily_rollups ${IN_DAYS} GROUP BY channel)`,
    raw: `SELECT sum(value) AS value FROM (SELECT channel, count(*) AS value FROM orders ${IN_DAYS} GROUP BY channel)`,
    days: ["2026-02-01", "2026-03-01"],
  },
  {
    words: "customers yesterday",
    rollup: `SELECT sum(customers) AS value FROM customer_rollups ${IN_DAYS} AND previous_day < :from`,
    raw: `SELECT count(DISTINCT customer) AS value FROM orders ${IN_DAYS}`,
    days: ["2026-03-03", "2026-03-04"],
  },
  {
    words: "customers last month",
    rollup: `SELECT sum(customers) AS value FROM customer_rollups ${IN_DAYS} AND previous_day < :from`,
    raw: `SELECT count(DISTINCT customer) AS value FROM orders ${IN_DAYS}`,
    days: ["2026-02-01", "2026-03-01"],
  },
];

interface Timings {
  readonly question: BenchQuestion;
  readonly answerMs: number[];
  readonly rollupMs: number[];
  readonly rawMs: number[];
}

interface StoreTimings {
  readonly orders: number;
  readonly timings: readonly Timings[];
}

/** Makes a store of so many orders. Facts go in as imports put them, without a file. */
export async function fillStore(url: string, orders: number): Promise<void> {
  await migrateStore(url);
  const store = await openStore({ url, role: "tool" });
  try {
    await store.shops.add(BENCH_SHOP);
    const put = (source: string, work: (writer: FactWriter) => Promise<void>) =>
      store.facts.importFacts({ shopId: BENCH_SHOP.id, source, origin: "bench", startedAtMs: NOW_MS }, work);
    await put("orders", (writer) => inBatches(orderFacts(orders), (batch) => writer.putOrderLines(batch)));
    await put("refunds", (writer) => inBatches(refundFacts(orders), (batch) => writer.putRefunds(batch)));
    await put("metrics", (writer) => inBatches(sessionFacts(orders), (batch) => writer.putMeasures(batch)));
  } finally {
    await store.close();
  }
}

/**
 * Asks filled stores. Stores, answers and both statements take turns, so that a busy moment of the machine meets all of
 * them.
 */
export async function timeStores(stores: readonly { readonly path: string; readonly orders: number }[]): Promise<readonly StoreTimings[]> {
  const opened = await Promise.all(stores.map(openTimed));
  try {
    for (const { answerer, database } of opened) {
      for (const question of QUESTIONS) await checkSame(answerer, database, question);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { answerer, database, timings } of opened) {
        for (const each of timings) await timeRound(answerer, database, each);
      }
    }
    return opened;
  } finally {
    for (const { answerer, database } of opened) {
      database.close();
      await answerer.close();
    }
  }
}

async function openTimed({ path, orders }: { readonly path: string; readonly orders: number }) {
  const answerer = await openAnswerer({ databaseUrl: `file:${path}` }, SILENT, { clock: { nowMs: () => NOW_MS } });
  const timings: readonly Timings[] = QUESTIONS.map((question) => ({ question, answerMs: [], rollupMs: [], rawMs: [] }));
  return { orders, answerer, database: new Database(path, { readonly: true }), timings };
}

export function judgeAnswers(stores: readonly StoreTimings[]): Finding[] {
  const findings = stores.flatMap(({ orders, timings }) => timings.map((each) => judgeQuestion(orders, each)));
  return [...findings, ...judgeGrowth(stores)];
}

function judgeQuestion(orders: number, { question, answerMs, rollupMs, rawMs }: Timings): Finding {
  const [answer, rollup, raw] = [median(answerMs), median(rollupMs), median(rawMs)];
  const p99 = percentile(answerMs, 0.99);
  const againstRollup = `${(answer / rollup).toFixed(0)}x bare SQL over rollups (${rollup.toFixed(3)} ms)`;
  return {
    what: `${orders.toLocaleString("en")} orders: "${question.words}", p50 / p99`,
    measured: `${answer.toFixed(2)} / ${p99.toFixed(2)} ms`,
    target: "p99 < 10 ms",
    isMet: p99 < 10,
    note: `${againstRollup}, ${(answer / raw).toFixed(2)}x SQL over raw orders (${raw.toFixed(2)} ms)`,
  };
}

function judgeGrowth(stores: readonly StoreTimings[]): Finding[] {
  const [smallest, largest] = [stores[0], stores.at(-1)];
  if (smallest === undefined || largest === undefined || smallest === largest) return [];
  return QUESTIONS.map((question, index) => {
    const growth = median(largest.timings[index]?.answerMs ?? []) / median(smallest.timings[index]?.answerMs ?? []);
    return {
      what: `growth, ${smallest.orders.toLocaleString("en")} to ${largest.orders.toLocaleString("en")} orders: "${question.words}"`,
      measured: `${growth.toFixed(2)}x`,
      target: "<= 1.2x",
      isMet: growth <= 1.2,
      note: question.words.startsWith("customers")
        ? "reads as many rows a day as there are days before on which its customers ordered"
        : "",
    };
  });
}

async function timeRound(answerer: Answerer, database: Database.Database, { question, answerMs, rollupMs, rawMs }: Timings): Promise<void> {
  const bounds = { from: question.days[0], to: question.days[1] };
  const rollup = database.prepare(question.rollup);
  const raw = database.prepare(question.raw);
  for (let asked = 0; asked < ASKED_A_ROUND; asked++) {
    let startedMs = performance.now();
    await answerer.handlers.answer(requestOf(question.words));
    answerMs.push(performance.now() - startedMs);
    startedMs = performance.now();
    rollup.get(bounds);
    rollupMs.push(performance.now() - startedMs);
    // Over raw orders a statement can take a second: thrice a round is enough for a median.
    if (asked >= 3) continue;
    startedMs = performance.now();
    raw.get(bounds);
    rawMs.push(performance.now() - startedMs);
  }
}

/** The three must be about one number, or their times say nothing. */
async function checkSame(answerer: Answerer, database: Database.Database, question: BenchQuestion): Promise<void> {
  const bounds = { from: question.days[0], to: question.days[1] };
  const [rollup, raw] = [question.rollup, question.raw].map((text) =>
    database.prepare<[typeof bounds], { value: number }>(text).get(bounds),
  );
  const reply = await answerer.handlers.answer(requestOf(question.words));
  const answered = Number(String(reply?.message.data?.value ?? "").replace(".", ""));
  if (rollup?.value === raw?.value && raw?.value === answered) return;
  throw new Error(`"${question.words}": the rollups say ${rollup?.value}, the orders ${raw?.value}, the answer ${answered}`);
}

function requestOf(words: string): ChatRequest {
  return {
    place: { platform: "cli", workspace: "bench", channel: "bench", thread: null },
    user: { id: "bench", name: "bench" },
    words,
    locale: "en",
    addressed: true,
    receivedAtMs: NOW_MS,
  };
}

async function inBatches<T>(items: Iterable<T>, put: (batch: readonly T[]) => Promise<void>): Promise<void> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    await put(batch);
    batch = [];
  }
  await put(batch);
}
