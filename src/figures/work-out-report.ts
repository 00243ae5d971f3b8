/** Works a report out: the same figures that a question would give, and what puts them in proportion. */
import type { Alert } from "../core/alerts/alert.ts";
import type { BreakdownRow } from "../core/answers/answer.ts";
import type { Reading } from "../core/answers/reading.ts";
import { daysBetween } from "../core/calendar/business-day.ts";
import { previousPeriod, sameLastYear } from "../core/calendar/compare-periods.ts";
import type { EpochMs, Period, ResolvedPeriod } from "../core/calendar/period.ts";
import { dayBounds } from "../core/calendar/zone-clock.ts";
import { type Campaign, mainSpan } from "../core/campaigns/campaign.ts";
import { campaignsOf } from "../core/campaigns/find-campaign.ts";
import { explainReadings } from "../core/explain/explain-readings.ts";
import type { Effect } from "../core/explain/explanation.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { standChannels } from "../core/reports/channel-standing.ts";
import { findLateSources, type LateSource } from "../core/reports/freshness-gate.ts";
import { PUBLISHED_METRICS, type PublishedFigures } from "../core/reports/published-figures.ts";
import { REPORT_METRICS, type ReportData } from "../core/reports/report-data.ts";
import { earlierPeriods } from "../core/reports/report-period.ts";
import type { ReportKind } from "../core/reports/report-schedule.ts";
import type { Shop } from "../core/shop.ts";
import type { StoodTarget } from "../core/targets/stand-target.ts";
import type { Target } from "../core/targets/target.ts";
import type { Task } from "../core/tasks/task.ts";
import type { Place } from "../ports/chat-platform.ts";
import type { MeasureStore, Store } from "../ports/stores.ts";
import { type ComparedPeriod, evaluate, figuresOf, startsBeforeData } from "./figures-of.ts";
import { readChannelSales } from "./read-channel-sales.ts";
import { type PeriodReader, readByName, readPeriod } from "./read-period.ts";
import { readTargets, type TargetBook } from "./read-targets.ts";
import { standTargets } from "./stand-targets.ts";
import { workOutDayTrend } from "./work-out-day-trend.ts";
import { type ReportSources, workOutPinned } from "./work-out-pinned.ts";
import { workOutTarget } from "./work-out-target.ts";

export interface ReportRequest {
  readonly kind: ReportKind;
  readonly shop: Shop;
  /** What `period` was resolved from: it says which period came before. */
  readonly asked: Period;
  readonly period: ResolvedPeriod;
  /** Whose pinned questions are answered; null = nobody's. */
  readonly place: Place | null;
}

/** What a section needs beyond the measures is read here, too. */
export async function workOutReport({ kind, shop, asked, period, place }: ReportRequest, sources: ReportSources): Promise<ReportData> {
  const { store } = sources;
  const reader = await openReader(store.measures, shop);
  const campaigns = await store.campaigns.list();
  const previous = previousPeriod(asked, period);
  const compared: readonly ComparedPeriod[] = [
    { kind: "previous", period: previous },
    { kind: "last-year-weekday", period: sameLastYear(period, "weekday") },
  ];
  const [reading = null, ...readings] = await Promise.all(
    [period, ...compared.map((entry) => entry.period)].map((each) => readPeriod(reader, each)),
  );
  const before = startsBeforeData(previous, reader) ? null : (readings[0] ?? null);
  const earlier = earlierPeriods(period, kind).filter(({ fromDay }) => reader.firstDay !== null && fromDay >= reader.firstDay);
  const [channelSales = new Map<string, number>(), ...earlierSales] = await readChannelSales(reader, [period, ...earlier]);
  const book = await readTargets(sources, shop, campaigns);
  const plan = await workOutTarget({ reader, metric: METRICS.sales, book, period, reading, nowMs: period.toMs });
  return {
    kind,
    shop,
    period,
    figures: new Map(figuresOf(reader, reading, compared, readings).map((figure) => [figure.metric.id, figure])),
    effects: reading === null || before === null ? [] : effectsOf(before, reading),
    channels: standChannels(channelSales, earlierSales),
    periodsBehind: earlier.length,
    products: await workOutProducts(reader, period, before === null ? null : previous),
    trend: await workOutDayTrend(reader, METRICS.sales, period),
    salesTarget: plan?.standing.target ?? null,
    targets: await standReportTargets(shop, period, book, store),
    alerts: await readReportAlerts(shop, period, store),
    pinned: place === null ? [] : await workOutPinned(place, { shop, nowMs: period.toMs, campaigns }, sources),
    campaigns: findComing(campaigns, shop, period.toMs),
    tasks: await readComingTasks(shop, period, place, store),
    reach: reader.watermarks.map(({ source, throughMs }) => ({ source, throughMs })),
    late: findLateSources(reader.watermarks, reader.metrics, period.toMs),
  };
}

/** Those that moved anything, biggest first. */
function effectsOf(before: Reading, now: Reading): readonly Effect[] {
  return explainReadings("sales", before, now)
    .effects.filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

/** Only what a post is held to after it was posted: one read of the period. */
export async function readPublishedFigures(shop: Shop, period: ResolvedPeriod, store: MeasureStore): Promise<PublishedFigures> {
  const reader = await openReader(store, shop);
  const reading = await readPeriod({ ...reader, metrics: PUBLISHED_METRICS.map((id) => METRICS[id]) }, period);
  return Object.fromEntries(PUBLISHED_METRICS.map((id) => [id, evaluate(METRICS[id], reading).value]));
}

/** The sources a report needs that have not reached the instant. */
export async function readLateSources(shopId: string, toMs: EpochMs, store: MeasureStore): Promise<readonly LateSource[]> {
  return findLateSources(
    await store.watermarks(shopId),
    REPORT_METRICS.map((id) => METRICS[id]),
    toMs,
  );
}

/** Of every channel of the report's workspace whose tasks go by the shop: the work may be done elsewhere than the report is read. */
async function readComingTasks(
  shop: Shop,
  { toDay, zone }: ResolvedPeriod,
  place: Place | null,
  { tasks }: Store,
): Promise<readonly Task[]> {
  const lists = (await tasks.lists()).filter(
    ({ shopId, place: { platform, workspace } }) => shopId === shop.id && platform === place?.platform && workspace === place.workspace,
  );
  const dayEndMs = dayBounds(toDay, zone).toMs;
  const open = (await Promise.all(lists.map(({ id }) => tasks.current(id, Number.MAX_SAFE_INTEGER)))).flat();
  return open.filter(({ dueMs }) => dueMs < dayEndMs).sort((a, b) => a.dueMs - b.dueMs);
}

/** As they stood when the period ended: an edit says of them what the post could have said. */
async function standReportTargets(
  shop: Shop,
  { toDay, toMs }: ResolvedPeriod,
  book: TargetBook,
  store: Store,
): Promise<readonly StoodTarget[]> {
  // A report is about sales: what is wanted of them comes before what is wanted of anything else.
  const rankOf = ({ metric, channel }: Target) => (metric === "sales" && channel === "" ? 0 : 1);
  const lengthOf = (target: Target) => daysBetween(target.fromDay, target.toDay);
  const running = book.targets
    .filter((target) => target.fromDay < toDay && target.toDay >= toDay)
    .sort((a, b) => rankOf(a) - rankOf(b) || lengthOf(a) - lengthOf(b));
  return standTargets(running, book, { shop, store: store.measures, nowMs: toMs });
}

/** Farther off there is nothing to do yet that a report should say. */
const COMING_MS = 30 * 86_400_000;

function findComing(campaigns: readonly Campaign[], shop: Shop, atMs: EpochMs): readonly Campaign[] {
  return campaignsOf(campaigns, shop).filter((campaign) => {
    const { fromMs, toMs } = mainSpan(campaign, shop.zone);
    return toMs > atMs && fromMs <= atMs + COMING_MS;
  });
}

async function openReader(store: MeasureStore, shop: Shop): Promise<PeriodReader> {
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  return {
    store,
    shop,
    scope: { shopId: shop.id, filters: [], returnsClock: "own-day" },
    metrics: REPORT_METRICS.map((id) => METRICS[id]),
    watermarks,
    firstDay: extent?.firstDay ?? null,
  };
}

async function workOutProducts(
  reader: PeriodReader,
  period: ResolvedPeriod,
  previous: ResolvedPeriod | null,
): Promise<readonly BreakdownRow[]> {
  const ofProducts: PeriodReader = { ...reader, metrics: [METRICS.sales] };
  const now = await readByName(ofProducts, period, "product");
  const before = previous === null ? new Map() : await readByName(ofProducts, previous, "product");
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((key) => ({
      key,
      value: evaluate(METRICS.sales, now.get(key) ?? null).value ?? 0,
      before: previous === null ? null : (evaluate(METRICS.sales, before.get(key) ?? null).value ?? 0),
      share: null,
    }))
    .sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
}

/** Whatever their channel was told: a report is about the shop. */
async function readReportAlerts(shop: Shop, { fromMs, toMs }: ResolvedPeriod, { alerts }: Store): Promise<readonly Alert[]> {
  const all = await alerts.since(fromMs);
  return all.filter(({ findings }) => findings.some(({ shopId, startMs }) => shopId === shop.id && startMs < toMs));
}
