/** The demo shop in a real store, asked as a person would. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Answerer, openAnswerer } from "../../src/app.ts";
import { DEMO_SHOP, writeDemoShop } from "../../src/demo/write-demo-shop.ts";
import type { FactStore, ImportOutcome, Store } from "../../src/ports/stores.ts";

const Answered = z.object({
  shop: z.string(),
  provisional: z.boolean(),
  period: z.object({ complete: z.boolean() }),
  metrics: z.array(z.object({ metric: z.string(), value: z.union([z.string(), z.number(), z.null()]) })),
});

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const NOW_MS = Date.parse("2026-11-22T13:24:00Z");
const HOUR_MS = 3_600_000;

describe("the demo shop in a store", () => {
  let folder: string;
  let answerer: Answerer;
  let store: Store;
  let outcomes: ImportOutcome[];
  let nowMs = NOW_MS;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "shopbell-demo-"));
    answerer = await openAnswerer({ databaseUrl: `file:${join(folder, "demo.db")}` }, silent, { clock: { nowMs: () => nowMs } });
    store = answerer.store;
    await writeDemoShop(recording(), store.shops, NOW_MS);
  });

  afterAll(async () => {
    await answerer?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  /** The store's facts, with what each import did. */
  function recording(): FactStore {
    outcomes = [];
    return {
      importFacts: async (meta, work) => {
        const outcome = await store.facts.importFacts(meta, work);
        outcomes.push(outcome);
        return outcome;
      },
    };
  }

  async function ask(words: string): Promise<z.infer<typeof Answered>> {
    const reply = await answerer.handlers.answer({
      place: { platform: "cli", workspace: "direct", channel: "test", thread: null },
      user: { id: "test", name: "test" },
      words,
      locale: "en",
      addressed: true,
      receivedAtMs: nowMs,
    });
    return Answered.parse(reply?.message.data);
  }

  it("answers yesterday's figures, all of them and complete", async () => {
    const { shop, provisional, period, metrics } = await ask("kpi yesterday");
    expect({ shop, provisional, complete: period.complete }).toEqual({ shop: "demo", provisional: false, complete: true });
    expect(metrics.length).toBeGreaterThan(8);
    expect(metrics.filter(({ value }) => value === null)).toEqual([]);
  });

  it("answers today so far", async () => {
    const { provisional, metrics } = await ask("kpi today");
    expect(provisional).toBe(true);
    const orders = metrics.find(({ metric }) => metric === "orders")?.value;
    expect(Number(orders)).toBeGreaterThan(10);
  });

  it("reaches the last closed hour, and with its costs the end of yesterday", async () => {
    const reach = new Map((await store.measures.watermarks(DEMO_SHOP.id)).map(({ source, throughMs }) => [source, throughMs]));
    const closedMs = Date.parse("2026-11-22T13:00:00Z");
    const yesterdayMs = Date.parse("2026-11-22T00:00:00+01:00");
    expect(reach).toEqual(
      new Map([
        ["ads", yesterdayMs],
        ["analytics", closedMs],
        ["costs", yesterdayMs],
        ["orders", closedMs],
      ]),
    );
  });

  it("knows its 25 months, channels and products", async () => {
    expect(await store.measures.extent(DEMO_SHOP.id)).toEqual({ firstDay: "2024-10-22", lastDay: "2026-11-22" });
    expect(new Set(await store.measures.names(DEMO_SHOP.id, "channel", 10))).toEqual(
      new Set(["organic", "paid", "email", "social", "marketplace", "pos"]),
    );
    expect(await store.measures.names(DEMO_SHOP.id, "product", 100)).toHaveLength(40);
  });

  it("adds only the new hour an hour later", async () => {
    nowMs = NOW_MS + HOUR_MS;
    await writeDemoShop(recording(), store.shops, nowMs);
    const facts = outcomes.reduce((sum, { orders, refunds, measures }) => sum + orders + refunds + measures, 0);
    const unchanged = outcomes.reduce((sum, outcome) => sum + outcome.unchanged, 0);
    expect(facts - unchanged).toBeGreaterThan(0);
    expect(facts - unchanged).toBeLessThan(60);
  }, 120_000);

  it("refuses to write into a real shop of the same id", async () => {
    const real = { ...DEMO_SHOP, simulated: false };
    const shops: Store["shops"] = { ...store.shops, find: async () => real };
    await expect(writeDemoShop(store.facts, shops, NOW_MS)).rejects.toMatchObject({ code: "exists" });
  });
});
