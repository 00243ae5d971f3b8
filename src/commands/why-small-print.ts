/** What stands under an explanation: what the data cannot tell, how a target was split, what unequal lengths make, the source. */
import { daysBetween } from "../core/calendar/business-day.ts";
import type { ExplainedMetric } from "../core/explain/explain-readings.ts";
import { plannableFactors } from "../core/explain/explain-target.ts";
import type { Locale } from "../core/locale.ts";
import { describeSimulated, describeSource } from "../core/messages/describe-source.ts";
import { EFFECT_NAMES } from "../core/messages/why-names.ts";
import { METRICS } from "../core/metrics/catalogue.ts";
import { DIMENSION_NAMES } from "../core/metrics/names.ts";
import type { Shop } from "../core/shop.ts";
import type { ExplainedQuestion } from "../figures/explain-question.ts";

interface WhyPrint {
  readonly metric: ExplainedMetric;
  readonly shop: Shop;
  /** An amount with its sign, in the metric's unit. */
  readonly say: (amount: number) => string;
  readonly locale: Locale;
}

export function composeWhySmallPrint(explained: ExplainedQuestion, print: WhyPrint): readonly string[] {
  const { shop, locale } = print;
  const zh = locale === "zh";
  const { lacksSessions, lackSessionsBy, isUncompared, explanation, watermarks } = explained;
  const lines: string[] = [...describeSimulated(shop, locale), ...describePlan(explained, print)];
  if (isUncompared)
    lines.push(zh ? "对比期早于店铺最早的数据。" : "The period compared with lies before the shop's data, or begins before it.");
  if (lacksSessions && explanation.change !== null) {
    lines.push(
      zh
        ? `没有数据源提供会话数，无法区分流量与转化。可以导入：shopbell import metrics <文件> --shop ${shop.id}`
        : `No source tells sessions for both periods: traffic and conversion cannot be told apart. Bring them in: shopbell import metrics <file> --shop ${shop.id}`,
    );
  }
  if (lackSessionsBy.length > 0) {
    const names = lackSessionsBy.map((dimension) => DIMENSION_NAMES[dimension].label[locale]);
    lines.push(
      zh
        ? `会话数不分${names.join("、")}：那里看不出是流量还是转化。`
        : `Sessions are not told by ${names.join(", ").toLowerCase()}: whether traffic or conversion moved there cannot be told.`,
    );
  }
  lines.push(...describeLengths(explained, print), describeSource(shop, watermarks, locale));
  return lines;
}

/** How a target's gap is split, or why it is not. */
function describePlan({ comparedWith, explanation }: ExplainedQuestion, { metric, locale }: WhyPrint): readonly string[] {
  if (!("target" in comparedWith)) return [];
  const zh = locale === "zh";
  const planned = explanation.effects.flatMap(({ factor }) => (factor === "rest" ? [] : [EFFECT_NAMES[factor][locale]]));
  const lacking = plannableFactors(metric).length > 0;
  const spread =
    comparedWith.target === "over"
      ? ""
      : zh
        ? "目标按本店节奏分摊到已过去的时间。"
        : " The target is that of the time so far, by the shop's own rhythm.";
  if (planned.length > 0)
    return [
      zh
        ? `按${planned.join("、")}各自的目标拆分；其余是没有单独目标的部分（折扣、退货、没有会话的渠道等）。${spread}`
        : `Split by the ${planned.length === 1 ? "target" : "targets"} of ${planned.join(", ")}; the rest has no target of its own (discounts, returns, channels without sessions …).${spread}`,
    ];
  if (!lacking) return [zh ? `这个指标与目标的差距无法再拆分。${spread}` : `This gap cannot be split further.${spread}`];
  return [
    zh
      ? `流量、转化率、客单价在该时段没有目标，差距无法按因素拆分。设定例如：target set 转化率 2026-12 3%。${spread}`
      : `Traffic, conversion and order value have no targets there, so the gap cannot be split. Set one: target set conversion 2026-12 3%.${spread}`,
  ];
}

/** Months are not equally long: what that alone makes of a sum, at the same daily pace. Totals are compared as answers and reports have them. */
function describeLengths({ comparedWith, period, explanation }: ExplainedQuestion, { metric, say, locale }: WhyPrint): readonly string[] {
  const { before, change } = explanation;
  if ("target" in comparedWith || period.grain !== "days" || comparedWith.grain !== "days") return [];
  if (before === null || change === null || METRICS[metric].formula.type !== "sum") return [];
  const [days, daysBefore] = [daysBetween(period.fromDay, period.toDay), daysBetween(comparedWith.fromDay, comparedWith.toDay)];
  if (days === daysBefore) return [];
  const amount = say(Math.round(before * (days / daysBefore - 1)));
  return [
    locale === "zh"
      ? `天数不同（${days} 天对 ${daysBefore} 天）：日均不变时，仅天数差就是 ${amount}，已含在各因素中。`
      : `${days} days against ${daysBefore}: at the same pace a day, the length alone makes ${amount}; it is within the factors.`,
  ];
}
