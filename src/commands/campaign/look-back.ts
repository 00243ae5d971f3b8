/** `/campaign review [as files]`, and the notes of what to keep and what to change. */
import { type CampaignNote, mainSpan } from "../../core/campaigns/campaign.ts";
import { mainDates } from "../../core/messages/campaign-parts.ts";
import { composeCampaign } from "../../core/messages/compose-campaign.ts";
import { composeReview } from "../../core/messages/compose-review.ts";
import { cutText } from "../../core/messages/plain-text.ts";
import { composeReviewFiles } from "../../core/messages/review-files.ts";
import { workOutReview } from "../../figures/work-out-review.ts";
import type { CommandResult } from "../command.ts";
import { askerOf, type CampaignInput, refused, said } from "./campaign-input.ts";
import { joinWords } from "./split-words.ts";

const MAX_NOTE_CHARS = 200;
const MOST_NOTES = 50;

export async function showReview({ context, view, rest }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, nowMs } = view;
  if (mainSpan(campaign, shop.zone).toMs > nowMs) {
    const dates = mainDates(view);
    const pace = [`campaign pace #${campaign.id}`];
    return refused({ en: `“${campaign.name}” is not over: ${dates}.`, zh: `“${campaign.name}”尚未结束：${dates}。` }, context, {
      en: pace,
      zh: pace,
    });
  }
  const review = await workOutReview({ campaign, shop, campaigns: context.campaigns, nowMs }, context);
  const isForFiles = /^(?:(?:as )?files?|文件)$/iu.test(joinWords(rest));
  return said((isForFiles ? composeReviewFiles : composeReview)(review, view), context);
}

/** `keep <what>`, `change <what>`. */
export async function addNote(input: CampaignInput, kind: CampaignNote["kind"]): Promise<CommandResult> {
  const { context, view } = input;
  const { campaign, nowMs } = view;
  const text = cutText(joinWords(input.rest), MAX_NOTE_CHARS);
  if (text === "") {
    const example = { keep: ['campaign keep "mails two days ahead"'], change: ['campaign change "pages ready a week earlier"'] }[kind];
    return refused({ en: `Say what to ${kind}.`, zh: kind === "keep" ? "请说明要保留什么。" : "请说明要改进什么。" }, context, {
      en: example,
      zh: example,
    });
  }
  const notes = [...campaign.notes, { kind, text, by: askerOf(context), atMs: nowMs }].slice(-MOST_NOTES);
  const changed = await context.store.campaigns.update({ ...campaign, notes });
  if (mainSpan(campaign, view.shop.zone).toMs <= nowMs) return showReview({ ...input, view: { ...view, campaign: changed }, rest: [] });
  const done = { en: `Noted for the review of “${campaign.name}”: ${text}`, zh: `已记入“${campaign.name}”的复盘：${text}` };
  return said(composeCampaign({ ...view, campaign: changed }, { done: done[view.locale], overlaps: [], undo: null }), context);
}
