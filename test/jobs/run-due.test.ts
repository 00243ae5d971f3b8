import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TimeZone } from "../../src/core/calendar/period.ts";
import { EVERY_DAY, type Recurrence } from "../../src/core/schedule/recurrence.ts";
import { slotsBetween } from "../../src/core/schedule/slots.ts";
import type { Duty, DutyResult } from "../../src/jobs/duty.ts";
import { runDue } from "../../src/jobs/run-due.ts";
import type { RunStore } from "../../src/ports/runs.ts";
import type { Store } from "../../src/ports/stores.ts";
import { openTestStore } from "../adapters/prisma/open-test-store.ts";
import { post } from "../contracts/outbox-fixture.ts";
import { must, zone } from "../contracts/store-fixture.ts";
import { createClock, SILENT } from "../delivery/fake-world.ts";

const HOUR_MS = 3_600_000;
const BERLIN = zone("Europe/Berlin");
const NEW_YORK = zone("America/New_York");
const NINE: Recurrence = { type: "daily", at: { hour: 9, minute: 0 }, weekdays: EVERY_DAY };

const folder = mkdtempSync(join(tmpdir(), "shopbell-run-due-"));
let opened: Awaited<ReturnType<typeof openTestStore>> | null = null;
beforeAll(async () => {
  opened = await openTestStore(`file:${folder}/store.db`);
});
afterAll(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true, force: true });
});

let duties = 0;

/** One duty on a clock; `result` decides about each run. Each has a key of its own in the one store. */
function startDuty(
  startsAt: string,
  { recurrence = NINE, inZone = BERLIN, result }: { recurrence?: Recurrence; inZone?: TimeZone; result?: (run: number) => DutyResult } = {},
) {
  duties += 1;
  const key = `duty-${duties}`;
  const store: Store = must(opened).store;
  const clock = createClock(Date.parse(startsAt));
  const current = { zone: inZone, recurrence };
  const ran: string[] = [];
  const skipped: string[][] = [];
  let queued = 0;
  const shown = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  const duty: Duty = {
    key,
    sinceMs: clock.nowMs(),
    windowMs: 6 * HOUR_MS,
    slots: (afterMs, throughMs) => slotsBetween(current.recurrence, current.zone, afterMs, throughMs),
    run: async (slotMs) => {
      ran.push(shown(slotMs));
      return result?.(ran.length) ?? { type: "done", outcome: "posted", entries: [post(`${key}/${slotMs}`)] };
    },
    skipped: (slots) => {
      skipped.push(slots.map(shown));
      return [post(`${key}/skipped`)];
    },
  };
  const tick = (runs: RunStore = store.runs, worker = "w1") =>
    runDue({
      ...{ runs, clock, log: SILENT, worker, sources: [{ duties: async () => [duty] }] },
      onQueued: () => {
        queued += 1;
      },
    });
  const goTo = async (at: string, ticking = true) => {
    const untilMs = Date.parse(at);
    while (ticking && clock.nowMs() + 10 * 60_000 < untilMs) {
      clock.advance(10 * 60_000);
      await tick();
    }
    clock.advance(untilMs - clock.nowMs());
    await tick();
  };
  return { key, store, clock, current, ran, skipped, tick, goTo, queued: () => queued };
}

describe("a duty", () => {
  it("runs once a slot, however often it ticks, and queues what it says", async () => {
    const { key, store, ran, tick, goTo, queued } = startDuty("2026-11-22T12:00Z");
    await goTo("2026-11-23T07:59Z");
    expect(ran).toEqual([]);
    await goTo("2026-11-23T08:00Z");
    await tick();
    expect(ran).toEqual(["2026-11-23T08:00"]);
    expect(queued()).toBe(1);
    expect(await store.outbox.find(`${key}/${Date.parse("2026-11-23T08:00Z")}`)).not.toBeNull();
  });

  it("runs at the end of the spring gap and once in the repeated hour, in Berlin and New York", async () => {
    const halfPastTwo: Recurrence = { type: "daily", at: { hour: 2, minute: 30 }, weekdays: EVERY_DAY };
    const berlin = startDuty("2026-03-28T12:00Z", { recurrence: halfPastTwo });
    await berlin.goTo("2026-03-30T12:00Z");
    expect(berlin.ran).toEqual(["2026-03-29T01:00", "2026-03-30T00:30"]);
    const halfPastOne: Recurrence = { type: "daily", at: { hour: 1, minute: 30 }, weekdays: EVERY_DAY };
    const newYork = startDuty("2026-10-31T12:00Z", { recurrence: halfPastOne, inZone: NEW_YORK });
    await newYork.goTo("2026-11-02T12:00Z");
    expect(newYork.ran).toEqual(["2026-11-01T05:30", "2026-11-02T06:30"]);
  });

  it("is made up after a restart of 20 minutes", async () => {
    const { ran, skipped, goTo } = startDuty("2026-11-22T12:00Z");
    await goTo("2026-11-23T07:50Z");
    await goTo("2026-11-23T08:10Z", false);
    expect(ran).toEqual(["2026-11-23T08:00"]);
    expect(skipped).toEqual([]);
  });

  it("is skipped after two days, the owner told once, and made up where it still counts", async () => {
    const { key, store, ran, skipped, tick, goTo } = startDuty("2026-11-20T12:00Z");
    await goTo("2026-11-23T10:00Z", false);
    expect(ran).toEqual(["2026-11-23T08:00"]);
    expect(skipped).toEqual([["2026-11-21T08:00", "2026-11-22T08:00"]]);
    await tick();
    expect(skipped).toHaveLength(1);
    expect((await store.runs.recent(key, 9)).map(({ outcome }) => outcome)).toEqual(["posted", "skipped"]);
    expect(await store.outbox.find(`${key}/skipped`)).not.toBeNull();
  });

  it("counts the window to the millisecond", async () => {
    const late = startDuty("2026-11-22T12:00Z");
    await late.goTo("2026-11-23T14:00Z", false);
    expect(late.ran).toHaveLength(1);
    const tooLate = startDuty("2026-11-22T12:00Z");
    await tooLate.goTo("2026-11-23T14:00:00.001Z", false);
    expect(tooLate.ran).toEqual([]);
    expect(tooLate.skipped).toHaveLength(1);
  });

  it("follows its shop to another zone from the next slot on", async () => {
    const { ran, current, goTo } = startDuty("2026-11-22T12:00Z");
    await goTo("2026-11-23T12:00Z");
    current.zone = NEW_YORK;
    await goTo("2026-11-24T15:00Z");
    expect(ran).toEqual(["2026-11-23T08:00", "2026-11-23T14:00", "2026-11-24T14:00"]);
  });

  it("that waits is asked again at its time, and later slots wait for it", async () => {
    const untilMs = Date.parse("2026-11-23T10:00Z");
    const { ran, goTo } = startDuty("2026-11-23T07:30Z", {
      recurrence: { type: "hourly", minute: 0 },
      result: (run) => (run === 1 ? { type: "later", atMs: untilMs, reason: "waiting" } : { type: "done", outcome: "posted", entries: [] }),
    });
    await goTo("2026-11-23T09:50Z");
    expect(ran).toEqual(["2026-11-23T08:00"]);
    await goTo("2026-11-23T10:00Z");
    expect(ran).toEqual(["2026-11-23T08:00", "2026-11-23T08:00", "2026-11-23T09:00", "2026-11-23T10:00"]);
  });

  it("that fails is tried again a minute later", async () => {
    const { ran, goTo } = startDuty("2026-11-23T07:59Z", {
      result: (run) => {
        if (run === 1) throw new Error("the store was away");
        return { type: "done", outcome: "posted", entries: [] };
      },
    });
    await goTo("2026-11-23T08:00Z");
    await goTo("2026-11-23T08:00:59Z");
    expect(ran).toHaveLength(1);
    await goTo("2026-11-23T08:01Z");
    expect(ran).toHaveLength(2);
  });

  it("is finished by another replica where the first died between beginning and finishing", async () => {
    const { key, store, clock, ran, tick } = startDuty("2026-11-23T07:59Z");
    clock.advance(60_000);
    const dying: RunStore = { ...store.runs, finish: () => new Promise(() => undefined) };
    void tick(dying, "dying");
    await expect.poll(() => ran).toHaveLength(1);
    await tick(store.runs, "w2");
    expect(ran).toHaveLength(1);
    clock.advance(5 * 60_000);
    await tick(store.runs, "w2");
    expect(ran).toHaveLength(2);
    expect(await store.runs.recent(key, 1)).toMatchObject([{ outcome: "posted" }]);
  });

  it("runs once where replicas tick at the same time", async () => {
    const { store, clock, ran, tick } = startDuty("2026-11-23T07:59Z");
    clock.advance(60_000);
    await Promise.all(["w1", "w2", "w3"].map((worker) => tick(store.runs, worker)));
    expect(ran).toHaveLength(1);
  });
});
