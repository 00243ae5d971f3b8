/** The run sheet: a campaign's steps with their due times in the shop's zone. */
import { dayNumberOf, daysBetween } from "../calendar/business-day.ts";
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { businessDayOf, firstInstantAt } from "../calendar/zone-clock.ts";
import { printTimeOfDay } from "../schedule/recurrence.ts";
import type { DueStep } from "../tasks/step-order.ts";
import { type Campaign, type CampaignStep, mainSpan, phaseSpan, type StepDue } from "./campaign.ts";
import { shiftLocal } from "./moment.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** All steps, earliest due first. They move with their phase; a phase that is gone leaves its steps with the main one. */
export function dueSteps(campaign: Pick<Campaign, "phases" | "steps">, zone: TimeZone): readonly DueStep[] {
  return campaign.steps
    .map((step) => ({ step, dueMs: dueAt(step.due, campaign, zone) }))
    .sort((a, b) => a.dueMs - b.dueMs || a.step.number - b.step.number);
}

/** "T-7 d 18:00" is 18:00 on the local date seven days before the edge's, whatever the clocks do in between. */
function dueAt({ phase, edge, days, at }: StepDue, campaign: Pick<Campaign, "phases">, zone: TimeZone): EpochMs {
  const span = phaseSpan(campaign, phase, zone) ?? mainSpan(campaign, zone);
  const edgeMs = edge === "start" ? span.fromMs : span.toMs;
  if (at === null) return shiftLocal(edgeMs, zone, days * DAY_MS);
  // The end of the 11th is the midnight after it: its date is still the 11th.
  const dateMs = dayNumberOf(businessDayOf(edge === "start" ? edgeMs : edgeMs - 1, zone)) * DAY_MS;
  return firstInstantAt(dateMs + days * DAY_MS + (at.hour * 60 + at.minute) * MINUTE_MS, zone);
}

/**
 * Steps of a plan that is made late: what would have been due by today is due tomorrow, and, where the campaign begins by
 * then, at its start. Nobody is late with what was planned a minute ago.
 */
export function fitSteps(
  steps: readonly CampaignStep[],
  campaign: Pick<Campaign, "phases">,
  nowMs: EpochMs,
  zone: TimeZone,
): readonly CampaignStep[] {
  const startDay = businessDayOf(mainSpan(campaign, zone).fromMs, zone);
  const daysLeft = Math.max(0, daysBetween(businessDayOf(nowMs, zone), startDay) - 1);
  return steps.map((step) => {
    const { phase, edge, days } = step.due;
    if (phase !== "main" || edge !== "start" || days >= -daysLeft) return step;
    return { ...step, due: daysLeft === 0 ? { ...step.due, days: 0, at: null } : { ...step.due, days: -daysLeft } };
  });
}

/** "T-7d 18:00"; with the phase's name where it is not the main one's start: "warm-up end+1d". */
export function printStepDue({ phase, edge, days, at }: StepDue): string {
  const isMain = phase === "main" && edge === "start";
  const shift = days === 0 ? "" : `${days > 0 ? "+" : "-"}${Math.abs(days)}d`;
  return [`${isMain ? "T" : `${phase} ${edge}`}${shift}`, ...(at === null ? [] : [printTimeOfDay(at)])].join(" ");
}

/** Reads what `printStepDue` prints, in any case; null for anything else. */
export function parseStepDue(text: string): StepDue | null {
  const match = /^(?:t|(preparation|warm-up|main|return)(?:\s+(start|end))?)\s*(?:([+-])\s*(\d{1,3})\s*d)?(?:\s+(\d{1,2}):(\d{2}))?$/i.exec(
    text.trim().replace(/−|–/g, "-"),
  );
  if (match === null) return null;
  const [, phaseText, edgeText, sign, count, hour, minute] = match;
  const phase = (["preparation", "warm-up", "main", "return"] as const).find((each) => each === phaseText?.toLowerCase()) ?? "main";
  const days = count === undefined ? 0 : Number(count) * (sign === "-" ? -1 : 1);
  if (hour !== undefined && (Number(hour) > 23 || Number(minute) > 59)) return null;
  return {
    ...{ phase, edge: edgeText?.toLowerCase() === "end" ? "end" : "start", days },
    at: hour === undefined ? null : { hour: Number(hour), minute: Number(minute) },
  };
}
