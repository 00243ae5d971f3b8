/** The steps of a run sheet by chat: put on it, changed, taken off. */
import type { Campaign, CampaignStep } from "../../core/campaigns/campaign.ts";
import { parseStepDue, printStepDue } from "../../core/campaigns/run-sheet.ts";
import { translateStep } from "../../core/campaigns/run-sheet-template.ts";
import { campaignAction } from "../../core/messages/campaign-parts.ts";
import { composeRunSheet } from "../../core/messages/compose-run-sheet.ts";
import type { Action } from "../../core/messages/message.ts";
import type { Owner } from "../../core/tasks/step.ts";
import { findCycle } from "../../core/tasks/step-order.ts";
import type { CommandResult } from "../command.ts";
import { findOwner, printOwner } from "../find-owner.ts";
import { peopleOf } from "./assign-people.ts";
import { type CampaignInput, refused, said, UNDO } from "./campaign-input.ts";
import { joinWords, type Word } from "./split-words.ts";
import { findStep, noStep } from "./work-run-sheet.ts";

const MAX_TITLE_CHARS = 120;
const MOST_STEPS = 100;

const EXAMPLES = {
  en: ['campaign step "Pages are finished" due T-14d 18:00 by design after 1'],
  zh: ['campaign 步骤 "页面完成" due T-14d 18:00 by design after 1'],
};

/**
 * `step "<title>" due T-7d 18:00 [by <owner>] [after 1,2] [before 3]`: a new one; with a number before the title, that one
 * anew. What is not said stays.
 */
export async function putStep(input: CampaignInput): Promise<CommandResult> {
  const { context, view } = input;
  const { campaign } = view;
  const { number: asked, words } = splitNumber(input.rest, campaign);
  const known = campaign.steps.find(({ number }) => number === asked);
  const clauses = stepClauses(words);
  const due = clauses.due === "" ? (known?.due ?? null) : parseStepDue(clauses.due);
  const title = clauses.title || known?.title;
  if (title === undefined || due === null) {
    return refused({ en: "Say what is to be done, by when and by whom.", zh: "请说明要做什么、截止时间和负责人。" }, context, EXAMPLES);
  }
  if (title.length > MAX_TITLE_CHARS) return refused(tooLong(title.length), context);
  if (known === undefined && campaign.steps.length >= MOST_STEPS) {
    return refused(
      { en: `A run sheet holds ${MOST_STEPS} steps at most. Drop one first.`, zh: `流程表最多 ${MOST_STEPS} 步，请先删除一步。` },
      context,
    );
  }
  const owner = clauses.by === "" ? (known?.owner ?? null) : await readOwner(clauses.by, input);
  if (owner !== null && "message" in owner) return owner;
  const number = asked ?? nextNumber(campaign);
  const after = clauses.after ?? known?.after ?? [];
  const before = clauses.before ?? [];
  const unknown = [...after, ...before].filter((each) => each === number || !campaign.steps.some((step) => step.number === each));
  if (unknown.length > 0) {
    return refused({ en: `There is no step ${unknown.join(", ")} to wait for.`, zh: `没有可等待的步骤 ${unknown.join("、")}。` }, context);
  }
  const step: CampaignStep = { ...(known ?? { evidence: null, done: null, handoffs: [] }), number, title, owner, after, due };
  const others = campaign.steps
    .filter((each) => each.number !== number)
    .map((each) => (before.includes(each.number) ? { ...each, after: [...new Set([...each.after, number])] } : each));
  const steps = [...others, step].sort((a, b) => a.number - b.number);
  const cycle = findCycle(steps);
  if (cycle !== null) {
    const ring = [...cycle, cycle[0] ?? 0].join(" → ");
    return refused({ en: `Those steps would wait for each other in a circle: ${ring}.`, zh: `这些步骤会互相等待：${ring}。` }, context);
  }
  const text = { en: `Step ${number} is due ${printStepDue(due)}.`, zh: `步骤 ${number} 截止 ${printStepDue(due)}。` }[view.locale];
  const undo = known === undefined ? campaignAction(UNDO, "drop", view, number) : campaignAction(UNDO, "step", view, printStep(known, []));
  return save(input, steps, text, undo);
}

/** `drop <number>`: what waited for it waits for what it waited for. */
export async function dropStep(input: CampaignInput): Promise<CommandResult> {
  const { view } = input;
  const { campaign } = view;
  const step = campaign.steps.find(({ number }) => number === findStep(input)?.step.number);
  if (step === undefined) return noStep(input);
  const { number, after, title } = step;
  const waiting = campaign.steps.filter((each) => each.after.includes(number)).map((each) => each.number);
  const steps = campaign.steps
    .filter((each) => each.number !== number)
    .map((each) => ({
      ...each,
      after: each.after.includes(number) ? [...new Set([...each.after.filter((one) => one !== number), ...after])] : each.after,
    }));
  const text = {
    en: `“${translateStep(title, "en")}” is off the run sheet.`,
    zh: `“${translateStep(title, "zh")}”已从流程表删除。`,
  }[view.locale];
  return save(input, steps, text, campaignAction(UNDO, "step", view, printStep(step, waiting)));
}

async function save({ context, view }: CampaignInput, steps: readonly CampaignStep[], text: string, undo: Action): Promise<CommandResult> {
  const campaign = await context.store.campaigns.update({ ...view.campaign, steps });
  return said(composeRunSheet({ ...view, campaign }, text, undo), context);
}

/** A number before the title names a step: one that is there, or, before a quoted title, the one it was. */
function splitNumber(words: readonly Word[], { steps }: Campaign): { readonly number: number | null; readonly words: readonly Word[] } {
  const [first, second] = words;
  const number = first?.isQuoted === false && /^\d{1,4}$/.test(first.text) ? Number(first.text) : null;
  const isNamed = number !== null && (second?.isQuoted === true || steps.some((step) => step.number === number));
  return isNamed ? { number, words: words.slice(1) } : { number: null, words };
}

function nextNumber({ steps }: Campaign): number {
  return Math.max(0, ...steps.map(({ number }) => number)) + 1;
}

function readOwner(text: string, input: CampaignInput): Promise<Owner | CommandResult | null> | null {
  return /^(?:nobody|none|无人|没有人)$/iu.test(text) ? null : findOwner(text, peopleOf(input), input.context);
}

function tooLong(chars: number) {
  return {
    en: `A step's name has at most ${MAX_TITLE_CHARS} characters; this one has ${chars}. Put the details behind its evidence link.`,
    zh: `步骤名称最多 ${MAX_TITLE_CHARS} 个字符，现在有 ${chars} 个。细节请放在凭证链接里。`,
  };
}

interface StepClauses {
  readonly title: string;
  readonly due: string;
  /** "" = not said. */
  readonly by: string;
  /** Null = not said; none = no step. */
  readonly after: readonly number[] | null;
  readonly before: readonly number[] | null;
}

const CLAUSES = ["due", "by", "after", "before"] as const;

function stepClauses(words: readonly Word[]): StepClauses {
  const parts = new Map<"title" | (typeof CLAUSES)[number], Word[]>([["title", []]]);
  let current: Word[] = parts.get("title") ?? [];
  for (const word of words) {
    const clause = word.isQuoted ? undefined : CLAUSES.find((each) => each === word.text.toLowerCase());
    if (clause === undefined) current.push(word);
    else {
      current = [];
      parts.set(clause, current);
    }
  }
  const text = (name: "title" | "due" | "by") => joinWords(parts.get(name) ?? []).trim();
  const numbers = (name: "after" | "before") => {
    const said = parts.get(name);
    return said === undefined ? null : (joinWords(said).match(/\d+/g) ?? []).map(Number);
  };
  return { title: text("title"), due: text("due"), by: text("by"), after: numbers("after"), before: numbers("before") };
}

/** The words that make it as it is. */
function printStep({ number, title, due, owner, after }: CampaignStep, before: readonly number[]): string {
  return [
    `${number} "${title.replaceAll('"', "'")}" due ${printStepDue(due)} by ${owner === null ? "nobody" : printOwner(owner)}`,
    `after ${after.length === 0 ? "none" : after.join(",")}`,
    ...(before.length === 0 ? [] : [`before ${before.join(",")}`]),
  ].join(" ");
}
