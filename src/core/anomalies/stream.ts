/** One watched series: its recent hours beside what was expected, and the evidence of every window that ends now. */
import { countEvidence, countLikelihoodRatio, normalEvidence, studentEvidence } from "./tails.ts";

/** Hours kept: the longest window, and those that wait to be learned from. */
const KEPT_HOURS = 520;

/** One terrible hour and two weeks of slow drift are each one test. */
export const WINDOWS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168, 240, 336];

/** The hours before a short window tell the day's mood. */
const LONGEST_IN_MOOD_H = 12;
const LEAST_FOR_MOOD = 5;
/** Below this chance scatters an hour more than any mood. */
const SMALL_COUNT = 30;
const WILDEST_MOOD = 0.5;
/** Variance of a day's mood, and of an hour about it, as logarithms. */
const MOOD_VARIANCE = 0.015;
const HOUR_VARIANCE = 0.02;
const NO_WEEKDAY = 7;
/** Some ten days of moods. */
const MOOD_PRIOR = 0.4;

export type Direction = "up" | "down";

const TEACHING_DELAY_H = 168;
const EVERY_H = 5;
/** Half of what is known of the dispersion is this old or younger. */
const KEEP = 0.5 ** (EVERY_H / (90 * 24));
/** Further out than so many deviations a window teaches no more: it may be a fault that nobody has seen yet. */
const WILD = 3.5;
/** A mean of some ten orders, as they usually scatter. */
const MOST_SCATTER = 0.06;
/** The stated dispersion counts as so many windows seen. */
const PRIOR_WINDOWS = 8;

export interface StreamKind {
  /** Overdispersed counts, or means on a log scale (order value, cost per session). */
  readonly type: "count" | "mean";
  /** Refunds come in lumps: one big order sent back is no wave of refunds. */
  readonly shortestWindow: number;
  readonly longestWindow: number;
  /** A busy evening is no fault where orders alone are told: their rise is weighed by whole days. */
  readonly shortestRise: number;
  /** Whether a day that begins well goes on well; clicks that were dear yesterday are dear this morning. */
  readonly moods: "none" | "of the day" | "of the last day";
  /** Dispersion within an hour, and of whole days, before any data: variances of logarithms. */
  readonly prior: { readonly hour: number; readonly day: number };
}

/** One hour of a stream. */
export interface StreamHour {
  readonly observed: number;
  readonly expected: number;
  /** Standard deviation of the expectation's logarithm: how unsure the model itself is, of neighbouring hours alike. */
  readonly unsure: number;
  /** Of a mean: variance of `observed` from the scatter of single orders. */
  readonly scatter: number;
  /** Of the local day, 0 to 6. */
  readonly weekday: number;
  /** May teach the dispersion: neither campaign nor holiday, nor in an alarm. */
  readonly ordinary: boolean;
}

/** The logarithm of a day's mood, and how far it can be trusted: 0 where nothing is known, up to 1. */
interface Mood {
  readonly log: number;
  readonly trust: number;
}

const NO_MOOD: Mood = { log: 0, trust: 0 };

interface Sums {
  readonly hours: number;
  readonly observed: number;
  readonly expected: number;
  readonly unsure: number;
  readonly scatter: number;
  readonly told: number;
  readonly ordinary: boolean;
  readonly mood: Mood;
  readonly moody: number;
  /** Expected without regard to the mood. */
  readonly plain: number;
}

interface WindowSums {
  readonly hours: number;
  /** Of its hours, those that are known and not explained yet. */
  readonly told: number;
  readonly observed: number;
  readonly expected: number;
  /** Variance of the logarithm of `observed / expected` beside that of single counts. */
  readonly dispersion: number;
  /** Of a mean: the part of it that comes from single orders. */
  readonly scatter: number;
}

export interface WindowEvidence extends WindowSums {
  readonly direction: Direction;
  readonly nats: number;
}

export class Stream {
  readonly kind: StreamKind;
  private readonly observed = new Float64Array(KEPT_HOURS);
  private readonly expected = new Float64Array(KEPT_HOURS);
  private readonly unsure = new Float64Array(KEPT_HOURS);
  private readonly scatter = new Float64Array(KEPT_HOURS);
  private readonly ordinary = new Uint8Array(KEPT_HOURS);
  private readonly weekday = new Uint8Array(KEPT_HOURS);
  /** Per window: squared departures below and above, what they are measured against, and how many hours taught it. */
  private readonly below = new Float64Array(WINDOWS.length);
  private readonly above = new Float64Array(WINDOWS.length);
  private readonly basis = new Float64Array(WINDOWS.length);
  private readonly taught = new Float64Array(WINDOWS.length);

  /** Per window: products of a mood with what followed, and its squares. */
  private readonly lasting = new Float64Array(WINDOWS.length);
  private readonly moods = new Float64Array(WINDOWS.length);

  constructor(kind: StreamKind) {
    this.kind = kind;
  }

  put(hour: number, entry: StreamHour | null): void {
    const at = hour % KEPT_HOURS;
    this.observed[at] = entry?.observed ?? 0;
    this.expected[at] = entry?.expected ?? 0;
    this.unsure[at] = (entry?.expected ?? 0) * (entry?.unsure ?? 0);
    this.scatter[at] = entry?.scatter ?? 0;
    this.ordinary[at] = entry?.ordinary === true ? 1 : 0;
    this.weekday[at] = entry?.weekday ?? NO_WEEKDAY;
  }

  /** Takes hours that are explained out of every window to come. */
  forget(fromHour: number, toHour: number, nowHour: number): void {
    for (let hour = Math.max(fromHour, nowHour - KEPT_HOURS + 1); hour < toHour; hour++) this.put(hour, null);
  }

  /** Sums of the `hours` before and including `hour`. */
  sums(hour: number, hours: number): { readonly observed: number; readonly expected: number } {
    let [observed, expected] = [0, 0];
    for (let back = 0; back < Math.min(hours, KEPT_HOURS, hour + 1); back++) {
      observed += this.observed[(hour - back) % KEPT_HOURS] ?? 0;
      expected += this.expected[(hour - back) % KEPT_HOURS] ?? 0;
    }
    return { observed, expected };
  }

  /** Sums of the last `hours` outside campaigns and holidays, as far as they are kept. */
  ordinarySums(hour: number, hours: number): { readonly observed: number; readonly expected: number } {
    let [observed, expected, found] = [0, 0, 0];
    for (let back = 0; found < hours && back < Math.min(KEPT_HOURS, hour + 1); back++) {
      const at = (hour - back) % KEPT_HOURS;
      if (this.ordinary[at] === 0) continue;
      observed += this.observed[at] ?? 0;
      expected += this.expected[at] ?? 0;
      found += 1;
    }
    return { observed, expected };
  }

  /** The evidence of every window ending with `hour`, shortest first. */
  weigh(hour: number, visit: (evidence: WindowEvidence) => void): void {
    this.eachWindow(hour, (index, { hours, observed, expected, unsure, scatter, told, moody }) => {
      const direction = observed < expected ? "down" : "up";
      const own = scatter / (expected * expected);
      const learned = this.dispersionOf(index, direction);
      const dispersion = learned + (unsure / expected) ** 2 + moody;
      const single = this.kind.type === "count" ? 1 / Math.max(observed, expected) : own;
      const windows = (this.taught[index] ?? 0) / Math.max(hours, EVERY_H) + PRIOR_WINDOWS;
      const nats = studentEvidence(this.evidence(observed, expected, dispersion, own), windows * ((single + dispersion) / learned) ** 2);
      visit({ hours, told, observed, expected, dispersion, scatter: own, direction, nats });
    });
  }

  /**
   * Learns how windows of each length scatter, from those that ended a week ago: a fault in them has been found and taken
   * out by then. Neighbouring windows tell the same, so one in five is asked; five visits every hour of the week in turn.
   */
  learn(hour: number): void {
    const ended = hour - TEACHING_DELAY_H;
    if (ended < 0 || ended % EVERY_H !== 0) return;
    this.eachWindow(ended, (index, { hours, observed, expected, scatter, ordinary, mood, plain }) => {
      if (!ordinary) return;
      const isShort = this.kind.moods !== "none" && hours <= LONGEST_IN_MOOD_H;
      // The first hours of a day have no mood to go by: they would teach what the others scatter beside it.
      if (!isShort || mood.trust > 0.5 || plain < SMALL_COUNT) this.teach(index, observed, expected, scatter / (expected * expected));
      if (mood.trust === 0 || plain < LEAST_FOR_MOOD) return;
      const departure = boundMood(Math.log((observed + 1) / (plain + 1)));
      this.lasting[index] = (this.lasting[index] ?? 0) * KEEP + mood.log * departure;
      this.moods[index] = (this.moods[index] ?? 0) * KEEP + mood.log * mood.log;
    });
  }

  private eachWindow(hour: number, visit: (index: number, sums: Sums) => void): void {
    const kept = Math.min(hour + 1, this.kind.longestWindow);
    let [observed, expected, unsure, scatter, told, ordinary, back] = [0, 0, 0, 0, 0, true, 0];
    for (const [index, hours] of WINDOWS.entries()) {
      if (hours > kept) return;
      for (; back < hours; back++) {
        const at = (hour - back) % KEPT_HOURS;
        observed += this.observed[at] ?? 0;
        expected += this.expected[at] ?? 0;
        unsure += this.unsure[at] ?? 0;
        scatter += this.scatter[at] ?? 0;
        if ((this.expected[at] ?? 0) > 0) told += 1;
        if (this.ordinary[at] === 0) ordinary = false;
      }
      if (expected <= 0 || hours < this.kind.shortestWindow) continue;
      const isShort = this.kind.moods !== "none" && hours <= LONGEST_IN_MOOD_H;
      const mood = isShort ? this.moodBefore(hour - hours, hour) : NO_MOOD;
      const share = isShort ? this.share(index) : 0;
      const factor = Math.exp(share * mood.log);
      // What is not known of the mood stays in the window's dispersion.
      const moody = share * share * MOOD_VARIANCE * (1 - mood.trust);
      visit(index, {
        hours,
        observed,
        expected: expected * factor,
        unsure: unsure * factor,
        scatter,
        told,
        ordinary,
        mood,
        moody,
        plain: expected,
      });
    }
  }

  /**
   * How far the hours of the same local day before a window lay from their expectation, as a logarithm: a busy morning
   * makes a busy afternoon. Hours of a campaign tell nothing of those before or after it.
   */
  private moodBefore(hour: number, now: number): Mood {
    const isSameDay = this.kind.moods === "of the day";
    const [weekday, ordinary] = [this.weekday[now % KEPT_HOURS], this.ordinary[now % KEPT_HOURS]];
    let [observed, expected] = [0, 0];
    let back = hour;
    const last = isSameDay ? now - 24 : hour - 24;
    for (; back >= 0 && back > last; back--) {
      const at = back % KEPT_HOURS;
      if ((isSameDay && this.weekday[at] !== weekday) || this.ordinary[at] !== ordinary) break;
      observed += this.observed[at] ?? 0;
      expected += this.expected[at] ?? 0;
    }
    const trust = MOOD_VARIANCE / (MOOD_VARIANCE + 1 / (expected + 1) + HOUR_VARIANCE / Math.max(1, hour - back));
    return expected < LEAST_FOR_MOOD ? NO_MOOD : { log: trust * boundMood(Math.log((observed + 1) / (expected + 1))), trust };
  }

  /** How much of the mood lasts: a regression through the origin, drawn to none. */
  private share(index: number): number {
    return Math.max(0, Math.min(1, (this.lasting[index] ?? 0) / ((this.moods[index] ?? 0) + MOOD_PRIOR)));
  }

  evidence(observed: number, expected: number, dispersion: number, scatter: number): number {
    if (this.kind.type === "count") return countEvidence(observed, expected, dispersion);
    // Of a few orders the logarithm of the mean is not normal yet.
    if (observed <= 0 || scatter > MOST_SCATTER) return 0;
    // The mean of log-normal orders: its logarithm is nearly normal, and lies half a variance below.
    const own = Math.log1p(scatter);
    return normalEvidence((Math.log(observed / expected) + own / 2) / Math.sqrt(own + dispersion));
  }

  /** Log-likelihood of the hour at its expectation over that at `ratio` times the expectation. */
  likelihoodOfNormal(hour: number, ratio: number): number {
    const at = hour % KEPT_HOURS;
    const [observed, expected] = [this.observed[at] ?? 0, this.expected[at] ?? 0];
    if (expected <= 0) return 0;
    const dispersion = this.dispersionOf(0, ratio < 1 ? "down" : "up") + ((this.unsure[at] ?? 0) / expected) ** 2;
    if (this.kind.type === "count") return countLikelihoodRatio(observed, expected, expected * Math.max(ratio, 1e-3), dispersion);
    if (observed <= 0) return 0;
    const own = Math.log1p((this.scatter[at] ?? 0) / (expected * expected));
    const log = Math.log(observed / expected) + own / 2;
    return ((log - Math.log(ratio)) ** 2 - log * log) / (2 * (own + dispersion));
  }

  /** Learned, and drawn to the prior. */
  dispersionOf(index: number, direction: Direction): number {
    const hours = WINDOWS[index] ?? 1;
    const { hour, day } = this.kind.prior;
    const prior = hour / hours + (hours <= 24 ? day : (day * 24) / hours);
    const basis = this.basis[index] ?? 0;
    const windows = (this.taught[index] ?? 0) / hours;
    const seen = basis > 0 ? Math.max(0, ((direction === "down" ? this.below[index] : this.above[index]) ?? 0) / basis) : prior;
    return (seen * windows + prior * PRIOR_WINDOWS) / (windows + PRIOR_WINDOWS);
  }

  /** Half a variance on either side: newsletters make good hours wilder than bad ones. */
  private teach(index: number, observed: number, expected: number, scatter: number): void {
    const isCount = this.kind.type === "count";
    const own = isCount ? expected : Math.log1p(scatter);
    if (!isCount && (observed <= 0 || own > MOST_SCATTER)) return;
    const departure = isCount ? observed - expected : Math.log(observed / expected) + own / 2;
    const scale = isCount ? expected * expected : 1;
    const bound = WILD * WILD * (own + this.dispersionOf(index, departure < 0 ? "down" : "up") * scale);
    const square = 2 * Math.min(departure * departure, bound);
    this.below[index] = (this.below[index] ?? 0) * KEEP + (departure < 0 ? square : 0) - own;
    this.above[index] = (this.above[index] ?? 0) * KEEP + (departure < 0 ? 0 : square) - own;
    this.basis[index] = (this.basis[index] ?? 0) * KEEP + scale;
    this.taught[index] = (this.taught[index] ?? 0) * KEEP + EVERY_H;
  }
}

function boundMood(mood: number): number {
  return Math.max(-WILDEST_MOOD, Math.min(WILDEST_MOOD, mood));
}
