/** The machine-readable answer: the outside contract's section 5. */
import { labelPeriod, toIsoWithOffset } from "../calendar/format-period.ts";
import type { ResolvedPeriod } from "../calendar/period.ts";
import { compareValues } from "../metrics/compare.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import { type Currency, roundMinor, toDecimalString } from "../money.ts";
import { RANGE_SHARE } from "../targets/forecast.ts";
import type { TargetStanding } from "../targets/stand-target.ts";
import type { Answer, ComparisonKind, Figure } from "./answer.ts";
import type { ProfitStatement } from "./profit-statement.ts";

/** Names of comparisons that other people's scripts rely on. */
const KIND_NAMES: Readonly<Record<ComparisonKind, string>> = {
  previous: "previous",
  "last-year-weekday": "last_year",
  "last-year-date": "last_year_by_date",
  period: "period",
  target: "target",
};

/** Money as decimal strings, counts as integers, ratios as numbers, null where unknown. */
export function answerToJson(answer: Answer, words: string): Readonly<Record<string, unknown>> {
  const [first, ...others] = answer.figures;
  const { currency, zone } = answer.shop;
  return {
    id: answer.id,
    question: words,
    metric: others.length === 0 ? first.metric.id : answer.question.metric,
    unit: first.metric.unit,
    currency,
    shop: answer.shop.id,
    timezone: zone,
    period: { ...periodToJson(answer.period), complete: answer.complete },
    ...figureToJson(first, currency),
    ...(others.length === 0
      ? {}
      : {
          metrics: answer.figures.map((figure) => ({
            metric: figure.metric.id,
            unit: figure.metric.unit,
            ...figureToJson(figure, currency),
            definition: figure.metric.definition.en,
          })),
        }),
    breakdown: (answer.breakdown?.rows ?? []).map((row) => ({
      key: row.key,
      value: valueToJson(row.value, first.metric, row.currency ?? currency),
      before: valueToJson(row.before, first.metric, row.currency ?? currency),
      share: row.share,
      ...(row.currency === undefined || first.metric.unit !== "money" ? {} : { currency: row.currency }),
    })),
    dimension: answer.breakdown?.dimension ?? null,
    ...(answer.target === null ? {} : { target: targetToJson(answer.target, first.metric, currency) }),
    ...(answer.profit === null ? {} : { profit: profitToJson(answer.profit, currency) }),
    definition: first.metric.definition.en,
    freshness: answer.reach.map(({ source, throughMs }) => ({ source, through: toIsoWithOffset(throughMs, zone) })),
    provisional: !answer.complete,
    simulated: answer.shop.simulated,
  };
}

function figureToJson({ metric, value, comparisons }: Figure, currency: Currency) {
  return {
    value: valueToJson(value.value, metric, currency),
    missing: value.missing,
    comparisons: comparisons.map((compared) => {
      const { change, changeRatio } = compareValues(value.value, compared.value);
      return {
        kind: KIND_NAMES[compared.kind],
        period: periodToJson(compared.period),
        value: valueToJson(compared.value, metric, currency),
        change: valueToJson(change, metric, currency),
        changeRatio,
      };
    }),
  };
}

function profitToJson({ lines, channels, missing }: ProfitStatement, currency: Currency) {
  const write = (minor: number | null) => (minor === null ? null : toDecimalString(roundMinor(minor), currency));
  return {
    lines: lines.map(({ id, value, before }) => ({ line: id, value: write(value), before: write(before) })),
    channels: channels.map(({ channel, spend, sales, roas, before }) => ({
      ...{ channel, adSpend: write(spend), sales: write(sales), roas },
      before: { adSpend: write(before.spend), roas: before.roas },
    })),
    missing: [...missing, "paymentAndShippingCosts"],
  };
}

function targetToJson({ period, target, toDate, actual, outlook }: TargetStanding, metric: MetricDefinition, currency: Currency) {
  const write = (value: number | null) => valueToJson(value, metric, currency);
  return {
    period: periodToJson(period),
    value: write(target),
    toDate: write(toDate),
    reached: actual === null ? null : actual / target,
    forecast:
      outlook?.forecast == null
        ? null
        : {
            value: write(outlook.forecast.point),
            low: write(outlook.forecast.range.low),
            high: write(outlook.forecast.range.high),
            level: RANGE_SHARE,
          },
    daysLeft: outlook?.daysLeft ?? 0,
    neededPerDay: outlook === null ? null : write(Math.ceil(outlook.neededPerDay)),
  };
}

/** Business days where the period is whole days, else hours with offset; `to` is exclusive. */
function periodToJson(period: ResolvedPeriod) {
  const label = labelPeriod(period, "en");
  if (period.grain === "days") return { from: period.fromDay, to: period.toDay, label };
  return { from: toIsoWithOffset(period.fromMs, period.zone), to: toIsoWithOffset(period.toMs, period.zone), label };
}

function valueToJson(value: number | null, metric: MetricDefinition, currency: Currency): string | number | null {
  if (value === null) return null;
  return metric.unit === "money" ? toDecimalString(roundMinor(value), currency) : value;
}
