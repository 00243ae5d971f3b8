/** Watches one shop hour by hour: forecasts, weighs the evidence, opens and closes incidents, and learns. */
import type { EpochMs } from "../calendar/period.ts";
import { attribute } from "./attribute.ts";
import { thresholdNats } from "./budget.ts";
import { contextOf, type ShopCalendar } from "./day-context.ts";
import { findBurst, isTrackingLost } from "./explain-traffic.ts";
import { channelHours, FAMILY_METRICS, type FamilyMetric, KINDS, SHARES, totalHour } from "./families.ts";
import { type HourRecord, HourRecords, lessonFor, lessonOf, without } from "./hour-record.ts";
import type { WatchedMetric } from "./incident.ts";
import { measureHour } from "./measure-hour.ts";
import { MoneyScatter } from "./money-scatter.ts";
import { setAside } from "./set-aside.ts";
import { ShopModel, sumOf } from "./shop-model.ts";
import { type Direction, Stream, WINDOWS, type WindowEvidence } from "./stream.ts";
import type { ReplayStep, WatchedRow } from "./watched-row.ts";

const HOUR_MS = 3_600_000;
/** Ordinary hours are learned from after so long: by then a fault in them has mostly been found. */
const LEARNING_DELAY_H = 48;
/** A week with its delay: the second week of data is watched. */
const LEARNED_ENOUGH_H = 150;
/** Evidence that all is as usual again which ends an incident: one in a hundred and fifty ends too early. */
const RECOVERY_NATS = 5;
/** What rings again so soon is the same incident. */
const REOPEN_H = 24;
/** After so long, campaigns and holidays aside, what was strange is how things are. */
const NEW_NORMAL_H = 14 * 24;
const WEEK_H = 168;
const SILENT_SHARE = 0.01;
/** An incident is followed as one of at least this size: smaller ones could not be told from usual hours. */
const LEAST_CHANGE = 0.1;
const ALL = "all";

export interface DetectedIncident {
  readonly metric: WatchedMetric;
  readonly channel: string;
  readonly direction: Direction;
  readonly startMs: EpochMs;
  readonly detectedAtMs: EpochMs;
  endMs: EpochMs | null;
  nats: number;
  /** Sums over its hours so far; see `HourMeasure`. */
  sums: { observed: number; expected: number; over: number; lossMinor: number; hours: number };
}

/** Where an incident is followed, in hours since the first one watched. */
interface Following {
  readonly incident: DetectedIncident;
  readonly stream: Stream;
  readonly startHour: number;
  /** Of its hours, those outside campaigns and holidays. */
  ordinaryHours: number;
  endHour: number | null;
  /** What the series has come to, over the usual. */
  readonly ratio: number;
  /** Evidence that all is as usual again, and the hour from which it has been gathering. */
  recovery: number;
  usualSince: number;
  /** Whose hours it makes useless. */
  readonly spoils: readonly FamilyMetric[];
}

interface Family {
  readonly metric: FamilyMetric;
  readonly streams: Map<string, Stream>;
  readonly thresholds: Readonly<Record<Direction, readonly number[]>>;
  following: Following | null;
}

interface Found {
  readonly channel: string;
  readonly evidence: WindowEvidence;
}

export class Detector {
  /** In the order they were found; those still going on change with each step. */
  readonly incidents: DetectedIncident[] = [];
  readonly records = new HourRecords();
  private readonly model = new ShopModel();
  private readonly calendar: ShopCalendar;
  private readonly families: readonly Family[];
  private readonly money = new MoneyScatter();
  private hour = -1;

  /** @param falseAlarms How many false alarms a month are accepted of this shop. */
  constructor(calendar: ShopCalendar, falseAlarms: number) {
    this.calendar = calendar;
    const thresholdsOf = (share: number) => WINDOWS.map((hours) => thresholdNats(hours, falseAlarms * share));
    this.families = FAMILY_METRICS.map((metric) => ({
      ...{ metric, streams: new Map(), following: null },
      thresholds: { down: thresholdsOf(SHARES[metric].down), up: thresholdsOf(SHARES[metric].up) },
    }));
  }

  /** Takes one closed hour, and the rows that became known with it. Hours must follow each other. */
  step({ hourMs, nowMs, rows }: ReplayStep): void {
    this.hour += 1;
    for (const row of rows) this.model.meet(row);
    const context = contextOf(hourMs, this.calendar);
    const forecast = this.model.forecast(context, LEARNING_DELAY_H);
    const record: HourRecord = { hour: this.hour, hourMs, forecast, rows: new Map(), lesson: lessonFor(hourMs, this.calendar.expected) };
    this.records.put(record);
    const changed = this.place(rows);
    for (const each of changed) this.fill(each);
    this.recount(changed);
    this.fill(record);
    this.money.learn(record);
    if (this.model.learnedHours >= LEARNED_ENOUGH_H) this.watch(nowMs);
    for (const family of this.families) {
      this.follow(family, record);
      for (const stream of family.streams.values()) stream.learn(this.hour);
    }
    this.learn(record);
    if (context.hourOfWeek % 24 === 0) this.model.refresh();
  }

  /** Puts rows into the hours they are about, and gives back the earlier ones of these. */
  private place(rows: readonly WatchedRow[]): readonly HourRecord[] {
    const changed = new Set<HourRecord>();
    for (const row of rows) {
      const record = this.records.of(row.hourMs);
      record?.rows.set(row.channel, row);
      if (record && record.hour < this.hour) changed.add(record);
    }
    return [...changed];
  }

  /** What an incident came to, where hours of it are restated: as far back as hours are kept. */
  private recount(changed: readonly HourRecord[]): void {
    for (const { following } of this.families) {
      if (following === null) continue;
      const { incident, startHour, endHour } = following;
      const isOwn = ({ hour }: HourRecord) => hour >= startHour && (endHour === null || hour < endHour);
      if (!changed.some(isOwn) || this.records.at(startHour) === null) continue;
      incident.sums = noSums();
      for (const record of this.records.last(this.hour - startHour + 1))
        if (record.hour < this.hour && isOwn(record)) addTo(incident, record);
    }
  }

  private fill({ hour, hourMs, forecast, rows: byChannel, lesson }: HourRecord): void {
    const rows = setAside([...byChannel.values()], hourMs, this.calendar.expected);
    const { scatter, largest } = this.money;
    const refundUnit = this.money.refundUnit(forecast);
    for (const { metric, streams } of this.families) {
      const isFit = lesson[lessonOf(metric)];
      const ordinary = forecast.context.span === null && isFit;
      const hours = channelHours(metric, this.model, forecast, rows, scatter, largest.value, ordinary);
      const total = totalHour(metric, forecast, rows, hours, refundUnit, largest.returns, ordinary);
      const [only] = hours.keys();
      // Told of one channel among several (ad spend): it is that channel's. A shop of one channel has a total only.
      const isOne = hours.size === 1 && forecast.channels.size > 1;
      const entries = new Map(hours.size > 1 || isOne ? hours : []);
      if (total !== null && !(isOne && only !== undefined)) entries.set(ALL, total);
      for (const channel of entries.keys()) if (!streams.has(channel)) streams.set(channel, new Stream(KINDS[metric]));
      for (const [channel, stream] of streams) stream.put(hour, isFit ? (entries.get(channel) ?? null) : null);
    }
  }

  private watch(nowMs: EpochMs): void {
    for (const family of this.families) {
      const found = this.weigh(family);
      if (found === null || family.following?.endHour === null || this.isExplained(family)) continue;
      this.open(family, found, nowMs);
    }
  }

  /** While visits are false or lost in the counting, ratios to them mean nothing. */
  private isExplained({ metric }: Family): boolean {
    const traffic = this.familyOf("sessions").following;
    return traffic !== null && traffic.endHour === null && traffic.spoils.includes(metric);
  }

  /** The window furthest above its threshold, of all series of the family. */
  private weigh({ metric, streams, thresholds }: Family): Found | null {
    const longest = this.model.learnedHours / 2;
    const channels = streams.size - (streams.has(ALL) ? 1 : 0);
    let best: Found | null = null;
    let most = 0;
    for (const [channel, stream] of streams) {
      // Half of the budget is for the total, half for the channels.
      const share = streams.size === 1 ? 1 : channel === ALL ? 2 : 2 * channels;
      stream.weigh(this.hour, (evidence) => {
        if (evidence.direction === "up" && evidence.told < KINDS[metric].shortestRise) return;
        if (evidence.hours > longest || evidence.hours > KINDS[metric].longestWindow) return;
        const threshold = thresholds[evidence.direction][WINDOWS.indexOf(evidence.hours)] ?? Number.POSITIVE_INFINITY;
        const excess = evidence.nats - threshold - Math.log(share);
        if (excess <= most) return;
        best = { channel, evidence };
        most = excess;
      });
    }
    return best;
  }

  private open(family: Family, { channel, evidence }: Found, nowMs: EpochMs): void {
    const { direction, hours } = evidence;
    const traffic = this.familyOf("sessions");
    const burst = family.metric === "conversion" && direction === "down" ? findBurst(traffic.streams, this.hour, hours) : null;
    if (burst !== null) {
      if (traffic.following?.endHour !== null) this.begin(traffic, burst, "sessions", nowMs);
      return;
    }
    const isLost = family.metric === "sessions" && direction === "down" && isTrackingLost(this.records.last(hours));
    this.begin(family, { channel: this.attribute(family, channel, hours), evidence }, isLost ? "tracking" : family.metric, nowMs);
  }

  private begin(family: Family, { channel, evidence }: Found, metric: WatchedMetric, nowMs: EpochMs): void {
    // Cost per visit is what is weighed; its rise is a fall of ROAS.
    const direction = metric === "roas" ? opposite(evidence.direction) : evidence.direction;
    const before = family.following;
    const stream = family.streams.get(channel) ?? family.streams.get(ALL);
    if (stream === undefined) return;
    if (before?.endHour != null && this.hour - before.endHour <= REOPEN_H && before.incident.direction === direction) {
      before.endHour = null;
      before.recovery = 0;
      before.incident.endMs = null;
      return;
    }
    const startHour = this.hour - evidence.hours + 1;
    const now = this.records.at(this.hour)?.hourMs ?? nowMs - HOUR_MS;
    const startMs = this.records.at(startHour)?.hourMs ?? now - (evidence.hours - 1) * HOUR_MS;
    const isFalseTraffic = metric === "tracking" || (metric === "sessions" && direction === "up");
    const incident: DetectedIncident = {
      ...{ metric, channel, direction, startMs, detectedAtMs: nowMs, endMs: null, nats: evidence.nats },
      sums: noSums(),
    };
    const ratio = evidence.observed / evidence.expected;
    family.following = {
      ...{ incident, stream, startHour, endHour: null, recovery: 0, usualSince: this.hour + 1 },
      // What took two weeks to find has a week more to end: it may be mended now that it is known.
      ordinaryHours: Math.min(evidence.hours, NEW_NORMAL_H - WEEK_H),
      ratio: ratio < 1 ? Math.min(ratio, 1 - LEAST_CHANGE) : Math.max(ratio, 1 + LEAST_CHANGE),
      spoils: isFalseTraffic ? ["sessions", "conversion", "roas"] : [family.metric],
    };
    this.incidents.push(incident);
    for (const record of this.records.last(evidence.hours)) {
      record.lesson = without(record.lesson, family.following.spoils);
      if (record.hour < this.hour) addTo(incident, record);
    }
  }

  /** Adds the hour to the incident that goes on, and gathers evidence that it is over. */
  private follow(family: Family, record: HourRecord): void {
    const { following } = family;
    if (following === null || following.endHour !== null) return;
    const { incident, stream, startHour, ratio, spoils } = following;
    record.lesson = without(record.lesson, spoils);
    addTo(incident, record);
    const gained = stream.likelihoodOfNormal(this.hour, ratio);
    following.recovery = Math.max(0, following.recovery + gained);
    if (following.recovery === 0) following.usualSince = this.hour + 1;
    if (record.forecast.context.span === null) following.ordinaryHours += 1;
    const isNewNormal = following.ordinaryHours >= NEW_NORMAL_H && !this.isSilent(following);
    if (following.recovery < RECOVERY_NATS && !isNewNormal) return;
    following.endHour = isNewNormal ? this.hour : following.usualSince;
    incident.endMs = this.records.at(following.endHour)?.hourMs ?? record.hourMs;
    for (const usual of this.records.last(this.hour - following.endHour + 1)) {
      usual.lesson = lessonFor(usual.hourMs, this.calendar.expected);
    }
    if (isNewNormal) this.adopt(family, incident.channel);
    for (const metric of spoils) {
      for (const each of this.familyOf(metric).streams.values()) each.forget(startHour, following.endHour, this.hour);
    }
  }

  /** Next to nothing of the whole shop for a week: a dead feed or a closed shop, whose return must not ring as a rise. */
  private isSilent({ incident, stream }: Following): boolean {
    const { observed, expected } = stream.ordinarySums(this.hour, WEEK_H);
    return incident.channel === ALL && observed < SILENT_SHARE * expected;
  }

  /** Takes the last week for the new usual: hours in an alarm taught nothing, and the same would ring again. */
  private adopt({ metric, streams }: Family, channel: string): void {
    for (const name of channel === ALL ? this.model.channelNames : [channel]) {
      const sums = (streams.get(name) ?? streams.get(ALL))?.ordinarySums(this.hour, WEEK_H);
      if (sums && sums.expected > 0) this.model.restart(lessonOf(metric), name, sums.observed / sums.expected, WEEK_H);
    }
  }

  private attribute({ metric, streams }: Family, found: string, hours: number): string {
    const channels = [...streams].filter(([name]) => name !== ALL);
    if (channels.length < 2) return found;
    const sums = channels.map(([channel, stream]) => {
      const { observed, expected } = stream.sums(this.hour, hours);
      // Means have no counts: a hundred orders' worth of each channel.
      const unit = KINDS[metric].type === "count" || expected <= 0 ? 1 : expected / 100;
      const dispersion = stream.dispersionOf(WINDOWS.indexOf(hours), observed < expected ? "down" : "up");
      return { channel, observed: observed / unit, expected: expected / unit, dispersion };
    });
    // Where only one channel is told, there is nothing to tell it from.
    return sums.filter(({ expected }) => expected > 0).length < 2 ? found : attribute(sums);
  }

  private learn(record: HourRecord): void {
    const rows = [...record.rows.values()];
    this.model.noteValue(sumOf(rows, "valueMinor") ?? 0);
    this.model.learnSpan(record.forecast, setAside(rows, record.hourMs, this.calendar.expected), record.lesson);
    const old = this.records.at(this.hour - LEARNING_DELAY_H);
    if (old !== null) this.money.learnLargest(old);
    if (old === null || old.forecast.context.span !== null) return;
    const oldRows = setAside([...old.rows.values()], old.hourMs, this.calendar.expected);
    this.model.learnOrdinary(old.forecast, oldRows, old.lesson);
    const returned = sumOf(oldRows, "returnsMinor");
    if (old.lesson.returns && returned !== null && old.forecast.orderValue > 0) this.money.learnRefunds(old.forecast, returned);
  }

  private familyOf(metric: FamilyMetric): Family {
    const family = this.families.find((each) => each.metric === metric);
    if (family === undefined) throw new Error(`no family of ${metric}`);
    return family;
  }
}

function noSums(): DetectedIncident["sums"] {
  return { observed: 0, expected: 0, over: 0, lossMinor: 0, hours: 0 };
}

function addTo({ metric, channel, sums }: DetectedIncident, record: HourRecord): void {
  const measure = measureHour(record, metric, channel);
  sums.hours += 1;
  if (measure === null) return;
  sums.observed += measure.observed;
  sums.expected += measure.expected;
  sums.over += measure.over;
  sums.lossMinor += measure.lossMinor;
}

function opposite(direction: Direction): Direction {
  return direction === "up" ? "down" : "up";
}
