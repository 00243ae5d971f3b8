/** How the targets under way on the report's last day stood at its end. */
import type { Locale } from "../locale.ts";
import { METRICS } from "../metrics/catalogue.ts";
import type { ReportData } from "../reports/report-data.ts";
import { describeTarget } from "./compose-target-outlook.ts";
import type { Block } from "./message.ts";

/** Beyond these a report is no longer read in ten seconds; `/target` lists them all. */
const TARGETS_SHOWN = 3;

export function composeReportTargets({ targets, shop }: ReportData, locale: Locale): readonly Block[] {
  return targets.slice(0, TARGETS_SHOWN).flatMap(({ target, standing }): readonly Block[] => {
    if (standing === null || standing.actual === null) return [];
    const metric = METRICS[target.metric];
    const name = [metric.label[locale], ...(target.channel === "" ? [] : [target.channel])].join(" · ");
    const text = describeTarget(standing, metric, shop.currency, locale);
    return [{ type: "text", spans: [{ text: locale === "zh" ? `目标 ${name} ` : `Target ${name} `, style: "strong" }, { text }] }];
  });
}
