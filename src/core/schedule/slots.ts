/**
 * The instants at which a recurrence falls due in a zone.
 *
 * A local time the clock jumps over is due at the first instant after the gap; one it passes twice, the first time only.
 * Slots of one recurrence are strictly in order: two that fall on the same instant are one.
 */
import { addDays, DAY_MS, dayOfNumber, partsOf, weekdayOf } from "../calendar/business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "../calendar/period.ts";
import { dayBounds, firstInstantAt, localMsOf } from "../calendar/zone-clock.ts";
import type { Recurrence, TimeOfDay } from "./recurrence.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A gap may move a slot into the next day, and a skipped date by one more. */
const DAYS_BEFORE = 2;

/** The first `count` slots after the instant. */
export function nextSlots(recurrence: Recurrence, zone: TimeZone, afterMs: EpochMs, count: number): readonly EpochMs[] {
  const slots: EpochMs[] = [];
  if (count <= 0) return slots;
  for (const slotMs of slotsAfter(recurrence, zone, afterMs)) {
    slots.push(slotMs);
    if (slots.length >= count) break;
  }
  return slots;
}

/** The slots after the first instant, up to and including the second. */
export function slotsBetween(recurrence: Recurrence, zone: TimeZone, afterMs: EpochMs, throughMs: EpochMs): readonly EpochMs[] {
  const slots: EpochMs[] = [];
  for (const slotMs of slotsAfter(recurrence, zone, afterMs)) {
    if (slotMs > throughMs) break;
    slots.push(slotMs);
  }
  return slots;
}

/** Without end, unless the recurrence never falls due. */
function* slotsAfter(recurrence: Recurrence, zone: TimeZone, afterMs: EpochMs): Generator<EpochMs> {
  if (recurrence.type === "daily" && recurrence.weekdays.length === 0) return;
  let latestMs = afterMs;
  for (let dayNumber = Math.floor(localMsOf(afterMs, zone) / DAY_MS) - DAYS_BEFORE; ; dayNumber++) {
    const day = dayOfNumber(dayNumber);
    if (!fallsOn(recurrence, day) || isSkipped(day, zone)) continue;
    for (const timeMs of timesOf(recurrence)) {
      const slotMs = firstInstantAt(dayNumber * DAY_MS + timeMs, zone);
      if (slotMs <= latestMs) continue;
      yield slotMs;
      latestMs = slotMs;
    }
  }
}

function fallsOn(recurrence: Recurrence, day: BusinessDay): boolean {
  switch (recurrence.type) {
    case "daily":
      return recurrence.weekdays.includes(weekdayOf(day));
    case "weekly":
      return weekdayOf(day) === recurrence.weekday;
    case "monthly": {
      const { day: dayOfMonth } = partsOf(day);
      const isLast = partsOf(addDays(day, 1)).day === 1;
      return dayOfMonth === recurrence.dayOfMonth || (isLast && dayOfMonth < recurrence.dayOfMonth);
    }
    case "hourly":
      return true;
  }
}

/** A date the zone left out altogether (Apia, 2011-12-30) is no day to report on. */
function isSkipped(day: BusinessDay, zone: TimeZone): boolean {
  const { fromMs, toMs } = dayBounds(day, zone);
  return fromMs === toMs;
}

/** Local times of one day, milliseconds from midnight. */
function timesOf(recurrence: Recurrence): readonly number[] {
  if (recurrence.type !== "hourly") return [toMs(recurrence.at)];
  return Array.from({ length: 24 }, (_, hour) => toMs({ hour, minute: recurrence.minute }));
}

function toMs({ hour, minute }: TimeOfDay): number {
  return hour * HOUR_MS + minute * MINUTE_MS;
}
