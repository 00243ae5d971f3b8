/** Campaigns that are on or come up, as their preparation stands when the report's period ends. */
import { mainSpan } from "../campaigns/campaign.ts";
import { dueSteps } from "../campaigns/run-sheet.ts";
import type { Locale } from "../locale.ts";
import type { ReportData } from "../reports/report-data.ts";
import { blockingLine, countSteps, printCounts, printDuration } from "./campaign-parts.ts";
import type { Block } from "./message.ts";

export function composeReportCampaigns({ campaigns, shop, period }: ReportData, locale: Locale): readonly Block[] {
  const zh = locale === "zh";
  return campaigns.map((campaign): Block => {
    const { fromMs, toMs } = mainSpan(campaign, shop.zone);
    const steps = dueSteps(campaign, shop.zone);
    const when =
      fromMs > period.toMs
        ? zh
          ? `${printDuration(fromMs - period.toMs, locale)}后开始`
          : `begins in ${printDuration(fromMs - period.toMs, locale)}`
        : zh
          ? `进行中，还剩 ${printDuration(toMs - period.toMs, locale)}`
          : `is on, ${printDuration(toMs - period.toMs, locale)} left`;
    const parts = [when, ...(steps.length === 0 ? [] : [printCounts(countSteps(steps, period.toMs), locale)])];
    const blocking = blockingLine(steps, campaign.roles, period.toMs, locale);
    return {
      type: "text",
      spans: [
        { text: `${campaign.name} `, style: "strong" },
        { text: [...parts, ...(blocking === null ? [] : [blocking])].join(zh ? "，" : " · ") },
      ],
    };
  });
}
