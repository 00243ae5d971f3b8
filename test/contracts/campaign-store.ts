import { describe, expect, it } from "vitest";
import type { Campaign } from "../../src/core/campaigns/campaign.ts";
import { campaign, phase } from "./campaign-fixture.ts";
import type { OpenStore } from "./store-fixture.ts";

const LI = { platform: "slack", workspace: "T1", userId: "U1", name: "Li" } as const;
const OMAR = { platform: "discord", workspace: "G1", userId: "9", name: "Omar" } as const;

const FULL: Campaign = campaign({
  name: '双11 "Singles’ Day"',
  shopIds: ["lamps", "rugs"],
  channels: ["web", "email"],
  phases: [phase("preparation", "2026-10-01", "2026-10-24 24:00"), phase("main", "2026-11-01T00:00:00Z", "2026-11-11 20:30")],
  targets: { sales: 12_345_600, conversion: 0.031 },
  curve: { type: "table", weights: [1, 0, 2.5] },
  budgetMinor: 500_000,
  places: [{ platform: "slack", workspace: "T1", channel: "C1", thread: null }],
  locale: "zh",
  countdown: ["7d", "12h", "start"],
  owner: LI,
  roles: { ads: OMAR },
  steps: [
    {
      ...{ number: 1, title: "Book the ads", owner: { type: "role", role: "ads" }, after: [], evidence: "https://example.com/1" },
      done: { by: OMAR, atMs: 5 },
      handoffs: [{ from: null, to: { type: "person", person: OMAR }, offeredAtMs: 3, answer: { accepted: true, by: OMAR, atMs: 4 } }],
      due: { phase: "main", edge: "start", days: -7, at: { hour: 18, minute: 0 } },
    },
    {
      ...{ number: 2, title: "Go live", owner: null, after: [1], evidence: null, done: null, handoffs: [] },
      due: { phase: "main", edge: "start", days: 0, at: null },
    },
  ],
  notes: [{ kind: "keep", text: "early mails", by: LI, atMs: 9 }],
  state: "cancelled",
  sinceMs: 7,
});

export function describeCampaignStore(open: OpenStore): void {
  describe("campaign store", () => {
    it("gives back what it was given, in the order of adding", async () => {
      const { store, close } = await open();
      await store.campaigns.add(FULL);
      await store.campaigns.add(campaign({ id: "a" }));
      expect(await store.campaigns.find(FULL.id)).toEqual(FULL);
      expect(await store.campaigns.list()).toEqual([FULL, campaign({ id: "a" })]);
      expect(await store.campaigns.find("nobody")).toBeNull();
      await expect(store.campaigns.add(FULL)).rejects.toMatchObject({ code: "exists" });
      await close();
    });

    it("takes a change of what is there now, and refuses one of what was there before", async () => {
      const { store, close } = await open();
      const added = campaign();
      await store.campaigns.add(added);
      const moved = await store.campaigns.update({ ...added, name: "Moved", phases: [phase("main", "2026-11-03", "2026-11-11")] });
      expect(moved.version).toBe(added.version + 1);
      expect(await store.campaigns.find(added.id)).toEqual(moved);
      await expect(store.campaigns.update({ ...added, name: "Lost" })).rejects.toMatchObject({ code: "conflict" });
      await expect(store.campaigns.update(campaign({ id: "nobody" }))).rejects.toMatchObject({ code: "not-found" });
      expect(await store.campaigns.find(added.id)).toEqual(moved);
      await close();
    });
  });
}
