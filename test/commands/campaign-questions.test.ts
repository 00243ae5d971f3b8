import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHandlers } from "../../src/commands/create-handlers.ts";
import type { Message } from "../../src/core/messages/message.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { campaign, phase } from "../contracts/campaign-fixture.ts";
import { importInto, line, type OpenedStore, SHOP } from "../contracts/store-fixture.ts";

let folder = "";
let opened: OpenedStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shopbell-campaigns-"));
  opened = await openTestStore(`file:${join(folder, "shop.db")}`);
  const { store } = opened;
  await store.shops.add(SHOP);
  // Last time from Tuesday 11 Nov 20:00 for 28 hours, this time from Wednesday 11 Nov 00:00 for two days.
  await store.campaigns.add(campaign({ id: "2025", name: "双11", phases: [phase("main", "2025-11-11 20:00", "2025-11-12 24:00")] }));
  await store.campaigns.add(campaign({ id: "2026", name: "双11", phases: [phase("main", "2026-11-11", "2026-11-12")] }));
  await store.campaigns.add(campaign({ id: "no", name: "Dropped", state: "cancelled" }));
  await importInto(store, async (writer) => {
    const at = [
      "2025-11-11T19:30:00Z",
      "2025-11-11T22:10:00Z",
      "2025-11-12T22:30:00Z",
      "2026-11-10T23:05:00Z",
      "2026-11-11T00:30:00Z",
      "2026-11-12T10:00:00Z",
    ];
    await writer.putOrderLines(at.map((each, index) => line(`o${index}`, { at: each, gross: 1000 * 2 ** index })));
  });
});

afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(words: string, now: string): Promise<Message> {
  const { store } = opened;
  const { handlers } = createHandlers({
    store,
    clock: { nowMs: () => Date.parse(now) },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    newId: () => "answer",
    loadDemoShop: () => Promise.reject(new Error("not here")),
    isReachable: async () => true,
    findPublicHolidays: async () => [],
    platformHealth: () => new Map(),
    defaultShopId: null,
  });
  const place = { platform: "console", workspace: "direct", channel: "c", thread: null } as const;
  const reply = await handlers.answer({ place, user: { id: "u", name: "U" }, words, locale: null, addressed: true, receivedAtMs: 0 });
  if (reply === null) throw new Error("no reply");
  return reply.message;
}

async function valuesOf(words: string, now: string): Promise<readonly unknown[]> {
  const { data } = await ask(words, now);
  const comparisons = Array.isArray(data?.comparisons) ? data.comparisons : [];
  return [data?.value, ...comparisons.map((each: { readonly value: unknown }) => each.value)];
}

describe("a question about a campaign", () => {
  it("counts its main phase, and last time the whole of that", async () => {
    expect(await valuesOf('sales during "双11" vs last time', "2026-11-20T09:00:00Z")).toEqual(["560.00", "70.00"]);
  });

  it("counts that of the year that is named, before it or behind it", async () => {
    for (const words of ["sales 双11 2025", "去年双11销售额", 'sales during "双11" last year', "2025年双11 销售额"])
      expect((await valuesOf(words, "2026-11-20T09:00:00Z"))[0], words).toBe("70.00");
    expect((await ask("sales 双11 2024", "2026-11-20T09:00:00Z")).kind).toBe("problem");
    expect(await valuesOf("销售额 双11 对比去年双11", "2026-11-20T09:00:00Z")).toEqual(["560.00", "70.00"]);
  });

  it("while it runs, compares the same hours since its start", async () => {
    // 02:20 in Berlin: two closed hours; last time, 20:00 to 22:00.
    expect(await valuesOf("销售额 双十一期间 对比 上次", "2026-11-11T01:20:00Z")).toEqual(["240.00", "10.00"]);
  });

  it("means the one that was last, until the next has begun", async () => {
    expect(await valuesOf("sales during 双11 vs none", "2026-11-01T09:00:00Z")).toEqual(["70.00"]);
  });

  it("does not know a cancelled one", async () => {
    expect((await ask('sales during "Dropped"', "2026-11-20T09:00:00Z")).summary).toContain("There is no campaign called “Dropped”");
  });
});
