/** When a report comes: daily, weekly or monthly by the wall clock. */
import type { Weekday } from "../calendar/period.ts";
import type { Recurrence } from "../schedule/recurrence.ts";

export type ReportSchedule = Exclude<Recurrence, { readonly type: "hourly" }>;
export type ReportKind = ReportSchedule["type"];

export const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
