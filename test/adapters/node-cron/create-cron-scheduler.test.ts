import { afterEach, describe, expect, it, vi } from "vitest";
import { createCronScheduler } from "../../../src/adapters/node-cron/create-cron-scheduler.ts";
import { SILENT } from "../../delivery/fake-world.ts";

const EACH_SECOND = "* * * * * *";

afterEach(() => vi.useRealTimers());

describe("the scheduler", () => {
  it("ticks again and again, also after a tick that failed", async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
    const errors: unknown[] = [];
    const scheduler = createCronScheduler({ ...SILENT, error: (fields) => void errors.push(fields) });
    let ticks = 0;
    scheduler.start([
      {
        ...{ name: "count", pattern: EACH_SECOND },
        work: async () => {
          ticks += 1;
          if (ticks === 1) throw new Error("once");
        },
      },
    ]);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(ticks).toBeGreaterThanOrEqual(3);
    expect(errors).toMatchObject([{ tick: "count" }]);
    await scheduler.stop();
  });

  it("does not tick again before the work has settled, and waits for it when stopping", async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
    const scheduler = createCronScheduler(SILENT);
    let begun = 0;
    let finish: () => void = () => undefined;
    scheduler.start([
      {
        ...{ name: "slow", pattern: EACH_SECOND },
        work: () => {
          begun += 1;
          return new Promise((resolve) => {
            finish = resolve;
          });
        },
      },
    ]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toBe(1);
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toBe(1);
    await scheduler.stop();
  });

  it("makes up one tick after a sleep of two days", async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
    const scheduler = createCronScheduler(SILENT);
    const tickedAt: number[] = [];
    scheduler.start([{ name: "count", pattern: "1 * * * * *", work: async () => void tickedAt.push(Date.now()) }]);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(tickedAt).toHaveLength(2);
    vi.setSystemTime(Date.UTC(2026, 10, 24, 12, 0, 30));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tickedAt.slice(2).map((ms) => new Date(ms).toISOString().slice(0, 13))).toContain("2026-11-24T12");
    expect(tickedAt.length).toBeLessThanOrEqual(4);
    await scheduler.stop();
  });
});
