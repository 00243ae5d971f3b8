/** The hours of one simulated shop, and what its faults really were. */
import { localMsOf } from "../../src/core/calendar/zone-clock.ts";
import { createRandom, type Random } from "../random.ts";
import { factorsOf, informationOf, lossOf, type PlannedFault, type UsualHour } from "./faults.ts";
import { HOLIDAYS, type ShopPlan, type SimulatedCampaign } from "./shop-plan.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Variances of single hours about their rates. */
const COUNT_NOISE = { all: 0.003, own: 0.012, mailing: 0.02, conversion: 0.003 } as const;
/** The price of a click wanders, and flickers. */
const CLICK_PRICE = { keep: 0.985, wander: 0.028, flicker: 0.08 } as const;
const CAMPAIGN_WANDER = 0.03;
/** What is bought in a campaign is missed for some days. */
const PALE_HOURS = 72;
const MAILING = { aDay: 0.05, hours: 6, lift: 2.2 } as const;
const MEAN_REFUND_DAYS = 4;

export interface SimulatedRow {
  readonly hourMs: number;
  readonly channel: string;
  readonly sessions: number;
  readonly orders: number;
  readonly revenue: number;
  readonly refunds: number;
  readonly spend: number;
  /** Null: at the end of its hour. */
  readonly availableMs: number | null;
}

/** A fault with what was lost and what could be learned of it, hour by hour. */
export interface FaultRecord {
  readonly fault: PlannedFault;
  readonly losses: number[];
  readonly nats: number[];
}

export interface SimulatedShop {
  readonly rows: readonly SimulatedRow[];
  readonly faults: readonly FaultRecord[];
  /** Hours of newsletters: more visits than usual, which is neither a fault nor a false alarm. */
  readonly mailings: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What all channels of the hour share. */
interface HourMood {
  readonly traffic: number;
  readonly conversion: number;
  readonly campaign: SimulatedCampaign | null;
  readonly campaignLift: number;
  readonly isMailed: boolean;
  readonly rhythm: number;
}

export function simulateShop(plan: ShopPlan, planned: readonly PlannedFault[], seed: number): SimulatedShop {
  const random = createRandom(seed);
  const faults: readonly FaultRecord[] = planned.map((fault) => ({ fault, losses: [], nats: [] }));
  const mailings = drawMailings(plan, random);
  const returns = new Map<string, number>();
  const rows: SimulatedRow[] = [];
  const moods = new Map<number, { readonly traffic: number; readonly conversion: number }>();
  const weekday = new Map(plan.channels.map(({ name }) => [name, Math.exp(0.03 * random.normal())]));
  let [clickPrice, wander, recentOrders] = [0, 0, 0];
  for (let hourMs = plan.historyMs; hourMs < plan.endMs; hourMs += HOUR_MS) {
    const localMs = localMsOf(hourMs, plan.zone);
    const day = Math.floor(localMs / DAY_MS);
    const dayMood = moods.get(day) ?? {
      traffic: Math.exp(plan.dayMood.traffic * random.normal()),
      conversion: Math.exp(plan.dayMood.conversion * random.normal()),
    };
    moods.set(day, dayMood);
    const campaign = plan.campaigns.find(({ fromMs, toMs }) => hourMs >= fromMs && hourMs < toMs) ?? null;
    wander = campaign === null ? 0 : 0.98 * wander + CAMPAIGN_WANDER * random.normal();
    clickPrice = CLICK_PRICE.keep * clickPrice + CLICK_PRICE.wander * random.normal();
    const mood: HourMood = {
      traffic: dayMood.traffic * calendarFactor(plan, hourMs, localMs) * random.gamma(COUNT_NOISE.all),
      conversion: dayMood.conversion,
      campaign,
      campaignLift: campaign === null ? 1 : liftOf(campaign, hourMs) * Math.exp(wander),
      isMailed: mailings.some(({ fromMs, toMs }) => hourMs >= fromMs && hourMs < toMs),
      rhythm: plan.rhythm[Math.floor(localMs / HOUR_MS + 96) % 168] ?? 1,
    };
    const current = faults.find(({ fault }) => hourMs >= fault.fromMs && hourMs < fault.toMs);
    const price = plan.costPerClick * Math.exp(clickPrice + CLICK_PRICE.flicker * random.normal()) * (campaign === null ? 1 : 1.25);
    let [loss, nats, hourOrders] = [0, 0, 0];
    const usualReturns = (recentOrders * plan.refundShare) / plan.channels.length;
    const availableMs = plan.hasLateRows && random.uniform() < 0.004 ? hourMs + (3 + Math.floor(7 * random.uniform())) * HOUR_MS : null;
    for (const channel of plan.channels) {
      const { name } = channel;
      const usual = usualHour(plan, channel, mood, (hourMs - plan.historyMs) / DAY_MS, weekday.get(name) ?? 1, usualReturns, price);
      const factors = factorsOf(current?.fault, name, hourMs);
      const noise = name === "email" ? COUNT_NOISE.mailing : COUNT_NOISE.own;
      const visits = random.poisson(usual.sessions * factors.traffic * random.gamma(noise));
      const bots = factors.bots > 0 ? random.poisson(usual.sessions * factors.bots) : 0;
      const orders = random.binomial(visits, Math.min(1, usual.conversion * factors.conversion * random.gamma(COUNT_NOISE.conversion)));
      let revenue = 0;
      for (let order = 0; order < orders; order++) {
        const value = usual.orderValue * factors.orderValue * Math.exp(plan.valueSpread * random.normal() - plan.valueSpread ** 2 / 2);
        revenue += value;
        if (random.uniform() < plan.refundShare) sendBack(returns, hourMs, name, value, random);
      }
      const extraReturns = factors.returns > 1 ? random.poisson(usual.returns * (factors.returns - 1)) : 0;
      for (let back = 0; back < extraReturns; back++) {
        sendBack(returns, hourMs - HOUR_MS, name, usual.orderValue * Math.exp(plan.valueSpread * random.normal()), null);
      }
      hourOrders += orders;
      if (current !== undefined && (current.fault.channel === "all" || current.fault.channel === name)) {
        loss += lossOf(current.fault, factors, usual);
        nats += informationOf(current.fault, factors, usual, plan.valueSpread);
      }
      rows.push({
        ...{ hourMs, channel: name, sessions: Math.round(factors.tracked * visits) + bots, orders, revenue },
        refunds: returns.get(keyOf(hourMs, name)) ?? 0,
        spend: name === "paid" ? (visits + bots) * price * factors.cost : 0,
        availableMs,
      });
    }
    recentOrders += (hourOrders - recentOrders) / (MEAN_REFUND_DAYS * 24);
    current?.losses.push(loss);
    current?.nats.push(nats);
  }
  return { rows, faults, mailings };
}

function usualHour(
  plan: ShopPlan,
  channel: ShopPlan["channels"][number],
  mood: HourMood,
  day: number,
  wobble: number,
  returns: number,
  price: number,
): UsualHour {
  const level = (plan.sessionsADay / 24) * channel.share * Math.exp(plan.growthADay * day) * mood.rhythm * wobble;
  const mailed = mood.isMailed && channel.name === "email" ? MAILING.lift : 1;
  const sessions = level * mood.traffic * mailed * (mood.campaign === null ? 1 : Math.max(1, mood.campaignLift * channel.lift));
  return {
    sessions,
    // Visitors at night look and do not buy.
    conversion:
      plan.conversion * channel.conversion * mood.conversion * (mood.campaign?.conversion ?? 1) * (mood.rhythm < 0.4 ? 0.85 : 1.02),
    orderValue: plan.orderValue * (mood.campaign?.orderValue ?? 1),
    returns,
    spend: channel.name === "paid" ? sessions * price : 0,
  };
}

function liftOf({ fromMs, toMs, lift, lasting }: SimulatedCampaign, hourMs: number): number {
  return lift * lasting ** ((hourMs - fromMs) / (toMs - fromMs));
}

/** Holidays, and the days after a campaign. */
function calendarFactor({ country, holidayFactor, campaigns }: ShopPlan, hourMs: number, localMs: number): number {
  const holiday = HOLIDAYS[country]?.includes(new Date(localMs).toISOString().slice(0, 10)) ? holidayFactor : 1;
  const past = campaigns.find(({ toMs }) => hourMs >= toMs && hourMs < toMs + PALE_HOURS * HOUR_MS);
  return holiday * (past === undefined ? 1 : past.paleness);
}

function drawMailings(plan: ShopPlan, random: Random): SimulatedShop["mailings"] {
  const mailings = [];
  for (let dayMs = plan.historyMs; dayMs < plan.endMs; dayMs += DAY_MS) {
    if (random.uniform() > MAILING.aDay) continue;
    const fromMs = dayMs + (8 + Math.floor(10 * random.uniform())) * HOUR_MS;
    mailings.push({ fromMs, toMs: fromMs + MAILING.hours * HOUR_MS });
  }
  return plan.channels.some(({ name }) => name === "email") ? mailings : [];
}

/** Some days later, at about the hour it was bought; at once without chance. */
function sendBack(returns: Map<string, number>, hourMs: number, channel: string, value: number, random: Random | null): void {
  const hours = random === null ? 1 : Math.round(24 * (1 - (MEAN_REFUND_DAYS - 1) * Math.log(random.uniform())) + 4 * random.normal());
  const key = keyOf(hourMs + Math.max(1, hours) * HOUR_MS, channel);
  returns.set(key, (returns.get(key) ?? 0) + value);
}

function keyOf(hourMs: number, channel: string): string {
  return `${hourMs} ${channel}`;
}
