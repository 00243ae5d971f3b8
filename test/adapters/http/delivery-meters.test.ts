import { describe, expect, it } from "vitest";
import { createMeters } from "../../../src/adapters/http/meters.ts";

describe("the meters of delivery", () => {
  it("tell how tries end, what waits and for how long", async () => {
    const meters = createMeters();
    let backlog = { entries: 2, oldestMs: 1_000 as number | null };
    meters.watchOutbox({ backlog: async () => backlog }, { nowMs: () => 31_000 });
    meters.countTry("slack", "failed", "is_archived");
    const text = await meters.text();
    expect(text).toContain('shopbell_delivery_tries_total{platform="slack",outcome="failed",reason="is_archived"} 1');
    expect(text).toContain("shopbell_outbox_entries 2");
    expect(text).toContain("shopbell_outbox_oldest_seconds 30");
    backlog = { entries: 0, oldestMs: null };
    expect(await meters.text()).toContain("shopbell_outbox_oldest_seconds 0");
  });

  it("are still read where the store is out of reach", async () => {
    const meters = createMeters();
    meters.watchOutbox({ backlog: () => Promise.reject(new Error("away")) }, { nowMs: () => 0 });
    expect(await meters.text()).toMatch(/^shopbell_outbox_entries nan$/im);
  });
});
