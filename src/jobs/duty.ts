/** What is done at set times: the contract between duties and `runDue`. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { OutboxEntry } from "../ports/outbox.ts";

export type DutyResult =
  /** `outcome` is one word for people who look back: "posted", "nothing-to-say". */
  | { readonly type: "done"; readonly outcome: string; readonly entries: readonly OutboxEntry[] }
  /** Not yet: the slot is run again at that time. What this run has seen is forgotten. */
  | { readonly type: "later"; readonly atMs: EpochMs; readonly reason: string };

export interface Duty {
  /** Stable over restarts and unlike any other duty's: "report:12". */
  readonly key: string;
  /** Slots before or at this instant are none of its business: when it was made, or last resumed. */
  readonly sinceMs: EpochMs;
  /** How late a slot may still be run. One missed for longer is skipped. */
  readonly windowMs: number;
  /** Its slots after the first instant up to and including the second, in order. */
  slots(afterMs: EpochMs, throughMs: EpochMs): readonly EpochMs[];
  /** May run twice for one slot, where the first run died: the same slot gives entries with the same keys. */
  run(slotMs: EpochMs, nowMs: EpochMs): Promise<DutyResult>;
  /** Whom to tell that these slots were missed, the newest last; never empty. */
  skipped(slotsMs: readonly EpochMs[], nowMs: EpochMs): readonly OutboxEntry[];
}

/** Names the duties there are. Asked at every tick: what people add, pause or move counts at once. */
export interface DutySource {
  duties(nowMs: EpochMs): Promise<readonly Duty[]>;
}
