/** The likeliest cause of an alert: silent feeds, orders gone altogether, the channel it lies in, and the factor that moved. */
import { type Alert, leadOf, startOf } from "../core/alerts/alert.ts";
import { type AlertCause, judgeOrdersGone } from "../core/alerts/cause.ts";
import type { Departure } from "../core/alerts/finding.ts";
import { addDays, DAY_MS } from "../core/calendar/business-day.ts";
import type { EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { businessDayOf, hourStartOf } from "../core/calendar/zone-clock.ts";
import { type Campaign, mainSpan } from "../core/campaigns/campaign.ts";
import { campaignsOf } from "../core/campaigns/find-campaign.ts";
import { type ExplainedMetric, explainReadings } from "../core/explain/explain-readings.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore, Store } from "../ports/stores.ts";
import { type PeriodReader, readPeriod } from "./read-period.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** How long after a campaign its end still explains a fall. */
const AFTER_CAMPAIGN_MS = 36 * HOUR_MS;
/** A channel or factor with less of the change than this is not its cause. */
const WORTH_NAMING = 0.5;

/** The factors of what is missing: the metric itself where it is a ratio of channels, else sales. */
const EXPLAINED: Readonly<Record<Departure["metric"], ExplainedMetric>> = {
  sessions: "sales",
  orders: "orders",
  conversion: "orders",
  aov: "sales",
  sales: "sales",
  refund_rate: "refund_rate",
  roas: "roas",
  ad_spend: "sales",
  tracking: "sales",
};

/** Null where nothing can be told. Rejects with `StoreError` where the store fails. */
export async function findAlertCause(
  alert: Alert,
  shop: Shop,
  store: Pick<Store, "measures" | "campaigns">,
  nowMs: EpochMs,
): Promise<AlertCause | null> {
  const lead = leadOf(alert);
  if (lead === null) return null;
  const silent = alert.findings.find((finding) => finding.type === "silent-feed" && finding.endMs === null && finding.shopId === shop.id);
  const cause: AlertCause = {
    lateCampaign: null,
    endedCampaign: lead.direction === "down" ? endedCampaign(await store.campaigns.list(), shop, startOf(alert)) : null,
    silentSource: silent?.type === "silent-feed" ? silent.source : null,
    ordersGone: await findOrdersGone(lead, shop, store.measures, nowMs),
    channel: mainChannel(alert, lead),
    factor: await mainFactor(startOf(alert), lead, shop, store.measures, nowMs),
  };
  return Object.values(cause).every((part) => part === null) ? null : cause;
}

/** Of an alert that is over: the campaign it lies in, where that was declared only after it had rung. */
export async function findLateCampaign(alert: Alert, shop: Shop, store: Pick<Store, "campaigns">): Promise<string | null> {
  const startMs = startOf(alert);
  const late = campaignsOf(await store.campaigns.list(), shop).find((campaign) => {
    const { fromMs, toMs } = mainSpan(campaign, shop.zone);
    return campaign.state !== "cancelled" && campaign.sinceMs > alert.openedAtMs && startMs >= fromMs - HOUR_MS && startMs < toMs;
  });
  return late?.name ?? null;
}

/** The campaign whose main days had just ended when the trouble began. */
function endedCampaign(campaigns: readonly Campaign[], shop: Shop, startMs: EpochMs): string | null {
  const ended = campaignsOf(campaigns, shop).find((campaign) => {
    const { toMs } = mainSpan(campaign, shop.zone);
    return campaign.state !== "cancelled" && toMs <= startMs + HOUR_MS && toMs > startMs - AFTER_CAMPAIGN_MS;
  });
  return ended?.name ?? null;
}

/** Metrics that are nothing without orders. */
const MADE_OF_ORDERS: readonly Departure["metric"][] = ["orders", "conversion", "sales"];

async function findOrdersGone(
  lead: Departure,
  { id: shopId }: Shop,
  store: MeasureStore,
  nowMs: EpochMs,
): Promise<AlertCause["ordersGone"]> {
  if (lead.direction !== "down" || lead.endMs !== null || !MADE_OF_ORDERS.includes(lead.metric)) return null;
  const range = { grain: "hours", fromMs: lead.startMs, toMs: nowMs } as const;
  const [rows, watermarks] = await Promise.all([
    store.measures({ shopId, range, by: [], filters: [], returnsClock: "own-day" }),
    store.watermarks(shopId),
  ]);
  const orders = rows.reduce((sum, { sums }) => sum + (sums.orders ?? 0), 0);
  return judgeOrdersGone(
    orders,
    lead.startMs,
    watermarks.filter(({ measures }) => measures.includes("orders")),
  );
}

/** Where the whole shop and one of its channels departed together, the channel with most of the loss. */
function mainChannel({ findings }: Alert, lead: Departure): AlertCause["channel"] {
  if (lead.channel !== "all" || lead.lossMinor <= 0) return null;
  const parts = findings
    .flatMap((finding) => (finding.type === "departure" && finding.shopId === lead.shopId && finding.channel !== "all" ? [finding] : []))
    .map(({ channel, lossMinor }) => ({ name: channel, share: lossMinor / lead.lossMinor }))
    .sort((a, b) => b.share - a.share);
  const [first] = parts;
  return first !== undefined && first.share >= WORTH_NAMING ? first : null;
}

async function mainFactor(
  fromMs: EpochMs,
  lead: Departure,
  shop: Shop,
  store: MeasureStore,
  nowMs: EpochMs,
): Promise<AlertCause["factor"]> {
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const knownMs = Math.min(nowMs, ...watermarks.map(({ throughMs }) => throughMs).filter((throughMs) => throughMs > fromMs));
  const period = hoursBetween(fromMs, knownMs, shop);
  const filters = lead.channel === "all" ? [] : [{ dimension: "channel" as const, values: [lead.channel] as const }];
  const reader: PeriodReader = {
    ...{ store, shop, scope: { shopId: shop.id, filters, returnsClock: "own-day" }, watermarks, firstDay: extent?.firstDay ?? null },
    metrics: [METRICS.sales, METRICS.conversion],
  };
  const [after, before] = await Promise.all([
    readPeriod(reader, period),
    readPeriod(reader, hoursBetween(fromMs - WEEK_MS, knownMs - WEEK_MS, shop)),
  ]);
  if (after === null || before === null) return null;
  const { change, effects } = explainReadings(EXPLAINED[lead.metric], before, after);
  if (change === null || change === 0) return null;
  const ranked = effects.map(({ factor, amount }) => ({ name: factor, share: amount / change })).sort((a, b) => b.share - a.share);
  const [first] = ranked;
  return first !== undefined && first.share >= WORTH_NAMING ? first : null;
}

function hoursBetween(fromMs: EpochMs, toMs: EpochMs, { zone }: Shop): ResolvedPeriod {
  const endMs = Math.max(fromMs, hourStartOf(toMs, zone));
  return {
    ...{ grain: "hours", fromMs, toMs: endMs, zone, elapsedToMs: null, fromDay: businessDayOf(fromMs, zone) },
    toDay: addDays(businessDayOf(Math.max(fromMs, endMs - 1), zone), 1),
  };
}
