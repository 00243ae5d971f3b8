/** Detection over a shop's past, hour by hour, with what was known then: how a restart catches up, and the backtest. */
import type { ShopCalendar } from "../core/anomalies/day-context.ts";
import { Detector } from "../core/anomalies/detector.ts";
import { replay, type WatchedRow } from "../core/anomalies/watched-row.ts";
import type { EpochMs } from "../core/calendar/period.ts";
import { hourStarts } from "../core/calendar/zone-clock.ts";

/** @param toMs Hours that have closed by then are replayed. */
export function replayShop(rows: readonly WatchedRow[], calendar: ShopCalendar, falseAlarms: number, toMs: EpochMs): Detector {
  const detector = new Detector(calendar, falseAlarms);
  const [first] = rows;
  if (first === undefined) return detector;
  for (const step of replay(rows, hourStarts(first.hourMs, toMs, calendar.zone), toMs)) detector.step(step);
  return detector;
}
