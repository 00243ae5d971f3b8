/** The countdown's post: how long to go, what is done, what is late, who is next. */
import { mainSpan } from "../campaigns/campaign.ts";
import type { CountdownSlot } from "../campaigns/countdown.ts";
import { dueSteps } from "../campaigns/run-sheet.ts";
import type { Locale } from "../locale.ts";
import { readySteps } from "../tasks/step-order.ts";
import {
  blockingLine,
  type CampaignView,
  campaignAction,
  countSteps,
  mainDates,
  ownerName,
  printCounts,
  printDuration,
  shortDue,
  stepName,
} from "./campaign-parts.ts";
import { targetFacts } from "./compose-campaign.ts";
import type { Block, Message } from "./message.ts";

const NEXT_SHOWN = 3;

export function composeCountdown(view: CampaignView, { mark }: Pick<CountdownSlot, "mark">): Message {
  const { campaign, shop, nowMs, locale } = view;
  const zh = locale === "zh";
  const steps = dueSteps(campaign, shop.zone);
  const counts = countSteps(steps, nowMs);
  const title = titleOf(view, mark);
  const next = readySteps(steps).slice(0, NEXT_SHOWN);
  const blocking = blockingLine(steps, campaign.roles, nowMs, locale);
  const blocks: Block[] = [
    {
      type: "headline",
      label: `${campaign.name} · ${shop.name}`,
      value: title,
      period: mainDates(view),
      facts:
        steps.length === 0
          ? []
          : [
              {
                label: zh ? "已完成" : "Done",
                value: `${counts.done}/${counts.total}`,
                tone: counts.done === counts.total ? "good" : "neutral",
              },
              { label: zh ? "逾期" : "Late", value: String(counts.late), tone: counts.late > 0 ? "bad" : "good" },
            ],
    },
  ];
  if (blocking !== null) blocks.push({ type: "text", spans: [{ text: zh ? "卡点 " : "Blocked: ", style: "strong" }, { text: blocking }] });
  if (next.length > 0) {
    blocks.push({
      type: "table",
      caption: zh ? "接下来" : "Next",
      columns: [zh ? "步骤" : "Step", zh ? "负责人" : "Owner", zh ? "截止" : "Due"].map((label) => ({ label, align: "left" })),
      rows: next.map((due) => [stepName(due, locale), ownerName(due.step.owner, campaign.roles, locale), dueText(due.dueMs, view)]),
      more: readySteps(steps).length - next.length,
    });
  }
  const targets = targetFacts(view);
  if (mark !== "end" && targets.length > 0) blocks.push({ type: "facts", facts: targets });
  return {
    ...{ kind: "notice", locale, blocks },
    summary: `${campaign.name}${zh ? "：" : ": "}${title}${steps.length === 0 ? "" : `${zh ? "，" : ". "}${printCounts(counts, locale)}`}`,
    actions: [
      ...(steps.length === 0 ? [] : [campaignAction({ en: "Run sheet", zh: "流程表" }, "sheet", view, "", "primary")]),
      ...(mark === "start" || mark === "end" ? [campaignAction({ en: "Pace", zh: "进度" }, "pace", view)] : []),
      campaignAction({ en: "Plan", zh: "计划" }, "show", view),
    ],
  };
}

/** "7 days to go", "It has begun", "It is over". The time left is told as it is, also where the post comes late. */
function titleOf({ campaign, shop, nowMs, locale }: CampaignView, mark: CountdownSlot["mark"]): string {
  const zh = locale === "zh";
  const { fromMs, toMs } = mainSpan(campaign, shop.zone);
  if (mark === "end" || nowMs >= toMs) return zh ? "活动结束" : "It is over";
  if (mark === "start" || nowMs >= fromMs) return zh ? "活动开始" : "It has begun";
  return zh ? `还有 ${printDuration(fromMs - nowMs, locale)}` : `${printDuration(fromMs - nowMs, locale)} to go`;
}

function dueText(dueMs: number, view: CampaignView): string {
  const when = shortDue(dueMs, view);
  return dueMs < view.nowMs ? lateText(when, view.nowMs - dueMs, view.locale) : when;
}

function lateText(when: string, lateMs: number, locale: Locale): string {
  return locale === "zh" ? `${when}（晚 ${printDuration(lateMs, locale)}）` : `${when} (${printDuration(lateMs, locale)} late)`;
}
