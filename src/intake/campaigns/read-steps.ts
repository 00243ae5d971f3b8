/** A run sheet of a file: its steps numbered in their order, every mistake noted. */
import type { CampaignStep } from "../../core/campaigns/campaign.ts";
import { parseStepDue } from "../../core/campaigns/run-sheet.ts";
import { CAMPAIGN_KINDS, templateSteps } from "../../core/campaigns/run-sheet-template.ts";
import type { Locale } from "../../core/locale.ts";
import { findCycle } from "../../core/tasks/step-order.ts";
import { describeFault } from "../intake-error.ts";
import { cleanText } from "../readers/clean-text.ts";
import type { Cell, Refuse, StepDraft } from "./draft.ts";
import { type PeopleContext, readOwner } from "./read-people.ts";

const MAX_TITLE_CHARS = 120;

export function readSteps(drafts: readonly StepDraft[] | Cell, locale: Locale, people: PeopleContext): readonly CampaignStep[] {
  const { fail } = people;
  if ("text" in drafts) {
    const kind = CAMPAIGN_KINDS.find((each) => each === drafts.text.trim().toLowerCase());
    if (kind !== undefined) return templateSteps(kind, locale);
    fail(drafts, describeFault(drafts.text, { expected: `a list of steps, or a template: ${CAMPAIGN_KINDS.join(", ")}` }));
    return [];
  }
  const titles = drafts.map(({ title }) => cleanText(title?.text ?? "", MAX_TITLE_CHARS));
  const steps = drafts.flatMap((draft, index) => readStep(draft, { number: index + 1, titles }, people) ?? []);
  const cycle = findCycle(steps);
  const first = cycle === null ? undefined : drafts[(cycle[0] ?? 1) - 1];
  if (cycle !== null && first !== undefined) {
    const ring = [...cycle, cycle[0] ?? 0].map((number) => `“${titles[number - 1]}”`).join(" → ");
    fail(first.at, `steps wait for each other in a circle: ${ring}`);
  }
  return steps;
}

function readStep(
  { at, title, due, owner, after }: StepDraft,
  { number, titles }: { readonly number: number; readonly titles: readonly string[] },
  people: PeopleContext,
): CampaignStep | null {
  const { fail } = people;
  const name = titles[number - 1] ?? "";
  if (name === "") fail(title ?? at, "has no title, such as title: Pages are finished");
  const time = due === null ? fail(at, "has no due time, such as due: T-7d 18:00") : parseStepDue(due.text);
  if (due !== null && time === null) {
    fail(due, describeFault(due.text, { expected: "a time relative to a phase, such as T-7d 18:00 or main end+2d" }));
  }
  const before = after.flatMap((cell) => findBefore(cell, number, titles, fail) ?? []);
  const who = owner === null ? null : readOwner(owner, people);
  if (time === null || name === "") return null;
  return {
    ...{ number, title: name, owner: who, after: before, due: time },
    ...{ evidence: null, done: null, handoffs: [] },
  };
}

function findBefore(cell: Cell, number: number, titles: readonly string[], fail: Refuse): number | null {
  const text = cell.text.trim();
  const found = /^\d+$/.test(text) ? Number(text) : titles.indexOf(text) + 1;
  if (found >= 1 && found <= titles.length && found !== number) return found;
  return fail(cell, describeFault(cell.text, { expected: "another step's place in the list, from 1, or its title" }));
}
