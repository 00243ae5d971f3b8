/** The numbers a post is held to after it was posted: what late edits and restatements compare. */
import type { MetricId } from "../metrics/metric.ts";

/** Sales and what they are made of first; the others a late source usually brings. */
export const PUBLISHED_METRICS = [
  "sales",
  "gross",
  "discounts",
  "refunds",
  "orders",
  "traffic",
  "ad_spend",
] as const satisfies readonly MetricId[];
export type PublishedMetric = (typeof PUBLISHED_METRICS)[number];

/** Metrics absent or null were not known. Money in minor units. */
export type PublishedFigures = Readonly<Partial<Record<PublishedMetric, number | null>>>;
