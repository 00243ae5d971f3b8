import { describe, expect, it } from "vitest";
import type { RunClaim } from "../../src/ports/runs.ts";
import { post } from "./outbox-fixture.ts";
import type { OpenStore } from "./store-fixture.ts";

function slot(overrides: Partial<RunClaim> = {}): RunClaim {
  return { duty: "report:1", slotMs: 900, nowMs: 1_000, leaseMs: 100, worker: "w1", ...overrides };
}

export function describeRunStore(open: OpenStore): void {
  describe("run store", () => {
    it("lets one caller run a slot, and everybody know when it is done", async () => {
      const { store, close } = await open();
      const begun = await Promise.all(["w1", "w2", "w3"].map((worker) => store.runs.begin(slot({ worker }))));
      expect([...begun].sort()).toEqual(["run", "taken", "taken"]);
      const worker = ["w1", "w2", "w3"][begun.indexOf("run")] ?? "";
      expect(await store.runs.finish(slot({ worker }), "posted", [post("a"), post("b")], 1_050)).toBe(true);
      expect(await store.runs.begin(slot({ nowMs: 9_000 }))).toBe("done");
      expect((await store.outbox.list({ workspace: null, states: ["waiting"], limit: 9 })).map(({ key }) => key)).toEqual(["b", "a"]);
      await close();
    });

    it("gives a slot whose lease ended to the next, and queues nothing for the one that lost it", async () => {
      const { store, close } = await open();
      await store.runs.begin(slot());
      expect(await store.runs.begin(slot({ nowMs: 1_099, worker: "w2" }))).toBe("taken");
      expect(await store.runs.begin(slot({ nowMs: 1_100, worker: "w2" }))).toBe("run");
      expect(await store.runs.finish(slot(), "posted", [post("a")], 1_101)).toBe(false);
      expect(await store.outbox.find("a")).toBeNull();
      expect(await store.runs.finish(slot({ worker: "w2" }), "posted", [post("a")], 1_102)).toBe(true);
      expect(await store.runs.finish(slot({ worker: "w2" }), "posted", [post("b")], 1_103)).toBe(false);
      expect(await store.outbox.find("a")).not.toBeNull();
      expect(await store.outbox.find("b")).toBeNull();
      await close();
    });

    it("keeps everybody off a slot that was put off", async () => {
      const { store, close } = await open();
      await store.runs.begin(slot());
      await store.runs.postpone(slot(), 5_000);
      expect(await store.runs.begin(slot({ nowMs: 4_999 }))).toBe("taken");
      expect(await store.runs.begin(slot({ nowMs: 5_000, worker: "w2" }))).toBe("run");
      await close();
    });

    it("knows the newest finished slot of each duty, and the last ones of one", async () => {
      const { store, close } = await open();
      for (const slotMs of [100, 300, 200]) {
        await store.runs.begin(slot({ slotMs }));
        await store.runs.finish(slot({ slotMs }), "posted", [], slotMs + 1);
      }
      await store.runs.begin(slot({ slotMs: 400 }));
      await store.runs.begin(slot({ duty: "report:2", slotMs: 500 }));
      expect(await store.runs.lastFinished(["report:1", "report:2", "report:3"])).toEqual(new Map([["report:1", 300]]));
      expect(await store.runs.recent("report:1", 2)).toEqual([
        { duty: "report:1", slotMs: 400, outcome: null, finishedMs: null },
        { duty: "report:1", slotMs: 300, outcome: "posted", finishedMs: 301 },
      ]);
      expect(await store.runs.prune(301)).toBe(2);
      expect((await store.runs.recent("report:1", 9)).map(({ slotMs }) => slotMs)).toEqual([400, 300]);
      await close();
    });
  });
}
