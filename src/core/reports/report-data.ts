/** A report worked out, before it is said: plain numbers, the same ones that `ask` gives. */
import type { Alert } from "../alerts/alert.ts";
import type { Answer, BreakdownRow, Figure, SourceReach, Trend } from "../answers/answer.ts";
import type { ResolvedPeriod } from "../calendar/period.ts";
import type { Campaign } from "../campaigns/campaign.ts";
import type { Effect } from "../explain/explanation.ts";
import type { MetricId } from "../metrics/metric.ts";
import type { Shop } from "../shop.ts";
import type { StoodTarget } from "../targets/stand-target.ts";
import type { Task } from "../tasks/task.ts";
import type { ChannelStanding } from "./channel-standing.ts";
import type { LateSource } from "./freshness-gate.ts";
import type { ReportKind } from "./report-schedule.ts";

/** Every metric a report may show; the first is its headline. */
export const REPORT_METRICS = [
  "sales",
  "traffic",
  "conversion",
  "aov",
  "orders",
  "units",
  "gross",
  "discounts",
  "refunds",
  "refund_rate",
  "ad_spend",
  "roas",
  "profit",
  "customers",
  "new_customers",
  "returning_customers",
] as const satisfies readonly MetricId[];

export interface PinnedAnswer {
  readonly name: string;
  readonly answer: Answer;
}

export interface ReportData {
  readonly kind: ReportKind;
  readonly shop: Shop;
  readonly period: ResolvedPeriod;
  /** Each beside the period before and the same weekdays last year, in this order. */
  readonly figures: ReadonlyMap<MetricId, Figure>;
  /** What `why` says of the change of net sales against the period before, biggest first; empty where it is not known. */
  readonly effects: readonly Effect[];
  /** Furthest from its own expectation first. */
  readonly channels: readonly ChannelStanding[];
  /** How many earlier periods the expectations are made from. */
  readonly periodsBehind: number;
  /** Net sales by product, biggest first; `before` is the period before. */
  readonly products: readonly BreakdownRow[];
  readonly trend: Trend;
  /** The channel's pinned questions, asked when the period ended. */
  readonly pinned: readonly PinnedAnswer[];
  /** What net sales were to reach in the period: the targets' share of its days; null where nothing is aimed at for all of them. */
  readonly salesTarget: number | null;
  /** Those under way on the last day, the shortest first, as they stood at its end. */
  readonly targets: readonly StoodTarget[];
  /** Those of the shop that went on during the period, as they are now. */
  readonly alerts: readonly Alert[];
  /** Of the shop, on when the period ended or within thirty days of it, the next first. */
  readonly campaigns: readonly Campaign[];
  /** Open ones that are due by the end of the day after the period, earliest first. */
  readonly tasks: readonly Task[];
  readonly reach: readonly SourceReach[];
  /** Sources that have not reached the end of the period: their numbers are provisional. */
  readonly late: readonly LateSource[];
}
