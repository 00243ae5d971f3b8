/** A campaign as a file has it: texts with their places, whatever they say. Both file formats come to this. */
import type { PhaseKind } from "../../core/campaigns/campaign.ts";

/** A value where it stands, counted from 1; `name` is what the file calls it. */
export interface Cell {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export interface PhaseDraft {
  readonly kind: PhaseKind;
  /** Null, here and below: missing, which has been told. */
  readonly start: Cell | null;
  readonly end: Cell | null;
}

export interface StepDraft {
  readonly at: Cell;
  readonly title: Cell | null;
  readonly due: Cell | null;
  /** A role, or a person. */
  readonly owner: Cell | null;
  /** Places in the list, from 1, or titles. */
  readonly after: readonly Cell[];
}

export interface CampaignDraft {
  /** The place to point at where something is missing altogether. */
  readonly at: Cell;
  readonly name: Cell | null;
  readonly shops: readonly Cell[];
  readonly channels: readonly Cell[];
  readonly phases: readonly PhaseDraft[];
  /** Named as metrics are. */
  readonly targets: readonly Cell[];
  /** One word, or one weight an hour; null = the usual. */
  readonly curve: readonly Cell[] | null;
  readonly budget: Cell | null;
  /** Null = by the name. */
  readonly language: Cell | null;
  /** Null = nobody: whoever takes it in chat. */
  readonly lead: Cell | null;
  /** Named as roles are, people behind them. */
  readonly roles: readonly Cell[];
  /** Channels such as slack/T0123/C0123. */
  readonly places: readonly Cell[];
  /** A run sheet of its own, or the name of a template; null = none. */
  readonly steps: readonly StepDraft[] | Cell | null;
  /** Null = the usual marks. */
  readonly countdown: readonly Cell[] | null;
}

/** Notes what is wrong at a place. Null, the value that a bad cell gives. */
export type Refuse = (at: Cell, problem: string) => null;
