/**
 * A set of simulated shops as files in the shape of anomaly-bench, whose scorer reads them: other seeds, sizes, rhythms and
 * channels than its own, written after its description. The same seed writes the same files.
 */

import { once } from "node:events";
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../random.ts";
import { FaultDeck, type FaultType, planFaults } from "./faults.ts";
import { HOLIDAYS, planShop, type ShopPlan } from "./shop-plan.ts";
import { type FaultRecord, type SimulatedRow, simulateShop } from "./simulate-shop.ts";

const FAULTS_A_SHOP = 7;
/** The false alarms that the information floor is worked out for: one in a month of one series. */
const FLOOR_HOURS = 720;

/** What counts as finding it, the best name first, and what is neither right nor wrong beside it. */
const NAMES: Readonly<Record<FaultType, { readonly primary: string[]; readonly accept: string[]; readonly neutral: string[] }>> = {
  conv_drop: orders(["conversion"]),
  conv_drift: orders(["conversion"]),
  traffic_drop: visits(["sessions", "orders", "revenue"]),
  paid_stop: visits(["sessions", "orders", "revenue", "ad_spend"]),
  traffic_spike: { primary: ["sessions"], accept: ["sessions", "orders", "revenue"], neutral: ["*"] },
  bot_traffic: { primary: ["sessions"], accept: ["sessions", "conversion", "tracking"], neutral: ["*"] },
  tracking_outage: {
    primary: ["tracking", "sessions"],
    accept: ["tracking", "sessions", "conversion", "data_quality"],
    neutral: ["*"],
  },
  aov_shift: { primary: ["aov"], accept: ["aov", "revenue", "roas"], neutral: ["refund_rate", "refunds"] },
  refund_spike: { primary: ["refund_rate", "refunds"], accept: ["refund_rate", "refunds"], neutral: ["net_revenue"] },
  roas_drop: { primary: ["roas", "ad_spend"], accept: ["roas", "ad_spend", "cpc"], neutral: [] },
};

function orders(primary: string[]) {
  return { primary, accept: [...primary, "orders", "revenue", "roas"], neutral: ["refund_rate", "refunds", "aov"] };
}

function visits(accept: string[]) {
  return { primary: ["sessions"], accept, neutral: ["conversion", "refund_rate", "refunds", "aov", "roas", "ad_spend"] };
}

/** Writes `hourly.csv`, `campaigns.csv`, `holidays.csv`, `shops.json` and `labels.json` into the folder. */
export async function writeSimulatedShops(folder: string, seed: number, count: number): Promise<void> {
  const random = createRandom(seed);
  const deck = new FaultDeck(random);
  const hourly = createWriteStream(join(folder, "hourly.csv"));
  hourly.write("timestamp,shop,channel,sessions,orders,revenue,refunds,ad_spend,available_at\n");
  const [shops, labels, neutral, campaigns]: [object[], object[], object[], string[]] = [[], [], [], []];
  for (let index = 0; index < count; index++) {
    const plan = planShop(index, random);
    const faults = plan.isFaulty ? planFaults(deck.deal(FAULTS_A_SHOP), plan, random) : [];
    const simulated = simulateShop(plan, faults, seed * 1_000 + index);
    if (!hourly.write(simulated.rows.map((row) => toLine(plan.shop, row)).join(""))) await once(hourly, "drain");
    shops.push(describeShop(plan));
    labels.push(...simulated.faults.map((record, at) => labelOf(record, plan, at)));
    neutral.push(...simulated.mailings.filter(({ fromMs }) => fromMs >= plan.testMs).map((mailing) => toNeutral(plan.shop, mailing)));
    campaigns.push(...plan.campaigns.map(({ fromMs, toMs, name }) => `${plan.shop},${iso(fromMs)},${iso(toMs)},${name}\n`));
  }
  hourly.end();
  await once(hourly, "finish");
  writeFileSync(join(folder, "campaigns.csv"), `shop,start,end,name\n${campaigns.join("")}`);
  const holidays = Object.entries(HOLIDAYS).flatMap(([country, days]) => days.map((day) => `${country},${day},holiday\n`));
  writeFileSync(join(folder, "holidays.csv"), `country,date,name\n${holidays.join("")}`);
  writeFileSync(join(folder, "shops.json"), JSON.stringify(shops));
  writeFileSync(
    join(folder, "labels.json"),
    JSON.stringify({ profile: `seed ${seed}`, gamma_hours: FLOOR_HOURS, faults: labels, neutral }),
  );
}

function toLine(shop: string, { hourMs, channel, sessions, orders, revenue, refunds, spend, availableMs }: SimulatedRow): string {
  const money = [revenue, refunds, spend].map((amount) => amount.toFixed(2));
  return `${iso(hourMs)},${shop},${channel},${sessions},${orders},${money.join(",")},${availableMs === null ? "" : iso(availableMs)}\n`;
}

function describeShop({ shop, size, zone, country, currency, historyMs, testMs, endMs, isFaulty }: ShopPlan): object {
  const dates = { history_start: iso(historyMs), test_start: iso(testMs), test_end: iso(endMs) };
  return { shop, size, timezone: zone, country, currency, ...dates, faulty: isFaulty };
}

function toNeutral(shop: string, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): object {
  return { shop, start: iso(fromMs), end: iso(toMs), metrics: ["sessions", "orders", "revenue"], direction: "up", why: "newsletter" };
}

function labelOf({ fault, losses, nats }: FaultRecord, plan: ShopPlan, at: number): object {
  const { type, magnitude, hours, channel, fromMs, toMs } = fault;
  const total = nats.reduce((sum, each) => sum + each, 0);
  const floor = floorDelay(nats);
  return {
    ...{ id: `${plan.shop}-f${at + 1}`, shop: plan.shop, size: plan.size, type, cls: `${type}_${magnitude}_${hours}h`, magnitude },
    ...{ duration_h: hours, channel, start: iso(fromMs), end: iso(toMs), ...NAMES[type], direction: directionOf(fault) },
    during_campaign: plan.campaigns.some((campaign) => campaign.fromMs < toMs && campaign.toMs > fromMs),
    loss_per_hour: losses.map((loss) => Math.round(loss * 100) / 100),
    ...{ kl_nats: Math.round(total * 1_000) / 1_000, floor_delay_h: floor },
    detectable: total >= Math.log(FLOOR_HOURS) ? "clear" : floor === null ? "no" : "borderline",
  };
}

function directionOf({ type, magnitude }: FaultRecord["fault"]): "up" | "down" | null {
  if (type === "tracking_outage" || type === "bot_traffic" || type === "roas_drop") return null;
  return type === "traffic_spike" || type === "refund_spike" || (type === "aov_shift" && magnitude > 0) ? "up" : "down";
}

/** Delay of the CUSUM that knows all rates: Page's and Shiryaev's formulas, first for its threshold, then for the nats to reach it. */
function floorDelay(nats: readonly number[]): number | null {
  const aLook = nats.reduce((sum, each) => sum + each, 0) / nats.length;
  let threshold = 1;
  for (let round = 0; round < 50; round++) threshold = Math.log(1 + threshold + FLOOR_HOURS * aLook);
  const needed = threshold - 1 + Math.exp(-threshold);
  let gathered = 0;
  for (const [hour, each] of nats.entries()) {
    gathered += each;
    if (each > 0 && gathered >= needed) return hour + 1;
  }
  return null;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(".000", "");
}
