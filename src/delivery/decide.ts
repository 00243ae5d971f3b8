/** What to do with an entry whose turn it is. Pure: each decision names its reason for logs, counts and people. */
import type { EpochMs } from "../core/calendar/period.ts";
import type { ClaimedEntry } from "../ports/outbox.ts";
import { DELIVERY_POLICY } from "./policy.ts";

export type Decision =
  | { readonly action: "send"; readonly reason: "due" }
  /** An earlier try may have been carried out: repeat it only if the post surely does not stand there. */
  | { readonly action: "look"; readonly reason: "outcome-unknown"; readonly sinceMs: EpochMs }
  | { readonly action: "drop"; readonly reason: "stale" | "post-missing" }
  /** Time has passed in which another worker may have taken it: hands off. */
  | { readonly action: "leave"; readonly reason: "lease-over" };

type Stage = (claimed: ClaimedEntry, nowMs: EpochMs) => Decision | null;

// In this order: what may stand there already is looked for even where it is too late to send it.
const STAGES: readonly Stage[] = [checkLease, checkParent, checkOutcome, checkAge];

export function decide(claimed: ClaimedEntry, nowMs: EpochMs): Decision {
  for (const stage of STAGES) {
    const decision = stage(claimed, nowMs);
    if (decision !== null) return decision;
  }
  return { action: "send", reason: "due" };
}

function checkLease({ leaseUntilMs }: ClaimedEntry, nowMs: EpochMs): Decision | null {
  return nowMs > leaseUntilMs - DELIVERY_POLICY.leaseReserveMs ? { action: "leave", reason: "lease-over" } : null;
}

function checkParent({ parent }: ClaimedEntry): Decision | null {
  return parent?.state === "missing" ? { action: "drop", reason: "post-missing" } : null;
}

/** Edits are harmless to repeat. */
function checkOutcome({ entry, unsettledSinceMs }: ClaimedEntry): Decision | null {
  if (unsettledSinceMs === null || entry.kind === "edit") return null;
  return { action: "look", reason: "outcome-unknown", sinceMs: unsettledSinceMs - DELIVERY_POLICY.clockSkewMs };
}

function checkAge({ entry }: ClaimedEntry, nowMs: EpochMs): Decision | null {
  return nowMs >= entry.staleAfterMs ? { action: "drop", reason: "stale" } : null;
}
