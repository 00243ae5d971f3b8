/** When a report comes: daily, weekly or monthly by the wall clock. */
import type { Recurrence } from "../schedule/recurrence.ts";

export type ReportSchedule = Exclude<Recurrence, { readonly type: "hourly" }>;
export type ReportKind = ReportSchedule["type"];
