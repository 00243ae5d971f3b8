/** Whether a rule comes true at the end of an hour, with only what was known then. Unknown is not zero: it rings nothing. */
import type { WatchedRow } from "../anomalies/watched-row.ts";
import type { EpochMs } from "../calendar/period.ts";
import type { Departure } from "./finding.ts";
import type { AlertRule, RuleCondition, RuleMetric } from "./rule.ts";

const HOUR_MS = 3_600_000;
const SHIFT_MS = { yesterday: 24 * HOUR_MS, "last-week": 168 * HOUR_MS } as const;

/** Rows by the start of their hour. */
export type RowsByHour = ReadonlyMap<EpochMs, readonly WatchedRow[]>;

export function rowsByHour(rows: readonly WatchedRow[]): RowsByHour {
  const byHour = new Map<EpochMs, WatchedRow[]>();
  for (const row of rows) {
    const known = byHour.get(row.hourMs);
    if (known === undefined) byHour.set(row.hourMs, [row]);
    else known.push(row);
  }
  return byHour;
}

export interface RuleReading {
  /** What the hours came to, and what the rule holds against it. */
  readonly value: number;
  readonly bound: number;
  readonly holds: boolean;
  /** Net sales that the difference to the bound stands for; 0 where it stands for none. */
  readonly lossMinor: number;
}

/** The last hours before `endMs` together; null where they, or what they are compared with, are not known at `nowMs`. */
export function readRule(condition: RuleCondition, rows: RowsByHour, endMs: EpochMs, nowMs: EpochMs): RuleReading | null {
  const { metric, test, volume } = condition;
  const sums = sumHours(condition, rows, endMs, nowMs);
  if (sums === null) return null;
  const value = metricValue(metric, sums);
  const before = test.type === "change" ? sumHours(condition, rows, endMs - SHIFT_MS[test.against], nowMs) : null;
  const usual = before === null ? null : metricValue(metric, before);
  const bound =
    test.type === "threshold" ? test.value : usual === null ? null : usual * (test.side === "above" ? 1 + test.ratio : 1 - test.ratio);
  if (value === null || bound === null) return null;
  const enough = volume === null || (sums[volume.metric] ?? 0) > volume.moreThan;
  const isBeyond = test.side === "below" ? value < bound : value > bound;
  return { value, bound, holds: enough && isBeyond, lossMinor: lossOf(metric, bound - value, sums) };
}

/** A rule that has come true, and what it has cost since. */
export interface HeldRule {
  readonly number: number;
  readonly startMs: EpochMs;
  /** The hour it was last looked at. */
  readonly throughMs: EpochMs;
  readonly lossMinor: number;
}

/** The rule's finding, from the first of its hours on; without `endMs` it still holds. */
export function ruleFinding(
  { number, shopId, condition }: AlertRule,
  { value, bound, lossMinor }: Pick<RuleReading, "value" | "bound" | "lossMinor">,
  held: HeldRule,
  { endMs, nowMs, hours }: Pick<Departure, "endMs" | "hours"> & { readonly nowMs: EpochMs },
): Departure {
  return {
    ...{ type: "departure", rule: number, shopId, metric: condition.metric, channel: condition.channel ?? "all", hours },
    ...{ direction: condition.test.side === "below" ? "down" : "up", startMs: held.startMs, detectedAtMs: nowMs, endMs },
    ...{ observed: value, expected: bound, evidenceNats: 0, lossMinor: held.lossMinor },
    lossMinorPerHour: endMs === null ? Math.round(lossMinor / condition.hours) : 0,
  };
}

/** What holds from now on, or goes on holding: each further hour costs what the rule's hours cost on average. */
export function holdRule(
  { number, condition }: AlertRule,
  { lossMinor }: RuleReading,
  known: HeldRule | null,
  throughMs: EpochMs,
): HeldRule {
  if (known === null) return { number, startMs: throughMs - condition.hours * HOUR_MS, throughMs, lossMinor };
  const hours = (throughMs - known.throughMs) / HOUR_MS;
  return { ...known, throughMs, lossMinor: known.lossMinor + Math.round((lossMinor / condition.hours) * hours) };
}

interface Sums {
  readonly sessions: number | null;
  readonly orders: number | null;
  /** Of the channels with sessions: what conversion is made of. */
  readonly onlineOrders: number | null;
  readonly valueMinor: number | null;
  readonly returnsMinor: number | null;
  readonly adSpendMinor: number | null;
  /** Of the channels with ad spend. */
  readonly advertisedMinor: number | null;
}

function sumHours({ hours, channel }: RuleCondition, rows: RowsByHour, endMs: EpochMs, nowMs: EpochMs): Sums | null {
  const own: WatchedRow[] = [];
  for (let hourMs = endMs - hours * HOUR_MS; hourMs < endMs; hourMs += HOUR_MS) {
    const known = (rows.get(hourMs) ?? []).filter((row) => row.availableAtMs <= nowMs && (channel === null || row.channel === channel));
    if (known.length === 0) return null;
    own.push(...known);
  }
  const online = own.filter(({ sessions }) => sessions !== null);
  const advertised = own.filter(({ adSpendMinor }) => (adSpendMinor ?? 0) > 0);
  return {
    sessions: sum(own, "sessions"),
    orders: sum(own, "orders"),
    onlineOrders: sum(online, "orders"),
    valueMinor: sum(own, "valueMinor"),
    returnsMinor: sum(own, "returnsMinor"),
    adSpendMinor: sum(own, "adSpendMinor"),
    advertisedMinor: sum(advertised, "valueMinor"),
  };
}

function sum(rows: readonly WatchedRow[], of: Exclude<keyof WatchedRow, "hourMs" | "channel" | "availableAtMs">): number | null {
  return rows.reduce<number | null>((total, { [of]: value }) => (value === null ? total : (total ?? 0) + value), null);
}

function metricValue(metric: RuleMetric, sums: Sums): number | null {
  switch (metric) {
    case "sessions":
      return sums.sessions;
    case "orders":
      return sums.orders;
    case "conversion":
      return divide(sums.onlineOrders, sums.sessions);
    case "aov":
      return divide(sums.valueMinor, sums.orders);
    case "sales":
      return sums.valueMinor === null ? null : sums.valueMinor - (sums.returnsMinor ?? 0);
    case "refund_rate":
      return divide(sums.returnsMinor, sums.valueMinor);
    case "roas":
      return divide(sums.advertisedMinor, sums.adSpendMinor);
    case "ad_spend":
      return sums.adSpendMinor;
  }
}

/** What `missing` of the metric is worth at the hours' own order value and conversion. */
function lossOf(metric: RuleMetric, missing: number, sums: Sums): number {
  const { sessions, orders, valueMinor } = sums;
  const orderValue = divide(valueMinor, orders) ?? 0;
  const worth = {
    sessions: missing * (divide(valueMinor, sessions) ?? 0),
    orders: missing * orderValue,
    conversion: missing * (sessions ?? 0) * orderValue,
    aov: missing * (orders ?? 0),
    sales: missing,
    refund_rate: -missing * (valueMinor ?? 0),
    roas: 0,
    ad_spend: 0,
  } satisfies Record<RuleMetric, number>;
  return Math.max(0, Math.round(worth[metric]));
}

function divide(numerator: number | null, denominator: number | null): number | null {
  return numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
}
