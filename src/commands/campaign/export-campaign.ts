/** `/campaign export`: the plan as a file that `campaign import` reads again. */
import { printPlan } from "../../core/campaigns/print-plan.ts";
import type { CommandResult } from "../command.ts";
import { type CampaignInput, said } from "./campaign-input.ts";

export function exportCampaign({ context, view }: CampaignInput): CommandResult {
  const { campaign, shop, locale } = view;
  const zh = locale === "zh";
  const name = `campaign-${shop.id}-${campaign.id}.yaml`.replace(/[^a-z0-9.-]/gi, "_");
  const text = zh ? `“${campaign.name}”的计划，可修改后再导入。` : `The plan of “${campaign.name}”, to be changed and read again.`;
  const how = `npx shopbell campaign import ${name}`;
  return said(
    {
      ...{ kind: "notice", locale, summary: text, actions: [] },
      blocks: [
        { type: "text", spans: [{ text }] },
        { type: "file", name, mime: "application/yaml", content: printPlan([campaign], context.shops) },
        { type: "context", lines: [how] },
      ],
    },
    context,
  );
}
