import type { EpochMs, ResolvedPeriod } from "./period.ts";

/** True once a period is over and every source it needs reaches its end: its numbers are not provisional any more. */
export function isComplete(resolved: ResolvedPeriod, watermarks: readonly { readonly throughMs: EpochMs }[], nowMs: EpochMs): boolean {
  return resolved.toMs <= nowMs && watermarks.every(({ throughMs }) => throughMs >= resolved.toMs);
}
