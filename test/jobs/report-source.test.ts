import { describe, expect, it } from "vitest";
import { createPruneDuty } from "../../src/jobs/prune-duty.ts";
import { createReportSource } from "../../src/jobs/report-source.ts";
import { runDue } from "../../src/jobs/run-due.ts";
import { zone } from "../contracts/store-fixture.ts";
import { SILENT } from "../delivery/fake-world.ts";
import { sellDaily, startTimeline } from "../scenarios/report-shop.ts";

const BERLIN = zone("Europe/Berlin");

describe("reports on the clock", () => {
  it("are queued at their time, and the owner is told of those that were missed", async () => {
    const timeline = await startTimeline("2026-03-03T12:00", BERLIN);
    const { store } = timeline;
    await sellDaily(timeline, "2026-02-20", "2026-03-05");
    await timeline.say("shopbell subscribe daily at 09:00");
    const runAt = (at: string) =>
      runDue({
        ...{ runs: store.runs, clock: { nowMs: () => Date.parse(at) }, log: SILENT, worker: "w1", onQueued: () => undefined },
        sources: [createReportSource({ store, findPublicHolidays: async () => [] }), createPruneDuty(store, timeline.nowMs())],
      });
    await runAt("2026-03-06T08:00:01Z");
    const queued = await store.outbox.list({ workspace: null, states: ["waiting"], limit: 9 });
    const told = queued.filter(({ place }) => "userId" in place);
    expect(told.map(({ summary }) => summary)).toEqual([
      "Report 1 of Lamps & more 灯 was not posted: Shopbell was not running at Thu 5 Mar 2026, 09:00 and for too long after it.",
    ]);
    expect(queued.length - told.length).toBe(2);
    await runAt("2026-03-06T08:01:01Z");
    expect(await store.outbox.list({ workspace: null, states: ["waiting"], limit: 9 })).toHaveLength(queued.length);
    expect((await store.runs.recent("prune", 1)).map(({ outcome }) => outcome)).toEqual(["pruned"]);
    await timeline.close();
  });
});
