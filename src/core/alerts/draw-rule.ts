/** The hours of a rule for the alert's chart: what it took them together for, and what it would have let pass. */
import type { WatchedHour } from "../anomalies/incident.ts";
import type { EpochMs } from "../calendar/period.ts";
import { type RowsByHour, readRule } from "./evaluate-rule.ts";
import type { RuleCondition } from "./rule.ts";

const HOUR_MS = 3_600_000;
/** Two days: today beside yesterday. */
const HOURS_DRAWN = 48;
/** The band has one true edge, the rule's bound; the other only closes it, just beyond what is drawn. */
const ROOM = 1.1;

/** Each point is what the rule's hours came to by the end of that hour. An hour for which there is no bound is left out. */
export function drawRule(condition: RuleCondition, rows: RowsByHour, throughMs: EpochMs, nowMs: EpochMs): readonly WatchedHour[] {
  const hours = Array.from({ length: HOURS_DRAWN }, (_, index) => throughMs - (HOURS_DRAWN - 1 - index) * HOUR_MS);
  const readings = hours.flatMap((endMs) => {
    const reading = readRule(condition, rows, endMs, nowMs);
    return reading === null ? [] : [{ hourMs: endMs - HOUR_MS, ...reading }];
  });
  const top = Math.max(0, ...readings.flatMap(({ value, bound }) => [value, bound])) * ROOM;
  const floor = Math.min(0, ...readings.map(({ value }) => value));
  return readings.map(({ hourMs, value, bound }) => ({
    ...{ hourMs, observed: value, expected: bound },
    ...(condition.test.side === "below" ? { low: bound, high: top } : { low: floor, high: bound }),
  }));
}
