/** The scheduler over node-cron, used for ticking only. */
import cron, { type ScheduledTask } from "node-cron";
import type { Log } from "../../ports/log.ts";
import type { Scheduler } from "../../ports/scheduler.ts";

/**
 * A tick that a blocked event loop or a sleeping machine made late is still a tick: node-cron drops it after one second by
 * default. Of several missed ones only the last is made up. To find it, node-cron walks through all: some 0.1 ms each.
 */
const LATE_TICK_MS = 86_400_000;

export function createCronScheduler(log: Log): Scheduler {
  const tasks: ScheduledTask[] = [];
  const underWay = new Set<Promise<void>>();

  return {
    start(ticks) {
      for (const { name, pattern, work } of ticks) {
        const run = async (): Promise<void> => {
          const running = work().catch((error: unknown) => log.error({ tick: name, error }, "a tick failed; the next one tries again"));
          underWay.add(running);
          await running;
          underWay.delete(running);
        };
        // In UTC no hour is skipped or repeated.
        const options = { name, timezone: "UTC", noOverlap: true, missedExecutionTolerance: LATE_TICK_MS, suppressMissedWarning: true };
        tasks.push(cron.schedule(pattern, run, { ...options, logger: toCronLogger(log) }));
      }
    },
    async stop() {
      for (const task of tasks.splice(0)) await task.destroy();
      await Promise.all(underWay);
    },
  };
}

/** node-cron writes to the console unless told otherwise; what it says concerns ticks, which the next one makes good. */
function toCronLogger(log: Log) {
  const write = (message: string | Error): void => log.debug({ said: String(message) }, "node-cron");
  return { info: write, warn: write, error: write, debug: write };
}
