/**
 * Local time in a shop's zone: which business day and which clock hour an instant belongs to.
 *
 * Imports ask this for every row, so transitions are looked up once per zone and kept; the rest is integer arithmetic.
 * The wall clock may stand still, jump or run twice through the same hour, yet business days and hours tile time: each
 * instant belongs to exactly one of either, and both only ever move forward.
 */
import { DAY_MS, dayNumberOf, dayOfNumber } from "./business-day.ts";
import type { BusinessDay, EpochMs, TimeZone } from "./period.ts";
import { type OffsetSegment, readOffsetSegment } from "./temporal.ts";

const HOUR_MS = 3_600_000;

interface Segment extends OffsetSegment {
  /** A clock set back across midnight does not bring yesterday back: no day before this one in this segment. */
  readonly firstDayNumber: number;
}

/** Segments met so far, in order of time, and the one met last: most calls fall into it. */
interface ZoneClock {
  readonly segments: Segment[];
  latest: Segment;
}

const clocks = new Map<TimeZone, ZoneClock>();

/** The business day an instant belongs to: its local date, where clocks are set back over midnight the later one. */
export function businessDayOf(instantMs: EpochMs, zone: TimeZone): BusinessDay {
  const segment = segmentAt(instantMs, zone);
  return dayOfNumber(Math.max(Math.floor((instantMs + segment.offsetMs) / DAY_MS), segment.firstDayNumber));
}

/**
 * Start of the local clock hour. Where the clock changes within an hour the hour ends or begins at the change: Lord
 * Howe's half-hour change makes hours of 30 minutes.
 */
export function hourStartOf(instantMs: EpochMs, zone: TimeZone): EpochMs {
  const segment = segmentAt(instantMs, zone);
  const localMs = instantMs + segment.offsetMs;
  return Math.max(Math.floor(localMs / HOUR_MS) * HOUR_MS - segment.offsetMs, segment.fromMs);
}

/** Start of the local clock hour after the one that holds the instant. */
export function nextHourStart(instantMs: EpochMs, zone: TimeZone): EpochMs {
  const segment = segmentAt(instantMs, zone);
  const localMs = instantMs + segment.offsetMs;
  return Math.min((Math.floor(localMs / HOUR_MS) + 1) * HOUR_MS - segment.offsetMs, segment.toMs);
}

/** Starts of the local clock hours in `[fromMs, toMs)`; of a business day 24, on days of a change usually 23 or 25. */
export function hourStarts(fromMs: EpochMs, toMs: EpochMs, zone: TimeZone): readonly EpochMs[] {
  const starts: EpochMs[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs = nextHourStart(atMs, zone)) starts.push(atMs);
  return starts;
}

/** The instants a business day covers, half-open; empty (`fromMs` = `toMs`) for a date the zone skipped (Apia, 2011-12-30). */
export function dayBounds(day: BusinessDay, zone: TimeZone): { readonly fromMs: EpochMs; readonly toMs: EpochMs } {
  const number = dayNumberOf(day);
  return { fromMs: dayStart(number, zone), toMs: dayStart(number + 1, zone) };
}

export type LocalInstant =
  | { readonly ok: true; readonly ms: EpochMs; readonly ambiguous: boolean }
  | { readonly ok: false; readonly reason: "gap" | "invalid" };

/**
 * The instant of a local time `YYYY-MM-DDTHH:mm[:ss[.fff]]`, a space allowed for the T. A time the clock passes twice is the
 * earlier instant and ambiguous; a time it jumps over is no instant ("gap"); "invalid" is no time of any clock (25:00,
 * 30 February).
 */
export function localToInstant(local: string, zone: TimeZone): LocalInstant {
  const localMs = readLocal(local);
  if (localMs === null) return { ok: false, reason: "invalid" };
  const segment = segmentReaching(localMs, zone);
  const ms = localMs - segment.offsetMs;
  if (ms < segment.fromMs) return { ok: false, reason: "gap" };
  // Clocks move by a day at most: further from the segment's end nothing repeats.
  const next = segment.toMs - ms > DAY_MS ? segment : segmentAt(segment.toMs, zone);
  return { ok: true, ms, ambiguous: next !== segment && localMs - next.offsetMs >= next.fromMs };
}

/** The first instant at which the local clock reads the time or later: the time itself, or the end of the gap it is in. */
export function firstInstantAt(localMs: number, zone: TimeZone): EpochMs {
  const segment = segmentReaching(localMs, zone);
  return Math.max(localMs - segment.offsetMs, segment.fromMs);
}

/** The local wall clock at an instant, as milliseconds since 1970-01-01T00:00 local. */
export function localMsOf(instantMs: EpochMs, zone: TimeZone): number {
  return instantMs + segmentAt(instantMs, zone).offsetMs;
}

/** Milliseconds since 1970-01-01T00:00 local; null for what is no date and time. Character by character: regular expressions take twice the time. */
function readLocal(text: string): number | null {
  const hasSeconds = text.length >= 19;
  if (!hasSeconds && text.length !== 16) return null;
  if (text[4] !== "-" || text[7] !== "-" || (text[10] !== "T" && text[10] !== " ") || text[13] !== ":") return null;
  if (hasSeconds && text[16] !== ":") return null;
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const [month, day, hour, minute] = [digitsAt(text, 5), digitsAt(text, 8), digitsAt(text, 11), digitsAt(text, 14)];
  const second = hasSeconds ? digitsAt(text, 17) : 0;
  // Comparisons with NaN are false: written so that anything but digits fails them.
  if (!(year >= 1200 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59)) return null;
  const dateMs = Date.UTC(year, month - 1, day);
  // Only the 29th and later may be missing from a month, and roll over into the next.
  if (day > 28 && new Date(dateMs).getUTCDate() !== day) return null;
  const fraction = text.slice(19);
  if (fraction !== "" && !/^\.\d{1,9}$/.test(fraction)) return null;
  return dateMs + hour * HOUR_MS + minute * 60_000 + second * 1000 + Number(fraction.slice(1, 4).padEnd(3, "0"));
}

/** The two-digit number at a position; NaN where there is none. */
function digitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function dayStart(dayNumber: number, zone: TimeZone): EpochMs {
  return firstInstantAt(dayNumber * DAY_MS, zone);
}

/** The first segment whose wall clock gets as far as the local time. */
function segmentReaching(localMs: number, zone: TimeZone): Segment {
  let segment = segmentAt(localMs - DAY_MS, zone);
  while (localMs - segment.offsetMs >= segment.toMs) segment = segmentAt(segment.toMs, zone);
  return segment;
}

function segmentAt(instantMs: EpochMs, zone: TimeZone): Segment {
  const clock = clocks.get(zone);
  if (clock === undefined) {
    const segment = readSegment(instantMs, zone);
    clocks.set(zone, { segments: [segment], latest: segment });
    return segment;
  }
  const { latest } = clock;
  if (instantMs >= latest.fromMs && instantMs < latest.toMs) return latest;
  clock.latest = findOrRead(clock.segments, instantMs, zone);
  return clock.latest;
}

function findOrRead(segments: Segment[], instantMs: EpochMs, zone: TimeZone): Segment {
  const next = segments.findIndex((segment) => instantMs < segment.toMs);
  const found = segments[next];
  if (found !== undefined && instantMs >= found.fromMs) return found;
  const segment = readSegment(instantMs, zone);
  segments.splice(next < 0 ? segments.length : next, 0, segment);
  return segment;
}

function readSegment(instantMs: EpochMs, zone: TimeZone): Segment {
  const segment = readOffsetSegment(instantMs, zone);
  return { ...segment, firstDayNumber: Math.floor((segment.fromMs - 1 + segment.offsetBeforeMs) / DAY_MS) };
}
