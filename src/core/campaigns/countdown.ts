/** The countdown: when a campaign speaks up before it begins. */
import type { EpochMs, TimeZone } from "../calendar/period.ts";
import { type Campaign, type CountdownMark, mainSpan } from "./campaign.ts";
import { shiftLocal } from "./moment.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface CountdownSlot {
  readonly mark: CountdownMark;
  readonly atMs: EpochMs;
}

/** In order of time. Days are counted by the wall clock, hours as they pass; two marks at one instant are the later-named one. */
export function countdownSlots(campaign: Pick<Campaign, "phases" | "countdown">, zone: TimeZone): readonly CountdownSlot[] {
  const { fromMs, toMs } = mainSpan(campaign, zone);
  const at = (mark: CountdownMark): EpochMs => {
    if (mark === "start") return fromMs;
    if (mark === "end") return toMs;
    const count = Number.parseInt(mark, 10);
    return mark.endsWith("d") ? shiftLocal(fromMs, zone, -count * DAY_MS) : fromMs - count * HOUR_MS;
  };
  const byTime = new Map(campaign.countdown.map((mark) => [at(mark), mark]));
  return [...byTime].map(([atMs, mark]) => ({ mark, atMs })).sort((a, b) => a.atMs - b.atMs);
}
