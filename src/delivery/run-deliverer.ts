/** Keeps a deliverer going: after something was put or has ended, when a rate limit allows more, and else every second. */
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Deliverer } from "./create-deliverer.ts";

/** How late an entry put by another process, or due at an odd moment, may be seen. */
const LONGEST_PAUSE_MS = 1_000;
/** After the store has failed. */
const FAILURE_PAUSE_MS = 5_000;

export interface RunningDeliverer {
  /** Something was put: look now. */
  wake(): void;
  /** Begins nothing more; resolves when what is under way has ended. Safe to call twice. */
  stop(): Promise<void>;
}

export function runDeliverer(deliverer: Deliverer, { clock, log }: { readonly clock: Clock; readonly log: Log }): RunningDeliverer {
  let isStopping = false;
  let isAwake = false;
  let endPause: () => void = () => undefined;

  const wake = (): void => {
    isAwake = true;
    endPause();
  };

  const pause = (pauseMs: number): Promise<void> =>
    new Promise((resolve) => {
      // What woke it may have come before the pause began.
      if (isAwake || isStopping) return resolve();
      const timer = setTimeout(resolve, pauseMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const beginOnce = async (): Promise<number> => {
    try {
      const { againMs } = await deliverer.begin(wake);
      return againMs === null ? LONGEST_PAUSE_MS : Math.min(Math.max(againMs - clock.nowMs(), 1), LONGEST_PAUSE_MS);
    } catch (error) {
      log.error({ error }, "the outbox cannot be read; trying again");
      isAwake = false;
      return FAILURE_PAUSE_MS;
    }
  };

  const loop = async (): Promise<void> => {
    while (!isStopping) {
      isAwake = false;
      await pause(await beginOnce());
    }
    await deliverer.idle();
  };
  const ended = loop();

  return {
    wake,
    stop() {
      isStopping = true;
      endPause();
      return ended;
    },
  };
}
