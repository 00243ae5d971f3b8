/** What an alert is made of: a series that left its expectation, a rule that came true, or a feed that fell silent. */
import type { Incident } from "../anomalies/incident.ts";
import type { EpochMs } from "../calendar/period.ts";

export interface Departure extends Incident {
  readonly type: "departure";
  /** The number of the rule that found it; null: detection did. */
  readonly rule: number | null;
}

export interface SilentFeed {
  readonly type: "silent-feed";
  readonly shopId: string;
  readonly source: string;
  /** How far it reaches. */
  readonly startMs: EpochMs;
  readonly detectedAtMs: EpochMs;
  readonly endMs: EpochMs | null;
  /** The longest it usually takes from one delivery to the next. */
  readonly usualGapMs: number;
}

export type Finding = Departure | SilentFeed;

/** The same for the same trouble, whenever it is found. */
export function fingerprint(finding: Finding): string {
  if (finding.type === "silent-feed") return `${finding.shopId}/feed/${finding.source}`;
  const { shopId, metric, channel, direction, rule } = finding;
  return `${shopId}/${metric}/${channel}/${direction}${rule === null ? "" : `/rule ${rule}`}`;
}

/**
 * What is known of an alert after more has been found. A finding replaces what is known of the same episode, whose start
 * may be seen more clearly by now; one that began after the last had ended is an episode of its own. What has ended and
 * is told once more is left as it was: the hours after it are no news.
 */
export function mergeFindings(known: readonly Finding[], found: readonly Finding[]): readonly Finding[] {
  return found.reduce<readonly Finding[]>((all, finding) => {
    const key = fingerprint(finding);
    const isKnown = (each: Finding) => fingerprint(each) === key && each.endMs !== null && each.endMs === finding.endMs;
    if (all.some(isKnown)) return all;
    const isSame = (each: Finding) => fingerprint(each) === key && overlaps(each, finding);
    return [...all.filter((each) => !isSame(each)), finding];
  }, known);
}

/** Whether two findings share hours; what goes on has no end yet. `slackMs` widens both. */
export function overlaps(a: Finding, b: Finding, slackMs = 0): boolean {
  const endOf = ({ endMs }: Finding) => (endMs ?? Number.POSITIVE_INFINITY) + slackMs;
  return a.startMs < endOf(b) && b.startMs < endOf(a);
}

/** In one order whatever order they were found in. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const keyOf = (finding: Finding) => `${fingerprint(finding)}/${finding.startMs}`;
  return [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * What detection had found and says no more, though it has looked: it is over, or was explained by what became known
 * later (a campaign, a restated feed).
 */
export function findWithdrawn(known: readonly Finding[], shopId: string, found: readonly Finding[], nowMs: EpochMs): readonly Departure[] {
  const said = new Set(found.map(fingerprint));
  return known.flatMap((finding): readonly Departure[] => {
    if (finding.type !== "departure" || finding.rule !== null || finding.shopId !== shopId) return [];
    if (finding.endMs !== null || said.has(fingerprint(finding))) return [];
    return [{ ...finding, endMs: Math.max(nowMs, finding.startMs + 1), lossMinorPerHour: 0 }];
  });
}
