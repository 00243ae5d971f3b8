/** A week of alerts looked back on: whether they were worth ringing for. */
import type { EpochMs } from "../calendar/period.ts";
import type { Alert } from "./alert.ts";
import { type AlertPlace, hears } from "./alert-place.ts";

export interface AlertReview {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** Told here. The four below add up to it. */
  readonly rung: readonly Alert[];
  /** Somebody took it or resolved it. */
  readonly actedOn: readonly Alert[];
  readonly expected: readonly Alert[];
  readonly falseAlarms: readonly Alert[];
  /** Nobody did anything: over by itself, or still open. */
  readonly ignored: readonly Alert[];
  /** Heard of, but not told here: muted, quiet, planned, or beyond the budget. */
  readonly missed: readonly Alert[];
}

/** Of the alerts opened in `[fromMs, toMs)` that concern shops the place hears. */
export function reviewAlerts(alerts: readonly Alert[], place: AlertPlace, fromMs: EpochMs, toMs: EpochMs): AlertReview {
  const own = alerts.filter(
    ({ openedAtMs, findings }) => openedAtMs >= fromMs && openedAtMs < toMs && findings.some((finding) => hears(place, finding)),
  );
  const isTold = ({ posts }: Alert) => posts.some((post) => post.place === place.key);
  const rung = own.filter(isTold);
  const by = (outcome: Outcome) => rung.filter((alert) => outcomeOf(alert) === outcome);
  return {
    ...{ fromMs, toMs, rung, actedOn: by("acted-on"), expected: by("expected"), falseAlarms: by("false-alarm"), ignored: by("ignored") },
    missed: own.filter((alert) => !isTold(alert)),
  };
}

type Outcome = "acted-on" | "expected" | "false-alarm" | "ignored";

/** The verdict counts for more than having been taken: who looked into a false alarm still says it was one. */
function outcomeOf({ state, events }: Alert): Outcome {
  if (state.type === "closed" && state.verdict !== "resolved") return state.verdict;
  const isActedOn = events.some(({ type }) => type === "acknowledged" || type === "assigned" || type === "closed");
  return isActedOn ? "acted-on" : "ignored";
}
