/** What has to be done on the day a report is read: late first, as it comes up. */
import { labelTime } from "../calendar/format-period.ts";
import type { Locale } from "../locale.ts";
import type { ReportData } from "../reports/report-data.ts";
import type { Block } from "./message.ts";
import { taskName } from "./task-parts.ts";

/** Beyond these a report is no longer read in ten seconds; `/tasks` lists them all. */
const TASKS_SHOWN = 4;

export function composeReportTasks({ tasks, period }: ReportData, locale: Locale): readonly Block[] {
  if (tasks.length === 0) return [];
  const zh = locale === "zh";
  const shown = tasks.slice(0, TASKS_SHOWN).map((task) => {
    const late = zh ? "逾期" : "late";
    return `${taskName(task, locale)} (${task.dueMs < period.toMs ? late : labelTime(task.dueMs, period.zone)})`;
  });
  const more = tasks.length - shown.length;
  const rest = more === 0 ? [] : [zh ? `另有 ${more} 项` : `${more} more`];
  return [
    {
      type: "text",
      spans: [{ text: zh ? "待办任务 " : "Tasks coming up ", style: "strong" }, { text: [...shown, ...rest].join(zh ? "；" : "; ") }],
    },
  ];
}
