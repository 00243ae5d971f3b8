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

  it("ticks again after the clock has jumped, as after a sleep of the machine", async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
    const scheduler = createCronScheduler(SILENT);
    let ticks = 0;
    scheduler.start([
      {
        ...{ name: "count", pattern: EACH_SECOND },
        work: async () => {
          ticks += 1;
        },
      },
    ]);
    await vi.advanceTimersByTimeAsync(1_500);
    const before = ticks;
    vi.setSystemTime(Date.UTC(2026, 10, 22, 14));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(ticks).toBeGreaterThan(before);
    await scheduler.stop();
  });
});
