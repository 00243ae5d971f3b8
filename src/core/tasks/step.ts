/** A piece of work with one owner: a step of a campaign's run sheet, or a task of the day. */
import type { EpochMs } from "../calendar/period.ts";
import type { Member } from "../place.ts";

/** Who has to do it: somebody, or whoever holds a role ("ads"). */
export type Owner = { readonly type: "person"; readonly person: Member } | { readonly type: "role"; readonly role: string };

/** A step given to another: offered, then accepted or declined; measured from there to the step's end. */
export interface Handoff {
  readonly from: Owner | null;
  readonly to: Owner;
  readonly offeredAtMs: EpochMs;
  /** Null while nobody has answered. */
  readonly answer: { readonly accepted: boolean; readonly by: Member; readonly atMs: EpochMs } | null;
}

export interface Step {
  /** What people call it where it stands: 1, 2, 3 …; never given twice there. */
  readonly number: number;
  readonly title: string;
  /** Null = nobody has it yet. */
  readonly owner: Owner | null;
  /** Numbers of the steps that have to be done before it. */
  readonly after: readonly number[];
  /** A link that shows that it is done. */
  readonly evidence: string | null;
  readonly done: { readonly by: Member; readonly atMs: EpochMs } | null;
  /** Oldest first. */
  readonly handoffs: readonly Handoff[];
}
