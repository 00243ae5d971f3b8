/** Lexicons of the names the catalogue gives to metrics and dimensions. */
import type { Locale, Localized } from "../../core/locale.ts";
import { METRICS } from "../../core/metrics/catalogue.ts";
import { METRIC_IDS } from "../../core/metrics/metric.ts";
import type { Named } from "../../core/metrics/names.ts";
import { BUNDLES, DIMENSION_NAMES } from "../../core/metrics/names.ts";
import type { Dimension, Question } from "../../core/questions/question.ts";
import { DIMENSIONS } from "../../core/questions/question.ts";
import { buildLexicon } from "../text/lexicon.ts";

/** Every metric and bundle, in the order they are offered. */
export const ASKABLE_METRICS: readonly Question["metric"][] = ["kpi", ...METRIC_IDS, "ads"];

export function metricNames(metric: Question["metric"]): Named {
  return metric === "kpi" || metric === "ads" ? BUNDLES[metric] : METRICS[metric];
}

/** What Shopbell calls a metric in a question. */
export function metricName(metric: Question["metric"], locale: Locale): string {
  return metricNames(metric).names[locale][0];
}

export function dimensionName(dimension: Dimension, locale: Locale): string {
  return DIMENSION_NAMES[dimension].names[locale][0];
}

export function dimensionLabel(dimension: Dimension): Localized {
  const { names } = DIMENSION_NAMES[dimension];
  return { en: names.en[0], zh: names.zh[0] };
}

export const METRIC_PHRASES: readonly (readonly [phrase: string, metric: Question["metric"]])[] = ASKABLE_METRICS.flatMap((metric) =>
  allNames(metricNames(metric)).map((name) => [name, metric] as const),
);

export const DIMENSION_PHRASES: readonly (readonly [phrase: string, dimension: Dimension])[] = DIMENSIONS.flatMap((dimension) =>
  allNames(DIMENSION_NAMES[dimension]).map((name) => [name, dimension] as const),
);

export const METRIC_LEXICON = buildLexicon(METRIC_PHRASES);
export const DIMENSION_LEXICON = buildLexicon(DIMENSION_PHRASES);

function allNames({ names }: Named): readonly string[] {
  return [...names.en, ...names.zh];
}
