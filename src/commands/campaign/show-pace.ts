/** `/campaign pace`: the card as it would be posted now. */
import { mainSpan } from "../../core/campaigns/campaign.ts";
import { campaignAction, mainDates } from "../../core/messages/campaign-parts.ts";
import { composePace } from "../../core/messages/compose-pace.ts";
import { workOutPace } from "../../figures/work-out-pace.ts";
import type { CommandResult } from "../command.ts";
import { type CampaignInput, refused, said } from "./campaign-input.ts";

export async function showPace({ context, view }: CampaignInput): Promise<CommandResult> {
  const { campaign, shop, nowMs, locale } = view;
  if (mainSpan(campaign, shop.zone).fromMs > nowMs) {
    const dates = mainDates(view);
    const { words } = campaignAction({ en: "", zh: "" }, "show", { campaign, locale });
    return refused({ en: `“${campaign.name}” has not begun: ${dates}.`, zh: `“${campaign.name}”尚未开始：${dates}。` }, context, {
      en: [words],
      zh: [words],
    });
  }
  const pace = await workOutPace({ campaign, shop, campaigns: context.campaigns, nowMs }, context);
  return said(composePace(pace, view), context);
}
