/** Works a question out: from words understood to numbers known, with the store and the shop's calendar. */
import type { Answer, BreakdownRow, Figure, Note, Trend } from "../core/answers/answer.ts";
import type { Reading } from "../core/answers/reading.ts";
import { daysBetween } from "../core/calendar/business-day.ts";
import { closedPart, sameLastYear } from "../core/calendar/compare-periods.ts";
import type { EpochMs, ResolvedPeriod } from "../core/calendar/period.ts";
import { type PeriodProblem, type ResolveContext, resolvePeriod } from "../core/calendar/resolve-period.ts";
import { hourStarts } from "../core/calendar/zone-clock.ts";
import type { Campaign } from "../core/campaigns/campaign.ts";
import { periodBefore, resolvingFor } from "../core/campaigns/campaign-periods.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { measuresOf } from "../core/metrics/measures-of.ts";
import type { MetricDefinition, MetricId } from "../core/metrics/metric.ts";
import type { Question, TimeDimension } from "../core/questions/question.ts";
import type { Shop } from "../core/shop.ts";
import type { MeasureStore, Watermark } from "../ports/stores.ts";
import { compareBreakdown, compareTrend } from "./compare-with-target.ts";
import { type ComparedPeriod, evaluate, figuresOf, startsBeforeData } from "./figures-of.ts";
import { type PeriodReader, readByName, readByTime, readPeriod } from "./read-period.ts";
import { noTargets, type TargetBook } from "./read-targets.ts";
import { valuesOverTime, workOutDayTrend } from "./work-out-day-trend.ts";
import { workOutProfit } from "./work-out-profit.ts";
import { type TargetPlan, type TargetWork, workOutTarget } from "./work-out-target.ts";

/** What a bundle of metrics is made of; the first is the headline. */
const BUNDLE_METRICS: Readonly<Record<"kpi" | "ads", readonly [MetricId, ...MetricId[]]>> = {
  kpi: ["sales", "orders", "traffic", "conversion", "aov", "refund_rate", "ad_spend", "roas", "profit", "customers", "new_customers"],
  ads: ["ad_spend", "roas"],
};

export interface WorkOutContext {
  readonly store: MeasureStore;
  readonly shop: Shop;
  readonly nowMs: EpochMs;
  /** Whose names are periods. */
  readonly campaigns: readonly Campaign[];
  /** What the shop wants to reach, at any time. */
  readonly book: TargetBook;
  readonly answerId: string;
}

/** Resolves to the answer, or to why the period means nothing. Rejects with `StoreError` where the store fails. */
export async function workOutAnswer(question: Question, context: WorkOutContext): Promise<Answer | PeriodProblem> {
  const { store, shop, nowMs, campaigns, book, answerId } = context;
  const resolving = resolvingFor(shop, nowMs, campaigns);
  const resolved = resolvePeriod(question.period, resolving);
  if ("problem" in resolved) return resolved;
  const compared = comparedPeriods(question, resolved, resolving);
  if ("problem" in compared) return compared;

  const [watermarks, extent] = await Promise.all([store.watermarks(shop.id), store.extent(shop.id)]);
  const metrics = metricsOf(question);
  const scope = { shopId: shop.id, filters: question.filters, returnsClock: question.returnsClock };
  const reader: PeriodReader = { store, shop, scope, metrics, watermarks, firstDay: extent?.firstDay ?? null };
  const period = closedPart(resolved);
  const [reading, ...readings] = await Promise.all(
    [period, ...compared.periods.map((entry) => entry.period)].map((each) => readPeriod(reader, each)),
  );

  // Part by part and over time only the first figure is shown: the others need not be read.
  const firstOnly: PeriodReader = { ...reader, metrics: metrics.slice(0, 1) };
  const wantsTarget = question.comparison.type === "target" || question.comparison.type === "default";
  const work = { reader, book: wantsTarget ? book : noTargets(shop), period: resolved, reading: reading ?? null, nowMs };
  const plans = await Promise.all(metrics.map((metric) => workOutTarget({ ...work, metric })));
  const figures = figuresOf(reader, reading ?? null, compared.periods, readings).map((figure, index) =>
    withTarget(figure, plans[index] ?? null, period),
  );
  const [first, ...others] = figures;
  if (first === undefined) throw new Error("a question has at least one metric");
  const against = compared.periods[0] ?? null;
  const plan = plans[0] ?? null;
  const breakdown = await workOutBreakdown(firstOnly, question, period, against, first);
  const trend = await workOutTrend(firstOnly, question, resolved, against);
  const firstWork: TargetWork = { ...work, metric: first.metric };
  const isTargetAsked = question.comparison.type === "target";
  const needed = neededWatermarks(metrics, watermarks);
  const overdue = needed.filter(({ throughMs }) => throughMs < resolved.toMs);
  return {
    id: answerId,
    question,
    shop,
    period,
    figures: [first, ...others],
    breakdown: breakdown !== null && isTargetAsked ? await compareBreakdown(breakdown, plan, firstWork) : breakdown,
    trend: trend !== null && plan !== null && isTargetAsked ? compareTrend(trend, plan, firstWork) : trend,
    target: plan?.standing ?? null,
    profit: await workOutProfit(reader, question, period, against),
    reach: watermarks.map(({ source, throughMs }) => ({ source, throughMs })),
    complete: resolved.elapsedToMs === null && extent !== null && overdue.length === 0,
    notes: notesOf({ resolved, reader, overdue, lacksTarget: isTargetAsked && plan === null }),
  };
}

function metricsOf({ metric }: Question): readonly [MetricDefinition, ...MetricDefinition[]] {
  const [first, ...others] = metric === "kpi" || metric === "ads" ? BUNDLE_METRICS[metric] : ([metric] as const);
  return [METRICS[first], ...others.map((id) => METRICS[id])];
}

function withTarget(figure: Figure, plan: TargetPlan | null, period: ResolvedPeriod): Figure {
  if (plan === null) return figure;
  return { ...figure, comparisons: [...figure.comparisons, { kind: "target", period, value: plan.standing.toDate }] };
}

function comparedPeriods(
  { comparison, period }: Question,
  resolved: ResolvedPeriod,
  resolving: ResolveContext,
): { readonly periods: readonly ComparedPeriod[] } | PeriodProblem {
  const previous: ComparedPeriod = { kind: "previous", period: periodBefore(period, resolved, resolving) };
  switch (comparison.type) {
    case "default":
      return { periods: [previous, { kind: "last-year-weekday", period: sameLastYear(resolved, "weekday") }] };
    case "previous":
      return { periods: [previous] };
    case "last-year": {
      const kind = comparison.align === "weekday" ? "last-year-weekday" : "last-year-date";
      return { periods: [{ kind, period: sameLastYear(resolved, comparison.align) }] };
    }
    case "period": {
      const named = resolvePeriod(comparison.period, resolving);
      return "problem" in named ? named : { periods: [{ kind: "period", period: closedPart(named) }] };
    }
    case "target":
    case "none":
      return { periods: [] };
  }
}

async function workOutBreakdown(
  reader: PeriodReader,
  question: Question,
  period: ResolvedPeriod,
  against: ComparedPeriod | null,
  { metric, value }: Figure,
): Promise<Answer["breakdown"]> {
  const dimension = question.by ?? rowsOfTable(question, period);
  if (dimension === null || dimension === "shop") return null;
  const isAdditive = metric.formula.type === "sum";
  const total = value.value;
  const row = (key: string, now: number | null, before: number | null): BreakdownRow => ({
    key,
    value: now,
    before,
    share: isAdditive && now !== null && total !== null && total > 0 ? now / total : null,
  });
  const beforePeriod = against !== null && !startsBeforeData(against.period, reader) ? against.period : null;
  if (isTimeDimension(dimension)) {
    const now = valuesOverTime(metric, await readByTime(reader, period, dimension));
    const before = beforePeriod === null ? [] : valuesOverTime(metric, await readByTime(reader, beforePeriod, dimension));
    return {
      dimension,
      rows: now.map((entry, index) => row(entry.key, entry.value, before[index]?.value ?? null)),
      against: against?.kind ?? null,
    };
  }
  const now = await readByName(reader, period, dimension);
  const before = beforePeriod === null ? new Map<string, Reading>() : await readByName(reader, beforePeriod, dimension);
  const rows = [...new Set([...now.keys(), ...before.keys()])]
    .map((key) => row(key, evaluate(metric, now.get(key) ?? null).value, evaluate(metric, before.get(key) ?? null).value))
    .filter((entry) => entry.value !== null || entry.before !== null)
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) || (a.key < b.key ? -1 : 1));
  return { dimension, rows, against: against?.kind ?? null };
}

/** What the small chart shows: a single day among the weeks before it; a longer period beside what it is compared with. */
async function workOutTrend(
  reader: PeriodReader,
  question: Question,
  resolved: ResolvedPeriod,
  against: ComparedPeriod | null,
): Promise<Trend | null> {
  const { form, by } = question;
  if (form === "table" || form === "csv" || (by !== null && !isTimeDimension(by))) return null;
  const metric = reader.metrics[0];
  if (metric === undefined) return null;
  const days = daysBetween(resolved.fromDay, resolved.toDay);
  if (days === 1 && resolved.grain === "days" && by === null) return workOutDayTrend(reader, metric, resolved);
  const grain = by !== null && isTimeDimension(by) ? by : trendGrain(resolved, days);
  const now = valuesOverTime(metric, await readByTime(reader, closedPart(resolved), grain));
  const before = against === null ? null : valuesOverTime(metric, await readByTime(reader, against.period, grain));
  return {
    grain,
    keys: now.map(({ key }) => key),
    values: now.map(({ value }) => value),
    before: before === null ? null : now.map((_, index) => before[index]?.value ?? null),
    against: against?.kind ?? null,
  };
}

/** A table asked for without saying of what is one over time. */
function rowsOfTable({ form }: Question, period: ResolvedPeriod): TimeDimension | null {
  const days = daysBetween(period.fromDay, period.toDay);
  return form === "table" && days > 1 ? trendGrain(period, days) : null;
}

/** Few enough points to read on a phone. */
function trendGrain({ grain }: ResolvedPeriod, days: number): TimeDimension {
  if (grain === "hours" && days <= 2) return "hour";
  if (days <= 92) return "day";
  return days <= 730 ? "week" : "month";
}

function isTimeDimension(dimension: NonNullable<Question["by"]>): dimension is TimeDimension {
  return dimension === "hour" || dimension === "day" || dimension === "week" || dimension === "month";
}

/** The sources that tell a measure one of the metrics is made of. */
function neededWatermarks(metrics: readonly MetricDefinition[], watermarks: readonly Watermark[]): readonly Watermark[] {
  const measures = new Set<string>(metrics.flatMap(({ formula }) => measuresOf(formula)));
  return watermarks.filter((watermark) => watermark.measures.some((measure) => measures.has(measure)));
}

function notesOf(facts: {
  readonly resolved: ResolvedPeriod;
  readonly reader: PeriodReader;
  readonly overdue: readonly Watermark[];
  readonly lacksTarget: boolean;
}): readonly Note[] {
  const { resolved, reader, overdue } = facts;
  const { firstDay } = reader;
  if (firstDay === null) return [{ type: "no-data-at-all" }];
  const notes: Note[] = [];
  if (resolved.fromDay < firstDay) notes.push({ type: "data-begins", day: firstDay });
  if (resolved.elapsedToMs !== null) notes.push({ type: "not-over" });
  else notes.push(...overdue.map(({ source, throughMs }): Note => ({ type: "waiting-for", source, throughMs })));
  if (facts.lacksTarget) notes.push({ type: "no-target" });
  if (resolved.grain === "days" && daysBetween(resolved.fromDay, resolved.toDay) === 1) {
    const hours = hourStarts(resolved.fromMs, resolved.toMs, resolved.zone).length;
    if (hours !== 24) notes.push({ type: "clock-change", hours });
  }
  return notes;
}
