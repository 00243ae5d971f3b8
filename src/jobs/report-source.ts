/** Reports as duties of the clock. */
import { slotsBetween } from "../core/schedule/slots.ts";
import type { ReportSources } from "../figures/work-out-pinned.ts";
import { composeSkipped } from "./compose-skipped.ts";
import type { Duty, DutySource } from "./duty.ts";
import { listReportDuties, type ReportDuty, runReport } from "./report-duty.ts";

/** A report that has waited for its data as long as it may still needs a tick to be posted. */
const LAST_LOOK_MS = 10 * 60_000;

export function createReportSource(sources: ReportSources): DutySource {
  return { duties: async () => (await listReportDuties(sources.store)).map((duty) => toDuty(duty, sources)) };
}

function toDuty(duty: ReportDuty, sources: ReportSources): Duty {
  const { name, recurrence, zone, sinceMs, windowMs, subscription } = duty;
  return {
    key: name,
    sinceMs,
    windowMs: Math.max(windowMs, subscription.waitMs + LAST_LOOK_MS),
    slots: (afterMs, throughMs) => slotsBetween(recurrence, zone, afterMs, throughMs),
    run: async (slotMs, nowMs) => {
      const run = await runReport(duty, slotMs, nowMs, sources);
      if (run.type === "postponed") return { type: "later", atMs: run.untilMs, reason: run.reason };
      return { type: "done", outcome: run.outcome, entries: run.entries };
    },
    skipped: (slotsMs, nowMs) => [composeSkipped(duty, slotsMs, nowMs)],
  };
}
