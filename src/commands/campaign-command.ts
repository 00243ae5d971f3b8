/** `/campaign`: planning, run sheet, pace and review of the shop's campaigns. */
import { findByWord } from "../core/words.ts";
import type { CommandSpec } from "../ports/command-spec.ts";
import { assignLead, assignRole } from "./campaign/assign-people.ts";
import { CAMPAIGN_FORMS } from "./campaign/campaign-forms.ts";
import { type CampaignInput, findMeant, type MeantOptions, refused } from "./campaign/campaign-input.ts";
import { setBudget, setChannels, setCountdown, setCurve, setPhase, setPlace, setTarget } from "./campaign/change-plan.ts";
import { dropStep, putStep } from "./campaign/edit-run-sheet.ts";
import { exportCampaign } from "./campaign/export-campaign.ts";
import { addNote, showReview } from "./campaign/look-back.ts";
import { copyCampaign, listCampaigns, moveCampaign, newCampaign, setCampaignState, showCampaign } from "./campaign/plan-campaign.ts";
import { showPace } from "./campaign/show-pace.ts";
import { splitWords } from "./campaign/split-words.ts";
import { CAMPAIGN_LINES, CAMPAIGN_VERBS, type CampaignVerb, isCampaignWord } from "./campaign/verbs.ts";
import { answerStepOffer, handOverStep, reopenStep, showRunSheet, signOffStep, takeStep } from "./campaign/work-run-sheet.ts";
import type { Command, CommandContext, CommandResult } from "./command.ts";
import { retryOnConflict } from "./retry-on-conflict.ts";

const SPEC: CommandSpec = {
  name: "campaign",
  description: { en: "Campaigns: plan, countdown, run sheet, live pace, review", zh: "活动：计划、倒计时、流程表、实时进度、复盘" },
  usage: 'new "Double 11" 2027-11-01..2027-11-11 | list | show | move | copy | cancel | sheet | done 3 | pace | review',
  options: [
    {
      name: "words",
      prefix: "",
      required: false,
      description: {
        en: 'list, new "Double 11" 2027-11-01..2027-11-11, show, sheet, done 3, move, copy, cancel …',
        zh: '列表、新建 "双11" 2027-11-01..2027-11-11、查看、流程表、签收 3、改期、复制、取消…',
      },
    },
  ],
  lines: CAMPAIGN_LINES,
  forms: CAMPAIGN_FORMS,
};

type OneCampaign = (input: CampaignInput) => Promise<CommandResult> | CommandResult;

const ON_ONE: Readonly<Record<Exclude<CampaignVerb, "list" | "new">, OneCampaign>> = {
  show: showCampaign,
  move: moveCampaign,
  phase: setPhase,
  channels: setChannels,
  curve: setCurve,
  copy: copyCampaign,
  cancel: (input) => setCampaignState(input, "cancelled"),
  restore: (input) => setCampaignState(input, "planned"),
  target: setTarget,
  budget: setBudget,
  countdown: setCountdown,
  here: (input) => setPlace(input, true),
  away: (input) => setPlace(input, false),
  lead: assignLead,
  sheet: showRunSheet,
  pace: showPace,
  export: exportCampaign,
  review: showReview,
  keep: (input) => addNote(input, "keep"),
  change: (input) => addNote(input, "change"),
  step: putStep,
  drop: dropStep,
  done: signOffStep,
  reopen: reopenStep,
  take: takeStep,
  role: assignRole,
  handover: handOverStep,
  accept: (input) => answerStepOffer(input, true),
  decline: (input) => answerStepOffer(input, false),
};

/** What is quoted may be a step's title or a note; and a look back without a name is at what has begun. */
const PREFERENCES: Readonly<Partial<Record<CampaignVerb, MeantOptions>>> = {
  step: { quotesTexts: true },
  keep: { quotesTexts: true, isLookingBack: true },
  change: { quotesTexts: true, isLookingBack: true },
  review: { isLookingBack: true },
  pace: { isLookingBack: true },
};

export const campaignCommand: Command = {
  spec: SPEC,
  run: async (line, context) => {
    const [first, ...rest] = splitWords(line).filter(({ text }, index) => index > 0 || !isCampaignWord(text));
    const verb = first === undefined ? "list" : first.isQuoted ? null : findByWord(CAMPAIGN_VERBS, first.text);
    if (verb === "list" || first === undefined) return listCampaigns(context);
    return retryOnConflict(context, async (fresh) => {
      if (verb === "new") return newCampaign(rest, fresh);
      // A name alone is looked at.
      const input = findMeant(verb === null ? [first, ...rest] : rest, fresh, PREFERENCES[verb ?? "show"]);
      if (input === null || (verb === null && input.rest.length > 0)) return context.request.addressed ? notUnderstood(fresh) : null;
      return ON_ONE[verb ?? "show"](input);
    });
  },
};

function notUnderstood(context: CommandContext): CommandResult {
  if (context.campaigns.length === 0) return listCampaigns(context);
  const verbs = Object.values(CAMPAIGN_VERBS);
  const names = context.campaigns
    .filter(({ state }) => state === "planned")
    .slice(-3)
    .map(({ name }) => `campaign show "${name}"`);
  return refused(
    {
      en: `There is no such campaign, or I did not understand what to do with it. I know: ${verbs.map(({ en: [word] }) => word).join(", ")}.`,
      zh: `没有这个活动，或没看懂要做什么。可用：${verbs.map(({ zh: [word] }) => word).join("、")}。`,
    },
    context,
    { en: ["campaign list", ...names], zh: ["campaign 列表", ...names] },
  );
}
