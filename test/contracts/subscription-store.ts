import { describe, expect, it } from "vitest";
import { REPORT_SECTIONS } from "../../src/core/reports/report-section.ts";
import type { Publication, Subscription } from "../../src/ports/subscriptions.ts";
import { BERLIN, day, type OpenStore } from "./store-fixture.ts";

function subscription(id: string, overrides: Partial<Omit<Subscription, "number">> = {}): Omit<Subscription, "number"> {
  return {
    id,
    place: { platform: "slack", workspace: "T1", channel: "C1", thread: null },
    schedule: { type: "daily", at: { hour: 9, minute: 0 }, weekdays: [1, 2, 3, 4, 5] },
    zone: null,
    shopIds: ["lamps"],
    locale: "en",
    sections: ["summary", "channels"],
    waitMs: 7_200_000,
    ownerUserId: "U1",
    state: "active",
    sinceMs: 1_795_000_000_000,
    createdAtMs: 1_795_000_000_000,
    ...overrides,
  };
}

function publication(key: string, overrides: Partial<Publication> = {}): Publication {
  return {
    key,
    subscriptionId: "a",
    shopId: "lamps",
    fromDay: day("2026-11-21"),
    toDay: day("2026-11-22"),
    slotMs: 1_795_334_400_000,
    state: "provisional",
    postedAtMs: 1_795_334_400_500,
    figures: {},
    notices: 0,
    checkAtMs: 1_795_334_460_000,
    ...overrides,
  };
}

export function describeSubscriptionStore(open: OpenStore): void {
  describe("subscription store", () => {
    it("keeps the sections chosen: some, none or all", async () => {
      const { store, close } = await open();
      for (const sections of [["summary", "chart"], [], REPORT_SECTIONS] as const) {
        const { id } = await store.subscriptions.add(subscription(`s${sections.length}`, { sections }));
        expect((await store.subscriptions.find(id))?.sections).toEqual(sections);
      }
      await close();
    });

    it("keeps every kind of schedule", async () => {
      const { store, close } = await open();
      const at = { hour: 8, minute: 30 };
      const schedules: readonly Subscription["schedule"][] = [
        { type: "daily", at, weekdays: [1, 7] },
        { type: "weekly", at, weekday: 3 },
        { type: "monthly", at, dayOfMonth: 31 },
        { type: "hourly", minute: 0 },
      ];
      for (const schedule of schedules) {
        const { id } = await store.subscriptions.add(subscription(schedule.type, { schedule }));
        expect((await store.subscriptions.find(id))?.schedule).toEqual(schedule);
      }
      await close();
    });

    it("numbers the subscriptions of each channel by themselves, and never gives a number twice", async () => {
      const { store, close } = await open();
      const elsewhere = { platform: "discord" as const, workspace: "G1", channel: "C1", thread: null };
      const first = await store.subscriptions.add(subscription("a"));
      await store.subscriptions.update({ ...first, state: "removed" });
      const second = await store.subscriptions.add(subscription("b"));
      const other = await store.subscriptions.add(subscription("c", { place: elsewhere }));
      expect([first.number, second.number, other.number]).toEqual([1, 2, 1]);
      expect((await store.subscriptions.ofPlace(first.place)).map(({ id, state }) => [id, state])).toEqual([
        ["a", "removed"],
        ["b", "active"],
      ]);
      await close();
    });

    it("gives back what it was given, of every kind", async () => {
      const { store, close } = await open();
      const kinds = [
        subscription("a", { shopIds: ["lamps", "rugs"], locale: "zh", zone: BERLIN }),
        subscription("b", { schedule: { type: "weekly", at: { hour: 8, minute: 30 }, weekday: 7 }, state: "paused" }),
        subscription("c", { schedule: { type: "monthly", at: { hour: 0, minute: 0 }, dayOfMonth: 31 }, sections: [] }),
      ];
      for (const each of kinds) expect(await store.subscriptions.add(each)).toEqual({ ...each, number: expect.any(Number) });
      expect(await store.subscriptions.find("b")).toMatchObject(kinds[1] ?? {});
      expect((await store.subscriptions.active()).map(({ id }) => id)).toEqual(["a", "c"]);
      await close();
    });

    it("changes one that is there, and refuses an id taken or unknown", async () => {
      const { store, close } = await open();
      const added = await store.subscriptions.add(subscription("a"));
      const changed: Subscription = {
        ...added,
        schedule: { type: "daily", at: { hour: 8, minute: 30 }, weekdays: [7] },
        state: "paused",
        waitMs: 0,
      };
      await store.subscriptions.update(changed);
      expect(await store.subscriptions.find("a")).toEqual(changed);
      await expect(store.subscriptions.update({ ...added, id: "nobody" })).rejects.toMatchObject({ code: "not-found" });
      await expect(store.subscriptions.add(subscription("a"))).rejects.toMatchObject({ code: "exists" });
      await close();
    });
  });

  describe("publication store", () => {
    it("keeps what a post has said, and replaces it", async () => {
      const { store, close } = await open();
      expect(await store.publications.find("p")).toBeNull();
      await store.publications.put(publication("p"));
      expect(await store.publications.find("p")).toEqual(publication("p"));
      const posted = publication("p", {
        state: "complete",
        postedAtMs: 5,
        figures: { sales: 431_020, traffic: null },
        notices: 1,
        checkAtMs: null,
      });
      await store.publications.put(posted);
      expect(await store.publications.find("p")).toEqual(posted);
      await close();
    });

    it("names those to look at, longest due first, and forgets old ones", async () => {
      const { store, close } = await open();
      for (const [key, checkAtMs] of [
        ["late", 3],
        ["early", 1],
        ["never", null],
        ["middle", 2],
      ] as const) {
        await store.publications.put(publication(key, { checkAtMs, slotMs: checkAtMs ?? 0 }));
      }
      expect((await store.publications.due(2, 10)).map(({ key }) => key)).toEqual(["early", "middle"]);
      expect((await store.publications.due(9, 1)).map(({ key }) => key)).toEqual(["early"]);
      expect(await store.publications.prune(2)).toBe(2);
      expect((await store.publications.due(9, 10)).map(({ key }) => key)).toEqual(["middle", "late"]);
      await close();
    });
  });
}
