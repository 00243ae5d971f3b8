/** Planning by chat: new, move, copy, cancel, targets, budget, countdown, places. Each answers with what it did and an undo. */
import { type Campaign, DEFAULT_COUNTDOWN, mainSpan, type Phase } from "../../core/campaigns/campaign.ts";
import { instantOf, type Moment, momentAt, shiftLocal } from "../../core/campaigns/moment.ts";
import { fitSteps } from "../../core/campaigns/run-sheet.ts";
import { CAMPAIGN_KINDS, templateSteps } from "../../core/campaigns/run-sheet-template.ts";
import type { Localized } from "../../core/locale.ts";
import { campaignAction } from "../../core/messages/campaign-parts.ts";
import { composeCampaign, composeCampaignList } from "../../core/messages/compose-campaign.ts";
import type { Action } from "../../core/messages/message.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import type { Member } from "../../core/place.ts";
import type { Shop } from "../../core/shop.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { askerOf, type CampaignInput, overlapping, refused, said, UNDO, viewOf } from "./campaign-input.ts";
import { badMoney, badTarget, readClauses, readMoney, readTarget } from "./read-clauses.ts";
import { readDates } from "./read-dates.ts";
import { joinWords, type Word } from "./split-words.ts";

const MAX_NAME_CHARS = 80;
/** 52 whole weeks: the same weekday a year later. */
const YEAR_MS = 364 * 86_400_000;

const NEW_EXAMPLES = {
  en: [
    'campaign new "Double 11" 2027-11-01..2027-11-11',
    'campaign new "Launch" 2027-03-02 09:00 to 2027-03-04 target sales 50000 kind launch',
  ],
  zh: ['campaign 新建 "双11" 2027-11-01..2027-11-11', 'campaign 新建 "新品" 2027-03-02 09:00 到 2027-03-04 目标 销售额 50000'],
};

export function listCampaigns(context: CommandContext): CommandResult {
  const own = context.campaigns.filter(
    ({ state, shopIds }) =>
      state === "planned" && context.shops.some(({ id }) => shopIds.includes(id) && (context.shop === null || context.shop.id === id)),
  );
  return said(
    composeCampaignList(
      own.map((campaign) => viewOf(campaign, context)),
      context.locale,
    ),
    context,
  );
}

/** `new "<name>" <start>..<end> [target <metric> <value>] [budget <amount>] [kind sale|launch] [for <shop>]`. */
export async function newCampaign(words: readonly Word[], context: CommandContext): Promise<CommandResult> {
  const { store, nowMs, locale, newId } = context;
  const [first, ...others] = words;
  const clauses = readClauses(others);
  const shop =
    clauses.for === undefined
      ? context.shop
      : (context.shops.find(({ id, name }) => [id, name.toLowerCase()].includes(clauses.for ?? "")) ?? null);
  const name = cutText(first?.text.trim() ?? "", MAX_NAME_CHARS);
  if (name === "") return refused({ en: "Give the campaign a name and its dates.", zh: "请给出活动名称和日期。" }, context, NEW_EXAMPLES);
  if (shop === null) {
    const suggestions = context.shops.slice(0, 5).map(({ id }) => `campaign new "${name}" ${clauses.dates} for ${id}`);
    return refused({ en: "Which shop is the campaign for?", zh: "这是哪个店铺的活动？" }, context, { en: suggestions, zh: suggestions });
  }
  const dates = readDates(clauses.dates, nowMs, shop.zone);
  if (dates === null || dates.end === null) {
    return refused({ en: "Say when it starts and ends.", zh: "请说明开始和结束时间。" }, context, NEW_EXAMPLES);
  }
  const { start, end } = dates;
  if (instantOf(end, shop.zone) <= instantOf(start, shop.zone)) return refused(REVERSED, context, NEW_EXAMPLES);
  const targets = clauses.target === undefined ? {} : readTarget(clauses.target, shop);
  if (targets === null) return refused(badTarget(shop), context);
  const budgetMinor = clauses.budget === undefined ? null : readMoney(clauses.budget, shop);
  if (clauses.budget !== undefined && budgetMinor === null) return refused(badMoney(shop), context);
  const kind = CAMPAIGN_KINDS.find((each) => each === clauses.kind) ?? "sale";
  const lead = leadOf(context);
  const isOver = instantOf(end, shop.zone) <= nowMs;
  const phases: Campaign["phases"] = [{ kind: "main", start, end }];
  const campaign: Campaign = {
    ...{ id: newId(), version: 1, name, shopIds: [shop.id], channels: [], phases, targets },
    ...{ curve: { type: "usual" }, budgetMinor, places: placesOf(context), locale, countdown: DEFAULT_COUNTDOWN, owner: lead },
    // A campaign of the past is noted for comparisons: there is nothing to prepare.
    ...{
      roles: lead === null ? {} : { lead },
      steps: isOver ? [] : fitSteps(templateSteps(kind, locale), { phases }, nowMs, shop.zone),
      notes: [],
      state: "planned",
      sinceMs: nowMs,
    },
  };
  await store.campaigns.add(campaign);
  return shown(
    campaign,
    context,
    { en: `Planned “${name}”.`, zh: `已创建活动“${name}”。` },
    campaignAction(UNDO, "cancel", { campaign, locale }),
  );
}

/** `move <start>[..<end>]`: a new start alone moves everything with it. */
export async function moveCampaign({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, nowMs, locale } = view;
  const dates = readDates(joinWords(rest), nowMs, shop.zone);
  if (dates === null) {
    return refused({ en: "Say when it starts now.", zh: "请说明新的开始时间。" }, context, {
      en: [`campaign move #${campaign.id} to 2027-11-02 00:00`],
      zh: [`campaign 改期 #${campaign.id} 2027-11-02 00:00`],
    });
  }
  const old = mainSpan(campaign, shop.zone);
  const moved = movePhases(campaign, dates.start, dates.end, shop);
  const { fromMs, toMs } = mainSpan({ phases: moved }, shop.zone);
  if (toMs <= fromMs) return refused(REVERSED, context);
  const changed = await context.store.campaigns.update({ ...campaign, phases: moved, sinceMs: nowMs });
  const undo = campaignAction(
    UNDO,
    "move",
    { campaign, locale },
    `to ${momentAt(old.fromMs, shop.zone)} .. ${momentAt(old.toMs, shop.zone)}`,
  );
  return shown(changed, context, { en: "Moved, with its steps and reminders.", zh: "已改期，步骤与提醒一并移动。" }, undo);
}

/** `copy [to <start>]`: last year's plan for the same weekdays this year, nothing of it done. */
export async function copyCampaign({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, nowMs, locale } = view;
  const dates = rest.length === 0 ? null : readDates(joinWords(rest), nowMs, shop.zone);
  if (rest.length > 0 && dates === null) return refused({ en: "Say when the copy starts.", zh: "请说明新活动的开始时间。" }, context);
  const start = dates?.start ?? momentAt(shiftLocal(mainSpan(campaign, shop.zone).fromMs, shop.zone, YEAR_MS), shop.zone);
  const phases = movePhases(campaign, start, dates?.end ?? null, shop);
  const fresh = campaign.steps.map((step) => ({ ...step, done: null, evidence: null, handoffs: [] }));
  const lead = leadOf(context);
  const copy: Campaign = {
    ...{
      ...campaign,
      id: context.newId(),
      version: 1,
      phases,
      curve: campaign.curve.type === "table" ? campaign.curve : { type: "usual" },
    },
    ...{ steps: fitSteps(fresh, { phases }, nowMs, shop.zone), notes: [], state: "planned" },
    ...{ owner: lead, places: campaign.places.length > 0 ? campaign.places : placesOf(context), sinceMs: nowMs },
  };
  await context.store.campaigns.add(copy);
  return shown(
    copy,
    context,
    { en: `Copied “${campaign.name}”.`, zh: `已复制“${campaign.name}”。` },
    campaignAction(UNDO, "cancel", { campaign: copy, locale }),
  );
}

export async function setCampaignState({ context, view }: CampaignInput, state: Campaign["state"]): Promise<CommandResult> {
  const { campaign, nowMs, locale } = view;
  const changed = await context.store.campaigns.update({ ...campaign, state, sinceMs: nowMs });
  const text: Localized =
    state === "cancelled"
      ? {
          en: `“${campaign.name}” is cancelled: no more countdown, reminders or pace.`,
          zh: `“${campaign.name}”已取消：不再有倒计时、提醒和进度。`,
        }
      : { en: `“${campaign.name}” is on again.`, zh: `“${campaign.name}”已恢复。` };
  return shown(changed, context, text, campaignAction(UNDO, state === "cancelled" ? "restore" : "cancel", { campaign, locale }));
}

export function showCampaign({ context, view }: CampaignInput): CommandResult {
  return shown(view.campaign, context, null, null);
}

export const REVERSED: Localized = {
  en: "It would end before it starts. Put the start first.",
  zh: "结束早于开始。请把开始时间写在前面。",
};

/** The plan as it is now, what was done to it, and how to take that back. */
export function shown(campaign: Campaign, context: CommandContext, done: Localized | null, undo: Action | null): CommandResult {
  const content = {
    done: done?.[context.locale] ?? null,
    overlaps: campaign.state === "planned" ? overlapping(campaign, context) : [],
    undo,
  };
  return said(composeCampaign(viewOf(campaign, context), content), context);
}

/** All phases by as much as the main one's start moves; a new end is the main phase's, and what follows it moves with it. */
function movePhases(campaign: Campaign, start: Moment, end: Moment | null, shop: Shop): readonly Phase[] {
  const { zone } = shop;
  const { fromMs, toMs } = mainSpan(campaign, zone);
  const byMs = Date.parse(asUtc(start, zone)) - Date.parse(asUtc(momentAt(fromMs, zone), zone));
  const endByMs = end === null ? byMs : Date.parse(asUtc(end, zone)) - Date.parse(asUtc(momentAt(toMs, zone), zone));
  const shift = (moment: Moment, ms: number): Moment => momentAt(shiftLocal(instantOf(moment, zone), zone, ms), zone);
  return campaign.phases.map(({ kind, ...phase }) => {
    const isAfter = instantOf(phase.start, zone) >= toMs;
    return {
      kind,
      start: shift(phase.start, isAfter ? endByMs : byMs),
      end: shift(phase.end, kind === "main" || isAfter ? endByMs : byMs),
    };
  });
}

/** The local wall clock, as if it were UTC: for differences that a clock change does not touch. */
function asUtc(moment: Moment, zone: Shop["zone"]): string {
  return moment.endsWith("Z") ? `${momentAt(instantOf(moment, zone), zone)}Z` : `${moment}Z`;
}

/** The console is where it is looked at, not a channel of a team: nothing is posted to a command line. */
function placesOf({ request: { place } }: CommandContext): Campaign["places"] {
  return place.platform === "cli" ? [] : [{ ...place, thread: null }];
}

/** Nobody hears a reminder on a command line. */
function leadOf(context: CommandContext): Member | null {
  return context.request.place.platform === "cli" ? null : askerOf(context);
}
