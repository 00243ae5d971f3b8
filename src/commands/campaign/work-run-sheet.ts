/** Working on the run sheet by chat: sign off, take, hand over. */
import type { Campaign, CampaignStep } from "../../core/campaigns/campaign.ts";
import { dueSteps } from "../../core/campaigns/run-sheet.ts";
import { translateStep } from "../../core/campaigns/run-sheet-template.ts";
import type { Localized } from "../../core/locale.ts";
import { campaignAction, ownerName, shortDue, stepName } from "../../core/messages/campaign-parts.ts";
import { composeOffer, composeRunSheet, describeStepChange } from "../../core/messages/compose-run-sheet.ts";
import type { Action } from "../../core/messages/message.ts";
import { answerOffer, offer, openOffer, reopen, signOff } from "../../core/tasks/change-step.ts";
import type { DueStep } from "../../core/tasks/step-order.ts";
import type { CommandResult } from "../command.ts";
import { findOwner } from "../find-owner.ts";
import { peopleOf } from "./assign-people.ts";
import { askerOf, type CampaignInput, refused, refuseOffChat, said, UNDO } from "./campaign-input.ts";
import { joinWords } from "./split-words.ts";

export function showRunSheet({ context, view }: CampaignInput): CommandResult {
  return said(composeRunSheet(view, null, null), context);
}

/** `done <number> [<link>]`: the link is the evidence. */
export function signOffStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  const link = input.rest.slice(1).find(({ text }) => /^https?:\/\/\S+$/i.test(text))?.text ?? null;
  return changeStep(input, (step, due) => {
    if (step.done !== null) return { refusal: doneAlready(step.done, due, view) };
    const open = view.campaign.steps.filter(({ number, done }) => step.after.includes(number) && done === null);
    if (open.length > 0) {
      const names = open.map((each) => stepName({ step: each }, view.locale));
      return { refusal: { en: `It waits for ${names.join("; ")}. Sign that off first.`, zh: `需先完成：${names.join("；")}。` } };
    }
    const by = askerOf(context);
    const undo = campaignAction(UNDO, "reopen", view, step.number);
    return { step: signOff(step, by, view.nowMs, link), text: describeStepChange("done", due, by.name, view.locale), undo };
  });
}

export function reopenStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  return changeStep(input, (step, due) => {
    if (step.done === null) {
      return { refusal: { en: `“${stepName(due, "en")}” is open.`, zh: `“${stepName(due, "zh")}”尚未完成。` } };
    }
    const undo = campaignAction(UNDO, "done", view, step.number);
    return { step: reopen(step), text: describeStepChange("reopened", due, askerOf(context).name, view.locale), undo };
  });
}

/** `take <number>`: whoever has it, now the asker does. Offered and accepted at once, so that the review counts it. */
export async function takeStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  const offChat = refuseOffChat(context);
  if (offChat !== null) return offChat;
  const me = askerOf(context);
  return changeStep(input, (step, due) => ({
    step: answerOffer(offer(step, { type: "person", person: me }, view.nowMs), true, me, view.nowMs),
    text: describeStepChange("taken", due, me.name, view.locale),
    undo: null,
  }));
}

/** `handover <number> to <@person or role>`: asked in the same place, and accepted by button. */
export async function handOverStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const found = findStep(input);
  if (found === null) return noStep(input);
  const to = await findOwner(joinWords(rest.slice(1)), peopleOf(input), context);
  if ("message" in to) return to;
  await save(input, offer(stepOf(input, found.step.number), to, view.nowMs));
  const name = ownerName(to, view.campaign.roles, view.locale);
  return said(composeOffer(view, found, askerOf(context).name, name), context);
}

export async function answerStepOffer(input: CampaignInput, accepted: boolean): Promise<CommandResult> {
  const { context, view } = input;
  const offChat = refuseOffChat(context);
  if (offChat !== null) return offChat;
  const by = askerOf(context);
  return changeStep(input, (step, due) => {
    if (openOffer(step) === null) return { refusal: { en: "Nobody hands that step over right now.", zh: "该步骤目前没有待接受的移交。" } };
    const declined = {
      en: `${by.name} declined “${translateStep(due.step.title, "en")}”; it stays where it is.`,
      zh: `${by.name} 拒绝接手“${translateStep(due.step.title, "zh")}”，负责人不变。`,
    };
    const text = accepted ? describeStepChange("taken", due, by.name, view.locale) : declined[view.locale];
    return { step: answerOffer(step, accepted, by, view.nowMs), text, undo: null };
  });
}

function doneAlready(done: NonNullable<CampaignStep["done"]>, due: DueStep, view: CampaignInput["view"]): Localized {
  const at = shortDue(done.atMs, view);
  return {
    en: `${done.by.name} signed off “${stepName(due, "en")}” already, ${at}.`,
    zh: `${done.by.name} 已于 ${at} 签收“${stepName(due, "zh")}”。`,
  };
}

type Change = { readonly step: CampaignStep; readonly text: string; readonly undo: Action | null } | { readonly refusal: Localized };

async function changeStep(input: CampaignInput, change: (step: CampaignStep, due: DueStep) => Change): Promise<CommandResult> {
  const found = findStep(input);
  if (found === null) return noStep(input);
  const result = change(stepOf(input, found.step.number), found);
  if ("refusal" in result) return refused(inCampaign(result.refusal, input), input.context);
  const campaign = await save(input, result.step);
  return said(composeRunSheet({ ...input.view, campaign }, result.text, result.undo), input.context);
}

/** Of several campaigns, the one that is meant is named: a number alone may be any's. */
function inCampaign({ en, zh }: Localized, { view: { campaign } }: CampaignInput): Localized {
  return { en: `${campaign.name}: ${en}`, zh: `${campaign.name}：${zh}` };
}

function save({ context, view: { campaign } }: CampaignInput, step: CampaignStep): Promise<Campaign> {
  const steps = campaign.steps.map((each) => (each.number === step.number ? step : each));
  return context.store.campaigns.update({ ...campaign, steps });
}

export function findStep({ view: { campaign, shop }, rest }: CampaignInput): DueStep | null {
  const number = Number(rest[0]?.text.replace(/^#/, ""));
  return dueSteps(campaign, shop.zone).find(({ step }) => step.number === number) ?? null;
}

function stepOf({ view: { campaign } }: CampaignInput, number: number): CampaignStep {
  const step = campaign.steps.find((each) => each.number === number);
  if (step === undefined) throw new Error(`no step ${number}`);
  return step;
}

export function noStep(input: CampaignInput): CommandResult {
  const { campaign } = input.view;
  const suggestions = [`campaign sheet #${campaign.id}`];
  return refused({ en: "Say which step, by its number on the run sheet.", zh: "请用流程表上的编号说明是哪一步。" }, input.context, {
    en: suggestions,
    zh: suggestions,
  });
}
