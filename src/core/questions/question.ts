/** A question, understood: the one form every way of asking comes down to. */
import type { Period } from "../calendar/period.ts";
import type { MetricId } from "../metrics/metric.ts";

export const DIMENSIONS = [
  "channel",
  "shop",
  "product",
  "country",
  "device",
  "category",
  "segment",
  "code",
  "hour",
  "day",
  "week",
  "month",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type TimeDimension = Extract<Dimension, "hour" | "day" | "week" | "month">;

export type Comparison =
  /** Both the period before and the same weekdays last year: what is shown when nothing is asked for. */
  | { readonly type: "default" }
  | { readonly type: "previous" }
  | { readonly type: "last-year"; readonly align: "weekday" | "date" }
  | { readonly type: "target" }
  | { readonly type: "period"; readonly period: Period }
  | { readonly type: "none" };

/** A condition on one dimension: `in channel=paid,email`. The values are as people wrote them. */
export interface Filter {
  readonly dimension: Exclude<Dimension, TimeDimension | "shop">;
  readonly values: readonly [string, ...string[]];
}

export type AnswerForm = "message" | "chart" | "table" | "csv";

export interface Question {
  /** `kpi` = all the key figures at once; `ads` = spend and ROAS together. */
  readonly metric: MetricId | "kpi" | "ads";
  readonly period: Period;
  readonly by: Dimension | null;
  readonly filters: readonly Filter[];
  readonly comparison: Comparison;
  /** A shop's id or name as written; null = the place's own shop. */
  readonly shop: string | null;
  readonly form: AnswerForm;
  /** `order-day` books returns back to the day of the order ("by order day"); the default is their own day. */
  readonly returnsClock: "own-day" | "order-day";
}
