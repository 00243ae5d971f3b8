/** The run sheet in chat: every step with owner, due time and state; and what one step's owner is reminded of. */
import { formatInstant } from "../calendar/format-period.ts";
import { dueSteps } from "../campaigns/run-sheet.ts";
import { translateStep } from "../campaigns/run-sheet-template.ts";
import type { Locale } from "../locale.ts";
import { openOffer } from "../tasks/change-step.ts";
import { type DueStep, readySteps } from "../tasks/step-order.ts";
import { personOf, type Reminder } from "../tasks/step-reminders.ts";
import {
  blockingLine,
  type CampaignView,
  campaignAction,
  countSteps,
  ownerName,
  printCounts,
  printDuration,
  shortDue,
  stepName,
} from "./campaign-parts.ts";
import type { Action, Block, Message } from "./message.ts";

const SIGN_OFFS_SHOWN = 3;

/** `done`: what was just done; null where the sheet is only looked at. */
export function composeRunSheet(view: CampaignView, done: string | null, undo: Action | null): Message {
  const { campaign, shop, nowMs, locale } = view;
  const zh = locale === "zh";
  const steps = dueSteps(campaign, shop.zone);
  const counts = printCounts(countSteps(steps, nowMs), locale);
  const blocking = blockingLine(steps, campaign.roles, nowMs, locale);
  const unheld = [
    ...new Set(
      steps.flatMap(({ step: { owner } }) => (owner?.type === "role" && personOf(owner, campaign.roles) === null ? [owner.role] : [])),
    ),
  ];
  const blocks: Block[] = [
    ...(done === null ? [] : [{ type: "text", spans: [{ text: done }] } as const]),
    { type: "text", spans: [{ text: `${campaign.name}${zh ? "：" : ": "}`, style: "strong" }, { text: counts }] },
    ...(blocking === null
      ? []
      : [{ type: "text", spans: [{ text: zh ? "卡点 " : "Blocked: ", style: "strong" }, { text: blocking }] } as const]),
    {
      type: "table",
      caption: zh ? "流程表" : "Run sheet",
      columns: [zh ? "步骤" : "Step", zh ? "负责人" : "Owner", zh ? "截止" : "Due"].map((label) => ({ label, align: "left" })),
      rows: steps.map((due) => [
        `${stateMark(due, nowMs)} ${stepName(due, locale)}`,
        ownerName(due.step.owner, campaign.roles, locale),
        shortDue(due.dueMs, view),
      ]),
      more: 0,
    },
  ];
  const evidence = steps.flatMap(({ step: { number, evidence: link } }) => (link === null ? [] : [`${number}: ${link}`]));
  const notes = [
    ...(unheld.length === 0
      ? []
      : [
          zh
            ? `无人担任的角色：${unheld.join("、")}。说 campaign role <角色> me 来认领。`
            : `Roles nobody holds: ${unheld.join(", ")}. Take one: campaign role ${unheld[0]} me`,
        ]),
    ...(evidence.length === 0 ? [] : [`${zh ? "凭证：" : "Evidence: "}${evidence.join(" · ")}`]),
    ...(steps.length === 0 ? [zh ? "还没有步骤。" : "No steps yet."] : []),
  ];
  if (notes.length > 0) blocks.push({ type: "context", lines: notes });
  return {
    ...{ kind: "notice", locale, blocks, summary: done ?? `${campaign.name}${zh ? "：" : ": "}${counts}` },
    actions: [
      ...(undo === null ? [] : [undo]),
      ...readySteps(steps)
        .slice(0, SIGN_OFFS_SHOWN)
        .map(({ step }) => signOffAction(view, step.number)),
      campaignAction({ en: "Plan", zh: "计划" }, "show", view),
    ],
  };
}

/** What the owner, those who wait and the lead each hear; the same facts in another order of importance. */
export function composeStepReminder(view: CampaignView, reminder: Reminder): Message {
  const { campaign, shop, nowMs, locale } = view;
  const zh = locale === "zh";
  const { kind, due, waiting } = reminder;
  const owner = ownerName(due.step.owner, campaign.roles, locale);
  const name = `“${stepName(due, locale)}”`;
  const left = printDuration(due.dueMs - nowMs, locale);
  const summary = {
    asked: zh
      ? `${campaign.name}：请您接手 ${name}（目前由 ${owner} 负责），${due.dueMs < nowMs ? "已晚" : "距到期还有"} ${left}。`
      : `${campaign.name}: you are asked to take ${name} over from ${owner}, ${left} ${due.dueMs < nowMs ? "late" : "before it is due"}.`,
    soon: zh ? `${campaign.name}：${name} 还有 ${left} 到期。` : `${campaign.name}: ${name} is due in ${left}.`,
    late: zh ? `${campaign.name}：${name} 到期未完成。` : `${campaign.name}: ${name} is due now and not done.`,
    "late-waiting": zh
      ? `${campaign.name}：您在等的 ${name}（${owner}）已晚 ${left}。`
      : `${campaign.name}: ${name}, which you wait for, is ${left} late with ${owner}.`,
    "late-lead": zh
      ? `${campaign.name}：${name} 已晚 ${left}，负责人 ${owner}。`
      : `${campaign.name}: ${name} is ${left} late with ${owner}.`,
  }[kind];
  const others = [
    ...new Set(
      waiting.map(({ step }) => `${ownerName(step.owner, campaign.roles, locale)}${zh ? "：" : ": "}${translateStep(step.title, locale)}`),
    ),
  ];
  const blocks: Block[] = [
    { type: "text", spans: [{ text: summary }] },
    { type: "text", spans: [{ text: zh ? "截止 " : "Due ", style: "strong" }, { text: formatInstant(due.dueMs, shop.zone, locale) }] },
  ];
  if (others.length > 0)
    blocks.push({
      type: "text",
      spans: [{ text: zh ? "在等这一项：" : "Waiting for it: ", style: "strong" }, { text: others.join(zh ? "；" : "; ") }],
    });
  if (kind === "asked") {
    const sheet = campaignAction({ en: "Run sheet", zh: "流程表" }, "sheet", view);
    return { ...{ kind: "notice", locale, summary, blocks }, actions: [...offerButtons(view, due.step.number), sheet] };
  }
  const isOwners = kind === "soon" || kind === "late";
  return {
    ...{ kind: "notice", locale, summary, blocks },
    actions: isOwners
      ? [signOffAction(view, due.step.number, "primary"), campaignAction({ en: "Run sheet", zh: "流程表" }, "sheet", view)]
      : [
          campaignAction({ en: "I take it", zh: "我来接手" }, "take", view, due.step.number),
          campaignAction({ en: "Run sheet", zh: "流程表" }, "sheet", view),
        ],
  };
}

/** Where somebody is asked to take a step over. */
export function composeOffer(view: CampaignView, due: DueStep, from: string, toName: string): Message {
  const { campaign, shop, locale } = view;
  const zh = locale === "zh";
  const summary = zh
    ? `${campaign.name}：${from} 想把“${stepName(due, locale)}”移交给 ${toName}，截止 ${formatInstant(due.dueMs, shop.zone, locale)}。`
    : `${campaign.name}: ${from} hands “${stepName(due, locale)}” over to ${toName}, due ${formatInstant(due.dueMs, shop.zone, locale)}.`;
  return {
    ...{ kind: "notice", locale, summary, blocks: [{ type: "text", spans: [{ text: summary }] }] },
    actions: offerButtons(view, due.step.number),
  };
}

function offerButtons(view: Pick<CampaignView, "campaign" | "locale">, number: number): readonly Action[] {
  return [
    campaignAction({ en: "Accept", zh: "接受" }, "accept", view, number, "primary"),
    campaignAction({ en: "Decline", zh: "拒绝" }, "decline", view, number),
  ];
}

function signOffAction(view: Pick<CampaignView, "campaign" | "locale">, number: number, style: Action["style"] = "normal"): Action {
  return campaignAction({ en: `Sign off ${number}`, zh: `签收 ${number}` }, "done", view, number, style);
}

/** Readable without colour: done, late, offered, waiting for another, open. */
function stateMark({ step, dueMs }: DueStep, nowMs: number): string {
  if (step.done !== null) return "✓";
  if (openOffer(step) !== null) return "⇄";
  return dueMs < nowMs ? "!" : "·";
}

export function describeStepChange(what: "done" | "reopened" | "taken", due: DueStep, by: string, locale: Locale): string {
  const name = `“${stepName(due, locale)}”`;
  switch (what) {
    case "done":
      return locale === "zh" ? `${by} 已签收 ${name}。` : `${by} signed off ${name}.`;
    case "reopened":
      return locale === "zh" ? `${by} 重新打开了 ${name}。` : `${by} reopened ${name}.`;
    case "taken":
      return locale === "zh" ? `${by} 接手了 ${name}。` : `${by} has ${name} now.`;
  }
}
