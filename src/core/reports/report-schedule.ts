/** When a subscription posts: reports by the wall clock, or each closed hour while a campaign runs. */
import type { Recurrence } from "../schedule/recurrence.ts";

/** `hourly` posts only in the hours of the shop's campaigns. */
export type SubscriptionSchedule = Recurrence;

export type ReportSchedule = Exclude<Recurrence, { readonly type: "hourly" }>;
export type ReportKind = ReportSchedule["type"];
