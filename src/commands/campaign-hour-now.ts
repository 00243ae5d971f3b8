/** What an hourly subscription would post: the last closed hour of the campaign that runs. */
import { formatInstant } from "../core/calendar/format-period.ts";
import { hourStartOf } from "../core/calendar/zone-clock.ts";
import { campaignOfHour } from "../core/campaigns/campaign-hours.ts";
import { composeCampaignHour } from "../core/messages/compose-campaign-hour.ts";
import { composeProblem } from "../core/messages/compose-problem.ts";
import { workOutCampaignHour } from "../figures/work-out-campaign-hour.ts";
import type { Subscription } from "../ports/subscriptions.ts";
import type { CommandContext, CommandResult } from "./command.ts";
import { nextPosts } from "./next-posts.ts";
import { problemResult } from "./problem-result.ts";

export async function composeHourNow(subscription: Subscription, context: CommandContext): Promise<CommandResult> {
  const { shops, campaigns, nowMs, store, newId } = context;
  for (const shop of shops.filter(({ id }) => subscription.shopIds.includes(id))) {
    const endMs = hourStartOf(nowMs, shop.zone);
    const campaign = campaignOfHour(campaigns, shop, endMs);
    if (campaign === null) continue;
    const data = await workOutCampaignHour({ shop, campaign, campaigns, endMs }, store.measures);
    return { id: newId(), message: composeCampaignHour(data, subscription.locale), onlyForAsker: true, question: null };
  }
  return problemResult(context, composeProblem({ locale: context.locale, text: noCampaign(subscription, context) }));
}

function noCampaign(subscription: Subscription, context: CommandContext): string {
  const { locale } = context;
  const [first] = nextPosts(subscription, context, 1);
  if (first === undefined) return locale === "zh" ? "目前没有进行中或计划中的活动。" : "No campaign runs, and none is planned.";
  const when = formatInstant(first.atMs, first.zone, locale);
  return locale === "zh" ? `目前没有进行中的活动；第一条将在 ${when} 发送。` : `No campaign runs now. The first post comes ${when}.`;
}
