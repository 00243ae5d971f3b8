/** What a rule would have done: the very test that watches live, hour by hour over the past, with what was known then. */
import type { WatchedRow } from "../anomalies/watched-row.ts";
import type { EpochMs } from "../calendar/period.ts";
import { readRule, rowsByHour } from "./evaluate-rule.ts";
import { REOPEN_MS } from "./group-findings.ts";
import type { RuleCondition } from "./rule.ts";

export interface RuleRing {
  /** The end of the hour it would have rung at, and of the last hour it held. */
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  readonly value: number;
}

export interface RuleBacktest {
  readonly rings: readonly RuleRing[];
  /** Hours at which it could be told at all; 0: the data does not hold what the rule asks for. */
  readonly toldHours: number;
}

/** `hours`: the starts of the hours to go through, oldest first. */
export function backtestRule(condition: RuleCondition, rows: readonly WatchedRow[], hours: readonly EpochMs[]): RuleBacktest {
  const byHour = rowsByHour(rows);
  const rings: RuleRing[] = [];
  let toldHours = 0;
  for (const [index, hourMs] of hours.entries()) {
    const endMs = hours[index + 1] ?? hourMs + 3_600_000;
    const reading = readRule(condition, byHour, endMs, endMs);
    if (reading === null) continue;
    toldHours += 1;
    if (!reading.holds) continue;
    const last = rings.at(-1);
    // As with alerts: what comes back soon is re-opened, and rings no second time.
    if (last !== undefined && endMs - last.toMs <= REOPEN_MS) rings[rings.length - 1] = { ...last, toMs: endMs };
    else rings.push({ fromMs: endMs, toMs: endMs, value: reading.value });
  }
  return { rings, toldHours };
}
