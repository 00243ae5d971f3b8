/** Works out why a question's number changed: the period asked for against its comparison, with the store. */
import type { Reading } from "../core/answers/reading.ts";
import { closedPart, sameLastYear } from "../core/calendar/compare-periods.ts";
import type { EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { type PeriodProblem, type ResolveContext, resolvePeriod } from "../core/calendar/resolve-period.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { periodBefore, resolvingFor } from "../core/campaigns/campaign-periods.ts";
import { type ExplainedMetric, explainReadings } from "../core/explain/explain-readings.ts";
import type { DimensionSplit, Explanation } from "../core/explain/explanation.ts";
import { fractionOf } from "../core/explain/metric-fractions.ts";
import { joinNames, type NamedSums, splitRatioParts, splitSumParts, wholeUnits } from "../core/explain/split-parts.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { findOnlineChannels } from "../core/metrics/channels.ts";
import type { Question } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore, Watermark } from "../ports/stores.ts";
import { startsBeforeData } from "./figures-of.ts";
import { findStoredCauses } from "./find-stored-causes.ts";
import { type PeriodReader, readByName, readPeriod } from "./read-period.ts";

const DIMENSIONS = ["channel", "device", "country", "category", "product", "segment"] as const;
export type WhyDimension = (typeof DIMENSIONS)[number];

/** What traffic and conversion are factors of. */
const NEED_SESSIONS: readonly ExplainedMetric[] = ["sales", "gross", "orders", "traffic", "conversion", "profit"];
/** An order of two products is an order of each: what counts orders does not add up over products. */
const COUNT_ORDERS: readonly ExplainedMetric[] = ["orders", "aov", "conversion"];

export interface ExplainedQuestion {
  readonly explanation: Explanation;
  readonly period: ResolvedPeriod;
  /** What the number is set against: another period, or what it was meant to be. */
  readonly comparedWith: ResolvedPeriod | { readonly target: "over" | "running" };
  /** Neither traffic nor conversion can be told: sessions are not known in both periods. */
  readonly lacksSessions: boolean;
  /** Dimensions whose parts are told, but not with sessions, though the shop's are known. */
  readonly lackSessionsBy: readonly WhyDimension[];
  /** The comparison lies before the shop's data, or before part of it. */
  readonly isUncompared: boolean;
  readonly watermarks: readonly Watermark[];
}

export interface ExplainContext {
  readonly store: MeasureStore;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  /** Whose names are periods. */
  readonly campaigns: readonly Campaign[];
}

/** Rejects with `StoreError` where the store fails. */
export async function explainQuestion(
  question: Question,
  metric: ExplainedMetric,
  { store, shop, nowMs, campaigns }: ExplainContext,
): Promise<ExplainedQuestion | PeriodProblem> {
  const resolving = resolvingFor(shop, nowMs, campaigns);
  const resolved = resolvePeriod(question.period, resolving);
  if ("problem" in resolved) return resolved;
  const comparedWith = comparedPeriod(question, resolved, resolving);
  if ("problem" in comparedWith) return comparedWith;
  const period = closedPart(resolved);
  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const scope = { shopId: shop.id, filters: question.filters, returnsClock: question.returnsClock };
  // Conversion makes the reader tell channels apart, which every explanation needs.
  const metrics = [METRICS[metric], METRICS.conversion];
  const reader: PeriodReader = { store, shop, scope, metrics, watermarks, firstDay: extent?.firstDay ?? null };
  const isUncompared = startsBeforeData(comparedWith, reader);
  const [after, before] = await Promise.all([readPeriod(reader, period), isUncompared ? null : readPeriod(reader, comparedWith)]);
  const empty: Reading = { channels: [], customers: null };
  const { lacksSessions: isUntold, ...explained } = explainReadings(metric, before ?? empty, after ?? empty);
  const lacksSessions = isUntold && NEED_SESSIONS.includes(metric);
  const context = { period, comparedWith, isUncompared: isUncompared || before === null, watermarks, lacksSessions };
  if (explained.change === null || before === null || after === null) {
    return { ...context, explanation: { ...explained, splits: [], causes: null }, lackSessionsBy: [] };
  }
  const names = await readNames(reader, period, comparedWith);
  const splits = splitAll(metric, names, before, after, explained.change);
  const causes = await findStoredCauses(reader, metric, names, comparedWith, period);
  const told = new Set(splits.map(({ dimension }) => dimension));
  const lackSessionsBy =
    isUntold || !NEED_SESSIONS.includes(metric)
      ? []
      : DIMENSIONS.filter((each) => each !== "segment" && told.has(each) && !tellsSessions(names.get(each) ?? []));
  return { ...context, explanation: { ...explained, splits, causes }, lackSessionsBy };
}

function comparedPeriod(
  { comparison, period }: Question,
  resolved: ResolvedPeriod,
  resolving: ResolveContext,
): ResolvedPeriod | PeriodProblem {
  switch (comparison.type) {
    case "last-year":
      return sameLastYear(resolved, comparison.align);
    case "period": {
      const named = resolvePeriod(comparison.period, resolving);
      return "problem" in named ? named : closedPart(named);
    }
    default:
      return periodBefore(period, resolved, resolving);
  }
}

async function readNames(
  reader: PeriodReader,
  period: ResolvedPeriod,
  comparedWith: ResolvedPeriod,
): Promise<ReadonlyMap<WhyDimension, readonly NamedSums[]>> {
  const sums = { ...reader, metrics: reader.metrics.filter(({ formula }) => formula.type !== "distinct-customers") };
  const entries = await Promise.all(
    DIMENSIONS.map(async (dimension) => {
      const [before, after] = await Promise.all([readByName(sums, comparedWith, dimension), readByName(sums, period, dimension)]);
      return [dimension, joinNames(before, after)] as const;
    }),
  );
  return new Map(entries);
}

/** Dimensions with at least two names; the one whose parts moved most comes first. */
function splitAll(
  metric: ExplainedMetric,
  names: ReadonlyMap<WhyDimension, readonly NamedSums[]>,
  before: Reading,
  after: Reading,
  change: number,
): readonly DimensionSplit[] {
  const online = findOnlineChannels([...before.channels, ...after.channels]);
  const splits = [...names].flatMap(([dimension, named]): readonly DimensionSplit[] => {
    if (dimension === "product" && COUNT_ORDERS.includes(metric)) return [];
    if (named.filter(({ key }) => key !== "").length < 2) return [];
    const parts = partsOf(metric, named, change, dimension);
    return parts.length < 2 ? [] : [{ dimension, parts }];
  });
  const largest = ({ parts: [first] }: DimensionSplit) => Math.abs(first?.amount ?? 0);
  return splits.sort((a, b) => largest(b) - largest(a));

  function partsOf(id: ExplainedMetric, named: readonly NamedSums[], total: number, dimension: WhyDimension) {
    if (id !== "conversion" && id !== "aov" && id !== "refund_rate" && id !== "roas") return splitSumParts(id, named, total);
    const parts = splitRatioParts(named, fractionOf(id, before, after, online), dimension === "channel");
    return id === "aov" ? wholeUnits(parts, total) : parts;
  }
}

function tellsSessions(names: readonly NamedSums[]): boolean {
  return names.some(({ before, after }) => (before.sessions ?? after.sessions) !== undefined);
}
