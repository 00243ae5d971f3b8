/** Forgets what is finished and old, once a day. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Store } from "../ports/stores.ts";
import type { Duty, DutySource } from "./duty.ts";

const DAY_MS = 86_400_000;
/** Long enough for notices into a post's thread, and for looking back a quarter. */
const POSTS_KEPT_MS = 100 * DAY_MS;
/** Long enough that a monthly duty still knows when it ran last. */
const RUNS_KEPT_MS = 400 * DAY_MS;
const ANSWERS_KEPT_MS = 90 * DAY_MS;
/** A year back for reviews; hours that were expected last Christmas are no lesson for this one. */
const ALERTS_KEPT_MS = 400 * DAY_MS;
/** A season beside the last one. */
const TASKS_KEPT_MS = 400 * DAY_MS;
/** 03:00 UTC: no zone matters to it. */
const AT_MS = 3 * 3_600_000;

/** `sinceMs`: when this process started; what was missed before is made up by the next run. */
export function createPruneDuty(
  store: Pick<Store, "outbox" | "runs" | "answers" | "publications" | "alerts" | "tasks">,
  sinceMs: EpochMs,
): DutySource {
  const duty: Duty = {
    key: "prune",
    sinceMs,
    windowMs: DAY_MS,
    slots: (afterMs, throughMs) => {
      const lastMs = Math.floor((throughMs - AT_MS) / DAY_MS) * DAY_MS + AT_MS;
      return lastMs > afterMs ? [lastMs] : [];
    },
    run: async (_slotMs, nowMs) => {
      await store.outbox.prune(nowMs - POSTS_KEPT_MS);
      await store.publications.prune(nowMs - POSTS_KEPT_MS);
      await store.runs.prune(nowMs - RUNS_KEPT_MS);
      await store.answers.prune(nowMs - ANSWERS_KEPT_MS);
      await store.alerts.prune(nowMs - ALERTS_KEPT_MS);
      await store.tasks.prune(nowMs - TASKS_KEPT_MS);
      return { type: "done", outcome: "pruned", entries: [] };
    },
    skipped: () => [],
  };
  return { duties: async () => [duty] };
}
