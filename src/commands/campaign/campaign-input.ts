/** One request about a campaign: which one is meant, by whom, and what else was said. */
import { type Campaign, mainSpan, wholeSpan } from "../../core/campaigns/campaign.ts";
import { sameName } from "../../core/campaigns/find-campaign.ts";
import type { Locale, Localized } from "../../core/locale.ts";
import type { CampaignView } from "../../core/messages/campaign-parts.ts";
import { composeProblem } from "../../core/messages/compose-problem.ts";
import type { Message } from "../../core/messages/message.ts";
import type { Member } from "../../core/place.ts";
import type { Shop } from "../../core/shop.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { problemResult } from "../problem-result.ts";
import { joinWords, type Word } from "./split-words.ts";

/** The label of the button that takes back what was just done. */
export const UNDO: Localized = { en: "Undo", zh: "撤销" };

export interface CampaignInput {
  readonly context: CommandContext;
  readonly view: CampaignView;
  /** What stands behind the campaign's name. */
  readonly rest: readonly Word[];
}

export interface MeantOptions {
  readonly quotesTexts?: boolean;
  readonly isLookingBack?: boolean;
}

/**
 * The campaign meant by the first words: by id (#…), by name, or, where none is named, the one that is on or comes next.
 * `quotesTexts`: what is quoted may be a text instead of a name. `isLookingBack`: unnamed, the one that has begun last is meant.
 */
export function findMeant(words: readonly Word[], context: CommandContext, options: MeantOptions = {}): CampaignInput | null {
  const [first] = words;
  const known = context.campaigns.filter(({ shopIds }) => context.shops.some(({ id }) => shopIds.includes(id)));
  if (first?.text.startsWith("#") && !first.isQuoted) {
    const campaign = known.find(({ id }) => id === first.text.slice(1));
    return campaign === undefined ? null : inputOf(campaign, words.slice(1), context);
  }
  for (let count = Math.min(words.length, 8); count > 0; count--) {
    const said = joinWords(words.slice(0, count));
    const campaign = nearest(
      known.filter(({ name }) => sameName(name, said)),
      context,
    );
    if (campaign !== null) return inputOf(campaign, words.slice(count), context);
  }
  if (first?.isQuoted && options.quotesTexts !== true) return null;
  const begun =
    options.isLookingBack === true ? known.filter((each) => mainSpan(each, shopOf(each, context).zone).fromMs <= context.nowMs) : known;
  const planned = (begun.length > 0 ? begun : known).filter(({ state }) => state === "planned");
  const campaign = nearest(planned, context);
  return campaign === null ? null : inputOf(campaign, words, context);
}

/** The first that is not over; else the last that was. Of the place's own shop where it has any. */
function nearest(campaigns: readonly Campaign[], context: CommandContext): Campaign | null {
  const own = campaigns.filter(({ shopIds }) => context.shop !== null && shopIds.includes(context.shop.id));
  const placed = (own.length > 0 ? own : campaigns)
    .map((campaign) => ({ campaign, ...mainSpan(campaign, shopOf(campaign, context).zone) }))
    .sort((a, b) => a.fromMs - b.fromMs);
  const next =
    placed.find(({ toMs, campaign }) => toMs > context.nowMs && campaign.state === "planned") ??
    placed.find(({ toMs }) => toMs > context.nowMs);
  return next?.campaign ?? placed.at(-1)?.campaign ?? null;
}

/** The shop by whose clock the campaign's people go: the place's own where it takes part, else the campaign's first. */
function shopOf({ shopIds }: Pick<Campaign, "shopIds">, { shop, shops }: CommandContext): Shop {
  const own = shop !== null && shopIds.includes(shop.id) ? shop : undefined;
  const found = own ?? shops.find(({ id }) => shopIds.includes(id));
  if (found === undefined) throw new Error(`no shop of the campaign is known: ${shopIds.join(", ")}`);
  return found;
}

function inputOf(campaign: Campaign, rest: readonly Word[], context: CommandContext): CampaignInput {
  return { context, view: viewOf(campaign, context), rest };
}

export function viewOf(campaign: Campaign, context: CommandContext): CampaignView {
  return { campaign, shop: shopOf(campaign, context), nowMs: context.nowMs, locale: context.locale };
}

/** Others that are on at the same time in one of its shops. */
export function overlapping(campaign: Campaign, context: CommandContext): readonly string[] {
  const { zone } = shopOf(campaign, context);
  const span = wholeSpan(campaign, zone);
  return context.campaigns
    .filter(
      ({ id, state, shopIds }) => id !== campaign.id && state === "planned" && shopIds.some((each) => campaign.shopIds.includes(each)),
    )
    .filter((other) => {
      const { fromMs, toMs } = mainSpan(other, zone);
      return fromMs < span.toMs && span.fromMs < toMs;
    })
    .map(({ name }) => name);
}

/** On a command line nobody says who they are. */
export function askerOf({ request: { place, user }, locale }: CommandContext): Member {
  const name = user.name || (locale === "zh" ? "命令行" : "command line");
  return { platform: place.platform, workspace: place.workspace, userId: user.id, name };
}

export function said(message: Message, { newId }: CommandContext): CommandResult {
  return { id: newId(), message, onlyForAsker: false, question: null };
}

/** Null in chat. Nobody hears anything on a command line: nothing is posted to it, and nobody there is reminded. */
export function refuseOffChat(context: CommandContext): CommandResult | null {
  if (context.request.place.platform !== "cli") return null;
  return refused(
    {
      en: "Nobody hears posts or reminders on a command line. Say this in chat, or name people and places in the campaign's file.",
      zh: "命令行收不到播报和提醒。请在聊天中说，或在活动文件中写明人员与频道。",
    },
    context,
  );
}

export function refused(
  text: Localized,
  context: CommandContext,
  suggestions: Readonly<Record<Locale, readonly string[]>> = { en: [], zh: [] },
): CommandResult {
  const { locale } = context;
  return problemResult(context, composeProblem({ locale, text: text[locale], suggestions: suggestions[locale] }));
}
