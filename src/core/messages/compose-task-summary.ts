/** Looking back: what is open in the evening, and how punctual everybody was in a week. */
import { labelDay, labelPeriod } from "../calendar/format-period.ts";
import type { ResolvedPeriod } from "../calendar/period.ts";
import { businessDayOf } from "../calendar/zone-clock.ts";
import { formatRatio } from "../format.ts";
import { openOffer } from "../tasks/change-step.ts";
import type { Punctuality } from "../tasks/punctuality.ts";
import { isOpen, type Task } from "../tasks/task.ts";
import { ownerName, printDuration } from "./campaign-parts.ts";
import { offerActions, taskTable } from "./compose-task-list.ts";
import type { Message } from "./message.ts";
import { countTasks, doneAction, labelled, listAction, printTaskCounts, type TaskView, textBlock } from "./task-parts.ts";

const BUTTONS_SHOWN = 6;

/** Null where nothing that is due by the end of the day is open: nobody needs a post that says so. */
export function composeTaskSummary(view: TaskView, tasks: readonly Task[], dayEndMs: number): Message | null {
  const { locale, nowMs, shop } = view;
  const zh = locale === "zh";
  const ofToday = tasks.filter((task) => task.dropped?.by !== null && (!isOpen(task) || task.dueMs < dayEndMs));
  const open = ofToday.filter(isOpen);
  if (open.length === 0) return null;
  const later = tasks.filter((task) => isOpen(task) && task.dueMs >= dayEndMs).length;
  const day = labelDay(businessDayOf(nowMs, shop.zone), locale);
  const counts = printTaskCounts(countTasks(ofToday, nowMs), locale);
  const heading = zh ? `${shop.name} ${day} 小结` : `${shop.name}, end of ${day}`;
  return {
    ...{ kind: "notice", locale, summary: zh ? `${heading}：${counts}` : `${heading}: ${counts}` },
    blocks: [
      labelled(heading, zh ? `：${counts}` : `: ${counts}`),
      taskTable(open, view, zh ? "仍未完成" : "Still open"),
      ...(later === 0 ? [] : [textBlock(zh ? `另有 ${later} 项以后到期。` : `${later} more ${later === 1 ? "is" : "are"} due later.`)]),
    ],
    actions: [
      ...open
        .slice(0, BUTTONS_SHOWN)
        .flatMap((task) => (openOffer(task) === null ? [doneAction(task, view)] : offerActions(task, view).slice(0, 1))),
      listAction({ en: "Review", zh: "准时率" }, "review", view),
    ],
  };
}

/** `tasks review`: of the tasks due in the period. */
export function composeTaskReview(view: TaskView, period: ResolvedPeriod, partners: readonly Punctuality[]): Message {
  const { list, shop, locale } = view;
  const zh = locale === "zh";
  const total = partners.reduce((sum, { steps }) => sum + steps, 0);
  const inTime = partners.reduce((sum, each) => sum + each.inTime, 0);
  const label = labelPeriod(period, locale);
  const heading = zh ? `${shop.name} 任务准时率，${label}` : `${shop.name}, tasks on time, ${label}`;
  const said =
    total === 0
      ? zh
        ? "没有到期的任务"
        : "no task was due"
      : zh
        ? `${total} 项中 ${inTime} 项按时（${formatRatio(inTime / total, locale)}）`
        : `${inTime} of ${total} in time (${formatRatio(inTime / total, locale)})`;
  const time = (ms: number | null) => (ms === null ? "–" : printDuration(ms, locale));
  const labels = zh
    ? ["人员", "按时", "逾期", "未完成", "逾期时长", "接受用时", "完成用时"]
    : ["Who", "In time", "Late", "Not done", "Late by", "To accept", "To finish"];
  return {
    ...{ kind: "notice", locale, summary: zh ? `${heading}：${said}` : `${heading}: ${said}` },
    blocks: [
      labelled(heading, zh ? `：${said}` : `: ${said}`),
      ...(total === 0
        ? []
        : [
            {
              ...({ type: "table", caption: zh ? "按人员和部门" : "By partner", more: 0 } as const),
              columns: labels.map((text, index) => ({ label: text, align: index === 0 ? ("left" as const) : ("right" as const) })),
              rows: partners.map((each) => [
                ownerName(each.owner, list.roles, locale),
                `${each.inTime} / ${each.steps}`,
                String(each.late),
                String(each.open),
                ...[each.medianLateMs, each.medianAcceptMs, each.medianFinishMs].map(time),
              ]),
            },
            {
              type: "context",
              lines: [
                zh
                  ? "时长为中位数：从请求到接受，从接受到完成。部门按部门统计，无论由谁接手。"
                  : "Times are medians: from asking to acceptance, from acceptance to the end. A department counts as one, whoever took it.",
              ],
            } as const,
          ]),
    ],
    actions: [
      listAction({ en: "Last week", zh: "上周" }, "review", view, zh ? "上周" : "last week"),
      listAction({ en: "Today", zh: "今日任务" }, "today", view),
    ],
  };
}
