/** An answer worked out, before it is said: plain numbers with all that is needed to say them well in any language. */
import type { BusinessDay, EpochMs, ResolvedPeriod } from "../calendar/period.ts";
import type { MetricValue } from "../metrics/evaluate.ts";
import type { MetricDefinition } from "../metrics/metric.ts";
import type { Currency } from "../money.ts";
import type { Dimension, Question } from "../questions/question.ts";
import type { Shop } from "../shop.ts";
import type { TargetStanding } from "../targets/stand-target.ts";
import type { ProfitStatement } from "./profit-statement.ts";

export type ComparisonKind = "previous" | "last-year-weekday" | "last-year-date" | "period" | "target";

export interface ComparedValue {
  readonly kind: ComparisonKind;
  readonly period: ResolvedPeriod;
  /** Null: no data there, or none that covers it whole. */
  readonly value: number | null;
}

/** One metric over the period asked, beside what it is compared with. */
export interface Figure {
  readonly metric: MetricDefinition;
  readonly value: MetricValue;
  readonly comparisons: readonly ComparedValue[];
}

export interface BreakdownRow {
  /** A name as stored, a business day (of a week or month its first), a clock hour "09:00", a shop's id; "" = not told. */
  readonly key: string;
  readonly value: number | null;
  /** The same key in the first comparison; null = no data there. */
  readonly before: number | null;
  /** Of the total, 0..1; null where parts do not add up to it (ratios, customers) or it is not positive. */
  readonly share: number | null;
  /** A shop's own; else the amounts are in the answer's. */
  readonly currency?: Currency;
}

/** The first figure, part by part. Names: biggest first. Time: in order. */
export interface Breakdown {
  readonly dimension: Dimension;
  readonly rows: readonly BreakdownRow[];
  /** Which comparison `before` belongs to; null = none. */
  readonly against: ComparisonKind | null;
}

/** The first figure over time: what the small chart shows. */
export interface Trend {
  readonly grain: "hour" | "day" | "week" | "month";
  /** Business days (of weeks and months their first), or clock hours "09:00". */
  readonly keys: readonly string[];
  readonly values: readonly (number | null)[];
  readonly before: readonly (number | null)[] | null;
  readonly against: ComparisonKind | null;
}

/** How far a source is known to reach. */
export interface SourceReach {
  readonly source: string;
  readonly throughMs: EpochMs;
}

/** What an honest answer says beside the number. */
export type Note =
  | { readonly type: "no-data-at-all" }
  | { readonly type: "data-begins"; readonly day: BusinessDay }
  | { readonly type: "not-over" }
  | { readonly type: "waiting-for"; readonly source: string; readonly throughMs: EpochMs }
  | { readonly type: "unknown-by-dimension"; readonly dimension: Dimension }
  | { readonly type: "no-target" }
  | { readonly type: "clock-change"; readonly hours: number };

export interface Answer {
  /** Names this answer in logs and in the list of last answers. */
  readonly id: string;
  readonly question: Question;
  readonly shop: Shop;
  /** What was counted: of a period not yet over, its closed hours. */
  readonly period: ResolvedPeriod;
  readonly figures: readonly [Figure, ...Figure[]];
  readonly breakdown: Breakdown | null;
  readonly trend: Trend | null;
  /** The first figure beside its target; null where there is none, or another comparison was asked for. */
  readonly target: TargetStanding | null;
  /** What contribution is made of, where a question asks for it and nothing else. */
  readonly profit: ProfitStatement | null;
  readonly reach: readonly SourceReach[];
  /** The period is over and every source it needs has passed its end. */
  readonly complete: boolean;
  readonly notes: readonly Note[];
}
