/** The metric commands: one slash command per metric people ask for daily, all through the same grammar. */

import type { Localized } from "../core/locale.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import type { MetricId } from "../core/metrics/metric.ts";
import { BUNDLES } from "../core/metrics/names.ts";
import type { CommandSpec, OptionSpec } from "../ports/command-spec.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Command } from "./command.ts";
import type { NameLookup } from "./known-names.ts";

/** Command names of the outside contract, in the order help shows them; `customers` is more than its metric. */
const COMMAND_METRICS: readonly (readonly [name: string, metric: MetricId | "kpi" | "ads"])[] = [
  ["kpi", "kpi"],
  ["sales", "sales"],
  ["gross", "gross"],
  ["orders", "orders"],
  ["units", "units"],
  ["traffic", "traffic"],
  ["conversion", "conversion"],
  ["aov", "aov"],
  ["refunds", "refunds"],
  ["refund-rate", "refund_rate"],
  ["ads", "ads"],
  ["profit", "profit"],
];

export const METRIC_OPTIONS: readonly OptionSpec[] = [
  option("period", "", { en: "yesterday, last week, Nov 1-11 … (default: yesterday)", zh: "昨天、上周、11月1日到11日…（默认昨天）" }),
  option("by", "by", { en: "split by channel, product, country, day …", zh: "按渠道、商品、国家、天…拆分" }),
  option("in", "in", { en: "only where, e.g. channel=email", zh: "筛选，例如 渠道=email" }),
  option("vs", "vs", { en: "compare with: last year, previous, a period, none", zh: "对比：去年、上期、某时段、不对比" }),
  option("for", "for", { en: "which shop", zh: "哪个店铺" }),
  option("as", "as", { en: "chart, table or csv", zh: "图表、表格或 CSV" }),
];

export function createMetricCommands(names: NameLookup): readonly Command[] {
  return COMMAND_METRICS.map(
    ([name, metric]): Command => ({
      spec: metricSpec(name, metric),
      run: async (words, context) => {
        const known = context.shop === null ? {} : await names(context.shop.id, context.nowMs);
        return answerQuestion(`${name} ${words}`, context, known);
      },
    }),
  );
}

function metricSpec(name: string, metric: MetricId | "kpi" | "ads"): CommandSpec {
  const { label } = metric === "kpi" || metric === "ads" ? BUNDLES[metric] : METRICS[metric];
  return {
    name,
    description: {
      en: `${label.en}: the number, what it is compared with, and why it can be trusted`,
      zh: `${label.zh}：数字、对比与口径`,
    },
    usage: "[period] [by channel] [in channel=…] [vs last year] [for shop] [as csv]",
    options: METRIC_OPTIONS,
  };
}

function option(name: string, prefix: OptionSpec["prefix"], description: Localized): OptionSpec {
  return { name, prefix, description, required: false };
}
