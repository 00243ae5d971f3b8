/** Every section of a report: what it says in the post, and in the thread under it. */
import type { Locale } from "../locale.ts";
import type { ReportData } from "../reports/report-data.ts";
import { REPORT_SECTIONS, type ReportSection } from "../reports/report-section.ts";
import { composeReportAlerts } from "./compose-report-alerts.ts";
import { composeReportCampaigns } from "./compose-report-campaigns.ts";
import { composeChannelsTable, composeReportChannels } from "./compose-report-channels.ts";
import { composeReportChart } from "./compose-report-chart.ts";
import { composeReportFacts } from "./compose-report-facts.ts";
import { composeProductTables, composeReportProducts } from "./compose-report-products.ts";
import { composeReportSaved } from "./compose-report-saved.ts";
import { composeReportSummary } from "./compose-report-sentences.ts";
import { composeReportTargets } from "./compose-report-targets.ts";
import { composeReportTasks } from "./compose-report-tasks.ts";
import type { Block } from "./message.ts";

/** No blocks where there is nothing to say. */
type Composer = (data: ReportData, locale: Locale) => readonly Block[];

const SECTIONS: Readonly<Record<ReportSection, { readonly post: Composer; readonly detail?: Composer }>> = {
  summary: { post: composeReportSummary },
  alerts: { post: composeReportAlerts },
  targets: { post: composeReportTargets },
  upcoming: { post: composeReportCampaigns },
  drivers: { post: (data, locale) => composeReportFacts(["traffic", "conversion", "orders", "aov"], data, locale) },
  costs: { post: (data, locale) => composeReportFacts(["refunds", "ad_spend", "roas", "profit"], data, locale) },
  customers: { post: (data, locale) => composeReportFacts(["new_customers", "returning_customers"], data, locale) },
  channels: { post: composeReportChannels, detail: composeChannelsTable },
  products: { post: composeReportProducts, detail: composeProductTables },
  tasks: { post: composeReportTasks },
  saved: { post: composeReportSaved },
  chart: { post: composeReportChart },
};

/** In the order of `REPORT_SECTIONS`. */
export function composeSections(
  part: "post" | "detail",
  wanted: readonly ReportSection[],
  data: ReportData,
  locale: Locale,
): readonly Block[] {
  const shown = REPORT_SECTIONS.filter((section) => wanted.includes(section));
  return joinFacts(shown.flatMap((section) => SECTIONS[section][part]?.(data, locale) ?? []));
}

/** Facts of neighbouring sections stand in one grid. */
function joinFacts(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type !== "facts" || last?.type !== "facts") joined.push(block);
    else joined.splice(-1, 1, { type: "facts", facts: [...last.facts, ...block.facts] });
  }
  return joined;
}
