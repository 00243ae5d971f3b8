/** What is expected of a shop's next hour, channel by channel, and how the hours that turn out teach it. */
import type { HourContext, SpanKind } from "./day-context.ts";
import { Level } from "./level.ts";
import { Rhythm } from "./rhythm.ts";
import { type EffectPrior, SpanEffect } from "./span-effect.ts";
import type { WatchedRow } from "./watched-row.ts";

type Factor = "traffic" | "conversion" | "orderValue" | "cost";

/**
 * Before a shop's first campaign: traffic is some three times the usual, give or take a factor of two; what visitors do is
 * little changed. A lift is a day's mood and walks by some per cent an hour.
 */
const PRIORS: Readonly<Record<SpanKind, Readonly<Record<Factor, EffectPrior>>>> = {
  campaign: {
    traffic: { log: Math.log(3), variance: 0.4, drift: 0.0015 },
    conversion: { log: 0, variance: 0.08, drift: 0.0004 },
    orderValue: { log: 0, variance: 0.02, drift: 0.0001 },
    cost: { log: Math.log(1.1), variance: 0.04, drift: 0.0004 },
  },
  after: {
    traffic: { log: -0.1, variance: 0.04, drift: 0.001 },
    conversion: { log: 0, variance: 0.01, drift: 0.0003 },
    orderValue: { log: 0, variance: 0.004, drift: 0.0001 },
    cost: { log: 0, variance: 0.01, drift: 0.0003 },
  },
  holiday: {
    // Anything from closed to busy: the shop's own holidays narrow it.
    traffic: { log: -0.1, variance: 1.5, drift: 0.001 },
    conversion: { log: 0, variance: 0.02, drift: 0.0003 },
    orderValue: { log: 0, variance: 0.004, drift: 0.0001 },
    cost: { log: 0, variance: 0.01, drift: 0.0003 },
  },
};
/** How far a channel's own lift strays from the shop's. */
const CHANNEL_PRIOR: EffectPrior = { log: 0, variance: 0.12, drift: 0.0005 };
/** Of its conversion too: an offer moves the readers of a newsletter otherwise than those who clicked an advertisement. */
const CHANNEL_CONVERSION = 0.01;
const CHANNEL_AFTER: EffectPrior = { log: 0, variance: 0.01, drift: 0.0002 };

/** Variance of a day about its usual, beside chance. */
const DAY_VARIANCE = { traffic: 0.03, conversion: 0.015, orderValue: 0.01, cost: 0.04, returns: 0.06 } as const;
const HOUR_VARIANCE = { traffic: 0.02, conversion: 0.01, orderValue: 0.01, cost: 0.05 } as const;
/** Refunds follow sales: two memories in a row, of two and of four days, put their weight some days back. */
const REFUND_KEEP = [0.5 ** (1 / 48), 0.5 ** (1 / 72)] as const;
/** When sales have just jumped, they do so sooner or later than that: a share of the way between the two. */
const REFUND_DELAY_UNSURE = 0.8;

export interface ChannelForecast {
  /** Sessions, or orders where no sessions are told. */
  readonly traffic: number;
  /** Orders a session; 1 where no sessions are told. */
  readonly conversion: number;
  /** Value of an order. */
  readonly orderValue: number;
  /** Ad spend a session. */
  readonly cost: number;
  /** Variances of the logarithms: of what this channel's levels and lifts are not known well. */
  readonly unsure: Readonly<Record<Factor, number>>;
}

export interface ShopForecast {
  readonly context: HourContext;
  readonly channels: ReadonlyMap<string, ChannelForecast>;
  /** Value of the hour's returns, and of the sales that they follow. */
  readonly returns: number;
  readonly returnsBasis: number;
  /** Of all channels, outside campaigns. */
  readonly orderValue: number;
  /** Variances that all channels share. */
  readonly unsure: Readonly<Record<Factor | "returns", number>>;
}

interface ChannelModel {
  counts: "sessions" | "orders";
  readonly traffic: Level;
  readonly rhythm: Rhythm;
  readonly conversion: Level;
  readonly orderValue: Level;
  readonly cost: Level;
  readonly lifts: Readonly<Record<SpanKind, SpanEffect>>;
}

/** Which parts of an hour are fit to learn from. */
export type Lesson = Readonly<Record<Factor | "returns", boolean>>;

export class ShopModel {
  private readonly channels = new Map<string, ChannelModel>();
  private readonly rhythm = new Rhythm();
  /** Visitors at night buy less, through whichever channel they come. */
  private readonly conversionRhythm = new Rhythm();
  private readonly conversion = new Level("steady", DAY_VARIANCE.conversion);
  private readonly orderValue = new Level("steady", DAY_VARIANCE.orderValue);
  private readonly returns = new Level("steady", DAY_VARIANCE.returns);
  private readonly returnsRhythm = new Rhythm();
  private recentValue: readonly [number, number] = [0, 0];
  private readonly effects: Readonly<Record<SpanKind, Readonly<Record<Factor, SpanEffect>>>> = {
    campaign: createEffects("campaign"),
    after: createEffects("after"),
    holiday: createEffects("holiday"),
  };
  private span: HourContext["span"] = null;

  /** Hours learned from so far. */
  get learnedHours(): number {
    return Math.max(0, ...[...this.channels.values()].map(({ traffic }) => traffic.learnedHours));
  }

  /** What a row tells of traffic; null where it is not told. */
  trafficOf(row: WatchedRow): number | null {
    return this.channels.get(row.channel)?.counts === "orders" ? row.orders : row.sessions;
  }

  counts(channel: string): "sessions" | "orders" {
    return this.channels.get(channel)?.counts ?? "sessions";
  }

  /** Makes room for channels not met before; a channel whose sessions are told begins anew with them. */
  meet(row: WatchedRow): void {
    const known = this.channels.get(row.channel);
    if (known === undefined) this.channels.set(row.channel, createChannel(row.sessions === null ? "orders" : "sessions"));
    else if (known.counts === "orders" && row.sessions !== null) this.channels.set(row.channel, createChannel("sessions"));
  }

  /** @param aheadHours How long ago the last hour was that anything was learned from. */
  forecast(context: HourContext, aheadHours: number): ShopForecast {
    this.enter(context);
    const effects = context.span === null ? null : this.effects[context.span.kind];
    const shared = (factor: Factor) => effects?.[factor].effect ?? NO_EFFECT;
    const conversionFactor = Math.exp(shared("conversion").log) * (this.conversionRhythm.factors[context.hourOfWeek] ?? 1);
    const usualConversion = this.conversion.forecast(aheadHours);
    const usualValue = this.orderValue.forecast(aheadHours);
    const channels = new Map<string, ChannelForecast>();
    for (const [name, channel] of this.channels) {
      const lift = context.span === null ? NO_EFFECT : channel.lifts[context.span.kind].effect;
      const level = channel.traffic.forecast(aheadHours);
      const conversion = channel.conversion.forecast(aheadHours, usualConversion, usualConversion > 0 ? 1 / usualConversion : 0);
      const orderValue = channel.orderValue.forecast(aheadHours, usualValue, 3);
      const cost = channel.cost.forecast(aheadHours);
      channels.set(name, {
        traffic: level * (channel.rhythm.factors[context.hourOfWeek] ?? 1) * Math.exp(shared("traffic").log + lift.log),
        conversion: channel.counts === "orders" ? 1 : Math.min(1, conversion * conversionFactor),
        orderValue: orderValue * Math.exp(shared("orderValue").log),
        cost: cost * Math.exp(shared("cost").log),
        unsure: {
          traffic: channel.traffic.variance(level) + lift.variance,
          conversion: channel.conversion.variance(conversion) + (context.span?.kind === "campaign" ? CHANNEL_CONVERSION : 0),
          orderValue: channel.orderValue.variance(1),
          cost: channel.cost.variance(1),
        },
      });
    }
    const [near, far] = this.recentValue;
    const returns = this.returns.forecast(aheadHours) * far * (this.returnsRhythm.factors[context.hourOfWeek] ?? 1);
    const unsure = {
      traffic: shared("traffic").variance,
      conversion: shared("conversion").variance,
      orderValue: shared("orderValue").variance,
      cost: shared("cost").variance,
      returns: this.returns.variance(1) + (near > 0 && far > 0 ? (REFUND_DELAY_UNSURE * Math.log(near / far)) ** 2 : 0),
    };
    return { context, channels, returns, returnsBasis: far, unsure, orderValue: usualValue };
  }

  /** Follows sales, which returns come from some days later. */
  noteValue(value: number): void {
    const [near, far] = this.recentValue;
    const next = near + (1 - REFUND_KEEP[0]) * (value - near);
    this.recentValue = [next, far + (1 - REFUND_KEEP[1]) * (next - far)];
  }

  /** Learns from an hour inside a span, at once: it is all that is known of this span. */
  learnSpan(forecast: ShopForecast, rows: readonly WatchedRow[], lesson: Lesson): void {
    const { span } = forecast.context;
    if (span === null) return;
    const effects = this.effects[span.kind];
    const total = { traffic: 0, dueTraffic: 0, orders: 0, dueOrders: 0, value: 0, dueValue: 0, spend: 0, dueSpend: 0 };
    for (const row of rows) {
      const due = forecast.channels.get(row.channel);
      const traffic = this.trafficOf(row);
      if (due === undefined || traffic === null) continue;
      total.traffic += traffic;
      total.dueTraffic += due.traffic;
      total.spend += row.adSpendMinor ?? 0;
      total.dueSpend += row.adSpendMinor === null ? 0 : traffic * due.cost;
      if (row.orders === null) continue;
      total.orders += row.orders;
      total.dueOrders += traffic * due.conversion;
      total.value += row.valueMinor ?? 0;
      total.dueValue += row.orders * due.orderValue;
    }
    if (lesson.traffic) {
      const before = effects.traffic.effect.log;
      effects.traffic.learn(total.traffic, total.dueTraffic * Math.exp(-before), HOUR_VARIANCE.traffic);
      const moved = Math.exp(effects.traffic.effect.log - before);
      for (const row of rows) {
        const lift = this.channels.get(row.channel)?.lifts[span.kind];
        const due = forecast.channels.get(row.channel);
        const traffic = this.trafficOf(row);
        if (lift && due && traffic !== null) lift.learn(traffic, due.traffic * moved * Math.exp(-lift.effect.log), HOUR_VARIANCE.traffic);
      }
    }
    if (lesson.conversion) learnScaled(effects.conversion, total.orders, total.dueOrders, HOUR_VARIANCE.conversion);
    if (lesson.cost && total.dueSpend > 0) learnScaled(effects.cost, (total.spend / total.dueSpend) * 1e3, 1e3, HOUR_VARIANCE.cost);
    if (lesson.orderValue && total.dueValue > 0) {
      // A mean of n orders scatters like a count of n with half the variance, roughly a log-normal's.
      const orders = total.orders;
      learnScaled(effects.orderValue, (total.value / total.dueValue) * orders, orders, HOUR_VARIANCE.orderValue);
    }
  }

  /** Learns from an ordinary hour, some time after it: by then a fault in it has been found, if there was one. */
  learnOrdinary(forecast: ShopForecast, rows: readonly WatchedRow[], lesson: Lesson): void {
    const { hourOfWeek } = forecast.context;
    const isRhythm = this.rhythm.accepts(hourOfWeek, !lesson.traffic);
    const isConversionRhythm = this.conversionRhythm.accepts(hourOfWeek, !lesson.conversion);
    let [seen, level, orders, dueOrders] = [0, 0, 0, 0];
    for (const row of rows) {
      const channel = this.channels.get(row.channel);
      const traffic = this.trafficOf(row);
      if (channel === undefined || traffic === null) continue;
      if (lesson.traffic) channel.traffic.learn(traffic, channel.rhythm.factors[hourOfWeek] ?? 1);
      if (isRhythm) {
        const own = channel.traffic.forecast(0);
        channel.rhythm.learn(hourOfWeek, traffic, own);
        seen += traffic;
        level += own;
      }
      if (isConversionRhythm && row.orders !== null && channel.counts === "sessions") {
        const basis = traffic * (this.conversionRhythm.factors[hourOfWeek] ?? 1);
        if (lesson.conversion) {
          channel.conversion.learn(row.orders, basis);
          this.conversion.learn(row.orders, basis);
        }
        orders += row.orders;
        dueOrders += traffic * channel.conversion.forecast(0);
      }
      if (lesson.orderValue && row.orders !== null && row.valueMinor !== null) {
        channel.orderValue.learn(row.valueMinor, row.orders);
        this.orderValue.learn(row.valueMinor, row.orders);
      }
      if (lesson.cost && row.adSpendMinor !== null && traffic > 0) channel.cost.learn(row.adSpendMinor, traffic);
    }
    if (isRhythm) this.rhythm.learn(hourOfWeek, seen, level);
    if (isConversionRhythm) this.conversionRhythm.learn(hourOfWeek, orders, dueOrders);
    const returns = sumOf(rows, "returnsMinor");
    if (lesson.returns && returns !== null) {
      const { returnsBasis, orderValue } = forecast;
      this.returns.learn(returns, returnsBasis * (this.returnsRhythm.factors[hourOfWeek] ?? 1));
      if (orderValue > 0)
        this.returnsRhythm.learn(hourOfWeek, returns / orderValue, (this.returns.forecast(0) * returnsBasis) / orderValue);
    }
  }

  /** What lasted for `hours` is the new usual of the channel: `factor` times what was expected of it. */
  restart(part: keyof Lesson, channel: string, factor: number, hours: number): void {
    if (part === "returns") this.returns.restart(factor, hours);
    else this.channels.get(channel)?.[part].restart(factor, hours);
  }

  get channelNames(): readonly string[] {
    return [...this.channels.keys()];
  }

  /** Once a day. */
  refresh(): void {
    this.rhythm.refresh(null);
    for (const { rhythm } of this.channels.values()) rhythm.refresh(this.rhythm);
    this.conversionRhythm.refresh(null);
    this.returnsRhythm.refresh(null);
  }

  private enter({ span }: HourContext): void {
    if (span !== null && (span.kind !== this.span?.kind || span.key !== this.span.key)) {
      for (const effect of Object.values(this.effects[span.kind])) effect.begin();
      for (const { lifts } of this.channels.values()) lifts[span.kind].begin();
    }
    this.span = span;
  }
}

/** Null where no channel tells. */
export function sumOf(rows: readonly WatchedRow[], measure: "returnsMinor" | "valueMinor"): number | null {
  let sum: number | null = null;
  for (const row of rows) if (row[measure] !== null) sum = (sum ?? 0) + row[measure];
  return sum;
}

const NO_EFFECT = { log: 0, variance: 0 } as const;

function learnScaled(effect: SpanEffect, seen: number, due: number, noise: number): void {
  effect.learn(seen, due * Math.exp(-effect.effect.log), noise);
}

function createChannel(counts: ChannelModel["counts"]): ChannelModel {
  return {
    counts,
    traffic: new Level("growing", DAY_VARIANCE.traffic),
    rhythm: new Rhythm(),
    conversion: new Level("steady", DAY_VARIANCE.conversion),
    orderValue: new Level("steady", DAY_VARIANCE.orderValue),
    cost: new Level("steady", DAY_VARIANCE.cost),
    lifts: { campaign: new SpanEffect(CHANNEL_PRIOR), after: new SpanEffect(CHANNEL_AFTER), holiday: new SpanEffect(CHANNEL_AFTER) },
  };
}

function createEffects(kind: SpanKind): Readonly<Record<Factor, SpanEffect>> {
  const { traffic, conversion, orderValue, cost } = PRIORS[kind];
  return {
    traffic: new SpanEffect(traffic),
    conversion: new SpanEffect(conversion),
    orderValue: new SpanEffect(orderValue),
    cost: new SpanEffect(cost),
  };
}
