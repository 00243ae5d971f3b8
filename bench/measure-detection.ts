/** What an hour of detection and a backtest of 270 days cost, beside a plain mean over the same rows. */
import { Detector } from "../src/core/anomalies/detector.ts";
import type { WatchedRow } from "../src/core/anomalies/watched-row.ts";
import { parseTimeZone } from "../src/core/calendar/time-zone.ts";
import type { Finding } from "./statistics.ts";

const HOUR_MS = 3_600_000;
const CHANNELS = ["organic", "paid", "email", "social"];
/** Five each of sessions, conversion and order value; refunds; cost of one channel. */
const SERIES_A_SHOP = 17;
const SERIES = 10_000;
const HISTORY_H = 45 * 24;
const BACKTEST_H = 270 * 24;
const HOUR_TARGET_MS = 2000;
const BACKTEST_TARGET_MS = 5000;

export function measureDetection(): readonly Finding[] {
  const zone = parseTimeZone("Europe/Berlin");
  if (zone === null) throw new Error("no zone");
  const createDetector = () => new Detector({ zone, campaigns: [], holidays: new Set(), expected: [] }, 0.25);
  const one = createDetector();
  const backtestMs = timeCpu(() => {
    for (let hour = 0; hour < BACKTEST_H; hour++) step(one, hour);
  });
  const shops = Math.ceil(SERIES / SERIES_A_SHOP / 10);
  const before = process.memoryUsage();
  const detectors = Array.from({ length: shops }, createDetector);
  for (const detector of detectors) for (let hour = 0; hour < HISTORY_H; hour++) step(detector, hour);
  const after = process.memoryUsage();
  const kilobytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1024 / (shops * SERIES_A_SHOP);
  // A tenth of the series, ten hours: the same work, in a tenth of the memory.
  const hourMs = timeCpu(() => {
    for (let hour = HISTORY_H; hour < HISTORY_H + 10; hour++) for (const detector of detectors) step(detector, hour);
  });
  let total = 0;
  const meanMs = timeCpu(() => {
    for (let round = 0; round < 10 * shops; round++) total += meanOf(rowsOf(HISTORY_H));
  });
  const beside = `${(hourMs / Math.max(meanMs, 0.1)).toFixed(0)} times making the same rows and their mean (${total > 0 ? meanMs.toFixed(1) : 0} ms); ${kilobytes.toFixed(0)} KB a series`;
  return [
    judge(`One closed hour of ${SERIES.toLocaleString("en")} series`, hourMs, HOUR_TARGET_MS, beside),
    judge("Backtest of 270 days, four channels, without reading", backtestMs, BACKTEST_TARGET_MS, "CPU time"),
  ];
}

function judge(what: string, tookMs: number, targetMs: number, note: string): Finding {
  return { what, measured: `${tookMs.toFixed(0)} ms`, target: `${targetMs} ms`, isMet: tookMs <= targetMs, note };
}

function timeCpu(work: () => void): number {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1000;
}

function step(detector: Detector, hour: number): void {
  detector.step({ hourMs: hour * HOUR_MS, nowMs: (hour + 1) * HOUR_MS, rows: rowsOf(hour) });
}

function rowsOf(hour: number): readonly WatchedRow[] {
  return CHANNELS.map((channel, index) => {
    const sessions = 40 + ((hour * 37 + index * 11) % 25);
    const orders = (hour + index) % 4;
    return {
      ...{ hourMs: hour * HOUR_MS, channel, sessions, orders, valueMinor: orders * 5000, returnsMinor: orders * 400 },
      ...{ adSpendMinor: index === 1 ? sessions * 30 : 0, availableAtMs: (hour + 1) * HOUR_MS },
    };
  });
}

function meanOf(rows: readonly WatchedRow[]): number {
  return rows.reduce((sum, { sessions }) => sum + (sessions ?? 0), 0) / rows.length;
}
