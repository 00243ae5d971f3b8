/**
 * One tick: runs what is due and not run yet. The store decides: a tick that comes late, twice, or on two replicas at
 * once changes nothing.
 */
import type { EpochMs } from "../core/calendar/period.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { RunClaim, RunStore } from "../ports/runs.ts";
import type { Duty, DutySource } from "./duty.ts";

/** How long one run may take before another replica takes it for dead. */
const LEASE_MS = 5 * 60_000;
/** After a run has failed. */
const RETRY_MS = 60_000;
/** Runs at once: more would only queue for the store. */
const CONCURRENCY = 4;

export interface RunDueOptions {
  readonly runs: RunStore;
  readonly sources: readonly DutySource[];
  readonly clock: Clock;
  readonly log: Log;
  /** A name no other worker has, not even this process's after a restart. */
  readonly worker: string;
  /** Something was queued: delivery may look at once. */
  readonly onQueued: () => void;
}

/** Never rejects for one duty's sake: a failing duty is tried again within its window and holds no other back. */
export async function runDue(options: RunDueOptions): Promise<void> {
  const { runs, sources, clock } = options;
  const nowMs = clock.nowMs();
  const duties = (await Promise.all(sources.map((source) => source.duties(nowMs)))).flat();
  const finished = await runs.lastFinished(duties.map(({ key }) => key));
  const due = duties.flatMap((duty) => {
    const afterMs = Math.max(duty.sinceMs, finished.get(duty.key) ?? duty.sinceMs);
    const slots = duty.slots(afterMs, nowMs);
    return slots.length > 0 ? [{ duty, slots }] : [];
  });
  const next = due.values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const { duty, slots } of next) await runDuty(duty, slots, options);
    }),
  );
}

/** Its slots in order; one that is not finished now holds back those after it. */
async function runDuty(duty: Duty, slots: readonly EpochMs[], options: RunDueOptions): Promise<void> {
  const { log, clock } = options;
  const nowMs = clock.nowMs();
  const missed = slots.filter((slotMs) => slotMs + duty.windowMs < nowMs);
  try {
    if (missed.length > 0 && !(await skip(duty, missed, options))) return;
    for (const slotMs of slots.slice(missed.length)) if (!(await runSlot(duty, slotMs, options))) return;
  } catch (error) {
    log.error({ duty: duty.key, error }, "a scheduled duty failed; it is tried again");
  }
}

/** True where the slot is finished, by whomever. */
async function runSlot(duty: Duty, slotMs: EpochMs, { runs, clock, log, worker, onQueued }: RunDueOptions): Promise<boolean> {
  const claim: RunClaim = { duty: duty.key, slotMs, nowMs: clock.nowMs(), leaseMs: LEASE_MS, worker };
  const begun = await runs.begin(claim);
  if (begun !== "run") return begun === "done";
  const fields = { duty: duty.key, slot: new Date(slotMs).toISOString() };
  try {
    const result = await duty.run(slotMs, claim.nowMs);
    if (result.type === "later") {
      await runs.postpone(claim, result.atMs);
      log.info({ ...fields, reason: result.reason, until: new Date(result.atMs).toISOString() }, "a scheduled duty waits");
      return false;
    }
    const { outcome, entries } = result;
    const isOurs = await runs.finish(claim, outcome, entries, clock.nowMs());
    if (isOurs && entries.length > 0) onQueued();
    log.info({ ...fields, outcome, entries: entries.length, isOurs }, "a scheduled duty has run");
    return true;
  } catch (error) {
    await runs.postpone(claim, clock.nowMs() + RETRY_MS);
    throw error;
  }
}

/** One row, of the newest, stands for all that were missed. False where another replica is at it. */
async function skip(duty: Duty, missed: readonly EpochMs[], options: RunDueOptions): Promise<boolean> {
  const { runs, clock, log, worker, onQueued } = options;
  const newestMs = missed.at(-1) ?? 0;
  const claim: RunClaim = { duty: duty.key, slotMs: newestMs, nowMs: clock.nowMs(), leaseMs: LEASE_MS, worker };
  const begun = await runs.begin(claim);
  if (begun !== "run") return begun === "done";
  const entries = duty.skipped(missed, claim.nowMs);
  await runs.finish(claim, "skipped", entries, clock.nowMs());
  if (entries.length > 0) onQueued();
  log.warn(
    { duty: duty.key, slots: missed.length, newest: new Date(newestMs).toISOString(), windowMs: duty.windowMs },
    "slots of a scheduled duty were missed for too long and are skipped",
  );
  return true;
}
