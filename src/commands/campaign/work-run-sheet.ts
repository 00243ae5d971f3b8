/** Working on the run sheet by chat: sign off, take, hand over, roles, and its steps. */
import type { Campaign, CampaignStep } from "../../core/campaigns/campaign.ts";
import { dueSteps, parseStepDue, printStepDue } from "../../core/campaigns/run-sheet.ts";
import { translateStep } from "../../core/campaigns/run-sheet-template.ts";
import type { Localized } from "../../core/locale.ts";
import { campaignAction, ownerName, stepName } from "../../core/messages/campaign-parts.ts";
import { composeOffer, composeRunSheet, describeStepChange } from "../../core/messages/compose-run-sheet.ts";
import type { Action } from "../../core/messages/message.ts";
import type { Member } from "../../core/place.ts";
import { answerOffer, offer, openOffer, reopen, signOff } from "../../core/tasks/change-step.ts";
import type { Owner } from "../../core/tasks/step.ts";
import { type DueStep, findCycle } from "../../core/tasks/step-order.ts";
import { personOf } from "../../core/tasks/step-reminders.ts";
import type { CommandResult } from "../command.ts";
import { askerOf, type CampaignInput, refused, said } from "./campaign-input.ts";
import { joinWords, type Word } from "./split-words.ts";

const UNDO: Localized = { en: "Undo", zh: "撤销" };
const MAX_TITLE_CHARS = 120;
const MOST_STEPS = 100;

export function showRunSheet({ context, view }: CampaignInput): CommandResult {
  return said(composeRunSheet(view, null, null), context);
}

/** `done <number> [<link>]`: the link is the evidence. */
export function signOffStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  const link = input.rest.slice(1).find(({ text }) => /^https?:\/\/\S+$/i.test(text))?.text ?? null;
  return changeStep(input, (step, due) => {
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
  return changeStep(input, (step, due) => ({
    step: reopen(step),
    text: describeStepChange("reopened", due, askerOf(context).name, view.locale),
    undo: step.done === null ? null : campaignAction(UNDO, "done", view, step.number),
  }));
}

/** `take <number>`: whoever has it, now the asker does. Offered and accepted at once, so that the review counts it. */
export function takeStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
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
  const to = readOwner(rest.slice(1), input);
  if (to === null) return refused(NO_OWNER, context);
  if (!(await isReachable(to, input))) return refused(notHere(to), context);
  await save(input, offer(stepOf(input, found.step.number), to, view.nowMs));
  const name = ownerName(to, view.campaign.roles, view.locale);
  return said(composeOffer(view, found, askerOf(context).name, name), context);
}

export function answerStepOffer(input: CampaignInput, accepted: boolean): Promise<CommandResult> {
  const { context, view } = input;
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

/** `role <role> <@person or me>`: everything the role has is theirs from now on. */
export async function assignRole(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const { campaign, locale } = view;
  const [role, ...who] = rest;
  const owner = readOwner(who.length === 0 ? [{ text: "me", isQuoted: false }] : who, input);
  if (role === undefined || owner?.type !== "person") {
    return refused({ en: "Say which role, and who: campaign role ads me", zh: "请说明角色和人员：campaign 角色 ads me" }, context);
  }
  if (!(await isReachable(owner, input))) return refused(notHere(owner), context);
  const changed = await context.store.campaigns.update({ ...campaign, roles: { ...campaign.roles, [role.text]: owner.person } });
  const text = { en: `${owner.person.name} has the role ${role.text} now.`, zh: `${owner.person.name} 担任角色 ${role.text}。` }[locale];
  return said(composeRunSheet({ ...view, campaign: changed }, text, null), context);
}

/** `lead me`: who hears of what is late, and of what could not be delivered. */
export async function assignLead(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const owner = readOwner(rest.length === 0 ? [{ text: "me", isQuoted: false }] : rest, input);
  if (owner?.type !== "person") return refused(NO_OWNER, context);
  if (!(await isReachable(owner, input))) return refused(notHere(owner), context);
  const changed = await context.store.campaigns.update({
    ...view.campaign,
    owner: owner.person,
    roles: { ...view.campaign.roles, lead: owner.person },
  });
  const text = { en: `${owner.person.name} leads the campaign now.`, zh: `${owner.person.name} 现在负责此活动。` }[view.locale];
  return said(composeRunSheet({ ...view, campaign: changed }, text, null), context);
}

/** `step "<title>" due T-7d 18:00 [by <owner>] [after 1,2]`: a new one; with a number before the title, that one anew. */
export async function putStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view, rest } = input;
  const { campaign } = view;
  const known = campaign.steps.find(({ number }) => rest[0]?.isQuoted === false && number === Number(rest[0].text));
  const clauses = stepClauses(known === undefined ? rest : rest.slice(1));
  const due = clauses.due === "" ? (known?.due ?? null) : parseStepDue(clauses.due);
  const title = clauses.title.slice(0, MAX_TITLE_CHARS) || known?.title;
  const owner = clauses.by.length === 0 ? (known?.owner ?? null) : readOwner(clauses.by, input);
  if (title === undefined || due === null || (clauses.by.length > 0 && owner === null)) {
    return refused({ en: "Say what is to be done, by when and by whom.", zh: "请说明要做什么、截止时间和负责人。" }, context, {
      en: ['campaign step "Pages are finished" due T-14d 18:00 by design after 1'],
      zh: ['campaign 步骤 "页面完成" due T-14d 18:00 by design after 1'],
    });
  }
  if (owner !== null && !(await isReachable(owner, input))) return refused(notHere(owner), context);
  const number = known?.number ?? Math.max(0, ...campaign.steps.map((each) => each.number)) + 1;
  const after = clauses.after ?? known?.after ?? [];
  const unknown = after.filter((each) => each === number || !campaign.steps.some((step) => step.number === each));
  if (unknown.length > 0)
    return refused({ en: `There is no step ${unknown.join(", ")} to wait for.`, zh: `没有可等待的步骤 ${unknown.join("、")}。` }, context);
  const step: CampaignStep = { ...(known ?? { evidence: null, done: null, handoffs: [] }), number, title, owner, after, due };
  const steps = [...campaign.steps.filter((each) => each.number !== number), step].slice(0, MOST_STEPS);
  const cycle = findCycle(steps);
  if (cycle !== null) {
    const ring = [...cycle, cycle[0] ?? 0].join(" → ");
    return refused({ en: `Those steps would wait for each other in a circle: ${ring}.`, zh: `这些步骤会互相等待：${ring}。` }, context);
  }
  const changed = await context.store.campaigns.update({ ...campaign, steps });
  const text = { en: `Step ${number} is due ${printStepDue(due)}.`, zh: `步骤 ${number} 截止 ${printStepDue(due)}。` }[view.locale];
  const undo = known === undefined ? campaignAction(UNDO, "drop", view, number) : null;
  return said(composeRunSheet({ ...view, campaign: changed }, text, undo), context);
}

/** `drop <number>`: what waited for it waits for what it waited for. */
export async function dropStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  const found = findStep(input);
  if (found === null) return noStep(input);
  const { number, after, title } = found.step;
  const steps = view.campaign.steps
    .filter((each) => each.number !== number)
    .map((each) => ({
      ...each,
      after: each.after.includes(number) ? [...new Set([...each.after.filter((one) => one !== number), ...after])] : each.after,
    }));
  const changed = await context.store.campaigns.update({ ...view.campaign, steps });
  const text = { en: `“${translateStep(title, "en")}” is off the run sheet.`, zh: `“${translateStep(title, "zh")}”已从流程表删除。` }[
    view.locale
  ];
  return said(composeRunSheet({ ...view, campaign: changed }, text, null), context);
}

type Change = { readonly step: CampaignStep; readonly text: string; readonly undo: Action | null } | { readonly refusal: Localized };

async function changeStep(input: CampaignInput, change: (step: CampaignStep, due: DueStep) => Change): Promise<CommandResult> {
  const found = findStep(input);
  if (found === null) return noStep(input);
  const result = change(stepOf(input, found.step.number), found);
  if ("refusal" in result) return refused(result.refusal, input.context);
  const campaign = await save(input, result.step);
  return said(composeRunSheet({ ...input.view, campaign }, result.text, result.undo), input.context);
}

function save({ context, view: { campaign } }: CampaignInput, step: CampaignStep): Promise<Campaign> {
  const steps = campaign.steps.map((each) => (each.number === step.number ? step : each));
  return context.store.campaigns.update({ ...campaign, steps });
}

function findStep({ view: { campaign, shop }, rest }: CampaignInput): DueStep | null {
  const number = Number(rest[0]?.text.replace(/^#/, ""));
  return dueSteps(campaign, shop.zone).find(({ step }) => step.number === number) ?? null;
}

function stepOf({ view: { campaign } }: CampaignInput, number: number): CampaignStep {
  const step = campaign.steps.find((each) => each.number === number);
  if (step === undefined) throw new Error(`no step ${number}`);
  return step;
}

function noStep(input: CampaignInput): CommandResult {
  const { campaign } = input.view;
  const suggestions = [`campaign sheet #${campaign.id}`];
  return refused({ en: "Say which step, by its number on the run sheet.", zh: "请用流程表上的编号说明是哪一步。" }, input.context, {
    en: suggestions,
    zh: suggestions,
  });
}

const NO_OWNER: Localized = {
  en: "Say who: me, @name as the chat completes it, or a role such as ads.",
  zh: "请说明是谁：me、@某人，或角色（如 ads）。",
};

/** "me", a mention as the platform gives it ("@U123", "<@123>"), else a role. */
function readOwner(words: readonly Word[], { context }: CampaignInput): Owner | null {
  const text = joinWords(words)
    .replace(/^(?:to|by|给)\s+/iu, "")
    .trim();
  if (text === "") return null;
  const me = askerOf(context);
  if (/^(?:me|我)$/iu.test(text)) return { type: "person", person: me };
  const [, id] = /^<?@!?([^\s>]+)>?$/.exec(text) ?? [];
  const name = context.request.mentioned?.[id ?? ""] ?? `@${id}`;
  if (id !== undefined) return { type: "person", person: id === me.userId ? me : { ...me, userId: id, name } };
  return { type: "role", role: text.slice(0, 40) };
}

/** A role that nobody holds yet is fine: whoever takes it hears of its steps. */
async function isReachable(owner: Owner, { context, view }: CampaignInput): Promise<boolean> {
  const person: Member | null = personOf(owner, view.campaign.roles);
  return person === null || context.isReachable(person);
}

function notHere(owner: Owner): Localized {
  const name = owner.type === "person" ? owner.person.name : owner.role;
  return {
    en: `${name} is not in this workspace, or cannot be written to: nobody would hear the reminders. Name somebody else, or a role.`,
    zh: `${name} 不在此工作区或无法收到消息，提醒将无人收到。请指定其他人或角色。`,
  };
}

interface StepClauses {
  readonly title: string;
  readonly due: string;
  readonly by: readonly Word[];
  readonly after: readonly number[] | null;
}

function stepClauses(words: readonly Word[]): StepClauses {
  const parts: Record<"title" | "due" | "by" | "after", Word[]> = { title: [], due: [], by: [], after: [] };
  let current: keyof typeof parts = "title";
  for (const word of words) {
    const clause = word.isQuoted ? undefined : (["due", "by", "after"] as const).find((each) => each === word.text.toLowerCase());
    if (clause === undefined) parts[current].push(word);
    else current = clause;
  }
  const numbers = joinWords(parts.after)
    .split(/[\s,]+/)
    .filter((text) => text !== "")
    .map(Number);
  const after = words.some(({ text, isQuoted }) => !isQuoted && text.toLowerCase() === "after") ? numbers.filter(Number.isInteger) : null;
  return { title: joinWords(parts.title), due: joinWords(parts.due), by: parts.by, after };
}
