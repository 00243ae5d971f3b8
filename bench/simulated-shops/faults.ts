/** The faults of a simulated shop: which, when, and how much an observer who knew every rate would learn of them in an hour. */
import { pick, type Random, shuffle } from "../random.ts";
import type { ShopPlan } from "./shop-plan.ts";

export type FaultType =
  | "conv_drop"
  | "conv_drift"
  | "traffic_drop"
  | "traffic_spike"
  | "bot_traffic"
  | "tracking_outage"
  | "aov_shift"
  | "refund_spike"
  | "roas_drop"
  | "paid_stop";

export interface FaultKind {
  readonly type: FaultType;
  /** Per cent of a drop or shift, times of a rise. */
  readonly magnitude: number;
  readonly hours: number;
}

export interface PlannedFault extends FaultKind {
  readonly fromMs: number;
  readonly toMs: number;
  readonly channel: string;
}

const HOUR_MS = 3_600_000;
/** A fault is over, and what it did to others, before the next begins. */
const LEAST_GAP_H = 72;

function each(type: FaultType, magnitudes: readonly number[], lengths: readonly number[]): readonly FaultKind[] {
  return magnitudes.flatMap((magnitude) => lengths.map((hours) => ({ type, magnitude, hours })));
}

/** In about the proportions of anomaly-bench: half of the faults are in conversion. */
const CONVERSION = [...each("conv_drop", [20, 30, 50, 100], [2, 6, 24, 168]), ...each("conv_drift", [30], [504])];
const OTHERS = [
  ...each("traffic_drop", [30, 50, 100], [6, 24, 168]),
  ...each("traffic_spike", [3, 3], [8]),
  ...each("bot_traffic", [3, 3], [12]),
  ...each("tracking_outage", [100, 100], [3, 12]),
  ...each("aov_shift", [-40, -20, 40], [24, 168]),
  ...each("refund_spike", [3, 6], [24, 72]),
  ...each("roas_drop", [2.5, 2.5], [24, 72]),
  ...each("paid_stop", [100], [6, 24, 168]),
];

/** Deals kinds of faults so that every kind comes up as often as others, whatever the seed. */
export class FaultDeck {
  private conversion: FaultKind[] = [];
  private others: FaultKind[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  deal(count: number): readonly FaultKind[] {
    return Array.from({ length: count }, (_, index) => {
      if (this.conversion.length === 0) this.conversion = [...shuffle(CONVERSION, this.random)];
      if (this.others.length === 0) this.others = [...shuffle(OTHERS, this.random)];
      const dealt = index % 2 === 0 ? this.conversion.pop() : this.others.pop();
      if (dealt === undefined) throw new RangeError("an empty deck");
      return dealt;
    });
  }
}

/** Spreads the faults over the test, in chance order with chance gaps; those of advertising only where there is any. */
export function planFaults(kinds: readonly FaultKind[], plan: ShopPlan, random: Random): readonly PlannedFault[] {
  const names = plan.channels.map(({ name }) => name);
  const fit = kinds.filter(({ type }) => names.includes("paid") || (type !== "roas_drop" && type !== "paid_stop"));
  const spare = (plan.endMs - plan.testMs) / HOUR_MS - fit.reduce((sum, { hours }) => sum + hours + LEAST_GAP_H, 0);
  if (spare < 0) return planFaults(fit.slice(1), plan, random);
  const cuts = fit.map(() => random.uniform() * spare).sort((a, b) => a - b);
  let [used, before] = [0, 0];
  return shuffle(fit, random).map((kind, index) => {
    const cut = Math.floor(cuts[index] ?? 0);
    used += cut - before;
    before = cut;
    const fromMs = plan.testMs + (used + 24) * HOUR_MS;
    used += kind.hours + LEAST_GAP_H;
    return { ...kind, fromMs, toMs: fromMs + kind.hours * HOUR_MS, channel: channelOf(kind.type, names, random) };
  });
}

function channelOf(type: FaultType, names: readonly string[], random: Random): string {
  if (type === "roas_drop" || type === "paid_stop") return "paid";
  if (type !== "traffic_spike" && type !== "bot_traffic") return "all";
  return names.length === 1 ? "all" : pick(names.slice(0, 2), random);
}

/** What an hour of a channel would have been without the fault. */
export interface UsualHour {
  readonly sessions: number;
  readonly conversion: number;
  readonly orderValue: number;
  readonly returns: number;
  readonly spend: number;
}

/** What the fault makes of rates. Factors; `tracked` of the sessions are counted, `bots` come on top and never buy. */
export interface FaultFactors {
  readonly traffic: number;
  readonly bots: number;
  readonly tracked: number;
  readonly conversion: number;
  readonly orderValue: number;
  readonly returns: number;
  readonly cost: number;
}

const NONE: FaultFactors = { traffic: 1, bots: 0, tracked: 1, conversion: 1, orderValue: 1, returns: 1, cost: 1 };

export function factorsOf(fault: PlannedFault | undefined, channel: string, hourMs: number): FaultFactors {
  if (fault === undefined || (fault.channel !== "all" && fault.channel !== channel)) return NONE;
  const { type, magnitude } = fault;
  switch (type) {
    case "conv_drop":
      return { ...NONE, conversion: 1 - magnitude / 100 };
    case "conv_drift":
      return { ...NONE, conversion: 1 - ((magnitude / 100) * (hourMs - fault.fromMs)) / (fault.toMs - fault.fromMs) };
    case "traffic_drop":
    case "paid_stop":
      return { ...NONE, traffic: 1 - magnitude / 100 };
    case "traffic_spike":
      return { ...NONE, traffic: magnitude };
    case "bot_traffic":
      return { ...NONE, bots: magnitude - 1 };
    case "tracking_outage":
      return { ...NONE, tracked: 0 };
    case "aov_shift":
      return { ...NONE, orderValue: 1 + magnitude / 100 };
    case "refund_spike":
      return { ...NONE, returns: magnitude };
    case "roas_drop":
      return { ...NONE, cost: magnitude };
  }
}

/** Hour-to-hour standard deviation of the price of a click, as a logarithm. */
const CLICK_PRICE_SPREAD = 0.2;

/** Expected log-likelihood ratio of the hour, in nats, for one who knows all rates and no day's mood. */
export function informationOf(fault: PlannedFault, factors: FaultFactors, usual: UsualHour, valueSpread: number): number {
  const orders = usual.sessions * usual.conversion;
  switch (fault.type) {
    case "conv_drop":
    case "conv_drift":
      return usual.sessions * bernoulliDivergence(usual.conversion * factors.conversion, usual.conversion);
    case "traffic_drop":
    case "paid_stop":
    case "traffic_spike":
      return usual.sessions * poissonDivergence(factors.traffic);
    case "bot_traffic":
      return usual.sessions * poissonDivergence(1 + factors.bots);
    case "tracking_outage":
      return usual.sessions;
    case "aov_shift":
      return (orders * Math.log(factors.orderValue) ** 2) / (2 * valueSpread ** 2);
    case "refund_spike":
      return usual.returns * poissonDivergence(factors.returns);
    case "roas_drop":
      return usual.spend > 0 ? Math.log(factors.cost) ** 2 / (2 * CLICK_PRICE_SPREAD ** 2) : 0;
  }
}

/** Expected money lost in the hour; negative where there is more. */
export function lossOf(fault: PlannedFault, factors: FaultFactors, usual: UsualHour): number {
  const value = usual.sessions * usual.conversion * usual.orderValue;
  if (fault.type === "refund_spike") return usual.returns * usual.orderValue * (factors.returns - 1);
  if (fault.type === "roas_drop") return usual.spend * (factors.cost - 1);
  return value * (1 - factors.traffic * factors.conversion * factors.orderValue);
}

function poissonDivergence(factor: number): number {
  return (factor > 0 ? factor * Math.log(factor) : 0) - factor + 1;
}

function bernoulliDivergence(q: number, p: number): number {
  return (q > 0 ? q * Math.log(q / p) : 0) + (1 - q) * Math.log((1 - q) / (1 - p));
}
