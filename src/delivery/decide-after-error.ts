/** Whether a failed try is repeated, and when. Pure. */
import type { EpochMs } from "../core/calendar/period.ts";
import { PlatformError } from "../ports/chat-platform.ts";
import type { ClaimedEntry } from "../ports/outbox.ts";
import { DELIVERY_POLICY } from "./policy.ts";

export type ErrorDecision =
  | {
      readonly action: "retry";
      readonly reason: "rate-limited" | "platform-failed" | "outcome-unknown";
      readonly dueMs: EpochMs;
      readonly isUnsettled: boolean;
    }
  /** `reason`: the platform's code for a refusal, else why nothing more is tried. */
  | { readonly action: "fail"; readonly reason: string };

/** `during`: what was tried. A look that fails leaves the outcome no better known than before. `random` is in [0, 1). */
export function decideAfterError(
  error: unknown,
  { entry, attempts, firstTriedMs }: Pick<ClaimedEntry, "entry" | "attempts" | "firstTriedMs">,
  during: "look" | "send",
  nowMs: EpochMs,
  random: number,
): ErrorDecision {
  const { settleMs, giveUpAfterMs } = DELIVERY_POLICY;
  const known = error instanceof PlatformError ? error : null;
  // What is no platform error is a fault of ours: nobody knows how far it got.
  const mayBeDone = during === "look" || known === null || known.outcome === "unknown";
  const isUnsettled = mayBeDone && entry.kind === "post";
  const backoffMs = waitAfter(attempts, random);
  const retry = ((): ErrorDecision => {
    if (known !== null && known.retryAfterMs !== null) {
      // Everybody who was told to wait comes back at once: a little later, each at another time.
      const dueMs = nowMs + known.retryAfterMs + Math.round(random * 1_000);
      return { action: "retry", reason: "rate-limited", dueMs, isUnsettled };
    }
    if (known !== null && !known.retryable && known.outcome === "not-done") {
      // Without being able to look there is no telling, and twice is worse than late: a person has to see.
      return { action: "fail", reason: during === "look" ? "outcome-unknown" : known.code };
    }
    if (isUnsettled) return { action: "retry", reason: "outcome-unknown", dueMs: nowMs + Math.max(settleMs, backoffMs), isUnsettled };
    return { action: "retry", reason: "platform-failed", dueMs: nowMs + backoffMs, isUnsettled };
  })();
  const isTooLate = retry.action === "retry" && retry.dueMs > firstTriedMs + giveUpAfterMs;
  return isTooLate ? { action: "fail", reason: isUnsettled ? "outcome-unknown" : "gave-up" } : retry;
}

/** Doubling, jittered: 1–2 s, 2–4 s, … up to five minutes. */
function waitAfter(attempts: number, random: number): number {
  const { firstWaitMs, longestWaitMs } = DELIVERY_POLICY;
  const fullMs = Math.min(firstWaitMs * 2 ** Math.min(attempts - 1, 30), longestWaitMs);
  return Math.round(fullMs * (1 - random / 2));
}
