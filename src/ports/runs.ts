/** Which scheduled duties have run: the store's memory behind a scheduler that has none. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { OutboxEntry } from "./outbox.ts";

/** One slot of one duty: "report:12" at 09:00. */
export interface RunSlot {
  /** Names the duty, stable over restarts. */
  readonly duty: string;
  readonly slotMs: EpochMs;
}

export interface RunClaim extends RunSlot {
  readonly nowMs: EpochMs;
  readonly leaseMs: number;
  readonly worker: string;
}

export interface RunRecord extends RunSlot {
  /** What became of it: "posted", "skipped"; null while it is not finished. */
  readonly outcome: string | null;
  readonly finishedMs: EpochMs | null;
}

export interface RunStore {
  /**
   * "run": the slot is the caller's until the lease ends. "taken": somebody else's, or put off. "done": finished. A
   * slot whose lease ended is given to whoever asks next.
   */
  begin(claim: RunClaim): Promise<"run" | "taken" | "done">;
  /**
   * Marks the slot finished and queues its entries, both or neither. False, and nothing is queued, where the slot is no
   * longer the caller's.
   */
  finish(claim: RunClaim, outcome: string, entries: readonly OutboxEntry[], nowMs: EpochMs): Promise<boolean>;
  /** Puts the caller's slot off: "taken" for everybody until the instant. */
  postpone(claim: RunClaim, untilMs: EpochMs): Promise<void>;
  /** The newest finished slot of each duty that has one. */
  lastFinished(duties: readonly string[]): Promise<ReadonlyMap<string, EpochMs>>;
  /** Newest slots of a duty first. */
  recent(duty: string, limit: number): Promise<readonly RunRecord[]>;
  /** Forgets slots finished before the instant; resolves to how many. */
  prune(beforeMs: EpochMs): Promise<number>;
}
