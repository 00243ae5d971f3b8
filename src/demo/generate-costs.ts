/** What the shop pays for its visits and its goods, by day: known when the day is over. */
import type { BusinessDay } from "../core/calendar/period.ts";
import { dayBounds } from "../core/calendar/zone-clock.ts";
import type { MeasureFact } from "../core/facts.ts";
import type { Measure } from "../core/metrics/metric.ts";
import { campaignOn } from "./campaigns.ts";
import { type DemoRange, daysOf } from "./demo-range.ts";
import { DEMO_SHOP } from "./demo-shop.ts";
import { planDay } from "./plan-day.ts";
import { createRandom, drawNoise } from "./random.ts";
import { simulateOrders } from "./simulate-orders.ts";

/** Everybody advertises in a campaign: a visit costs more. */
const CAMPAIGN_COST = 1.25;
const DAILY_SPREAD = 0.05;

/** Ad spend of the channels that cost any, for the range's whole days. */
export function* generateAdSpend(range: DemoRange): Generator<MeasureFact> {
  for (const day of wholeDaysOf(range)) {
    const random = createRandom("demo", "ads", day);
    const costOfVisit = drawNoise(random, DAILY_SPREAD) * (campaignOn(day) === null ? 1 : CAMPAIGN_COST);
    const spend = new Map<string, number>();
    for (const { site } of planDay(day, range.untilMs)) {
      for (const { channel, visits } of site) {
        if (channel.costPerVisitMinor === 0) continue;
        spend.set(channel.name, (spend.get(channel.name) ?? 0) + visits * channel.costPerVisitMinor * costOfVisit);
      }
    }
    yield* toRows(day, "adSpend", spend);
  }
}

/** Cost of the goods sold, for the range's whole days. */
export function* generateCogs(range: DemoRange): Generator<MeasureFact> {
  for (const day of wholeDaysOf(range)) {
    const cost = new Map<string, number>();
    for (const { head, lines } of simulateOrders(day, range.untilMs)) {
      for (const { product, gross } of lines) cost.set(head.channel, (cost.get(head.channel) ?? 0) + gross * product.costShare);
    }
    yield* toRows(day, "cogs", cost);
  }
}

function* wholeDaysOf(range: DemoRange): Generator<BusinessDay> {
  for (const day of daysOf(range)) if (dayBounds(day, DEMO_SHOP.zone).toMs <= range.untilMs) yield day;
}

function* toRows(day: BusinessDay, measure: Measure, byChannel: ReadonlyMap<string, number>): Generator<MeasureFact> {
  for (const [channel, amount] of byChannel) {
    yield {
      bucket: { grain: "day", day },
      channel,
      device: "",
      country: "",
      category: "",
      values: { [measure]: Math.round(amount) },
      availableAtMs: dayBounds(day, DEMO_SHOP.zone).toMs,
    };
  }
}
